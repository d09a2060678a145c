import CNcurses
import Screen

/// What the styles of a theme are on this terminal: attributes and colour pairs, worked out once.
@MainActor
struct Looks {
    private struct Look {
        var attributes: UInt32
        var pair: Int32
    }

    private var styled: [Role: Look] = [:]
    /// For blanks: foreground and weight cannot be seen on them, and changing them costs bytes.
    private var blanks: [Role: Look] = [:]

    init(theme: Theme, depth: ColourDepth) {
        cn_forget_pairs()
        for role in Role.allCases {
            let style = theme[role]
            let ground = style.background == .standard ? theme.background : style.background
            let attributes = UInt32(style.attributes.rawValue)
            let look = Look(
                attributes: attributes,
                pair: Self.pair(Self.number(style.foreground, depth), Self.number(ground, depth), depth))
            styled[role] = look
            let isSeenOnBlanks = style.attributes.contains(.reverse) || style.attributes.contains(.underline)
            blanks[role] =
                isSeenOnBlanks
                ? look : Look(attributes: 0, pair: Self.pair(-1, Self.number(ground, depth), depth))
        }
    }

    func cell(_ role: Role, _ code: UInt32) -> cn_cell { Self.cell(styled[role], code) }

    func blank(_ role: Role) -> cn_cell { Self.cell(blanks[role], 0x20) }

    private static func cell(_ look: Look?, _ code: UInt32) -> cn_cell {
        cn_cell(text: (code, 0, 0, 0, 0), attributes: look?.attributes ?? 0, pair: look?.pair ?? 0)
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
