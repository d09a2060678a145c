import Screen

/// Which pane stands where, for a size of the screen. Drawing and paging both follow it.
package struct DeskLayout: Sendable, Equatable {
    /// A pane's title line and the rows below it.
    package struct Frame: Sendable, Equatable {
        package var x: Int
        /// Row of the title line.
        package var y: Int
        package var width: Int
        /// Rows below the title line; 0 when the pane is folded to its title.
        package var rows: Int

        package var isFolded: Bool { rows <= 0 }
    }

    package enum Kind: Sendable, Equatable {
        /// Customers at the left, the others at the right.
        case columns
        /// One column; the panes without focus are folded to their titles below.
        case stack
        /// One pane.
        case single
        /// Account, counts, and the worst customer.
        case counts
    }

    package let size: Size
    package let kind: Kind
    package let frames: [Pane: Frame]
    /// Column of the upright line between the two columns.
    package let divider: Int?
    package let hasKeyLine: Bool
    /// Whether tables show a line with the names of their columns.
    package let hasColumnHeads: Bool
    /// Whether there is something to say below the suppressions, where there is room for it.
    private let hasFootnote: Bool

    package init(size: Size, focus: Pane, isZoomed: Bool, hasFootnote: Bool = false) {
        self.size = size
        self.hasFootnote = hasFootnote
        hasKeyLine = size.height >= 8 || size.height < 6
        hasColumnHeads = size.height >= 14 && size.width >= 40
        let body = size.height - 1 - (hasKeyLine ? 1 : 0)
        if size.height < 6 || size.width < 24 {
            (kind, frames, divider) = (.counts, [:], nil)
        } else if isZoomed || size.width < 60 || size.height < 24 {
            (kind, frames, divider) = (.single, [focus: Frame(x: 0, y: 1, width: size.width, rows: body - 1)], nil)
        } else if size.width < 80 {
            (kind, frames, divider) = (.stack, Self.stacked(size, focus: focus, body: body), nil)
        } else {
            let left = size.width >= 110 ? 62 : 42
            (kind, frames, divider) = (.columns, Self.columns(size, left: left, focus: focus, body: body), left)
        }
    }

    private static func stacked(_ size: Size, focus: Pane, body: Int) -> [Pane: Frame] {
        var y = 1
        var frames: [Pane: Frame] = [:]
        let others = Pane.allCases.count - 1
        for pane in Pane.allCases {
            let rows = pane == focus ? body - 1 - others : 0
            frames[pane] = Frame(x: 0, y: y, width: size.width, rows: rows)
            y += 1 + rows
        }
        return frames
    }

    /// Rows of the four panes at the right, their title lines not counted; 0 folds a pane.
    private static func heights(_ size: Size, body: Int, focus: Pane) -> [Pane: Int] {
        let free = body - 4
        switch size.height {
        case 36...:
            let extra = free - 34
            return [
                .overview: 8, .statistics: 11 + extra / 3, .suppressions: 8 + (extra + 1) / 3,
                .samples: free - 8 - (11 + extra / 3) - (8 + (extra + 1) / 3),
            ]
        case 30..<36:
            let rest = free - 8 - 9
            return focus == .samples
                ? [.overview: 8, .statistics: 9, .suppressions: 0, .samples: rest]
                : [.overview: 8, .statistics: 9, .suppressions: rest, .samples: 0]
        default:
            let rest = free - 7 - 3
            return focus == .samples
                ? [.overview: 7, .statistics: 3, .suppressions: 0, .samples: rest]
                : [.overview: 7, .statistics: 3, .suppressions: rest, .samples: 0]
        }
    }

    private static func columns(_ size: Size, left: Int, focus: Pane, body: Int) -> [Pane: Frame] {
        var frames: [Pane: Frame] = [.customers: Frame(x: 0, y: 1, width: left, rows: body - 1)]
        let heights = heights(size, body: body, focus: focus)
        var y = 1
        for pane in Pane.allCases.dropFirst() {
            let rows = heights[pane] ?? 0
            frames[pane] = Frame(x: left + 1, y: y, width: size.width - left - 1, rows: rows)
            y += 1 + rows
        }
        return frames
    }

    /// Rows of customers that fit on the screen; at least one, so that paging always moves.
    package var customerRows: Int { tableRows(.customers) }

    /// Rows of a pane's table that are on the screen; nil when the pane is folded or not there.
    func visibleRows(_ pane: Pane) -> Int? {
        guard let frame = frames[pane], !frame.isFolded else { return nil }
        return tableRows(pane)
    }

    /// Rows below the title line that a pane fills: a blank one parts it from the pane below. The customers go on to
    /// the end, as many as fit.
    package func contentRows(_ pane: Pane) -> Int {
        guard let frame = frames[pane] else { return 0 }
        let hasPaneBelow = frames.values.contains { $0.x == frame.x && $0.y > frame.y }
        return max(0, frame.rows - (hasPaneBelow && pane != .customers && frame.rows > 2 ? 1 : 0))
    }

    /// Rows with the names of a table's columns: 1 or 0.
    package func headRows(_ pane: Pane) -> Int {
        guard let frame = frames[pane] else { return 0 }
        switch pane {
        case .customers, .samples: return hasColumnHeads ? 1 : 0
        // Between other panes they would be one row less of addresses.
        case .suppressions: return isWideList(frame) && frame.rows >= 12 ? 1 : 0
        case .overview, .statistics: return 0
        }
    }

    /// Rows below a pane's table for a sentence about it, with a blank one before.
    package func footRows(_ pane: Pane) -> Int {
        guard hasFootnote, pane == .suppressions, let frame = frames[pane] else { return 0 }
        return isWideList(frame) && frame.rows >= 18 ? 2 : 0
    }

    /// Rows that a pane has for its table; at least one.
    package func tableRows(_ pane: Pane) -> Int {
        max(1, contentRows(pane) - headRows(pane) - footRows(pane))
    }

    /// Whether addresses stand in columns of their own for list, answer and time.
    private func isWideList(_ frame: Frame) -> Bool { frame.width >= Self.wideList }

    /// From this width on suppressions have all their columns.
    package static let wideList = 90
}

extension DeskState {
    package var layout: DeskLayout {
        DeskLayout(size: size, focus: focus, isZoomed: isZoomed, hasFootnote: commonDomain != nil)
    }
}
