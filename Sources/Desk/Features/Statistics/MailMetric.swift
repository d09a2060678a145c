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
        case .requests: Facts(title: "requests", count: \.requests, scale: .counts, letter: "r")
        case .delivered: Facts(title: "delivered", count: \.delivered, scale: .counts, letter: "*")
        case .bounces: Facts(title: "bounced", count: \.bounces, scale: .shares, letter: "o")
        case .repeatBounces: Facts(title: "bounced again", count: \.repeatBounces, scale: .shares, letter: "B")
        case .blocks: Facts(title: "blocked", count: \.blocks, scale: .shares, letter: "b")
        case .invalid: Facts(title: "invalid addresses", count: \.invalidEmails, scale: .shares, letter: "i")
        case .opens: Facts(title: "opened", count: \.opens, scale: .counts, letter: "O")
        case .uniqueOpens: Facts(title: "opened, unique", count: \.uniqueOpens, scale: .counts, letter: "o")
        case .clicks: Facts(title: "clicked", count: \.clicks, scale: .counts, letter: "C")
        case .uniqueClicks: Facts(title: "clicked, unique", count: \.uniqueClicks, scale: .counts, letter: "c")
        case .unsubscribes: Facts(title: "unsubscribed", count: \.unsubscribes, scale: .shares, letter: "u")
        case .repeatUnsubscribes:
            Facts(title: "unsubscribed again", count: \.repeatUnsubscribes, scale: .shares, letter: "U")
        case .spamReports: Facts(title: "spam reports", count: \.spamReports, scale: .shares, letter: "s")
        case .repeatSpamReports:
            Facts(title: "spam reports again", count: \.repeatSpamReports, scale: .shares, letter: "S")
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
        case .bounces: "bounce"
        case .spamReports: "spam"
        case .requests: "volume"
        default: nil
        }
    }

    /// The counts that the table of totals always has.
    package static let usual: [MailMetric] = [
        .requests, .delivered, .bounces, .uniqueOpens, .uniqueClicks, .unsubscribes, .spamReports,
    ]
}
