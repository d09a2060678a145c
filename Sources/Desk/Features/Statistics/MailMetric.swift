import Records
import ResellerAPI
import Settings

/// A count that the service keeps of a day's mail, as the statistics view shows it.
package enum MailMetric: String, Sendable, Hashable, CaseIterable {
    case requests, delivered, bounces, repeatBounces, blocks, invalid
    case opens, uniqueOpens, clicks, uniqueClicks
    case unsubscribes, repeatUnsubscribes, spamReports, repeatSpamReports

    /// How it is drawn.
    package enum Scale: Sendable {
        /// Mails a day.
        case counts
        /// Percent of the mails that were sent.
        case shares
    }

    private struct Facts {
        let title: String
        let count: any KeyPath<MailCounts, Int?> & Sendable
        let scale: Scale
        let letter: Character
    }

    private var facts: Facts {
        switch self {
        case .requests: Facts(title: StatisticsWords.requests, count: \.requests, scale: .counts, letter: "r")
        case .delivered: Facts(title: StatisticsWords.delivered, count: \.delivered, scale: .counts, letter: "*")
        case .bounces: Facts(title: StatisticsWords.bounced, count: \.bounces, scale: .shares, letter: "o")
        case .repeatBounces:
            Facts(title: StatisticsWords.repeatBounces, count: \.repeatBounces, scale: .shares, letter: "B")
        case .blocks: Facts(title: StatisticsWords.blocked, count: \.blocks, scale: .shares, letter: "b")
        case .invalid: Facts(title: StatisticsWords.invalid, count: \.invalidEmails, scale: .shares, letter: "i")
        case .opens: Facts(title: StatisticsWords.opened, count: \.opens, scale: .counts, letter: "O")
        case .uniqueOpens: Facts(title: StatisticsWords.uniqueOpens, count: \.uniqueOpens, scale: .counts, letter: "o")
        case .clicks: Facts(title: StatisticsWords.clicked, count: \.clicks, scale: .counts, letter: "C")
        case .uniqueClicks:
            Facts(title: StatisticsWords.uniqueClicks, count: \.uniqueClicks, scale: .counts, letter: "c")
        case .unsubscribes:
            Facts(title: StatisticsWords.unsubscribed, count: \.unsubscribes, scale: .shares, letter: "u")
        case .repeatUnsubscribes:
            Facts(title: StatisticsWords.repeatUnsubscribes, count: \.repeatUnsubscribes, scale: .shares, letter: "U")
        case .spamReports: Facts(title: StatisticsWords.spamReports, count: \.spamReports, scale: .shares, letter: "s")
        case .repeatSpamReports:
            Facts(title: StatisticsWords.repeatSpamReports, count: \.repeatSpamReports, scale: .shares, letter: "S")
        }
    }

    package var title: String { facts.title }
    package var scale: Scale { facts.scale }
    /// What draws its line in ASCII.
    package var letter: Character { facts.letter }

    /// Nil where the service did not tell it, which is not 0.
    package func count(of counts: MailCounts) -> Int? { counts[keyPath: facts.count] }

    /// From this share on the rules call it critical, in percent; nil where there is no such limit.
    package func limit(_ rules: AlarmRules) -> Double? {
        switch self {
        case .bounces: rules[.bouncesCritical]
        case .spamReports: rules[.spamCritical]
        default: nil
        }
    }

    /// The reason in a customer's row that this count stands behind.
    package var reason: String? {
        switch self {
        case .bounces: OverviewWords.bounces
        case .spamReports: OverviewWords.spam
        case .requests: OverviewWords.volume
        default: nil
        }
    }

    /// The counts that the table of totals always has.
    package static let usual: [MailMetric] = [
        .requests, .delivered, .bounces, .uniqueOpens, .uniqueClicks, .unsubscribes, .spamReports,
    ]
}
