import Settings
import StateStore

/// The calls that failed, newest first.
package struct ErrorList: Sendable, Equatable, ReadingOverlay {
    package var top = 0

    package init(top: Int = 0) { self.top = top }

    var overlay: Overlay { .errors(self) }
    func lineCount(_ state: DeskState) -> Int { state.errors.count + state.troubleLines.count }
}

/// Words that the user ought to see whole, for example the problems of the settings files.
package struct MessageText: Sendable, Equatable, ReadingOverlay {
    package let title: String
    package let lines: [String]
    package var top = 0

    package init(title: String, lines: [String], top: Int = 0) {
        self.title = title
        self.lines = lines
        self.top = top
    }

    var overlay: Overlay { .messages(self) }
    func lineCount(_ state: DeskState) -> Int { lines.count }
}
