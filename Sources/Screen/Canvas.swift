/// A screen as a value: cells with roles. Whatever is put outside is clipped, nothing wraps.
///
/// No control character ever reaches a cell: every text is neutralised on its way in.
package struct Canvas: Sendable {
    package let size: Size
    package let glyphs: Glyphs
    /// Where the terminal's own cursor stands while text is typed; hidden if there is none.
    package var cursor: Point?
    private var slots: [Slot]
    /// Graphemes of several scalars, in the order they came.
    private var clusters: [String] = []
    private var clusterPlaces: [String: UInt32] = [:]

    package init(size: Size, glyphs: Glyphs = .unicode) {
        let size = Size(width: max(size.width, 0), height: max(size.height, 0))
        self.size = size
        self.glyphs = glyphs
        self.slots = Array(repeating: .blank, count: size.width * size.height)
    }

    package var width: Int { size.width }
    package var height: Int { size.height }

    /// Columns that a text would take on this canvas.
    package func width(of text: String) -> Int { Text.width(of: glyphs.plain(text)) }

    // MARK: - Writing

    /// Writes a text; returns the column after it.
    @discardableResult
    package mutating func put(_ x: Int, _ y: Int, _ text: String, _ role: Role = .text) -> Int {
        if let end = putASCII(x, y, text, role) { return end }
        let shown = glyphs.plain(Text.neutralise(text))
        if Text.isSimple(shown) { return putSimple(x, y, shown, role) }
        var column = x
        for character in shown {
            column = putGrapheme(column, y, character, role)
        }
        return column
    }

    /// Writes a text into a field, cut at its end if need be; returns the column after the field.
    @discardableResult
    package mutating func put(
        _ x: Int, _ y: Int, _ text: String, _ role: Role, width: Int, align: Alignment = .left
    ) -> Int {
        let shown = Text.clip(text, width: width, glyphs: glyphs)
        let rest = align == .left ? 0 : max(0, width - Text.width(of: shown))
        put(x + (align == .centre ? rest / 2 : rest), y, shown, role)
        return x + width
    }

    /// Writes pieces one after the other, up to the width or the right edge; returns the column after the last.
    @discardableResult
    package mutating func line(_ x: Int, _ y: Int, _ spans: [Span], width: Int? = nil) -> Int {
        let end = width.map { x + $0 } ?? size.width
        var column = x
        for span in spans where column < end {
            column = put(column, y, Text.clip(span.text, width: end - column, glyphs: glyphs), span.role)
        }
        return column
    }

    /// Writes pieces so that they end before a column; returns where they start.
    @discardableResult
    package mutating func lineRight(_ end: Int, _ y: Int, _ spans: [Span]) -> Int {
        let start = end - spans.reduce(0) { $0 + width(of: $1.text) }
        var column = start
        for span in spans {
            column = put(column, y, span.text, span.role)
        }
        return start
    }

    /// Gives another role to what stands there.
    package mutating func restyle(x: Int, y: Int, width: Int, height: Int = 1, role: Role) {
        let columns = clampedColumns(from: x, to: x + width)
        for row in max(y, 0)..<max(max(y, 0), min(y + height, size.height)) {
            for index in columns { slots[row * size.width + index].role = role }
        }
    }

    /// Fills an area with one glyph of one column, blank by default.
    package mutating func fill(
        x: Int, y: Int, width: Int, height: Int, role: Role = .text, glyph: Unicode.Scalar = " "
    ) {
        let code = Text.isSimple(glyph) && !(glyphs.isASCII && !glyph.isASCII) ? glyph.value : 0x20
        let columns = clampedColumns(from: x, to: x + width)
        for row in max(y, 0)..<max(max(y, 0), min(y + height, size.height)) {
            write(row: row, columns: columns, role: role) { _ in code }
        }
    }

    private func clampedColumns(from start: Int, to end: Int) -> Range<Int> {
        let low = min(max(start, 0), size.width)
        return low..<max(low, min(end, size.width))
    }

    /// One code for each column of a row; wide characters that stick out at either end become blanks.
    private mutating func write(row: Int, columns: Range<Int>, role: Role, code: (Int) -> UInt32) {
        guard !columns.isEmpty else { return }
        let base = row * size.width
        healEdges(base: base, columns: columns)
        for column in columns { slots[base + column] = Slot(code: code(column), role: role) }
    }

    private mutating func healEdges(base: Int, columns: Range<Int>) {
        if columns.lowerBound > 0, slots[base + columns.lowerBound].isRightHalf {
            slots[base + columns.lowerBound - 1].code = 0x20
        }
        if columns.upperBound < size.width, slots[base + columns.upperBound].isRightHalf {
            slots[base + columns.upperBound].code = 0x20
        }
    }

    /// The fast way for most texts; nil if the text is not plain.
    private mutating func putASCII(_ x: Int, _ y: Int, _ text: String, _ role: Role) -> Int? {
        guard Text.isPrintableASCII(text) else { return nil }
        let end = x + text.utf8.count
        let columns = clampedColumns(from: x, to: end)
        guard y >= 0, y < size.height, !columns.isEmpty else { return end }
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
            write(row: y, columns: columns, role: role) { UInt32(bytes[$0 - x]) }
        }
        return done.map { end }
    }

    private mutating func putSimple(_ x: Int, _ y: Int, _ text: String, _ role: Role) -> Int {
        let end = x + text.unicodeScalars.count
        let columns = clampedColumns(from: x, to: end)
        guard y >= 0, y < size.height, !columns.isEmpty else { return end }
        var scalars = text.unicodeScalars.dropFirst(columns.lowerBound - x).makeIterator()
        write(row: y, columns: columns, role: role) { _ in scalars.next()?.value ?? 0x20 }
        return end
    }

    /// Signs of one column each, as scalars: for dots, of which a screen has hundreds.
    @discardableResult
    mutating func putCodes(_ x: Int, _ y: Int, _ codes: [UInt32], _ role: Role) -> Int {
        let end = x + codes.count
        let columns = clampedColumns(from: x, to: end)
        guard y >= 0, y < size.height, !columns.isEmpty else { return end }
        write(row: y, columns: columns, role: role) { codes[$0 - x] }
        return end
    }

    /// One grapheme; what is wider than two columns is drawn scalar by scalar.
    private mutating func putGrapheme(_ x: Int, _ y: Int, _ character: Character, _ role: Role) -> Int {
        let width = Text.width(of: character)
        if width == 0 { return x }
        if width <= 2, width == 2 || character.unicodeScalars.count > 1, Text.isPicture(character) {
            return place(x, y, String(character), width: width, role)
        }
        var column = x
        var piece = String.UnicodeScalarView()
        for scalar in character.unicodeScalars {
            if Text.columns(of: scalar) > 0, !piece.isEmpty {
                column = place(column, y, String(piece), width: piece.first.map(Text.columns) ?? 1, role)
                piece = String.UnicodeScalarView()
            }
            piece.append(scalar)
        }
        return place(column, y, String(piece), width: piece.first.map(Text.columns) ?? 1, role)
    }

    /// One cell's text, one or two columns wide; a wide one that does not fit whole becomes blanks.
    private mutating func place(_ x: Int, _ y: Int, _ text: String, width: Int, _ role: Role) -> Int {
        let end = x + max(width, 1)
        let columns = clampedColumns(from: x, to: end)
        guard y >= 0, y < size.height, !columns.isEmpty else { return end }
        let code = columns.count == end - x ? code(of: text) : 0x20
        write(row: y, columns: columns, role: role) { $0 == x || code == 0x20 ? code : 0 }
        return end
    }

    private mutating func code(of text: String) -> UInt32 {
        let scalars = text.unicodeScalars
        if let first = scalars.first, scalars.count == 1 { return first.value }
        if let known = clusterPlaces[text] { return known }
        let code = Slot.clusterFlag | UInt32(clusters.count)
        clusters.append(text)
        clusterPlaces[text] = code
        return code
    }
}

