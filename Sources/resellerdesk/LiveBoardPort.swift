import Archive
import Desk
import Foundation
import Records

/// Seconds for which alarms are kept that are over.
private let alarmsKept = 30 * 86_400.0

/// Figures, alarms and the right to collect, as the archive keeps them.
extension LivePort {
    /// `holder` names this process where it collects.
    static func live(_ archive: ArchiveBox, account: String, holder: String) -> LivePort {
        let lease = "collect \(account)"
        return LivePort(
            hold: { await archive.hold(lease, as: holder) },
            release: {
                _ = await archive.perform { archive throws(ArchiveError) in
                    try archive.releaseLease(lease, holder: holder)
                    return true
                }
            },
            figures: { time, username, limit in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.figures(of: account, readAfter: time, after: username, limit: limit)
                }
            },
            saveFigures: { figures in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.saveFigures(figures, of: account)
                    return true
                }
            },
            alarms: {
                await archive.perform { archive throws(ArchiveError) in try archive.alarms(of: account) }
            },
            sawAlarms: { alarms in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.sawAlarms(alarms, of: account)
                    let longAgo = Date().timeIntervalSince1970 - alarmsKept
                    try archive.forgetAlarms(of: account, seenBefore: longAgo)
                    return true
                }
            },
            saidAlarms: { alarms in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.saidAlarms(alarms, of: account)
                    return true
                }
            },
            status: {
                await archive.perform { archive throws(ArchiveError) in try archive.collectorStatus(of: account) }
            },
            saveStatus: { status in
                await archive.perform { archive throws(ArchiveError) in
                    try archive.saveCollectorStatus(status, of: account)
                    return true
                }
            })
    }
}

extension ArchiveBox {
    /// Seconds for which the right to collect is held; renewed well before.
    private static let leaseTime = 30.0

    fileprivate func hold(_ lease: String, as holder: String) -> LivePort.Hold {
        let now = Date().timeIntervalSince1970
        let outcome = perform { archive throws(ArchiveError) -> String in
            let isMine = try archive.takeLease(lease, holder: holder, until: now + Self.leaseTime, now: now)
            return isMine ? "" : try archive.leaseHolder(lease, now: now) ?? "another process"
        }
        return switch outcome {
        case .done(""): .mine
        case .done(let other): .other(other)
        case .failed(let problem): .unkept(problem)
        }
    }
}
