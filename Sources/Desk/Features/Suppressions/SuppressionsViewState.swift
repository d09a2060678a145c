import ResellerAPI

/// The suppressions view: all addresses that get no more mail of one customer.
package struct SuppressionsViewState: Sendable, Equatable {
    /// How the four lists stand on the screen.
    package enum Arrangement: Sendable, Hashable {
        /// One table of all, newest first.
        case merged
        /// A column each; where there is no room for four, one below the other and one of them open.
        case sideBySide
        /// One of them.
        case alone
    }

    /// Where a table is.
    package struct Position: Sendable, Equatable {
        package var cursor = 0
        package var top = 0

        package init(cursor: Int = 0, top: Int = 0) {
            self.cursor = cursor
            self.top = top
        }
    }

    package var arrangement = Arrangement.merged
    /// The list with the focus where they stand apart.
    package var list = SuppressionList.bounced
    /// By list; under nil that of the merged table.
    package var positions: [SuppressionList?: Position] = [:]
    package var filter = ""
    /// What the filter left; of an earlier filter until it is worked out.
    package var hits: SuppressionHits?
    package var marks: Set<SuppressionKey> = []
    /// The row of the focused table that a range of marks begins at.
    package var rangeStart: Int?
    /// The addresses made ready for searching; nil until somebody searches.
    var index: SuppressionIndex?

    package init() {}

    /// The table with the focus: a list, or nil for all of them.
    package var table: SuppressionList? { arrangement == .merged ? nil : list }

    package var position: Position {
        get { positions[table] ?? Position() }
        set { positions[table] = newValue }
    }

    /// Another customer is looked at: cursor, filter and marks were about the one before.
    mutating func turned() {
        let arrangement = arrangement
        self = SuppressionsViewState()
        self.arrangement = arrangement
    }
}

/// Which address: a list may hold one that another list holds too.
package struct SuppressionKey: Sendable, Hashable {
    package let list: SuppressionList
    package let email: String

    package init(list: SuppressionList, email: String) {
        self.list = list
        self.email = email
    }

    package init(_ entry: Suppression) { self.init(list: entry.list, email: entry.email) }

    /// Two spellings that read the same are two entries of the service.
    package static func == (one: SuppressionKey, other: SuppressionKey) -> Bool {
        one.list == other.list && one.email.utf8.elementsEqual(other.email.utf8)
    }
}

/// What a filter left of the four lists, in the order of the screen.
package struct SuppressionHits: Sendable, Equatable {
    package let filter: String
    let merged: [Suppression]
    let lists: [SuppressionList: [Suppression]]
    /// What most of them have in common; under nil that of all.
    let common: [SuppressionList?: CommonDomain]

    package init(filter: String, merged: [Suppression]) {
        self.filter = filter
        self.merged = merged
        lists = Dictionary(grouping: merged, by: \.list)
        var common: [SuppressionList?: CommonDomain] = [:]
        common[nil] = CommonDomain(of: merged)
        for (list, entries) in lists {
            common[list] = entries.count == merged.count ? common[nil] : CommonDomain(of: entries)
        }
        self.common = common
    }
}

extension DeskState {
    /// The rows of a table of the suppressions view: of one list, or of all four where it is nil.
    package func suppressed(on list: SuppressionList?) -> [Suppression] {
        if let hits = suppressions.view.hits {
            return list.map { hits.lists[$0] ?? [] } ?? hits.merged
        }
        guard let detail else { return [] }
        return list.map { detail.newestFirst[$0] ?? [] } ?? detail.newestOfAll
    }

    /// The rows of the table with the focus.
    package var suppressed: [Suppression] { suppressed(on: suppressions.view.table) }

    /// The address under the cursor of the suppressions view.
    package var suppressedUnderCursor: Suppression? {
        let (rows, cursor) = (suppressed, suppressions.view.position.cursor)
        return rows.indices.contains(cursor) ? rows[cursor] : nil
    }

    /// What most of the rows with the focus have in common.
    package var suppressedCommonDomain: CommonDomain? {
        let table = suppressions.view.table
        if let hits = suppressions.view.hits { return hits.common[table] }
        return table.map { detail?.commonDomains[$0] } ?? detail?.commonDomain
    }
}

extension Suppression {
    /// The values parted by tabs.
    var values: [String] { [list.rawValue, email, status, reason].compactMap(\.self) }
}

extension DeskState {
    /// Whether what is on the screen is not yet what the filter leaves.
    package var suppressionsAreBeingSearched: Bool {
        !SuppressionQuery(suppressions.view.filter).isEmpty
            && suppressions.view.hits?.filter != suppressions.view.filter
    }

    /// Whether any list with the focus has an address, whatever the filter leaves.
    package var hasSuppressed: Bool {
        guard let detail else { return false }
        let table = suppressions.view.table
        return !(table.map { detail.newestFirst[$0] ?? [] } ?? detail.newestOfAll).isEmpty
    }
}
