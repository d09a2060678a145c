import Records
import ResellerAPI
import Screen

/// Which pane of a view stands where, for a size of the screen. It depends on no data, so that nothing moves when
/// answers come.
package struct ViewLayout: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// Two columns, or one where all panes are of one side.
        case columns
        /// The pane with the focus; the others are folded to their titles.
        case stack
        /// One pane.
        case single
        /// Account, counts, and the worst customer.
        case counts
    }

    package let size: Size
    package let kind: Kind
    /// By digit; the rows are those below the title line.
    package let frames: [Int: DeskLayout.Frame]
    /// Rows at the top that say what the view is about.
    package let headerRows: Int
    package let hasKeyLine: Bool
    let heads: Set<Int>

    /// Below these a view has one column.
    private static let wide = (width: 110, height: 30)

    init(size: Size, panes: [ViewPane], focus: Int, isZoomed: Bool, header: Int) {
        self.size = size
        hasKeyLine = size.height >= 8 || size.height < 6
        let body = size.height - 1 - (hasKeyLine ? 1 : 0)
        heads = size.height >= 14 && size.width >= 40 ? Set(panes.filter(\.hasHeads).map(\.digit)) : []
        let isWide = size.width >= Self.wide.width && size.height >= Self.wide.height
        let top = size.height >= 24 && size.width >= 60 ? min(header, isWide ? 3 : 2) : 0
        let room = body - top
        if size.height < 6 || size.width < 24 {
            (kind, frames, headerRows) = (.counts, [:], 0)
        } else if isZoomed || panes.count == 1 || size.width < 60 || size.height < 24
            || (!isWide && room < panes.count + 6)
        {
            let shown = panes.first { $0.digit == focus } ?? panes.first
            let frame = DeskLayout.Frame(x: 0, y: 1 + top, width: size.width, rows: room - 1)
            (kind, frames, headerRows) = (.single, shown.map { [$0.digit: frame] } ?? [:], top)
        } else if isWide {
            (kind, headerRows) = (.columns, top)
            frames = Self.columns(panes, size, top: 1 + top, room: room)
        } else {
            (kind, headerRows) = (.stack, top)
            frames = Self.stacked(panes, size, focus: focus, top: 1 + top, room: room)
        }
    }

    /// The layout of the live board, whose places are worked out already.
    init(board size: Size, _ kind: Kind, frames: [Int: DeskLayout.Frame], header: Int) {
        (self.size, self.kind, self.frames, headerRows) = (size, kind, frames, header)
        hasKeyLine = size.height >= 8 || size.height < 6
        heads = size.height >= 14 && size.width >= 40 ? [BoardPanes.rows] : []
    }

    private static func stacked(
        _ panes: [ViewPane], _ size: Size, focus: Int, top: Int, room: Int
    ) -> [Int: DeskLayout.Frame] {
        var y = top
        var frames: [Int: DeskLayout.Frame] = [:]
        for pane in panes {
            let rows = pane.digit == focus ? room - panes.count : 0
            frames[pane.digit] = DeskLayout.Frame(x: 0, y: y, width: size.width, rows: rows)
            y += 1 + rows
        }
        return frames
    }

    private static func columns(
        _ panes: [ViewPane], _ size: Size, top: Int, room: Int
    ) -> [Int: DeskLayout.Frame] {
        let sides = [ViewPane.Side.left, .right].map { side in panes.filter { $0.side == side } }.filter { !$0.isEmpty }
        let left = sides.count == 1 ? size.width : (size.width - 1) / 2
        var frames: [Int: DeskLayout.Frame] = [:]
        for (index, side) in sides.enumerated() {
            var y = top
            for (pane, rows) in zip(side, heights(side, room: room)) {
                frames[pane.digit] = DeskLayout.Frame(
                    x: index == 0 ? 0 : left + 1, y: y, width: index == 0 ? left : size.width - left - 1, rows: rows)
                y += rows + 2
            }
        }
        return frames
    }

    /// Rows below the titles of the panes of one column: each as many as it wants, while there are any; a blank row
    /// parts it from the next one.
    private static func heights(_ panes: [ViewPane], room: Int) -> [Int] {
        var left = room - panes.count * 2 + 1
        var rows = panes.map { _ in 0 }
        while left > 0 {
            let hungry = panes.indices.filter { rows[$0] < panes[$0].wish ?? .max }
            guard let next = hungry.min(by: { rows[$0] < rows[$1] }) else { break }
            rows[next] += 1
            left -= 1
        }
        return rows
    }

    /// Whether a pane stands beside or above others that have rows.
    var isShared: Bool { frames.count > 1 }

    /// Rows with the names of a pane's columns: 1 or 0.
    package func headRows(_ digit: Int) -> Int {
        heads.contains(digit) && (frames[digit]?.rows ?? 0) >= 4 ? 1 : 0
    }

    /// Rows that a pane has for its table; 0 when it is folded or not there.
    package func tableRows(_ digit: Int) -> Int { max(0, (frames[digit]?.rows ?? 0) - headRows(digit)) }
}

extension DeskState {
    package var viewLayout: ViewLayout {
        if place.view == .live {
            return .board(
                size: size, focus: focusedPane?.digit ?? BoardPanes.rows, isZoomed: view.isZoomed,
                events: live.events.count)
        }
        return ViewLayout(
            size: size, panes: viewPanes, focus: focusedPane?.digit ?? 1, isZoomed: view.isZoomed,
            header: viewHeader == nil ? 0 : 3)
    }

    /// What the view shown is about.
    package var viewHeader: ViewHeader? { place.view.header(self) }
}

/// The rows above the panes of a view: whom it is about, and how that customer is doing.
package struct ViewHeader: Sendable, Equatable {
    package let title: String
    /// More about it, beside the title.
    package let facts: String
    /// How urgently it needs a human, and why; nil where nothing is known.
    package let severity: Severity?
    package let sentence: String

    package init(title: String, facts: String = "", severity: Severity? = nil, sentence: String = "") {
        self.title = title
        self.facts = facts
        self.severity = severity
        self.sentence = sentence
    }
}

extension ViewID {
    func header(_ state: DeskState) -> ViewHeader? {
        guard isOfOneCustomer, let user = state.subject else { return nil }
        let figures = state.figures[user]
        let id = state.subjectRow.flatMap { row in
            row < state.customers.table.count && state.customers.table.username(row) == user
                ? state.customers.table.text(row, .id) : nil
        }
        return ViewHeader(
            title: user, facts: id.map { "id \($0)" } ?? "", severity: figures?.severity,
            sentence: figures.map { $0.sentences.first ?? "Nothing unusual" } ?? "Its mail was not read yet")
    }
}
