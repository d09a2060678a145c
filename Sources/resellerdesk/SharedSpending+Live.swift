import Archive
import Desk
import ResellerClient

extension SharedSpending {
    /// The budget as the archive has it; without a usable archive each process is alone.
    static func live(_ archive: ArchiveBox, account: String) -> SharedSpending {
        SharedSpending(
            record: { count, time in
                _ = await archive.perform { archive throws(ArchiveError) in
                    try archive.recordCalls(account: account, at: time, count: count)
                    return true
                }
            },
            lastMinute: { time in
                let calls = await archive.perform { archive throws(ArchiveError) in
                    try archive.callsInLastMinute(account: account, at: time)
                }
                if case .done(let calls) = calls { return calls }
                return nil
            })
    }
}
