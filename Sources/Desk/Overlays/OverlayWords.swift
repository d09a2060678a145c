import Formats

/// What a person reads of what lies over the desk.
package enum OverlayWords {
    package static let tooSmall = "Too small to show what this does: enlarge the window, nothing was done"
    package static func readOn(_ hidden: Int) -> String {
        "Read on first: \(hidden == 1 ? "1 more line" : "\(Numbers.grouped(hidden)) more lines") to see, Down scrolls"
    }
    package static func nothingToChange(_ palette: String) -> String {
        "Nothing to change here; \(palette) lists every call"
    }
    package static let noCommand = "No command with this name; Esc closes"
}
