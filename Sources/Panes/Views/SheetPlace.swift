import Desk
import Screen

/// Where a pane of a view is drawn.
struct SheetPlace {
    let pane: ViewPane
    let frame: DeskLayout.Frame
    let layout: ViewLayout
    let isFocused: Bool

    var x: Int { frame.x }
    var width: Int { frame.width }
    /// First row below the title line.
    var top: Int { frame.y + 1 }
    /// Rows below the title line.
    var rows: Int { max(0, frame.rows) }
    var headRows: Int { layout.headRows(pane.digit) }
    var tableRows: Int { layout.tableRows(pane.digit) }
    /// Where what the pane shows begins in its title line.
    var titleSubX: Int { x + pane.title.count + 7 }
    /// Columns right of the title, without the line's own ends.
    var titleRoom: Int { width - pane.title.count - 7 }

    func drawCursor(row: Int, on canvas: inout Canvas) {
        canvas.restyle(x: x, y: row, width: width, role: isFocused ? .selection : .selectionQuiet)
        canvas.put(x, row, canvas.glyphs.cursor, isFocused ? .accent : .selectionQuiet)
    }

    /// Shows the rows as old: without colours of their own, an edge at the left.
    func drawAsOld(top: Int, rows: Int, on canvas: inout Canvas) {
        canvas.restyle(x: x, y: top, width: width, height: rows, role: .stale)
        canvas.vertical(x, from: top, to: top + rows, role: .warn, glyph: canvas.glyphs.oldEdge)
    }
}

/// Where the columns of a sheet stand in so many columns of the screen.
struct SheetColumns {
    struct Place: Equatable {
        /// Place among the sheet's columns.
        let index: Int
        let x: Int
        let width: Int
    }

    let places: [Place]

    /// Blanks between two columns.
    private static let gap = 2

    /// What leaves first are the columns of the largest priority; then all shrink towards their least widths.
    init(_ columns: [SheetColumn], x: Int, width: Int) {
        var shown = Array(columns.indices)
        while shown.count > 1, Self.needed(shown, columns, \.least) > width,
            let worst = shown.last(where: { columns[$0].priority == shown.map { columns[$0].priority }.max() }),
            columns[worst].priority > 0
        {
            shown.removeAll { $0 == worst }
        }
        var widths = shown.map { columns[$0].ideal }
        var excess = Self.needed(shown, columns, \.ideal) - width
        for place in widths.indices.reversed() where excess > 0 {
            let cut = min(excess, max(0, widths[place] - columns[shown[place]].least))
            widths[place] -= cut
            excess -= cut
        }
        // Where not even the least widths have room, the last columns are cut.
        for place in widths.indices.reversed() where excess > 0 {
            let cut = min(excess, widths[place])
            widths[place] -= cut
            excess -= cut
        }
        if excess < 0, let growing = shown.firstIndex(where: { columns[$0].grows }) { widths[growing] -= excess }
        var column = x
        var places: [Place] = []
        for (place, index) in shown.enumerated() where widths[place] > 0 {
            places.append(Place(index: index, x: column, width: widths[place]))
            column += widths[place] + Self.gap
        }
        self.places = places
    }

    private static func needed(_ shown: [Int], _ columns: [SheetColumn], _ width: (SheetColumn) -> Int) -> Int {
        shown.reduce(0) { $0 + width(columns[$1]) } + gap * (shown.count - 1)
    }
}
