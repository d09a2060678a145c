import Settings

/// What lies over the desk; at most one at a time.
package enum Overlay: Sendable, Equatable {
    case help(HelpState)
    case palette(PaletteState)
    case sortMenu(cursor: Int)
    /// The calls that failed, newest first.
    case errors(top: Int)
    /// Words that the user ought to see whole, for example the problems of the settings files.
    case messages(title: String, lines: [String], top: Int)
}

/// All commands that work here, with their keys; typing narrows.
package struct HelpState: Sendable, Equatable {
    package var entry = TextEntry()
    package var cursor = 0
    /// The commands that match, in the order of the table.
    package var commands: [CommandID] = []
    /// What had the focus before.
    package var mode = Mode.list

    package init() {}
}

/// The command bar.
package struct PaletteState: Sendable, Equatable {
    package var entry = TextEntry()
    package var cursor = 0
    package var commands: [CommandID] = []
    /// What had the focus before.
    package var mode = Mode.list

    package init() {}
}

/// A line of text being typed.
package struct TextEntry: Sendable, Equatable {
    package var text = ""
    /// Position of the caret, in graphemes.
    package var caret = 0

    package init(_ text: String = "") {
        self.text = text
        caret = text.count
    }
}
