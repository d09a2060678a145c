import CNcurses
import Screen

/// What the styles of a theme are on this terminal: attributes and colour pairs, worked out once.
@MainActor
struct Looks {
    /// How a role is written.
    struct Look {
        var attributes: UInt32 = 0
        var pair: Int32 = 0
        /// Number of the background.
        var ground: Int32 = -1
        /// Can be seen on a blank by more than its background.
        var showsOnBlanks = false

        func cell(_ code: UInt32) -> cn_cell {
            cn_cell(text: (code, 0, 0, 0, 0), attributes: attributes, pair: pair)
        }
    }

    private var styled: [Role: Look] = [:]
    private var blanks: [Role: Look] = [:]

    init(theme: Theme, depth: ColourDepth) {
        cn_forget_pairs()
        for role in Role.allCases {
            let style = theme[role]
            let ground = Self.number(style.background == .standard ? theme.background : style.background, depth)
            // The bits of `Style.Attributes` are those of the shim.
            let look = Look(
                attributes: UInt32(style.attributes.rawValue),
                pair: Self.pair(Self.number(style.foreground, depth), ground, depth), ground: ground,
                showsOnBlanks: style.attributes.contains(.reverse) || style.attributes.contains(.underline))
            styled[role] = look
            blanks[role] = look.showsOnBlanks ? look : Look(pair: Self.pair(-1, ground, depth), ground: ground)
        }
    }

    subscript(role: Role) -> Look { styled[role] ?? Look() }

    /// Foreground and weight cannot be seen on a blank: it keeps those of the cell before, for changing them costs
    /// bytes.
    func blank(_ role: Role, after before: Look?) -> Look {
        let blank = blanks[role] ?? Look()
        guard let before, !blank.showsOnBlanks, !before.showsOnBlanks, before.ground == blank.ground else {
            return blank
        }
        return before
    }

    private static func pair(_ foreground: Int32, _ background: Int32, _ depth: ColourDepth) -> Int32 {
        depth == .none || (foreground == -1 && background == -1) ? 0 : cn_pair(foreground, background)
    }

    /// The number of a colour on this terminal; -1 is the terminal's own.
    static func number(_ colour: Colour, _ depth: ColourDepth) -> Int32 {
        switch (colour, depth) {
        case (.standard, _), (_, .none): return -1
        case (.named(let index), _): return Int32(min(max(index, 0), 7))
        case (.rgb(let red, let green, let blue), .direct):
            return Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
        case (.rgb(let red, let green, let blue), .many):
            return Int32(Palette.nearest256(Palette.RGB(red, green, blue)))
        case (.rgb(let red, let green, let blue), .eight):
            return Int32(Palette.nearest8(Palette.RGB(red, green, blue)))
        }
    }
}
