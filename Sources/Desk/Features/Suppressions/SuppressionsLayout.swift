import ResellerAPI
import Screen

/// Which row of the suppressions view stands where, for a size of the screen. Drawing and paging both follow it.
package struct SuppressionsLayout: Sendable, Equatable {
    /// One table of addresses.
    package struct Table: Sendable, Equatable {
        /// The list it shows; nil for all four.
        package let list: SuppressionList?
        package let x: Int
        package let width: Int
        /// Row of its own title line; nil where the view's title is enough.
        package let titleRow: Int?
        /// First row of addresses.
        package let top: Int
        /// Rows of addresses; 0 where only the title line is shown.
        package let rows: Int
    }

    /// Row of the filter, the counts and the marks.
    package let infoRow: Int?
    /// Row with the names of the columns.
    package let headRow: Int?
    /// Row for a sentence about the addresses.
    package let footRow: Int?
    package let tables: [Table]

    /// From this width on the four lists have a column each.
    package static let sideBySideWidth = 100

    init(_ state: DeskState) {
        let (size, view) = (state.size, state.suppressions.view)
        var bottom = size.height - (state.layout.hasKeyLine ? 1 : 0)
        var y = 2
        let hasInfo =
            size.height >= 14 || !view.filter.isEmpty || state.filterEntry != nil || !view.marks.isEmpty
        infoRow = hasInfo ? y : nil
        if hasInfo { y += size.height >= 30 ? 2 : 1 }
        let hasFoot = size.height >= 24 && size.width >= 60 && state.suppressedCommonDomain != nil
        footRow = hasFoot ? bottom - 1 : nil
        if hasFoot { bottom -= 2 }
        let hasHeads = view.arrangement != .sideBySide && size.height >= 14 && size.width >= 40
        headRow = hasHeads ? y : nil
        if hasHeads { y += 1 }
        let area = Area(y: y, bottom: bottom, width: size.width)
        switch view.arrangement {
        case .merged, .alone:
            tables = [
                Table(
                    list: view.table, x: 0, width: size.width, titleRow: nil, top: y, rows: max(1, bottom - y))
            ]
        case .sideBySide:
            tables =
                size.width >= Self.sideBySideWidth ? Self.columns(area) : Self.stack(area, focus: view.list)
        }
    }

    private struct Area {
        let y: Int
        let bottom: Int
        let width: Int
    }

    /// A blank column and the upright line part them.
    private static func columns(_ area: Area) -> [Table] {
        let lists = SuppressionList.allCases
        let width = (area.width - (lists.count - 1)) / lists.count
        return lists.enumerated().map { index, list in
            let x = index * (width + 1)
            return Table(
                list: list, x: x, width: index == lists.count - 1 ? area.width - x : width, titleRow: area.y,
                top: area.y + 1, rows: max(1, area.bottom - area.y - 1))
        }
    }

    private static func stack(_ area: Area, focus: SuppressionList) -> [Table] {
        let lists = SuppressionList.allCases
        let room = max(1, area.bottom - area.y - lists.count)
        var y = area.y
        return lists.map { list in
            let rows = list == focus ? room : 0
            defer { y += 1 + rows }
            return Table(list: list, x: 0, width: area.width, titleRow: y, top: y + 1, rows: rows)
        }
    }

    /// Rows of the table with the focus.
    func rows(of list: SuppressionList?) -> Int { max(1, tables.first { $0.list == list }?.rows ?? 1) }
}

extension DeskState {
    package var suppressionsLayout: SuppressionsLayout { SuppressionsLayout(self) }

    /// Keeps the cursors of the suppressions view within their rows and on the screen.
    mutating func clampSuppressed() {
        guard place.view == .suppressions || !suppressions.view.positions.isEmpty else { return }
        let layout = suppressionsLayout
        for (list, position) in suppressions.view.positions {
            let (count, rows) = (suppressed(on: list).count, layout.rows(of: list))
            let cursor = min(max(0, position.cursor), max(0, count - 1))
            let lowest = max(0, cursor - rows + 1)
            suppressions.view.positions[list] = SuppressionsViewState.Position(
                cursor: cursor, top: min(max(min(position.top, cursor), lowest), max(0, count - rows)))
        }
    }
}
