/// How critical alarms are made known outside of the screen; nothing is done that was not asked for.
package struct NotifySettings: Sendable, Equatable {
    /// Rings the bell of the terminal.
    package var bell = false
    /// Asks the terminal for a notification (OSC 9).
    package var osc9 = false
    /// A command and its arguments, which gets the alarms as JSON on its standard input.
    package var command: [String] = []

    package init(bell: Bool = false, osc9: Bool = false, command: [String] = []) {
        (self.bell, self.osc9, self.command) = (bell, osc9, command)
    }

    /// Whether anything was asked for.
    package var isOn: Bool { bell || osc9 || !command.isEmpty }
}

/// Reads `"notify"` of config.json.
struct NotifyReader {
    private(set) var settings = NotifySettings()
    private(set) var reader: EntryReader

    init(file: String) {
        reader = EntryReader(file: file, inside: "\"notify\"", known: ["bell", "osc9", "command"])
    }

    mutating func read(_ node: JSONNode) {
        for (key, value) in reader.entries(node, what: "\"notify\"") {
            switch key {
            case "bell": settings.bell = reader.truth(value, key, instead: "No bell rings.") ?? false
            case "osc9": settings.osc9 = reader.truth(value, key, instead: "No terminal notification is sent.") ?? false
            default: settings.command = reader.words(value, key, instead: "No command is run.") ?? []
            }
        }
    }
}
