import Screen

/// All themes there are: the shipped ones and the user's, which may replace a shipped one by its name.
package struct ThemeCatalogue: Sendable, Equatable {
    /// A theme file of the user: its name without ending, how problems call it, what is in it.
    package struct UserFile: Sendable, Equatable {
        package let name: String
        package let file: String
        package let bytes: [UInt8]

        package init(name: String, file: String, bytes: [UInt8]) {
            self.name = name
            self.file = file
            self.bytes = bytes
        }
    }

    /// In the order that the next-theme key goes through.
    package private(set) var themes: [Theme]
    package private(set) var problems: [Problem]

    /// The one for every terminal, and the one without any colour.
    private let terminal: Theme
    private let monochrome: Theme

    /// The shipped themes and those of the user.
    package init(userFiles: [UserFile] = []) {
        let terminal = ThemeFile(
            name: "terminal", file: "themes/terminal.json (shipped)", bytes: PackageResources.terminal_json)
        var files = Self.shipped.map { name, bytes in
            ThemeFile(name: name, file: "themes/\(name).json (shipped)", bytes: bytes, base: terminal.theme)
        }
        monochrome = files.first { $0.theme.name == "monochrome" }?.theme ?? terminal.theme
        for user in userFiles {
            let read = ThemeFile(name: user.name, file: user.file, bytes: user.bytes, base: terminal.theme)
            files.removeAll { $0.theme.name == user.name }
            files.append(read)
        }
        self.terminal = files.first { $0.theme.name == "terminal" }?.theme ?? terminal.theme
        themes = files.map(\.theme)
        problems = files.flatMap(\.problems)
    }

    package var names: [String] { themes.map(\.name) }

    package func theme(named name: String) -> Theme? { themes.first { $0.name == name } }

    /// The name that was probably meant by an unknown one.
    package func nearestName(to name: String) -> String? { Nearest.name(to: name, in: names) }

    /// The theme to draw with.
    ///
    /// - Parameters:
    ///   - name: what flag, account or file ask for; unknown or none: `terminal`.
    ///   - colours: how many the terminal has.
    ///   - noColour: whether `NO_COLOR` is set.
    package func choose(name: String?, colours: Int, noColour: Bool) -> Theme {
        guard !noColour, colours >= 8, name != "monochrome" else { return theme(named: "monochrome") ?? monochrome }
        // An exact colour has no fair likeness among eight or sixteen: text on it could become unreadable.
        guard colours >= 256, let name, let theme = theme(named: name) else { return terminal }
        return theme
    }

    /// The theme after this one, and after the last the first.
    package func next(after name: String) -> Theme {
        let index = themes.firstIndex { $0.name == name } ?? -1
        return themes[(index + 1) % themes.count]
    }

    /// Kept by hand, since embedded files come without a list; a test compares it with the folder.
    static let shipped: [(name: String, bytes: [UInt8])] = [
        ("terminal", PackageResources.terminal_json),
        ("dark", PackageResources.dark_json),
        ("light", PackageResources.light_json),
        ("high-contrast", PackageResources.high_contrast_json),
        ("colour-blind", PackageResources.colour_blind_json),
        ("monochrome", PackageResources.monochrome_json),
    ]
}
