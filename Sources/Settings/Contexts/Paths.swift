/// Where settings, state and cache live, after the XDG base directory specification.
package struct Paths: Sendable, Equatable {
    package let home: String
    package let configDirectory: String
    package let stateDirectory: String
    package let cacheDirectory: String

    /// A variable that is no absolute path is ignored, as the specification wants it.
    package init(environment: [String: String], home: String) {
        func directory(_ variable: String, _ fallback: String) -> String {
            let base = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/\(fallback)"
            return Self.joined(base, "resellerdesk")
        }
        self.home = home
        configDirectory = directory("XDG_CONFIG_HOME", ".config")
        stateDirectory = directory("XDG_STATE_HOME", ".local/state")
        cacheDirectory = directory("XDG_CACHE_HOME", ".cache")
    }

    package var configFile: String { Self.joined(configDirectory, "config.json") }
    package var keymapFile: String { Self.joined(configDirectory, "keymap.json") }
    /// Where the program keeps the accounts that it added, one a file.
    package var accountsDirectory: String { Self.joined(configDirectory, "accounts") }
    package var themesDirectory: String { Self.joined(configDirectory, "themes") }

    /// A path as written by a person: `~` is the home directory, what is relative starts at the settings.
    package func expanded(_ path: String) -> String {
        if path == "~" { return home }
        if path.hasPrefix("~/") { return Self.joined(home, String(path.dropFirst(2))) }
        return path.hasPrefix("/") ? path : Self.joined(configDirectory, path)
    }

    private static func joined(_ directory: String, _ name: String) -> String {
        directory.hasSuffix("/") ? directory + name : directory + "/" + name
    }
}
