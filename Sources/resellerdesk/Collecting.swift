import Desk
import Foundation
import Records
import Settings

/// The outside world of an account for a command that only reads: the gate is closed. What it is told of all customers
/// it keeps in the archive, where a desk finds it too.
struct ReadingWorld: Sendable {
    private(set) var environment: DeskEnvironment
    private let archive: ArchiveBox

    /// `command` names itself to whoever asks why nothing can be changed.
    init(_ command: String, account: ResolvedAccount, options: AccountOptions, maildir: String?, collects: Bool) {
        let archive = ArchiveBox(path: options.archivePath, onlyReads: true)
        let key = account.archiveKey
        let connection = AccountConnection(
            account: account, maildir: maildir, environment: ProcessInfo.processInfo.environment,
            denial: "`\(command)` only reads", spending: .live(path: options.archivePath, account: key))
        let world = LiveWorld(connection: connection, archive: archive, maildir: maildir, screen: ScreenPort())
        environment = world.environment(account: account, accounts: .none) {
            SettingsReload(keymap: .shipped, themeNames: [], problems: [])
        }
        if collects {
            environment.collect(with: .live(archive, account: key, holder: Holder.ofThisProcess))
        }
        self.archive = archive
    }

    /// Collects until it is cancelled.
    func collect(_ rules: AlarmRules) async {
        await FleetCollection(environment, rules: rules)?.run { problem in
            Console.say("resellerdesk: the list of customers can't be read: \(problem)")
        }
        await archive.settled()
    }

    /// Makes a round where no figures are kept; why the list of customers could not be read, else nil.
    func round(_ rules: AlarmRules, atMost seconds: Double) async -> String? {
        let outcome = await FleetCollection(environment, rules: rules)?.look(atMost: seconds)
        await archive.settled()
        return if case .failed(let problem) = outcome { problem } else { nil }
    }
}
