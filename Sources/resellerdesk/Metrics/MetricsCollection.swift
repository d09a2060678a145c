import Desk
import Foundation
import Settings

/// Asks the service for the figures of an account on behalf of the metrics, and keeps them in the archive, where a desk
/// finds them too. It can't write: the gate is closed.
struct MetricsCollection: Sendable {
    private let fleet: FleetCollection?
    private let archive: ArchiveBox
    private let rules: AlarmRules

    init(account: ResolvedAccount, options: AccountOptions, rules: AlarmRules) {
        try? FileManager.default.createDirectory(
            atPath: options.stateDirectory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        archive = ArchiveBox(path: options.archivePath)
        let key = account.archiveKey
        let connection = AccountConnection(
            account: account, maildir: nil, environment: ProcessInfo.processInfo.environment,
            denial: "`metrics` only reads", spending: .live(archive, account: key))
        let world = LiveWorld(connection: connection, archive: archive, maildir: nil, screen: ScreenPort())
        var environment = world.environment(account: account, accounts: .none) {
            SettingsReload(keymap: .shipped, themeNames: [], problems: [])
        }
        environment.collect(with: .live(archive, account: key, holder: Holder.ofThisProcess))
        fleet = FleetCollection(environment)
        self.rules = rules
    }

    /// Why the list of customers could not be read, else nil.
    func round(atMost seconds: Double) async -> String? {
        let problem = await fleet?.round(rules: rules, atMost: seconds)
        await archive.settled()
        return problem
    }

    /// Collects until it is cancelled.
    func run() async {
        await fleet?.run(rules: rules) { problem in
            Console.write("resellerdesk: the list of customers can't be read: \(problem)\n", to: STDERR_FILENO)
        }
        await archive.settled()
    }
}
