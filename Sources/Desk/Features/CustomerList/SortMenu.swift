import Settings
import StateStore

/// What the customers are sorted by.
package struct SortMenu: Sendable, Equatable, ListMenu, LookingOverlay {
    package var cursor: Int

    package init(cursor: Int) { self.cursor = cursor }

    var overlay: Overlay { .sortMenu(self) }

    package func menu(_ state: DeskState) -> Menu {
        let sorting = state.customers.sorting
        let rows = SortColumn.allCases.map { column in
            guard column == sorting.column else { return Menu.Row(words: column.title) }
            return Menu.Row(
                words: column.title, mark: sorting.inverted ? .up : .down, standing: CustomerListWords.sortCurrent)
        }
        return Menu(title: CustomerListWords.sortTitle, rows: rows, cursor: cursor, verb: CustomerListWords.sortVerb)
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        if command == .confirm || command == .open {
            state.overlay = nil
            let column = SortColumn.allCases[cursor]
            // Chosen once more, a column of figures takes in what was read since.
            guard column != state.customers.sorting.column || state.customers.sorting.dependsOnFigures else {
                return .none
            }
            if column != state.customers.sorting.column { state.customers.sorting = Sorting(column: column) }
            return desk.arrange(&state)
        }
        if let cursor = desk.moved(cursor, command, count: SortColumn.allCases.count) {
            state.overlay = .sortMenu(SortMenu(cursor: cursor))
        }
        return .none
    }
}
