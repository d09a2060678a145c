/// One line of a chart.
package struct Series: Sendable, Equatable {
    /// How the line is drawn where there are dots.
    package enum Stroke: Sendable { case solid, dotted, dashed }

    /// From left to right at equal distances; nil is a gap.
    package var values: [Double?]
    package var role: Role
    package var stroke: Stroke
    /// What draws the line in ASCII.
    package var letter: Character

    package init(_ values: [Double?], role: Role, stroke: Stroke = .solid, letter: Character = "*") {
        self.values = values
        self.role = role
        self.stroke = stroke
        self.letter = letter
    }

    /// The value at 0...1 along the line, between neighbours in proportion; a gap reaches half way to its neighbours.
    func sampled(_ place: Double) -> Double? {
        guard let last = values.last else { return nil }
        guard values.count > 1 else { return last }
        let position = place * Double(values.count - 1)
        let left = min(Int(position), values.count - 2)
        let part = position - Double(left)
        guard let first = values[left], let second = values[left + 1] else {
            return part < 0.5 ? values[left] : values[left + 1]
        }
        return first + (second - first) * part
    }
}

extension Canvas {
    // MARK: - Sparkline

    /// A line of dots in one row, two values a cell; in ASCII a character for two values. Returns the column after.
    ///
    /// From zero to the largest; from the smallest where the values differ by less than half of the largest. A gap is
    /// a blank.
    @discardableResult
    package mutating func spark(_ x: Int, _ y: Int, _ values: [Double?], role: Role = .graph) -> Int {
        let known = values.compactMap { $0 }.filter(\.isFinite)
        guard let smallest = known.min(), let largest = known.max() else { return x + (values.count + 1) / 2 }
        let low = smallest * 2 > largest ? smallest : 0
        let scale = Scale(low: low, high: max(largest, low + 1e-9))
        return glyphs.isASCII
            ? sparkLetters(x, y, values, scale, role)
            : sparkDots(x, y, values, scale, role)
    }

    private mutating func sparkLetters(
        _ x: Int, _ y: Int, _ values: [Double?], _ scale: Scale, _ role: Role
    ) -> Int {
        let letters = Array("_.:-=+*#")
        let text = stride(from: 0, to: values.count, by: 2).map { start -> Character in
            let pair = values[start..<min(start + 2, values.count)].compactMap { $0 }
            return pair.max().map { letters[scale.level($0, of: letters.count - 1)] } ?? " "
        }
        return put(x, y, String(text), role)
    }

    private mutating func sparkDots(_ x: Int, _ y: Int, _ values: [Double?], _ scale: Scale, _ role: Role) -> Int {
        var masks = Array(repeating: UInt32(0), count: (values.count + 1) / 2)
        var before: Int?
        for (index, value) in values.enumerated() {
            guard let value else {
                before = nil
                continue
            }
            let now = scale.level(value, of: 3)
            let from = before ?? now
            for level in min(now, from + 1)...max(now, from - 1) {
                masks[index / 2] |= Dots.bit(column: index % 2, row: 3 - level)
            }
            before = now
        }
        return putCodes(x, y, masks.map(Dots.code), role)
    }

    // MARK: - Chart

    /// Lines over an area, 2 by 4 dots a cell; of two lines in a cell the later one gives the role.
    ///
    /// In ASCII each line is drawn with its letter.
    package mutating func chart(
        _ x: Int, _ y: Int, width: Int, height: Int, low: Double, high: Double, _ series: [Series]
    ) {
        guard width > 0, height > 0, high > low else { return }
        let area = Area(x: x, y: y, width: width, height: height, scale: Scale(low: low, high: high))
        for line in series {
            if glyphs.isASCII { chartLetters(area, line) } else { chartDots(area, line) }
        }
    }

    private mutating func chartLetters(_ area: Area, _ line: Series) {
        var before: Int?
        for column in 0..<area.width {
            let place = Double(column) / Double(max(area.width - 1, 1))
            guard let value = line.sampled(place) else {
                before = nil
                continue
            }
            let row = area.height - 1 - area.scale.level(value, of: area.height - 1)
            let last = before ?? row
            let start = row == last ? row : last + (row > last ? 1 : -1)
            for one in min(start, row)...max(start, row) {
                put(area.x + column, area.y + one, String(line.letter), line.role)
            }
            before = row
        }
    }

    private mutating func chartDots(_ area: Area, _ line: Series) {
        var masks: [Point: UInt32] = [:]
        var before: Int?
        for column in 0..<area.width * 2 {
            guard let value = line.sampled(Double(column) / Double(max(area.width * 2 - 1, 1))) else {
                before = nil
                continue
            }
            let level = area.height * 4 - 1 - area.scale.level(value, of: area.height * 4 - 1)
            let last = before ?? level
            before = level
            if line.stroke.leavesOut(column: column) { continue }
            var rows = level...level
            if line.stroke == .solid, last != level { rows = last < level ? last + 1...level : level...last - 1 }
            for row in rows {
                let place = Point(x: area.x + column / 2, y: area.y + row / 4)
                masks[place, default: 0] |= Dots.bit(column: column % 2, row: row % 4)
            }
        }
        for (place, mask) in masks { addDots(place, mask, line.role) }
    }

    private mutating func addDots(_ place: Point, _ mask: UInt32, _ role: Role) {
        guard place.x >= 0, place.x < size.width, place.y >= 0, place.y < size.height else { return }
        let there = Dots.mask(of: slot(x: place.x, y: place.y))
        putCodes(place.x, place.y, [Dots.code(mask | there)], role)
    }

    private struct Area {
        let x: Int, y: Int, width: Int, height: Int
        let scale: Scale
    }
}

extension Series.Stroke {
    fileprivate func leavesOut(column: Int) -> Bool {
        switch self {
        case .solid: false
        case .dotted: column % 3 != 0
        case .dashed: column % 4 > 1
        }
    }
}

/// From values to levels.
private struct Scale {
    let low: Double
    let high: Double

    /// 0 at the low end to `levels` at the high one; ties go to the even level.
    func level(_ value: Double, of levels: Int) -> Int {
        guard value.isFinite else { return 0 }
        let part = min(max((value - low) / (high - low), 0), 1)
        return Int((part * Double(levels)).rounded(.toNearestOrEven))
    }
}

/// The braille characters: 2 by 4 dots.
private enum Dots {
    /// Rows from the top. Unicode numbers the upper three rows first, then the lowest.
    static func bit(column: Int, row: Int) -> UInt32 {
        row < 3 ? 1 << UInt32(column * 3 + row) : 1 << UInt32(6 + column)
    }

    /// No dot at all is a blank: some terminals draw U+2800 as empty rings.
    static func code(_ mask: UInt32) -> UInt32 { mask == 0 ? 0x20 : 0x2800 + mask }

    static func mask(of slot: Slot) -> UInt32 {
        (0x2800...0x28FF).contains(slot.code) ? slot.code - 0x2800 : 0
    }
}