// MARK: - Reading

extension Canvas {
    package func slot(x: Int, y: Int) -> Slot { slots[y * size.width + x] }

    /// The row as stored; `text(of:)` tells what is in a slot.
    package func row(_ y: Int) -> ArraySlice<Slot> { slots[y * size.width..<(y + 1) * size.width] }

    package func text(of slot: Slot) -> String {
        if let cluster = slot.cluster { return clusters[cluster] }
        guard slot.code != 0, let scalar = Unicode.Scalar(slot.code) else { return "" }
        return String(scalar)
    }

    /// What stands in a place; a blank outside.
    package func cell(x: Int, y: Int) -> Cell {
        guard x >= 0, x < size.width, y >= 0, y < size.height else { return Cell(" ", .text) }
        let slot = slot(x: x, y: y)
        return Cell(text(of: slot), slot.role)
    }

    /// The rows as plain text, without blanks at their ends.
    package var lines: [String] {
        (0..<size.height).map { y in
            var line = row(y).reduce(into: "") { $0 += text(of: $1) }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// The roles of every row but `text`, as `role 0-11, role 14`: first and last column.
    package var roleLines: [String] {
        (0..<size.height).map { y in
            var runs: [(role: Role, from: Int, to: Int)] = []
            for x in 0..<size.width {
                let role = slot(x: x, y: y).role
                if let last = runs.last, last.role == role {
                    runs[runs.count - 1].to = x
                } else {
                    runs.append((role, x, x))
                }
            }
            return runs.filter { $0.role != .text }
                .map { "\($0.role.rawValue) \($0.from)" + ($0.to > $0.from ? "-\($0.to)" : "") }
                .joined(separator: ", ")
        }
    }

    /// Whether a slot of this canvas looks the same as one of another.
    package func same(_ slot: Slot, as other: Slot, of canvas: Canvas) -> Bool {
        if slot.cluster == nil || other.cluster == nil || clusters.isEmpty { return slot == other }
        return slot.role == other.role && text(of: slot) == canvas.text(of: other)
    }

    /// Whether a row looks the same on both; of equal width.
    package func sameRow(_ y: Int, as canvas: Canvas) -> Bool {
        if clusters == canvas.clusters { return row(y) == canvas.row(y) }
        return zip(row(y), canvas.row(y)).allSatisfy { same($0, as: $1, of: canvas) }
    }
}

extension Canvas: Equatable {
    /// Equal if it looks equal.
    package static func == (left: Canvas, right: Canvas) -> Bool {
        guard left.size == right.size, left.glyphs == right.glyphs, left.cursor == right.cursor else { return false }
        if left.clusters == right.clusters { return left.slots == right.slots }
        return (0..<left.size.height).allSatisfy { left.sameRow($0, as: right) }
    }
}
