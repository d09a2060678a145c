import Desk
import Screen

/// A line of text being typed, in a field that may be shorter: what is before the caret stays in sight.
struct EntryField {
    /// What is shown, and the caret's column in it.
    let text: String
    let caret: Int

    init(_ entry: TextEntry, width: Int, glyphs: Glyphs) {
        let before = glyphs.plain(Text.neutralise(String(entry.text.prefix(entry.caret))))
        let whole = glyphs.plain(Text.neutralise(entry.text))
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
}
