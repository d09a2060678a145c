package import Records
internal import ResellerAPI

/// Reads the figures of an account's customers again and again for its metrics, and writes nothing.
///
/// What was read is held as eight numbers a customer, and only what is newer is read the next time: the figures of all
/// would have to be decoded for each scrape. What other processes keep meanwhile is in the next reading.
package struct FleetSource {
    private let archive: Archive
    private let account: String
    private var held: [String: CustomerGauges] = [:]
    /// The newest reading that is held.
    private var newest = -Double.infinity
    private var readAt = -Double.infinity
    private var list: KnownList?

    /// Who is in the list of customers: figures and alarms of those who left it stay in the archive for a while.
    private struct KnownList {
        let readAt: Double
        let usernames: Set<String>
    }

    private static let page = 5000
    /// A batch is written some seconds after its first figures were read.
    private static let overlap = 30.0

    package init(_ archive: Archive, account: String) {
        self.archive = archive
        self.account = account
    }

    /// Puts everything that is known at a time into the metrics.
    package mutating func read(into metrics: inout LiveMetrics) throws(ArchiveError) {
        try readList()
        try readFigures(at: metrics.now)
        let list = list
        metrics.status = try archive.collectorStatus(of: account)
        metrics.known = list?.usernames.count ?? metrics.status?.known
        metrics.customers = Array(held.values)
        metrics.alarms = try archive.alarms(of: account).filter { list?.usernames.contains($0.key.username) ?? true }
        metrics.isCollecting = try archive.leaseHolder("collect \(account)", now: metrics.now) != nil
        metrics.recentCalls = try archive.callsInLastMinute(account: account, at: metrics.now)
    }

    private mutating func readFigures(at now: Double) throws(ArchiveError) {
        // After the clock was set back new figures may be older than those held.
        if now < readAt { (held, newest) = ([:], -.infinity) }
        readAt = now
        let since = newest - Self.overlap
        var last: String?
        while true {
            let page = try archive.figures(of: account, readAfter: since, after: last, limit: Self.page)
            guard let end = page.last else { return }
            last = end.username
            for one in page where list?.usernames.contains(one.username) ?? true {
                held[one.username] = CustomerGauges(one)
                newest = max(newest, min(one.readAt, now))
            }
        }
    }

    /// Reads the list anew when another is kept than before; who left it is held no longer.
    private mutating func readList() throws(ArchiveError) {
        guard let readAt = try archive.customersReadAt(of: account), readAt != list?.readAt,
            let snapshot = try archive.customers(of: account)
        else { return }
        var usernames: Set<String> = []
        usernames.reserveCapacity(snapshot.byUsername.count)
        for chunk in snapshot.chunks {
            for row in 0..<chunk.count { usernames.insert(chunk.username(row)) }
        }
        // Figures of whom the former list did not have were not held.
        if let list, !usernames.isSubset(of: list.usernames) { newest = -.infinity }
        list = KnownList(readAt: snapshot.readAt, usernames: usernames)
        held = held.filter { usernames.contains($0.key) }
    }
}
