/// What a record of an answer looks like: its members, and the names that wrap it in XML and at times in JSON.
package struct Shape: Sendable, Hashable {
    package let name: String
    /// In the order in which they are printed.
    package let members: [Member]
    /// Names of the elements around a record, the outermost first; the last is that of one record.
    package let wrappers: [String]

    package init(_ name: String, _ members: [Member], wrappers: [String] = []) {
        self.name = name
        self.members = members
        self.wrappers = wrappers
    }

    package func member(_ name: String) -> Member? { members.first { $0.name == name } }
}

/// One field of a shape.
package struct Member: Sendable, Hashable {
    /// How the value is to be read; the wire spells each of them in several ways.
    package indirect enum Kind: Sendable, Hashable {
        case text
        /// Text whose slashes may have been escaped twice.
        case slashed
        case truth
        /// A number, mostly whole.
        case count
        /// Decimal, as many digits as needed.
        case money
        case date
        /// A timestamp in a zone that is not told.
        case time
        /// Several texts; in XML each in an element of this name.
        case texts(element: String)
        /// Several records.
        case records(Shape)
        /// Settings of an app: names that the shape does not know, each with a text.
        case settings
    }

    /// Wire name.
    package let name: String
    package let kind: Kind
    /// Whether a record without it is useless.
    package let essential: Bool

    static func essential(_ name: String, _ kind: Kind = .text) -> Member {
        Member(name: name, kind: kind, essential: true)
    }

    static func some(_ name: String, _ kind: Kind = .text) -> Member {
        Member(name: name, kind: kind, essential: false)
    }

    static func several(_ names: [String], _ kind: Kind = .text) -> [Member] {
        names.map { some($0, kind) }
    }
}

extension Member.Kind {
    /// Whether the value holds others.
    package var holdsMany: Bool {
        switch self {
        case .texts, .records, .settings: true
        default: false
        }
    }
}
