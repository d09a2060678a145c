import CSearch
import Formats
import ResellerAPI
import Settings

/// What is found by words: commands, and calls by their names.
extension DeskState {
    /// Commands that apply in a mode and whose title, help, name or keys hold the text.
    func commands(matching text: String, in mode: Mode) -> [CommandID] {
        Command.all.filter { command in
            guard command.group != .type, command.applies(in: mode) else { return false }
            if let digit = command.id.paneDigit, paneTitle(digit) == nil { return false }
            return matches(command, text, mode)
        }
        .map(\.id)
    }

    /// What the bar runs: commands, then calls; those whose name begins with the text come first.
    func paletteEntries(matching text: String, in mode: Mode) -> [PaletteEntry] {
        let typed = TextFold.string(text).replacing(" ", with: "-")
        var commands = commands(matching: typed, in: mode)
        if typed != text { commands += self.commands(matching: text, in: mode).filter { !commands.contains($0) } }
        let found = commands.filter { Command.named($0)?.isInPalette ?? false }.map(PaletteEntry.command)
        let calls =
            text.isEmpty ? [] : Self.calls(named: TextFold.string(text)).map(PaletteEntry.operation)
        let all = found + calls
        let front = all.filter { $0.name.lowercased().hasPrefix(typed) }
        return front.sorted { $0.name.count < $1.name.count } + all.filter { !$0.name.lowercased().hasPrefix(typed) }
    }

    /// Every word has to stand in the id or in the title of a call.
    private static func calls(named text: String) -> [ResellerAPI.Operation] {
        let words = text.split(separator: " ").map(String.init)
        return callNames.filter { call in words.allSatisfy(call.name.containsText) }.map(\.operation)
    }

    /// Id and title of each call in small letters, made once: the bar looks through them with every letter.
    private static let callNames = Operation.all.map { operation in
        (operation: operation, name: operation.id.lowercased() + " " + operation.wording.title.lowercased())
    }

    /// A call as it is run by its name: about the customer shown, where it is about one.
    func deed(_ operation: ResellerAPI.Operation) -> Deed {
        let user = operation.field("user")
        guard let subject, user?.rule == Field.ofCustomer else { return Deed(operation) }
        return Deed(operation, ["user": subject])
    }

    private func matches(_ command: Command, _ text: String, _ mode: Mode) -> Bool {
        let typed = TextFold.string(text)
        if typed.isEmpty { return true }
        return command.words.contains { $0.containsText(typed) }
            || keymap.keys(for: command.id, in: mode).contains(text)
    }

    mutating func narrow(_ help: inout HelpState) {
        help.commands = commands(matching: help.entry.text, in: help.modeBelow)
        help.cursor = min(help.cursor, max(0, help.commands.count - 1))
        overlay = .help(help)
    }

    mutating func narrow(_ palette: inout PaletteState) {
        palette.entries = paletteEntries(matching: palette.entry.text, in: palette.modeBelow)
        palette.cursor = 0
        overlay = .palette(palette)
    }
}

extension String {
    /// Whether a text is part of this one; the standard library has it for sequences of equal elements only.
    func containsText(_ part: String) -> Bool {
        var (hay, needle) = (self, part)
        return hay.withUTF8 { hay in
            needle.withUTF8 { needle in
                needle.isEmpty || cs_contains(hay.baseAddress, hay.count, needle.baseAddress, needle.count) != 0
            }
        }
    }
}

extension Field {
    /// The rule of a field that names a customer of this reseller.
    static let ofCustomer = Rule.existing(.customer)
}
