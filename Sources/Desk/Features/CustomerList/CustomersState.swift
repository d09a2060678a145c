import Formats
import Records
import ResellerAPI
import Screen

/// By what the customers are sorted.
package enum SortColumn: Sendable, Hashable, CaseIterable {
    /// The worst first: how bad it is, then how far beyond its line.
    case risk
    /// Among customers with enough mail for a rate.
    case bounceRate(MailPeriod), spamRate(MailPeriod)
    /// The fewest first.
    case creditsLeft
    case sent(MailPeriod)
    case username, email, name, company, id

    package static let allCases: [SortColumn] =
        [.risk] + MailPeriod.allCases.map(bounceRate) + MailPeriod.allCases.map(spamRate) + [.creditsLeft]
        + MailPeriod.allCases.reversed().map(sent) + [.username, .email, .name, .company, .id]

    package var title: String {
        switch self {
        case .risk: "risk"
        case .bounceRate(let period): "bounce rate, \(period.words)"
        case .spamRate(let period): "spam rate, \(period.words)"
        case .creditsLeft: "credits left"
        case .sent(let period): "sent, \(period.words)"
        case .username: "username"
        case .email: "email"
        case .name: "name"
        case .company: "website"
        case .id: "id"
        }
    }
}

package struct Sorting: Sendable, Hashable {
    package var column: SortColumn
    package var inverted: Bool

    package init(column: SortColumn = .username, inverted: Bool = false) {
        self.column = column
        self.inverted = inverted
    }
}

/// The customers pane.
package struct CustomersState: Sendable, Equatable {
    package var table: CustomerTable = .empty
    /// The newest table; differs from `table`, which is on the screen, until it has been arranged.
    package var latest: CustomerTable = .empty
    /// All rows of `table`, sorted by `sortedBy`.
    package var sorted: RowOrder = .empty
    package var sortedBy = Sorting()
    /// Customers with enough mail to have a place in that order; nil where all have one.
    package var ranked: Int?
    /// Whether the cursor stays on its customer when another order is chosen.
    package var followsCustomer = false
    /// The rows that the filter lets through, sorted; the same reference as `sorted` without a filter.
    package var shown: RowOrder = .empty
    /// How the customers are to be sorted; `sorted` follows as soon as it is worked out.
    package var sorting = Sorting()
    /// The filter as it stands; `shown` follows as soon as it is worked out.
    package var filter = ""
    /// The filter that `shown` has been put through.
    package var shownFilter = ""
    /// Whether order and filter are being worked out.
    package var isArranging = false
    /// Position of the cursor in `shown`.
    package var cursor = 0
    /// Position in `shown` of the first row on the screen.
    package var top = 0
    /// Rows of `table`.
    package var marks = MarkSet()
    /// Where a range of marks began, as a position in `shown`.
    package var rangeStart: Int?
    /// When the whole list was read last, whether it is being read, and why the last reading failed.
    /// The value is the number of customers.
    package var list = Loadable<Int>()
    /// Whether the rows come from the archive and the service has not told otherwise.
    package var isFromArchive = false
    /// The list that is being read, page by page, until it is complete; rows of the first reading are shown at once.
    package var incoming: IncomingList?
    /// Grows with every reading of the list.
    package var generation = 0
    /// Whether the list was read whole since the start.
    package var wasReadWhole = false
    /// Whether a whole list has come to rest on the screen. Until then the cursor stays at the top while rows come in,
    /// from then on it follows its customer.
    package var isSettled = false
    /// How often in a row a list came that was not believed.
    package var doubts = 0
    /// Whether the table on the screen has still to be kept in the archive.
    package var isUnsaved = false

    package init() {}

    /// The row of the table under the cursor; nil when nothing is shown.
    package var rowUnderCursor: Int? {
        cursor < shown.count ? Int(shown.rows[cursor]) : nil
    }

    /// The customer under the cursor.
    package var selected: String? { rowUnderCursor.map(table.username) }
}

/// A list of customers on its way.
package struct IncomingList: Sendable, Equatable {
    /// Tells the answers of this reading from those of an earlier one.
    package var generation: Int
    package var pages: ListPages
    package var count: Int { pages.count }

    package init(generation: Int, chunks: [CustomerChunk] = [], _ sizes: PageSizes = .whole) {
        self.generation = generation
        pages = ListPages(chunks: chunks, sizes)
    }
}

extension APIError {
    /// Why a list is not taken for what it says: there are far fewer in it than are known. Nil for one that may be.
    ///
    /// `looks` tells how often it was looked at before: what stays so is believed in the end.
    static func doubt(customers count: Int, known: Int, looks: Int) -> APIError? {
        let isLess = count == 0 ? known > 0 && looks < 2 : known >= 20 && count < known / 2 && looks < 1
        guard isLess else { return nil }
        return broken(CustomerListWords.fewer(count, than: known))
    }

    /// Why no list could be made of the pages that came.
    static func broken(_ why: String) -> APIError {
        APIError(operation: Operation.customerList.id, reason: .doubtful(why))
    }
}
