/// What a piece of text is for. Panes name roles, themes say how a role looks.
///
/// The raw values are the names in theme files.
package enum Role: String, Sendable, Hashable, CaseIterable {
    case text, dim, title, header, accent, key, ok, warn, critical
    case border
    case borderFocused = "border-focused"
    case borderDanger = "border-danger"
    case selection
    case selectionQuiet = "selection-quiet"
    case mark, match, input, changed, stale, backdrop
    case badgeProduction = "badge-production"
    case badgeSandbox = "badge-sandbox"
    case badgeReadonly = "badge-readonly"
    case badgeWrites = "badge-writes"
    case graph
    case graphSecond = "graph-second"
    case graphAlarm = "graph-alarm"
    case graphPrevious = "graph-previous"
    case graphThreshold = "graph-threshold"
    case graphAxis = "graph-axis"
    case bar
    case barRest = "bar-rest"
}

/// A colour of a theme: the terminal's own, one of its eight, or an exact one for terminals that have more.
package enum Colour: Sendable, Hashable {
    case standard
    /// 0 black, 1 red, 2 green, 3 yellow, 4 blue, 5 magenta, 6 cyan, 7 white.
    case named(Int)
    case rgb(UInt8, UInt8, UInt8)
}

/// How a role looks.
package struct Style: Sendable, Hashable {
    package var foreground: Colour
    package var background: Colour
    package var attributes: Attributes

    package struct Attributes: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let bold = Attributes(rawValue: 1)
        package static let dim = Attributes(rawValue: 2)
        package static let italic = Attributes(rawValue: 4)
        package static let underline = Attributes(rawValue: 8)
        package static let reverse = Attributes(rawValue: 16)
    }

    package init(foreground: Colour = .standard, background: Colour = .standard, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}

/// A style for every role, under a name.
package struct Theme: Sendable, Equatable {
    package let name: String
    package let about: String
    /// Laid under everything whose style names no background.
    package let background: Colour
    private let styles: [Role: Style]

    package init(name: String, about: String, background: Colour, styles: [Role: Style]) {
        self.name = name
        self.about = about
        self.background = background
        self.styles = styles
    }

    package subscript(role: Role) -> Style { styles[role] ?? Style() }
}
