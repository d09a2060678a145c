/// What stands in one place of the screen, and what it is for.
package struct Cell: Sendable, Hashable {
    /// One grapheme; empty in the right half of a wide one.
    package var text: String
    package var role: Role

    package init(_ text: String, _ role: Role) {
        self.text = text
        self.role = role
    }
}

/// A cell as the canvas stores it: one scalar, or a place in the canvas's table of longer graphemes.
package struct Slot: Sendable, Hashable {
    static let clusterFlag: UInt32 = 0x8000_0000

    package var code: UInt32
    package var role: Role

    package static let blank = Slot(code: 0x20, role: .text)

    /// Covered by the wide character to the left.
    package var isRightHalf: Bool { code == 0 }

    /// Where the grapheme is in the canvas's table, if it is longer than one scalar.
    var cluster: Int? { code & Self.clusterFlag == 0 ? nil : Int(code & ~Self.clusterFlag) }
}

/// Column and row, from 0.
package struct Point: Sendable, Hashable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A piece of a line: text and what it is for.
package struct Span: Sendable, Hashable {
    package var text: String
    package var role: Role

    package init(_ text: String, _ role: Role = .text) {
        self.text = text
        self.role = role
    }
}

/// On which side of its field a text stands.
package enum Alignment: Sendable { case left, right, centre }
