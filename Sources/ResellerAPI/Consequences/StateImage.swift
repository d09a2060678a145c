/// What a read shows of the thing that a call changes: names with values, in the order of the screen.
///
/// Kept in the journal as the state before and after a call. Holds nothing secret: the service shows no passwords.
package struct StateImage: Sendable, Hashable, Codable {
    /// One value under its wire name; nil where the service does not tell it.
    package struct Entry: Sendable, Hashable, Codable {
        package let name: String
        package let value: String?

        package init(_ name: String, _ value: String?) {
            self.name = name
            self.value = value
        }
    }

    /// Whether the thing is there at all: an address on a list, a parse entry, a limit, a pending change.
    package var isThere: Bool
    package var entries: [Entry]

    package init(isThere: Bool, entries: [Entry] = []) {
        self.isThere = isThere
        self.entries = entries
    }

    /// The value of a name; nil where it is missing or not told.
    package subscript(name: String) -> String? { entries.first { $0.name == name }?.value }
    /// All values of a name that stands there several times.
    package func values(of name: String) -> [String] { entries.filter { $0.name == name }.compactMap(\.value) }

    package static let absent = StateImage(isThere: false)
}

/// One line of a dialog: what a value is, and what it becomes. Nil is "none" or "not provided".
package struct ValueChange: Sendable, Hashable {
    package let label: String
    package let old: String?
    package let new: String?
    /// Whether the values are counts, which are read with commas. A zip code or a phone number is text, however much
    /// it looks like a number.
    package let isCount: Bool

    package init(_ label: String, old: String?, new: String?, isCount: Bool = false) {
        self.label = label
        self.old = old
        self.new = new
        self.isCount = isCount
    }
}

/// What the state after a call tells about whether it was carried out.
package enum Verdict: Sendable, Hashable {
    case carriedOut
    case notCarriedOut
    /// The state fits both, or nothing shows it.
    case undecided
}

/// Why a call can't be taken back, as the rest of a sentence.
package struct NoInverse: Error, Sendable, Hashable {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}
