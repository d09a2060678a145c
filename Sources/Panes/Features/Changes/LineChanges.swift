import Desk
import ResellerAPI

/// What becomes other lines in a text of several.
struct LineChanges {
    enum Line: Equatable {
        case gone(String)
        case new(String)
        /// So many lines are as before.
        case same(Int)
    }

    let lines: [Line]

    /// Above this the lines between the first and the last that differ are not compared one by one: it takes long, and
    /// nobody reads it.
    private static let mostCompared = 500

    init(from old: String, to new: String) {
        let (old, new) = (Self.split(old), Self.split(new))
        let start = zip(old, new).prefix { $0 == $1 }.count
        let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
        let middle = Self.compared(Array(old[start..<old.count - end]), Array(new[start..<new.count - end]))
        lines = Self.gathered(start) + middle + Self.gathered(end)
    }

    private static func split(_ text: String) -> [String] {
        // Scalar by scalar, so that a carriage return before the end stays part of the line and is told.
        guard !text.isEmpty else { return [] }
        return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    }

    private static func gathered(_ count: Int) -> [Line] { count > 0 ? [.same(count)] : [] }

    private static func compared(_ old: [String], _ new: [String]) -> [Line] {
        guard old.count + new.count <= mostCompared else { return old.map(Line.gone) + new.map(Line.new) }
        let difference = new.difference(from: old)
        let (gone, added) = (Set(difference.removals.map(\.place)), Set(difference.insertions.map(\.place)))
        var lines: [Line] = []
        var same = 0
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            let isGone = gone.contains(left)
            guard isGone || added.contains(right) else {
                (same, left, right) = (same + 1, left + 1, right + 1)
                continue
            }
            lines += gathered(same)
            same = 0
            lines.append(isGone ? .gone(old[left]) : .new(new[right]))
            if isGone { left += 1 } else { right += 1 }
        }
        return lines + gathered(same)
    }
}

extension CollectionDifference.Change {
    fileprivate var place: Int {
        switch self {
        case .insert(let place, _, _), .remove(let place, _, _): place
        }
    }
}

extension ValueChange {
    /// Whether its values are told line by line.
    var hasLines: Bool { [old, new].contains { ($0?.lineCount ?? 0) > 1 } }

    var lineChanges: [LineChanges.Line] { LineChanges(from: old ?? "", to: new ?? "").lines }
}
