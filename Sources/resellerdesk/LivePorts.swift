import Archive
import Desk
import Records
import ResellerAPI

/// Journal, runs and memory as the archive keeps them.
extension JournalPort {
    static func live(_ archive: ArchiveBox) -> JournalPort {
        JournalPort(
            begin: { _ in .failed("the archive has no journal yet") },
            close: { _, _, _, _ in .failed("the archive has no journal yet") }, entries: { _ in .done([]) })
    }
}

extension RunPort {
    static func live(_ archive: ArchiveBox, account: String) -> RunPort {
        RunPort(
            create: { _, _ in .failed("the archive keeps no runs yet") }, runs: { .done([]) },
            rows: { _, _, _ in .done([]) }, next: { _, _ in .done([]) },
            markSent: { _, _, _ in .failed("the archive keeps no runs yet") },
            close: { _, _, _, _ in .failed("the archive keeps no runs yet") },
            setStage: { _, _ in .failed("the archive keeps no runs yet") },
            retryFailed: { _ in .done(0) }, decide: { _, _, _ in .failed("the archive keeps no runs yet") },
            hold: { _ in false }, release: { _ in })
    }
}

extension MemoryPort {
    static func live(_ archive: ArchiveBox, account: String) -> MemoryPort {
        MemoryPort(
            names: { _, _ in [] }, remember: { _, _, _ in }, saveSeen: { _, _, _, _ in }, seen: { _ in .done([]) },
            coverage: { .done(SeenCoverage(customers: 0, oldest: nil, newest: nil)) })
    }
}

extension AccountPort {
    static func live(_ accounts: LiveAccounts) -> AccountPort {
        AccountPort(
            all: { accounts.choices() }, switchTo: { name in await accounts.prepare(name) },
            check: { draft in await NewAccountCheck.outcome(draft) }, add: { draft in accounts.add(draft) })
    }
}
