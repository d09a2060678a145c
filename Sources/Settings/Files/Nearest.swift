/// Finds the name that was probably meant.
package enum Nearest {
    /// The closest of the names, if it is close enough to be a slip: a third of the letters, swaps counted once.
    package static func name(to text: String, in names: some Sequence<String>) -> String? {
        let wanted = Array(text.lowercased())
        guard wanted.count <= 64 else { return nil }
        let closest = names.map { (name: $0, slips: slips(wanted, Array($0.lowercased()))) }.min { $0.slips < $1.slips }
        guard let closest, closest.slips <= max(1, wanted.count / 3) else { return nil }
        return closest.name
    }

    /// Letters to add, drop, replace or swap with their neighbour to get from one to the other.
    static func slips(_ one: [Character], _ other: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for (row, letter) in one.enumerated() {
            var current = [row + 1]
            for (column, otherLetter) in other.enumerated() {
                var least = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + (letter == otherLetter ? 0 : 1))
                if row > 0, column > 0, letter == other[column - 1], one[row - 1] == otherLetter {
                    least = min(least, beforeLast[column - 1] + 1)
                }
                current.append(least)
            }
            beforeLast = last
            last = current
        }
        return last[other.count]
    }
}
