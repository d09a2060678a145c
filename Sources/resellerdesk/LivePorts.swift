import Archive
import Changes
import Desk
import Foundation
import Records
import ResellerAPI
import Settings

/// Journal, runs and memory as the archive keeps them.
extension JournalPort {
    static func live(_ archive: ArchiveBox, account: ResolvedAccount) -> JournalPort {
        let holder = Holder.ofThisProcess
        let key = account.archiveKey
        var port = JournalPort(
            begin: { entry in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.beginEntry(entry, holder: holder)
                }
            },
            close: { id, outcome, after, time in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.closeEntry(id, outcome: outcome, after: after, at: time)
                    return true
                }
            },
            entries: { query in
                await archive.perform { archive throws(ArchiveError) in try archive.entries(query) }
            },
            maySend: { id in
                let mine = await archive.perform { archive throws(ArchiveError) in
                    try archive.noteSending(id, holder: holder, now: Self.now)
                }
                return mine == .done(true)
            },
            unsettled: {
                await archive.perform { archive throws(ArchiveError) in
                    try Self.unsettled(of: key, in: archive)
                }
            })
        // The embedded sandbox ends with its program, and the next one is another.
        port.canAskLater = !account.isSandbox
        return port
    }

    private static var now: Double { Date().timeIntervalSince1970 }

    /// Entries that nobody works on: their process has ended, or has let its time pass.
    private static func unsettled(of account: String, in archive: Archive) throws(ArchiveError) -> [UnsettledEntry] {
        let now = now
        return try archive.unsettled(account: account, unknownSince: now - 86_400, limit: Recovery.most)
            .filter { isAbandoned($0, now) }.map { UnsettledEntry($0.entry, sentAt: $0.sentAt) }
    }

    private static func isAbandoned(_ found: Archive.Unsettled, _ now: Double) -> Bool {
        guard found.entry.outcome == .open else { return true }
        let age = now - found.sentAt
        switch found.holder {
        case Holder.ofThisProcess?: return age > WriteTiming.deadline + WriteTiming.patience
        case let holder? where Holder.hasEnded(holder): return true
        // It may be stopped, or on another machine.
        default: return age > Self.abandonment
        }
    }

    /// Seconds after which an entry is taken for abandoned although its process may still be there.
    private static let abandonment = 600.0
}

extension RunPort {
    /// `holder` names this process where it holds a run.
    static func live(_ archive: ArchiveBox, account: String, holder: String) -> RunPort {
        RunPort(
            create: { run, rows in
                await archive.perform { archive throws(ArchiveError) in try archive.createRun(run, rows: rows) }
            },
            runs: { await archive.perform { archive throws(ArchiveError) in try archive.runs(account: account) } },
            run: { id in
                await archive.perform { archive throws(ArchiveError) in
                    guard let run = try archive.run(id), run.account == account else {
                        throw ArchiveError.refused(what: "this account has no run \(id)")
                    }
                    return run
                }
            },
            rows: { run, offset, limit in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.rowsNeedingAttentionFirst(run, offset: offset, limit: limit)
                }
            },
            rowsInOrder: { run, offset, limit in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.rows(run, offset: offset, limit: limit)
                }
            },
            next: { run, stage, limit in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.rows(run, stages: [stage], limit: limit)
                }
            },
            markSent: { run, row, entry in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.markSent(run, row, entry: entry)
                }
            },
            maySend: { run, index, entry in
                let mine = await archive.perform { archive throws(ArchiveError) in
                    let now = Self.now
                    return try archive.noteSending(
                        run, index: index, entry: entry, holder: holder, until: now + Self.lease, now: now)
                }
                return mine == .done(true)
            },
            note: { run, index, words in
                _ = await archive.perform { archive throws(ArchiveError) in
                    try archive.noteRow(run, index: index, answer: words)
                    return true
                }
            },
            close: { run, row, outcome, after in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.closeRow(run, row, outcome: outcome, after: after, at: Self.now)
                    return true
                }
            },
            settle: { run, row in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.settleRow(run, row)
                    return true
                }
            },
            setStage: { run, stage in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.setStage(run, stage)
                    return true
                }
            },
            retryFailed: { run in
                await archive.perform { archive throws(ArchiveError) in try archive.retryFailed(run) }
            },
            decide: { run, index, again in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.decideUnknown(run, index: index, as: again ? .waiting : .done, at: Self.now)
                    return true
                }
            },
            hold: { run in
                let held = await archive.perform { archive throws(ArchiveError) in
                    try Self.take("run \(run)", holder: holder, in: archive)
                }
                return switch held {
                case .done(let isMine): isMine ? .mine : .elsewhere
                case .failed(let why): .failed(why)
                }
            },
            release: { run in
                _ = await archive.perform { archive throws(ArchiveError) in
                    try archive.releaseLease("run \(run)", holder: holder)
                    return true
                }
            },
            isHeldElsewhere: { run in
                let other = await archive.perform { archive throws(ArchiveError) in
                    let name = try archive.leaseHolder("run \(run)", now: Self.now)
                    return name != nil && name != holder && !Holder.hasEnded(name ?? "")
                }
                return other == .done(true)
            })
    }

    /// The lease of a process that has ended here need not run out first: nobody works on its run any more.
    private static func take(_ name: String, holder: String, in archive: Archive) throws(ArchiveError) -> Bool {
        if try archive.takeLease(name, holder: holder, until: now + lease, now: now) { return true }
        guard let other = try archive.leaseHolder(name, now: now), Holder.hasEnded(other) else { return false }
        try archive.releaseLease(name, holder: other)
        return try archive.takeLease(name, holder: holder, until: now + lease, now: now)
    }

    private static var now: Double { Date().timeIntervalSince1970 }
    /// Seconds for which a run is held when nobody renews it.
    private static let lease = 30.0
}

