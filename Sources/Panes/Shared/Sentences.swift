import Screen

/// Sentences where there is little room.
enum Sentences {
    /// Where a sentence may end early, the best place first.
    private static let joints = ["; ", ": ", ", "]

    /// The sentence if it fits, else its first part, else as much as fits.
    static func shortened(_ text: String, width: Int, glyphs: Glyphs) -> String {
        if Text.width(of: glyphs.plain(Text.neutralise(text))) <= width { return text }
        for joint in joints {
            guard let end = text.firstRange(of: joint)?.lowerBound else { continue }
            let part = String(text[..<end])
            if Text.width(of: part) <= width { return part }
        }
        return Text.clip(text, width: width, glyphs: glyphs)
    }
}
