/// The key table of the manual, made from the list of commands and a keymap.
package enum KeyTable {
    /// A heading, then one table a group: keys, what they do, and where if not everywhere.
    package static func markdown(_ keymap: Keymap) -> String {
        Command.Group.allCases.compactMap { table($0, keymap) }.joined(separator: "\n")
    }

    private static func table(_ group: Command.Group, _ keymap: Keymap) -> String? {
        let rows = Command.all.filter { $0.group == group }.map { row($0, keymap) }
        guard !rows.isEmpty else { return nil }
        return "| \(group.rawValue) | |\n|---|---|\n" + rows.joined()
    }

    /// The keys of a command in all modes, each once; none where it is run by its name only.
    package static func keys(of command: Command, _ keymap: Keymap) -> [String] {
        var keys: [String] = []
        for mode in Mode.allCases where command.modes.contains(mode) {
            for key in keymap.keys(for: command.id, in: mode) where !keys.contains(key) { keys.append(key) }
        }
        return keys
    }

    private static func row(_ command: Command, _ keymap: Keymap) -> String {
        let keys = keys(of: command, keymap)
        let shown = keys.isEmpty ? ["`:\(command.id.rawValue)`"] : keys.map(code)
        return "| \(shown.joined(separator: " ")) | \(command.help) |\n"
    }

    /// A bar would end the cell.
    private static func code(_ key: String) -> String { "`\(key.replacing("|", with: "\\|"))`" }
}
