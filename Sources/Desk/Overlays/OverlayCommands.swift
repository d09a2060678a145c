import ResellerAPI
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
        palette.entries = state.paletteEntries(matching: "", in: state.mode)
        state.historyPosition = nil
        state.overlay = .palette(palette)
    }

    func runInOverlay(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        switch command {
        case .repaint, .suspend: return runProgram(&state, command)
        case .dismiss, .back, .cancel, .leave: return leaveOverlay(&state)
        default: break
        }
        if let reason = reasonUnseen(state, command) {
            state.notice = Notice(.warning, reason, isPinned: true)
            return .none
        }
        switch state.overlay {
        case .help(let help): return runInHelp(&state, help, command)
        case .palette(let palette): return runInPalette(&state, palette, command)
        case .sortMenu(let cursor): return runInSortMenu(&state, cursor, command)
        case .errors(let top): state.overlay = .errors(top: scrolled(state, top, command))
        case .messages(let title, let lines, let top):
            state.overlay = .messages(title: title, lines: lines, top: scrolled(state, top, command))
        case .deeds(let menu): return runInDeeds(&state, menu, command)
        case .links(let cursor): return runInLinks(&state, cursor, command)
        case .assign(let assign): return runInAssign(&state, assign, command)
        case .snooze(let menu): return runInSnooze(&state, menu, command)
        case .metrics(let cursor): return runInMetrics(&state, cursor: cursor, command)
        case .prompt(let prompt): return runInPrompt(&state, prompt, command)
        case .form(let form): return runInForm(&state, form, command)
        case .confirm(let confirm): return runInConfirm(&state, confirm, command)
        case .contexts(let menu): return runInContexts(&state, menu, command)
        case .account(let form): return runInAccountForm(&state, form, command)
        case .why(let prompt): return runInWhyPrompt(&state, prompt, command)
        case .bulk(let overlay): return runInBulkOverlay(&state, overlay, command)
        case nil: break
        }
        return .none
    }

    private func leaveOverlay(_ state: inout DeskState) -> Effect<DeskAction> {
        switch state.overlay {
        case .form(let form): leaveForm(&state, form)
        case .confirm(let confirm): return leaveConfirm(&state, confirm)
        case .contexts(let menu): return leaveContexts(&state, menu)
        case .account(let form): return leaveAccountForm(&state, form)
        case .bulk(let overlay): leaveBulkOverlay(&state, overlay)
        default: state.overlay = nil
        }
        return .none
    }

    /// Shows what can be done; a single thing is begun at once.
    func offer(_ state: inout DeskState, _ deeds: [Deed], title: String) -> Effect<DeskAction> {
        if deeds.count == 1 { return begin(&state, deeds[0]) }
        guard !deeds.isEmpty else {
            state.notice = Notice(
                .plain, "there is nothing to change here; \(state.keyHint(.palette)) knows every call")
            return .none
        }
        state.overlay = .deeds(DeedMenu(title: title, deeds: deeds))
        return .none
    }

    private func runInDeeds(
        _ state: inout DeskState, _ old: DeedMenu, _ command: CommandID
    ) -> Effect<DeskAction> {
        var menu = old
        if command == .confirm || command == .open {
            guard menu.deeds.indices.contains(menu.cursor) else { return .none }
            state.overlay = nil
            return begin(&state, menu.deeds[menu.cursor])
        }
        if let cursor = moved(menu.cursor, command, count: menu.deeds.count) { menu.cursor = cursor }
        state.overlay = .deeds(menu)
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
        case .assign(let assign): return typedInAssign(&state, assign, text)
        case .form(let form): return typedInForm(&state, form, text)
        case .prompt(var prompt):
            prompt.entry.insert(text)
            state.overlay = .prompt(prompt)
        case .confirm(let confirm): typedInConfirm(&state, confirm, text)
        case .account(let form): typedInAccountForm(&state, form, text)
        case .why(let prompt): typedInWhyPrompt(&state, prompt, text)
        case .bulk(.preview(let preview)): typedInPreview(&state, preview, text)
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
            guard palette.entries.indices.contains(palette.cursor) else { return runChosen(&state, [], 0) }
            state.paletteHistory.remember(palette.entry.text)
            state.overlay = nil
            return run(&state, palette.entries[palette.cursor])
        case .complete, .completeBack:
            guard palette.cursor < palette.entries.count else { return .none }
            palette.entry = TextEntry(palette.entries[palette.cursor].name)
            state.narrow(&palette)
        // Above the first entry lie the earlier commands.
        case .earlier where palette.cursor == 0 && (palette.entry.text.isEmpty || state.historyPosition != nil):
            guard let earlier = state.recall(1, of: state.paletteHistory) else { return .none }
            palette.entry = TextEntry(earlier)
            state.narrow(&palette)
        default:
            if let cursor = moved(palette.cursor, command, count: palette.entries.count) {
                palette.cursor = cursor
                state.overlay = .palette(palette)
            } else if palette.entry.edit(command) {
                state.narrow(&palette)
            }
        }
        return .none
    }

    func run(_ state: inout DeskState, _ entry: PaletteEntry) -> Effect<DeskAction> {
        switch entry {
        case .command(let command): run(&state, command)
        case .operation(let operation): begin(&state, state.deed(operation))
        }
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
    func moved(_ cursor: Int, _ command: CommandID, count: Int) -> Int? {
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
        case .errors: errors.count + troubleLines.count
        case .messages(_, let lines, _): lines.count
        default: 0
        }
    }

    /// The title of the pane with a digit, here; nil where there is none.
    package func paneTitle(_ digit: Int) -> String? {
        let panes = viewPanes
        if panes.isEmpty { return Pane(rawValue: digit)?.title }
        return panes.first { $0.digit == digit }?.title
    }
}
