import Settings
import StateStore

/// Help, command bar, menus: what lies over the desk takes the keys.
extension DeskReducer {
    func openHelp(_ state: inout DeskState) {
        var help = HelpState()
        help.mode = state.mode
        help.commands = state.commands(matching: "", in: state.mode)
        state.overlay = .help(help)
    }

    func openPalette(_ state: inout DeskState) {
        var palette = PaletteState()
        palette.mode = state.mode
        palette.commands = state.paletteCommands(matching: "", in: state.mode)
        state.historyPosition = nil
        state.overlay = .palette(palette)
    }

    func runInOverlay(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        switch command {
        case .repaint, .suspend: return runProgram(&state, command)
        case .dismiss, .back, .cancel, .leave:
            state.overlay = nil
            return .none
        default: break
        }
        switch state.overlay {
        case .help(let help): return runInHelp(&state, help, command)
        case .palette(let palette): return runInPalette(&state, palette, command)
        case .sortMenu(let cursor): return runInSortMenu(&state, cursor, command)
        case .errors(let top): state.overlay = .errors(top: scrolled(state, top, command))
        case .messages(let title, let lines, let top):
            state.overlay = .messages(title: title, lines: lines, top: scrolled(state, top, command))
        case nil: break
        }
        return .none
    }

    func typedInOverlay(_ state: inout DeskState, _ text: String) -> Effect<DeskAction> {
        switch state.overlay {
        case .help(var help):
            help.entry.insert(text)
            state.narrow(&help)
        case .palette(var palette):
            palette.entry.insert(text)
            state.narrow(&palette)
        default: break
        }
        return .none
    }

    private func runInHelp(
        _ state: inout DeskState, _ old: HelpState, _ command: CommandID
    ) -> Effect<DeskAction> {
        var help = old
        if command == .confirm { return runChosen(&state, help.commands, help.cursor) }
        if let cursor = moved(help.cursor, command, count: help.commands.count) {
            help.cursor = cursor
            state.overlay = .help(help)
        } else if help.entry.edit(command) {
            state.narrow(&help)
        }
        return .none
    }

    private func runInPalette(
        _ state: inout DeskState, _ old: PaletteState, _ command: CommandID
    ) -> Effect<DeskAction> {
        var palette = old
        switch command {
        case .confirm:
            if !palette.commands.isEmpty { state.paletteHistory.remember(palette.entry.text) }
            return runChosen(&state, palette.commands, palette.cursor)
        case .complete, .completeBack:
            guard palette.cursor < palette.commands.count else { return .none }
            palette.entry = TextEntry(palette.commands[palette.cursor].rawValue)
            state.narrow(&palette)
        // Above the first entry lie the earlier commands.
        case .earlier where palette.cursor == 0 && (palette.entry.text.isEmpty || state.historyPosition != nil):
            guard let earlier = state.recall(1, of: state.paletteHistory) else { return .none }
            palette.entry = TextEntry(earlier)
            state.narrow(&palette)
        default:
            if let cursor = moved(palette.cursor, command, count: palette.commands.count) {
                palette.cursor = cursor
                state.overlay = .palette(palette)
            } else if palette.entry.edit(command) {
                state.narrow(&palette)
            }
        }
        return .none
    }

    private func runChosen(
        _ state: inout DeskState, _ commands: [CommandID], _ cursor: Int
    ) -> Effect<DeskAction> {
        guard cursor < commands.count else {
            state.notice = Notice(.plain, "no command has this name; Esc leaves")
            return .none
        }
        state.overlay = nil
        return run(&state, commands[cursor])
    }

    private func runInSortMenu(
        _ state: inout DeskState, _ cursor: Int, _ command: CommandID
    ) -> Effect<DeskAction> {
        if command == .confirm || command == .open {
            state.overlay = nil
            let column = SortColumn.allCases[cursor]
            // Chosen once more, a column of figures takes in what was read since.
            guard column != state.customers.sorting.column || state.customers.sorting.dependsOnFigures else {
                return .none
            }
            if column != state.customers.sorting.column { state.customers.sorting = Sorting(column: column) }
            return arrange(&state)
        }
        if let cursor = moved(cursor, command, count: SortColumn.allCases.count) {
            state.overlay = .sortMenu(cursor: cursor)
        }
        return .none
    }

    /// Where a cursor goes; nil when the command does not move it.
    private func moved(_ cursor: Int, _ command: CommandID, count: Int) -> Int? {
        let step: Int
        switch command {
        case .lineDown, .later: step = 1
        case .lineUp, .earlier: step = -1
        case .halfPageDown, .pageDown: step = 10
        case .halfPageUp, .pageUp: step = -10
        case .first: return 0
        case .last: return max(0, count - 1)
        default: return nil
        }
        return min(max(0, cursor + step), max(0, count - 1))
    }

    private func scrolled(_ state: DeskState, _ top: Int, _ command: CommandID) -> Int {
        moved(top, command, count: state.overlayLineCount) ?? top
    }
}

extension DeskState {
    /// Lines of the overlay that can be scrolled.
    package var overlayLineCount: Int {
        switch overlay {
        case .errors: errors.count + problems.count
        case .messages(_, let lines, _): lines.count
        default: 0
        }
    }

    /// Commands that apply in a mode and whose title, help, name or keys hold the text.
    func commands(matching text: String, in mode: Mode) -> [CommandID] {
        Command.all.filter { command in
            guard command.group != .type, command.applies(in: mode), (command.id.paneDigit ?? 0) <= Pane.allCases.count
            else { return false }
            return matches(command, text, mode)
        }
        .map(\.id)
    }

    /// Commands for the bar: those whose name begins with the text come first.
    func paletteCommands(matching text: String, in mode: Mode) -> [CommandID] {
        let found = commands(matching: text, in: mode).filter { Command.named($0)?.isInPalette ?? false }
        let typed = text.lowercased()
        let (front, rest) = (
            found.filter { $0.rawValue.hasPrefix(typed) }, found.filter { !$0.rawValue.hasPrefix(typed) }
        )
        return front.sorted { $0.rawValue.count < $1.rawValue.count } + rest
    }

    private func matches(_ command: Command, _ text: String, _ mode: Mode) -> Bool {
        let typed = text.lowercased()
        if typed.isEmpty { return true }
        return [command.id.rawValue, command.title.lowercased(), command.help.lowercased()]
            .contains { $0.containsText(typed) }
            || keymap.keys(for: command.id, in: mode).contains(text)
    }

    mutating func narrow(_ help: inout HelpState) {
        help.commands = commands(matching: help.entry.text, in: help.mode)
        help.cursor = min(help.cursor, max(0, help.commands.count - 1))
        overlay = .help(help)
    }

    mutating func narrow(_ palette: inout PaletteState) {
        palette.commands = paletteCommands(matching: palette.entry.text, in: palette.mode)
        palette.cursor = 0
        overlay = .palette(palette)
    }
}

extension String {
    /// Whether a text is part of this one; the standard library has it for sequences of equal elements only.
    func containsText(_ part: String) -> Bool {
        let (hay, needle) = (Array(utf8), Array(part.utf8))
        guard needle.count <= hay.count else { return false }
        return (0...(hay.count - needle.count)).contains { hay[$0..<$0 + needle.count].elementsEqual(needle) }
    }
}