extension MemoryPort {
    static func live(_ archive: ArchiveBox, account: String) -> MemoryPort {
        var port = MemoryPort(
            names: { kind, owner in
                let names = await archive.perform { archive throws(ArchiveError) in
                    try archive.remembered(kind, owner: owner, account: account)
                }
                if case .done(let names) = names { return names }
                return []
            },
            remember: { kind, owner, name in
                _ = await archive.perform { archive throws(ArchiveError) in
                    try archive.remember(kind, owner: owner, name: name, account: account)
                    return true
                }
            },
            forget: { kind, owner, name in
                _ = await archive.perform { archive throws(ArchiveError) in
                    try archive.forget(kind, owner: owner, name: name, account: account)
                    return true
                }
            },
            saveSeen: { user, list, addresses, time in
                _ = await archive.perform { archive throws(ArchiveError) in
                    try archive.saveSeen(
                        account: account, username: user, list: list, addresses, readAt: time)
                    return true
                }
            },
            seen: { address in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.seen(account: account, address: address)
                }
            },
            seenWhole: {
                await archive.perform { archive throws(ArchiveError) in try archive.seenWhole(account: account) }
            },
            seenAt: { user in
                let read = await archive.perform { archive throws(ArchiveError) in
                    try archive.seenAt(account: account, username: user)
                }
                if case .done(let times) = read { return times }
                return [:]
            },
            forgetSeen: { user, list, address in
                _ = await archive.perform { archive throws(ArchiveError) in
                    try archive.forgetSeen(account: account, username: user, list: list, address: address)
                    return true
                }
            })
        port.held = { user in
            let found = await archive.perform { archive throws(ArchiveError) in
                HeldCustomer(
                    figures: try archive.figures(of: account, usernames: [user])[user],
                    lists: try archive.seenLists(account: account, username: user))
            }
            if case .done(let held) = found { return held }
            return HeldCustomer()
        }
        return port
    }
}

extension AccountPort {
    static func live(_ accounts: LiveAccounts) -> AccountPort {
        AccountPort(
            all: { accounts.choices() }, switchTo: { name in await accounts.prepare(name) },
            check: { draft in await accounts.check(draft) }, add: { draft in accounts.add(draft) })
    }
}

extension AccountPort {
    /// For a command that works on one account and ends.
    static let none = AccountPort(
        all: { [] }, switchTo: { _ in .failed("this command works on one account") },
        check: { _ in .failed("this command can't add accounts") },
        add: { _ in .failed("this command can't add accounts") }
    )
}
