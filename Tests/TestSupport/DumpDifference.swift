/// Two values, dumped and compared line by line.
enum DumpDifference {
    /// How many equal lines stay visible beside a different one.
    private static let context = 2

    /// Lines with `- ` (expected), `+ ` (is) or two blanks (equal); long equal stretches are counted, not shown.
    static func lines(expected: Any, actual: Any) -> [String] {
        let old = dumped(expected)
        let new = dumped(actual)
        guard old != new else { return ["  (the dumps are equal; the values say they are not)"] }
        let changes = new.difference(from: old)
        let removed = Set(changes.removals.map(offset))
        let inserted = Set(changes.insertions.map(offset))
        var result: [(isEqual: Bool, text: String)] = []
        var oldIndex = 0
        var newIndex = 0
        while oldIndex < old.count || newIndex < new.count {
            if removed.contains(oldIndex) {
                result.append((false, "- " + old[oldIndex]))
                oldIndex += 1
            } else if inserted.contains(newIndex) {
                result.append((false, "+ " + new[newIndex]))
                newIndex += 1
            } else {
                result.append((true, "  " + new[newIndex]))
                oldIndex += 1
                newIndex += 1
            }
        }
        return shortened(result)
    }

    /// One line a member, indented; without dump's own markers, which look like a difference.
    static func dumped(_ value: Any) -> [String] {
        var text = ""
        dump(value, to: &text)
        return text.split(separator: "\n").map { line in
            let indent = line.prefix { $0 == " " }
            let rest = line.dropFirst(indent.count)
            return rest.hasPrefix("- ") || rest.hasPrefix("▿ ") ? String(indent + rest.dropFirst(2)) : String(line)
        }
    }

    private static func offset(_ change: CollectionDifference<String>.Change) -> Int {
        switch change {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }

    private static func shortened(_ lines: [(isEqual: Bool, text: String)]) -> [String] {
        let different = lines.indices.filter { !lines[$0].isEqual }
        var result: [String] = []
        var hidden = 0
        func closeGap() {
            if hidden > 0 { result.append("  … \(hidden) equal \(hidden == 1 ? "line" : "lines")") }
            hidden = 0
        }
        for (index, line) in lines.enumerated() {
            guard different.contains(where: { abs($0 - index) <= context }) else {
                hidden += 1
                continue
            }
            closeGap()
            result.append(line.text)
        }
        closeGap()
        return result
    }
}
