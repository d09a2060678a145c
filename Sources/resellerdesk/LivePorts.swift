import Archive
import Desk
import Foundation
import Records
import ResellerAPI

/// Journal, runs and memory as the archive keeps them.
extension JournalPort {
    static func live(_ archive: ArchiveBox) -> JournalPort {
        JournalPort(
            begin: { entry in
                await archive.perform { archive throws(ArchiveError) in try archive.beginEntry(entry) }
            },
            close: { id, outcome, after, time in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.closeEntry(id, outcome: outcome, after: after, at: time)
                    return true
                }
            },
            entries: { query in
                await archive.perform { archive throws(ArchiveError) in try archive.entries(query) }
            })
    }
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
            next: { run, limit in
                await archive.perform { archive throws(ArchiveError) in try Self.next(run, limit, in: archive) }
            },
            markSent: { run, row, entry in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.markSent(run, row, entry: entry)
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
                return held == .done(true)
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
        if try archive.takeLease(name, holder: holder, until: now + 30, now: now) { return true }
        guard let other = try archive.leaseHolder(name, now: now), Holder.hasEnded(other) else { return false }
        try archive.releaseLease(name, holder: other)
        return try archive.takeLease(name, holder: holder, until: now + 30, now: now)
    }

    private static var now: Double { Date().timeIntervalSince1970 }

    /// Rows that were sent and not closed come before those that wait.
    private static func next(_ run: Int64, _ limit: Int, in archive: Archive) throws(ArchiveError) -> [BulkRow] {
        let sent = try archive.rows(run, stages: [.sent], limit: limit)
        return sent.isEmpty ? try archive.rows(run, stages: [.waiting], limit: limit) : sent
    }
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
            coverage: {
                await archive.perform { archive throws(ArchiveError) in try archive.seenCoverage(account: account) }
            },
            freshlySeen: { since in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.seenWhole(account: account, since: since)
                }
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
            check: { draft in await NewAccountCheck.outcome(draft) }, add: { draft in accounts.add(draft) })
    }
}

extension AccountPort {
    /// For a command that works on one account and ends.
    static let none = AccountPort(
        all: { [] }, switchTo: { _ in .failed("this command works on one account") },
        check: { _ in .failed("this command adds no accounts") }, add: { _ in .failed("this command adds no accounts") }
    )
}
