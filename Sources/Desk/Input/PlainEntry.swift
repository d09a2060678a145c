import ResellerAPI
import Screen
import Settings

/// What a line means that was typed to a front end without a screen. Pure: the same line in the same state is the same.
package enum PlainEntry: Sendable, Equatable {
    /// One after the other.
    case actions([DeskAction])
    /// More rows of what was told.
    case more
    /// It means nothing; why.
    case unknown(String)

    /// - Parameters:
    ///   - line: as typed, without its end.
    ///   - hasMore: whether rows of the list told last are left; an empty line then asks for them.
    package static func of(_ line: String, in state: DeskState, hasMore: Bool = false) -> PlainEntry {
        let text = line.trimmingBlanks
        return state.overlay?.content.plainEntry(text, state, hasMore: hasMore) ?? command(text, state)
    }

    /// In a list of choices: an empty line shows more of it first.
    static func menu(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        text.isEmpty && hasMore ? .more : choice(text, state)
    }

    // MARK: - Forms and dialogs

    static func isLeaving(_ text: String) -> Bool { ["esc", "^c"].contains(text.lowercased()) }

    static func answer(_ text: String, choices: [String]) -> PlainEntry {
        if isLeaving(text) { return .actions([.commandChosen(.dismiss)]) }
        switch text {
        case "": return .actions([.commandChosen(.confirm)])
        case "<": return .actions([.commandChosen(.previousField)])
        case "-": return replaced("")
        default: break
        }
        if let number = Int(text), choices.indices.contains(number &- 1) { return replaced(choices[number - 1]) }
        return replaced(text.hasPrefix("=") ? String(text.dropFirst()) : text)
    }

    /// The text in place of what stands in the field, confirmed.
    private static func replaced(_ text: String) -> PlainEntry {
        .actions(typing(text) + [.commandChosen(.confirm)])
    }

    static func typing(_ text: String) -> [DeskAction] {
        let cleared: [DeskAction] = [.commandChosen(.cursorEnd), .commandChosen(.deleteLine)]
        return text.isEmpty ? cleared : cleared + [.inputReceived(.paste(text))]
    }

    /// Only the very word does it; anything else cancels.
    static func decision(_ text: String, _ confirm: ConfirmState, mayWrite: Bool) -> PlainEntry {
        let cancel = PlainEntry.actions([.commandChosen(.dismiss)])
        guard mayWrite else { return cancel }
        if text == "t" || text.hasPrefix("t ") {
            let opened: DeskAction = .commandChosen(confirm.entry == nil ? .ticket : .nextField)
            let ticket = String(text.dropFirst()).trimmingBlanks
            return .actions([opened] + typing(ticket) + [.commandChosen(.confirm)])
        }
        if let name = confirm.requiredText { return text == name ? replaced(name) : cancel }
        return text == "y" ? .actions([.commandChosen(.accept)]) : cancel
    }

    /// Only the very count begins a run.
    static func decision(_ text: String, _ preview: BulkPreview, mayWrite: Bool) -> PlainEntry {
        guard mayWrite else { return .actions([.commandChosen(.dismiss)]) }
        if text == "t" || text.hasPrefix("t ") {
            let ticket = String(text.dropFirst()).trimmingBlanks
            return .actions([.commandChosen(.nextField)] + typing(ticket) + [.commandChosen(.confirm)])
        }
        return text == preview.requiredText ? replaced(text) : .actions([.commandChosen(.dismiss)])
    }

    // MARK: - Lists and commands

    /// A number chooses, an empty line leaves; anything else leaves, and is a command.
    static func choice(_ text: String, _ state: DeskState) -> PlainEntry {
        if let number = Int(text) { return .actions([.rowChosen(number &- 1)]) }
        if text.isEmpty || isLeaving(text) || text == "q" { return .actions([.commandChosen(.dismiss)]) }
        var below = state
        below.overlay = nil
        guard case .actions(let actions) = command(text, below) else { return command(text, below) }
        return .actions([.commandChosen(.dismiss)] + actions)
    }

    private static func command(_ text: String, _ state: DeskState) -> PlainEntry {
        if text.isEmpty { return .more }
        if let number = Int(text) { return .actions([.rowChosen(number &- 1)]) }
        if text.hasPrefix("/") { return filter(String(text.dropFirst()).trimmingBlanks) }
        if text.hasPrefix(":"), text.count > 1 { return named(String(text.dropFirst()), state) }
        let keys = text.split(separator: " ").map { KeyNames.key(named: String($0)) }
        if text.count == 1 || !keys.contains(nil) {
            return .actions(keys.compactMap(\.self).map { .inputReceived(.key($0)) })
        }
        return named(text, state)
    }

    private static func filter(_ text: String) -> PlainEntry {
        .actions([.commandChosen(.filter)] + typing(text) + [.commandChosen(.confirm)])
    }

    /// A command or a call of the service by its name, or by the beginning of one where that is enough.
    private static func named(_ text: String, _ state: DeskState) -> PlainEntry {
        let name = text.trimmingBlanks.lowercased()
        if let command = CommandID(rawValue: String(name.map { $0 == " " ? "-" : $0 })) {
            return .actions([.commandChosen(command)])
        }
        let entries = state.paletteEntries(matching: name, in: state.mode)
        let exact = entries.filter { $0.name.lowercased() == name }
        let found = exact.isEmpty ? entries : exact
        guard let entry = found.first, found.count == 1 else {
            let names = found.prefix(6).map(\.name).joined(separator: ", ")
            return .unknown(
                found.isEmpty
                    ? InputWords.noCommand(name)
                    : "which one: \(names)\(found.count > 6 ? ", and \(found.count - 6) more" : "")?")
        }
        switch entry {
        case .command(let command): return .actions([.commandChosen(command)])
        case .operation:
            return .actions([
                .commandChosen(.palette), .inputReceived(.paste(entry.name)), .commandChosen(.confirm),
            ])
        }
    }
}
