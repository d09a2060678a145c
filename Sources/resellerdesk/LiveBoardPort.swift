import Archive
import Desk
import Foundation
import Records

/// Seconds for which alarms are kept that are over.
private let alarmsKept = 30 * 86_400.0

/// Figures, alarms and the right to collect, as the archive keeps them.
extension LivePort {
    /// `holder` names this process where it collects; nil where it only reads what others keep.
    static func live(_ archive: ArchiveBox, account: String, holder: String?) -> LivePort {
        let lease = "collect \(account)"
        return LivePort(
            hold: {
                guard let holder else { return await archive.otherHolder(of: lease) }
                return await archive.hold(lease, as: holder)
            },
            release: {
                guard let holder else { return }
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
    /// Who collects, without taking the right to.
    fileprivate func otherHolder(of lease: String) -> LivePort.Hold {
        let now = Date().timeIntervalSince1970
        let outcome = perform { archive throws(ArchiveError) in try archive.leaseHolder(lease, now: now) ?? "" }
        guard case .done(let other) = outcome, !other.isEmpty, !Holder.hasEnded(other) else {
            return .other(LivePort.nobody)
        }
        return .other(Holder.words(other))
    }

    /// Seconds for which the right to collect is held; renewed well before.
    private static let leaseTime = 30.0

    fileprivate func hold(_ lease: String, as holder: String) -> LivePort.Hold {
        let now = Date().timeIntervalSince1970
        let outcome = perform { archive throws(ArchiveError) -> String in
            let take = { () throws(ArchiveError) -> Bool in
                try archive.takeLease(lease, holder: holder, until: now + Self.leaseTime, now: now)
            }
            if try take() { return "" }
            guard let other = try archive.leaseHolder(lease, now: now) else { return "another process" }
            guard Holder.hasEnded(other) else { return Holder.words(other) }
            // One that was killed gives nothing back.
            try archive.releaseLease(lease, holder: other)
            return try take() ? "" : "another process"
        }
        return switch outcome {
        case .done(""): .mine
        case .done(let other): .other(other)
        case .failed(let problem): .unkept(problem)
        }
    }
}
