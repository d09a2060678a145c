import Desk
import Records
import ResellerAPI
import Settings

private func none<Value: Sendable & Equatable>() -> Answered<Value> {
    Answered(.failure(APIError(operation: "unused", reason: .cancelled)), at: 0)
}

private func none<Value: Sendable & Equatable>() -> Outcome<Value> { .failed("unused") }

extension DeskEnvironment {
    /// An outside world of which a collector uses nothing but time and reads.
    static var unused: DeskEnvironment {
        DeskEnvironment(
            customers: { _, _ in none() }, overview: { _ in none() }, statistics: { _, _ in none() },
            limit: { _ in none() }, suppressions: { _, _ in none() }, monitors: { none() }, packages: { none() },
            read: { _, _ in none() }, write: { _ in none() },
            journal: JournalPort(
                begin: { _ in none() }, close: { _, _, _, _ in none() }, entries: { _ in none() }),
            runs: .unused,
            memory: MemoryPort(
                names: { _, _ in [] }, remember: { _, _, _ in }, saveSeen: { _, _, _, _ in }, seen: { _ in none() },
                coverage: { none() },
                freshlySeen: { _ in none() }, forgetSeen: { _, _, _ in }),
            accounts: AccountPort(
                all: { [] }, switchTo: { _ in none() }, check: { _ in none() }, add: { _ in none() }),
            export: { _ in none() }, loadSnapshot: { none() }, saveSnapshot: { _ in none() },
            samples: { AsyncStream { $0.finish() } }, openSample: { _ in none() }, now: { 0 }, utcOffset: { _ in 0 },
            sleep: { _ in }, copyToClipboard: { _ in false }, repaint: {}, suspend: {},
            reloadSettings: { SettingsReload(keymap: .shipped, themeNames: [], problems: []) })
    }
}

extension RunPort {
    fileprivate static var unused: RunPort {
        RunPort(
            create: { _, _ in none() }, runs: { none() }, run: { _ in none() }, rows: { _, _, _ in none() },
            rowsInOrder: { _, _, _ in none() }, next: { _, _ in none() }, markSent: { _, _, _ in none() },
            close: { _, _, _, _ in none() }, settle: { _, _ in none() }, setStage: { _, _ in none() },
            retryFailed: { _ in none() }, decide: { _, _, _ in none() }, hold: { _ in false }, release: { _ in },
            isHeldElsewhere: { _ in false })
    }
}
