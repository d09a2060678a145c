import Archive
import Foundation
import Records
import Settings

/// Makes the metrics of an account from what is kept.
actor MetricsReader {
    private let path: String
    private let account: ResolvedAccount
    private let version: String
    private let maxSeries: Int
    private var source: FleetSource?

    /// `path` is that of the archive.
    init(path: String, account: ResolvedAccount, version: String, maxSeries: Int) {
        self.path = path
        self.account = account
        self.version = version
        self.maxSeries = maxSeries
    }

    /// The figures as they are now; of an archive that is not there yet none are known.
    func read() throws(ArchiveError) -> LiveMetrics {
        var metrics = LiveMetrics(
            version: version, account: account.name, role: account.roleName, now: Date().timeIntervalSince1970)
        metrics.maxSeries = maxSeries
        if source == nil, FileManager.default.fileExists(atPath: path) {
            source = FleetSource(try Archive(path: path), account: account.archiveKey)
        }
        try source?.read(into: &metrics)
        return metrics
    }
}

extension ResolvedAccount {
    fileprivate var roleName: String { role.rawValue }
}
