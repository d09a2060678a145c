import Desk
import Formats
import Records
import Screen

/// The figure that the list is sorted by, in place of what is wrong with a customer: who chose an order wants to see it.
struct SortedFigure {
    private let column: SortColumn

    init(_ column: SortColumn) { self.column = column }

    /// The period that the column "sent" is about.
    var period: MailPeriod {
        switch column {
        case .bounceRate(let period), .spamRate(let period), .sent(let period): period
        case .risk, .creditsLeft, .username, .email, .name, .company, .id: .month
        }
    }

    /// The head of the figure's column, and of the one after it.
    var head: String {
        switch column {
        case .bounceRate: "bounce"
        case .spamRate: "spam"
        case .creditsLeft: "left"
        case .risk, .sent, .username, .email, .name, .company, .id: "why"
        }
    }

    var rest: String {
        switch column {
        case .bounceRate(let period), .spamRate(let period): period.short
        case .risk, .creditsLeft, .sent, .username, .email, .name, .company, .id: ""
        }
    }

    /// The figure, and what it is of; nil where the list shows what is wrong.
    func texts(_ figures: Figures, enoughMail: Int, glyphs: Glyphs) -> (value: String, rest: String)? {
        let share = { () -> String in
            figures.value(of: column, enoughMail: enoughMail).map { Numbers.percent($0 * 100) } ?? glyphs.none
        }
        switch column {
        case .bounceRate, .spamRate: return (share(), figures.severity > .well ? figures.why : "")
        case .creditsLeft: return (share(), "credits")
        case .risk, .sent, .username, .email, .name, .company, .id: return nil
        }
    }
}
