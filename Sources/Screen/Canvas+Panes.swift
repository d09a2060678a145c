extension Canvas {
    /// An upright line from one row to before another.
    package mutating func vertical(
        _ x: Int, from: Int, to: Int, role: Role = .border, glyph: String? = nil
    ) {
        guard from < to else { return }
        for y in from..<to { put(x, y, glyph ?? glyphs.upright, role) }
    }

    /// The title line of a pane: digit, title, what it shows, and on the right its age. Heavy with the focus.
    package mutating func rule(
        _ x: Int, _ y: Int, width: Int, digit: String = "", title: String = "", sub: [Span] = [], right: [Span] = [],
        focused: Bool = false
    ) {
        horizontal(
            x, y, width: width, glyph: focused ? glyphs.lineFocused : glyphs.line,
            role: focused ? .borderFocused : .border)
        let edge = x + width - 1
        var column = x + 1
        if !digit.isEmpty { column = line(column, y, [Span(" \(digit)", .key)], width: max(0, edge - column)) }
        if !title.isEmpty { column = line(column, y, [Span(" \(title) ", .title)], width: max(0, edge - column)) }
        let rightWidth = right.reduce(0) { $0 + self.width(of: $1.text) } + (right.isEmpty ? 0 : 2)
        let room = edge - 1 - rightWidth - column - 1
        if !sub.isEmpty, room > 3 {
            let end = line(column + 1, y, [Span(" ", .dim)] + sub, width: room - 1)
            put(end, y, " ", .dim)
        }
        if !right.isEmpty, edge - rightWidth > column {
            lineRight(edge, y, [Span(" ", .dim)] + right + [Span(" ", .dim)])
        }
    }

    /// A level line of one glyph.
    package mutating func horizontal(_ x: Int, _ y: Int, width: Int, glyph: String? = nil, role: Role = .border) {
        let scalar = (glyph ?? glyphs.line).unicodeScalars.first ?? "-"
        fill(x: x, y: y, width: width, height: 1, role: role, glyph: scalar)
    }

    /// An overlay: cleared inside, rounded, one blank column on either side.
    package mutating func box(
        _ x: Int, _ y: Int, width: Int, height: Int, title: String = "", role: Role = .borderFocused,
        titleRole: Role = .title
    ) {
        fill(x: x - 1, y: y, width: width + 2, height: height)
        let bottom = y + height - 1
        let right = x + width - 1
        for row in [y, bottom] { horizontal(x, row, width: width, role: role) }
        put(x, y, glyphs.cornerTopLeft, role)
        put(right, y, glyphs.cornerTopRight, role)
        put(x, bottom, glyphs.cornerBottomLeft, role)
        put(right, bottom, glyphs.cornerBottomRight, role)
        vertical(x, from: y + 1, to: bottom, role: role)
        vertical(right, from: y + 1, to: bottom, role: role)
        if !title.isEmpty { line(x + 2, y, [Span(" \(title) ", titleRole)], width: width - 4) }
    }

    /// A heavy line on a light one, as exact as half a cell. `part` is 0...1.
    package mutating func bar(_ x: Int, _ y: Int, width: Int, part: Double, role: Role = .bar) {
        guard width > 0, part.isFinite else { return }
        let halves = Int((min(max(part, 0), 1) * Double(width) * 2).rounded(.toNearestOrEven))
        horizontal(x, y, width: width, glyph: glyphs.barRest, role: .barRest)
        horizontal(x, y, width: halves / 2, glyph: glyphs.barFull, role: role)
        if halves % 2 == 1 { put(x + halves / 2, y, glyphs.barHalf, role) }
    }
}
