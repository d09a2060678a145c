import ResellerAPI
import Screen

/// How the views beside the desk stand: focus, cursors, filters. What they show comes from elsewhere in the state.
package struct ViewsState: Sendable, Equatable {
    package var views: [ViewID: ViewState] = [:]
    /// Where Esc leads from the places that were opened from a row, the last one at the end.
    package var parents: [Place] = []

    package init() {}
}

/// One view.
package struct ViewState: Sendable, Equatable {
    /// The digit of the pane with the focus.
    package var focus = 1
    /// Whether that pane has the whole screen.
    package var isZoomed = false
    package var filter = ""
    package var panes: [Int: PaneState] = [:]
    /// The item and the customer that cursors and filter belong to; others start anew.
    package var about: String?

    package init() {}

    package subscript(digit: Int) -> PaneState {
        get { panes[digit] ?? PaneState() }
        set { panes[digit] = newValue }
    }
}

/// One pane of a view.
package struct PaneState: Sendable, Equatable {
    package var cursor = 0
    package var top = 0
    /// The row that the cursor is on, which it follows when others come and go; nil at the top, where it stays.
    package var selected: String?
    /// Places of the rows that the filter lets through; nil without a filter.
    package var matches: [Int]?

    package init() {}
}

extension DeskState {
    /// The view shown.
    package var view: ViewState {
        get { views.views[place.view] ?? ViewState() }
        set { views.views[place.view] = newValue }
    }

    /// What the cursors of the view shown belong to.
    var viewSubject: String {
        // The invoices stay where they are when one of them is chosen.
        let item = place.view == .billing ? nil : place.item
        return "\(item ?? "")\u{0}\(place.view.isOfOneCustomer ? subject ?? "" : "")"
    }

    /// Keeps cursors within their rows and on the screen.
    mutating func clampView() {
        guard place.view != .desk else { return }
        let layout = viewLayout
        for pane in viewPanes {
            let count = sheet(pane).count
            let rows = layout.tableRows(pane.digit)
            var kept = view[pane.digit]
            kept.cursor = min(max(0, kept.cursor), max(0, count - 1))
            if rows > 0 { kept.top = min(max(kept.top, kept.cursor - rows + 1), kept.cursor, max(0, count - rows)) }
            kept.top = max(0, kept.top)
            if kept != view[pane.digit] { view[pane.digit] = kept }
        }
    }

    /// Filters anew and follows the rows under the cursors, after what is shown has changed.
    mutating func viewDataChanged() {
        guard place.view != .desk else { return }
        filterView()
        for pane in viewPanes {
            guard let selected = view[pane.digit].selected else { continue }
            let sheet = sheet(pane)
            let cursor = view[pane.digit].cursor
            if cursor < sheet.count, sheet.row(cursor).id == selected { continue }
            guard let place = (0..<sheet.count).first(where: { sheet.row($0).id == selected }) else { continue }
            view[pane.digit].top += place - cursor
            view[pane.digit].cursor = place
        }
        clampView()
    }

    /// Works out which rows the filter of the view lets through.
    mutating func filterView() {
        let filter = view.filter
        for pane in viewPanes {
            let matches = filter.isEmpty ? nil : pane.wholeSheet(self).places(matching: filter)
            if view[pane.digit].matches != matches { view[pane.digit].matches = matches }
        }
    }
}
