import Desk
import Screen

/// A text being typed, in a field that may be shorter: what is before the caret stays in sight, several lines stand on
/// one.
struct EntryField {
    /// What is shown, and the caret's column in it.
    let text: String
    let caret: Int

    init(_ entry: TextEntry, width: Int, glyphs: Glyphs) {
        // No more is cleaned than can be seen: a text may be long. A character has a column at least.
        let start = entry.text.index(entry.text.startIndex, offsetBy: min(entry.caret, entry.text.count))
        let seenBefore = entry.text[..<start].suffix(max(0, width) + 1)
        let before = Self.line(String(seenBefore), glyphs)
        let whole = Self.line(String(seenBefore + entry.text[start...].prefix(max(0, width) + 1)), glyphs)
        if Text.width(of: whole) < width {
            text = whole
            caret = Text.width(of: before)
            return
        }
        let seen = Text.suffix(of: before, width: max(0, width - 1))
        let after = whole.dropFirst(before.count)
        text = Text.prefix(of: seen + after, width: max(0, width))
        caret = Text.width(of: seen)
    }

    /// A text of several lines on one, harmless, with a sign for each line end.
    static func line(_ text: String, _ glyphs: Glyphs) -> String {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
            .map { glyphs.plain(Text.neutralise(String($0))) }.joined(separator: glyphs.lineBreak)
    }
}
