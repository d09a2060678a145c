import Screen

/// Sentences where there is little room.
enum Sentences {
    /// Where a sentence may end early, the best place first.
    private static let joints = ["; ", ": ", ", ", " ("]

    /// The sentence if it fits, else as many of its parts as do, else as much as fits.
    static func shortened(_ text: String, width: Int, glyphs: Glyphs) -> String {
        if Text.width(of: glyphs.plain(Text.neutralise(text))) <= width { return text }
        for joint in joints {
            let parts = text.ranges(of: joint).map { String(text[..<$0.lowerBound]) }
            if let longest = parts.last(where: { Text.width(of: $0) <= width }) { return longest }
        }
        return Text.clip(text, width: width, glyphs: glyphs)
    }
}
