import Screen

/// Where the parts of the live board stand.
extension ViewLayout {
    /// Rows below the board for the sentence about collecting.
    package var statusRows: Int { kind == .counts || size.height < 24 ? 0 : size.height >= 36 ? 2 : 1 }

    /// Above the panes stand the figures of all together, as a picture where there is room.
    static func board(size: Size, focus: Int, isZoomed: Bool, events: Int) -> ViewLayout {
        if size.height < 6 || size.width < 24 { return ViewLayout(board: size, .counts, frames: [:], header: 0) }
        let body = size.height - 1 - (size.height >= 8 ? 1 : 0)
        guard size.width >= 60, size.height >= 24 else {
            let whole = DeskLayout.Frame(x: 0, y: 1, width: size.width, rows: body - 1)
            return ViewLayout(board: size, .single, frames: [focus: whole], header: 0)
        }
        let isTall = size.height >= 30 && size.width >= 100
        let header = isTall ? 7 : 2
        let status = size.height >= 36 ? 2 : 1
        let room = body - header - status
        let top = 1 + header
        if isZoomed {
            let whole = DeskLayout.Frame(x: 0, y: top, width: size.width, rows: room - 1)
            return ViewLayout(board: size, .single, frames: [focus: whole], header: header)
        }
        // Of the two panes the one without the focus is folded where there is little room.
        // What happened takes three tenths at most, and no more rows than it needs.
        let other = isTall ? max(3, min(room * 3 / 10, events)) : focus == BoardPanes.happenings ? room - 2 : 0
        let gap = isTall ? 1 : 0
        let first = room - 2 - gap - other
        return ViewLayout(
            board: size, isTall ? .columns : .stack,
            frames: [
                BoardPanes.rows: DeskLayout.Frame(x: 0, y: top, width: size.width, rows: first),
                BoardPanes.happenings: DeskLayout.Frame(
                    x: 0, y: top + 1 + first + gap, width: size.width, rows: other),
            ], header: header)
    }
}
