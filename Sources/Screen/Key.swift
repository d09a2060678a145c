/// One press of a key, as the terminal decoded it.
package enum Key: Sendable, Hashable {
    /// Typed text: one grapheme, the blank included.
    case character(Character)
    /// Control and a lower-case letter or one of `[ ] \ ^ _ @`.
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
}

/// What comes in from the terminal.
package enum Input: Sendable, Equatable {
    case key(Key)
    /// Pasted as one piece, the terminal says so. Hostile text; never runs as keys.
    case paste(String)
    /// Came as one piece that no hand types, without a word of the terminal: pasted where nothing brackets it, or typed
    /// while the line stood still. As hostile; line ends are as they came.
    case burst(String)
    /// Different keys that came at once: a short text put in without brackets, or typed while the line stood still. They
    /// are keys, but no word that something may be written.
    case together([Key])
    case resize(Size)
}

/// Columns and rows.
package struct Size: Sendable, Hashable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}
