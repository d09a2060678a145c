import ResellerAPI
import Screen

/// A pane of a view beside the desk.
package struct ViewPane: Sendable {
    /// Which side of a wide screen it stands on.
    package enum Side: Sendable, Hashable {
        case left, right
    }

    /// The digit in its title.
    package let digit: Int
    package let title: String
    package let side: Side
    /// The calls that it shows.
    package let reads: [Request]
    /// What `a` offers.
    package let adds: [Deed]
    /// Rows that it wants at most; nil as many as it has.
    package let wish: Int?
    /// Whether its rows can be marked.
    package let takesMarks: Bool
    /// Whether its columns have names above them.
    package let hasHeads: Bool
    private let makeSheet: @Sendable (DeskState) -> Sheet

    package init(
        _ digit: Int, _ title: String, _ side: Side = .left, reads: [Request?] = [], adds: [Deed?] = [],
        wish: Int? = nil, takesMarks: Bool = false, hasHeads: Bool = true,
        sheet makeSheet: @escaping @Sendable (DeskState) -> Sheet
    ) {
        self.digit = digit
        self.title = title
        self.side = side
        self.reads = reads.compactMap(\.self)
        self.adds = adds.compactMap(\.self)
        self.wish = wish
        self.takesMarks = takesMarks
        self.hasHeads = hasHeads
        self.makeSheet = makeSheet
    }

    /// All its rows, whatever is filtered.
    func wholeSheet(_ state: DeskState) -> Sheet { makeSheet(state) }
}

extension ViewID {
    /// The panes of a view; none for the desk, which has its own.
    package func panes(_ state: DeskState) -> [ViewPane] {
        switch self {
        case .customer: CustomerPanes(state: state).all
        case .billing: BillingPanes(state: state).all
        case .ips: AddressPanes(state: state).all
        case .monitors: MonitorPanes(state: state).all
        case .journal: [ViewPane(1, "Journal") { JournalSheet(state: $0).all }]
        case .answer: AnswerPane(state: state).all
        case .live: BoardPanes(state: state).all
        default: []
        }
    }
}

extension DeskState {
    /// The panes of the view shown.
    package var viewPanes: [ViewPane] { place.view.panes(self) }

    /// The pane with the focus; nil on the desk.
    package var focusedPane: ViewPane? {
        let panes = viewPanes
        return panes.first { $0.digit == view.focus } ?? panes.first
    }

    /// The rows of a pane as they are shown: with a filter only those that match.
    package func sheet(_ pane: ViewPane) -> Sheet {
        let whole = pane.wholeSheet(self)
        guard !view.filter.isEmpty, let matches = view[pane.digit].matches else { return whole }
        return whole.choosing(matches.last.map { $0 < whole.count } ?? true ? matches : [])
    }

    /// The row under the cursor of the focused pane; nil where there is none.
    package var rowUnderCursor: SheetRow? {
        guard let pane = focusedPane else { return nil }
        let sheet = sheet(pane)
        let cursor = view[pane.digit].cursor
        return cursor < sheet.count ? sheet.row(cursor) : nil
    }
}
