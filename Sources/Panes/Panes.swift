import Desk
import Screen

/// Drawing: the state of the desk as a screen. Pure, and its cost is that of the visible rows.
package enum Panes {
    package static func draw(_ state: DeskState, glyphs: Glyphs) -> Canvas {
        var canvas = Canvas(size: state.size, glyphs: glyphs)
        guard canvas.width > 0, canvas.height > 0 else { return canvas }
        let layout = state.layout
        drawBody(state, layout, on: &canvas)
        if layout.hasKeyLine, canvas.height > 2 { KeyLine(state: state).draw(on: &canvas) }
        if let overlay = state.overlay { OverlayFrame.draw(overlay, state, on: &canvas) }
        HeadLine(state: state).draw(on: &canvas)
        if let caret = canvas.cursor { canvas.cursor = inside(caret, canvas.size) }
        return canvas
    }

    /// How long the dialog over the desk is, and how much of it is seen.
    package static func dialogExtent(_ state: DeskState, glyphs: Glyphs) -> DialogExtent {
        guard let overlay = state.overlay, overlay.acts else { return .unbounded }
        guard state.size.width > 0, state.size.height > 0 else { return .tooSmall }
        var canvas = Canvas(size: state.size, glyphs: glyphs)
        return overlay.picture(state).measured(on: &canvas)
    }

    /// On the smallest screens a field may end before its caret.
    private static func inside(_ caret: Point, _ size: Size) -> Point {
        Point(x: min(max(0, caret.x), size.width - 1), y: min(max(0, caret.y), size.height - 1))
    }

    private static func drawBody(_ state: DeskState, _ layout: DeskLayout, on canvas: inout Canvas) {
        if layout.kind == .counts {
            CountsBody(state: state).draw(on: &canvas)
        } else if state.place.view == .runs {
            RunsView(state: state).draw(on: &canvas)
        } else if state.place.view == .statistics {
            StatisticsView(state: state).draw(on: &canvas)
        } else if state.place.view == .suppressions {
            SuppressionsView(state: state).draw(on: &canvas)
        } else if let opened = state.samples.opened {
            OpenedSampleView(state: state, opened: opened).draw(on: &canvas)
        } else if state.place.view == .live {
            BoardView(state: state, layout: state.viewLayout).draw(on: &canvas)
        } else if state.place.view == .why {
            WhyView(state: state).draw(on: &canvas)
        } else if state.place.view != .desk {
            ViewBody(state: state, layout: state.viewLayout).draw(on: &canvas)
        } else {
            for pane in Pane.allCases {
                if let frame = layout.frames[pane] { draw(pane, state, frame, on: &canvas) }
            }
            drawDivider(layout, focus: state.focus, on: &canvas)
        }
    }

    private static func draw(
        _ pane: Pane, _ state: DeskState, _ frame: DeskLayout.Frame, on canvas: inout Canvas
    ) {
        let place = PanePlace(pane: pane, frame: frame, layout: state.layout, isFocused: state.focus == pane)
        switch pane {
        case .customers: CustomersPane(state: state, place: place).draw(on: &canvas)
        case .overview: OverviewPane(state: state, place: place).draw(on: &canvas)
        case .statistics: StatisticsPane(state: state, place: place).draw(on: &canvas)
        case .suppressions: SuppressionsPane(state: state, place: place).draw(on: &canvas)
        case .samples: SamplesPane(state: state, place: place).draw(on: &canvas)
        }
    }

    /// The upright line between the two columns, joined to the title lines at its right.
    private static func drawDivider(_ layout: DeskLayout, focus: Pane, on canvas: inout Canvas) {
        guard let x = layout.divider else { return }
        let bottom = layout.size.height - (layout.hasKeyLine ? 1 : 0)
        canvas.vertical(x, from: 2, to: bottom)
        for (pane, frame) in layout.frames where pane != .customers && frame.y > 1 {
            canvas.put(x, frame.y, canvas.glyphs.teeRight, .border)
        }
        let isLeft = focus == .customers
        canvas.put(
            x, 1, isLeft ? canvas.glyphs.teeDownFocused : canvas.glyphs.teeDown, isLeft ? .borderFocused : .border)
    }
}

/// Where a pane is drawn.
struct PanePlace {
    let pane: Pane
    let frame: DeskLayout.Frame
    let layout: DeskLayout
    let isFocused: Bool

    var x: Int { frame.x }
    var width: Int { frame.width }
    /// First row below the title line.
    var top: Int { frame.y + 1 }
    /// Rows below the title line.
    var rows: Int { frame.rows }
    /// Rows to fill, without the one that parts this pane from the one below.
    var contentRows: Int { layout.contentRows(pane) }
    /// Rows with the names of columns.
    var headRows: Int { layout.headRows(pane) }
    /// Rows of the pane's table.
    var tableRows: Int { layout.tableRows(pane) }
}
