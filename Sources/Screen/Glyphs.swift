/// The signs a screen is drawn with, one set for UTF-8 terminals and its ASCII twin.
///
/// Every glyph is one column wide in both sets, but `asking`, `becomes`, `lineBreak` and `ellipsis`.
package struct Glyphs: Sendable, Hashable {
    package let isASCII: Bool

    package static let unicode = Glyphs(isASCII: false)
    package static let ascii = Glyphs(isASCII: true)

    private func pick(_ glyph: String, _ twin: String) -> String { isASCII ? twin : glyph }
}

// MARK: - Signs of state

extension Glyphs {
    package var critical: String { pick("✗", "X") }
    package var warning: String { pick("▲", "!") }
    package var good: String { pick("✓", "+") }
    /// Could not be asked.
    package var unknown: String { "?" }
    /// Being asked right now.
    package var asking: String { pick("…", "...") }
    /// Older than it should be.
    package var old: String { pick("≈", "~") }
    /// Not asked, snoozed, skipped.
    package var notAsked: String { pick("·", ".") }
    /// There is none.
    package var none: String { pick("–", "-") }
    package var cursor: String { pick("▌", ">") }
    package var mark: String { pick("●", "*") }
    package var sorted: String { pick("▾", "v") }
    package var sortedUp: String { pick("▴", "^") }
    package var becomes: String { pick("→", "->") }
    /// Where a text of several lines, shown on one, has its line ends.
    package var lineBreak: String { pick("↵", "\\n") }
    /// A figure gets worse, and better.
    package var worse: String { pick("↗", "^") }
    package var better: String { pick("↘", "v") }
    package var times: String { pick("×", "x") }
    package var atLeast: String { pick("≥", ">=") }
    package var quoteOpen: String { pick("“", "\"") }
    package var quoteClose: String { pick("”", "\"") }
    /// Where a text was cut.
    package var ellipsis: String { pick("…", "..") }
}

// MARK: - Lines

extension Glyphs {
    package var line: String { pick("─", "-") }
    package var lineFocused: String { pick("━", "=") }
    package var upright: String { pick("│", "|") }
    package var teeDown: String { pick("┬", "+") }
    /// Below a heavy line on the left and a light one on the right.
    package var teeDownFocused: String { pick("┭", "+") }
    package var teeRight: String { pick("├", "+") }
    package var teeLeft: String { pick("┤", "+") }
    /// Down the left edge of old rows, and the cursor line of a chart.
    package var oldEdge: String { pick("┊", ":") }
    package var cornerTopLeft: String { pick("╭", "+") }
    package var cornerTopRight: String { pick("╮", "+") }
    package var cornerBottomLeft: String { pick("╰", "+") }
    package var cornerBottomRight: String { pick("╯", "+") }
    package var barFull: String { pick("━", "=") }
    package var barHalf: String { pick("╸", "=") }
    package var barRest: String { pick("─", "-") }
    package var blockFull: String { pick("█", "#") }
    package var blockUpper: String { pick("▀", "#") }
    package var blockLower: String { pick("▄", "#") }
}
