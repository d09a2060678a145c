import Archive
import Foundation
import Records
import ResellerAPI
import Settings

/// Makes the metrics of an account from what is kept, and writes nothing. What other processes keep meanwhile is in the
/// next reading.
actor MetricsReader {
    private let path: String
    private let account: ResolvedAccount
    private let version: String
    private let maxSeries: Int
    private var archive: Archive?
    private var list: KnownList?

    /// Who is in the list of customers: figures and alarms of those who left it stay in the archive for a while.
    private struct KnownList {
        let readAt: Double
        let usernames: Set<String>
    }

    /// `path` is that of the archive.
    init(path: String, account: ResolvedAccount, version: String, maxSeries: Int) {
        self.path = path
        self.account = account
        self.version = version
        self.maxSeries = maxSeries
    }

    /// The figures as they are now; of an archive that is not there yet none are known.
    func read() throws(ArchiveError) -> LiveMetrics {
        let now = Date().timeIntervalSince1970
        var metrics = LiveMetrics(version: version, account: account.name, role: account.roleName, now: now)
        metrics.maxSeries = maxSeries
        guard let archive = try opened() else { return metrics }
        let key = account.archiveKey
        let list = try knownList(archive)
        metrics.status = try archive.collectorStatus(of: key)
        metrics.known = list?.usernames.count ?? metrics.status?.known
        metrics.figures = try figures(archive).filter { list?.usernames.contains($0.username) ?? true }
        metrics.alarms = try archive.alarms(of: key).filter { list?.usernames.contains($0.key.username) ?? true }
        metrics.isCollecting = try archive.leaseHolder("collect \(key)", now: now) != nil
        metrics.recentCalls = try archive.callsInLastMinute(account: key, at: now)
        return metrics
    }

    private func opened() throws(ArchiveError) -> Archive? {
        if archive == nil, FileManager.default.fileExists(atPath: path) { archive = try Archive(path: path) }
        return archive
    }

    private func figures(_ archive: Archive) throws(ArchiveError) -> [CustomerFigures] {
        var all: [CustomerFigures] = []
        while true {
            let page = try archive.figures(
                of: account.archiveKey, readAfter: -.infinity, after: all.last?.username, limit: Self.page)
            if page.isEmpty { return all }
            all += page
        }
    }

    private static let page = 5000

    /// Read anew when another list is kept than before; nil when none is.
    private func knownList(_ archive: Archive) throws(ArchiveError) -> KnownList? {
        let key = account.archiveKey
        let kept = try archive.facts().accounts.first { $0.name == key }
        guard let kept else { return nil }
        if let list, list.readAt == kept.readAt { return list }
        guard let snapshot = try archive.customers(of: key) else { return nil }
        var usernames: Set<String> = []
        usernames.reserveCapacity(kept.customers)
        for chunk in snapshot.chunks {
            for row in 0..<chunk.count { usernames.insert(chunk.username(row)) }
        }
        list = KnownList(readAt: kept.readAt, usernames: usernames)
        return list
    }
}

extension ResolvedAccount {
    fileprivate var roleName: String { role.rawValue }
}
