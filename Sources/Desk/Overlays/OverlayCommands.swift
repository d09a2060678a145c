import ResellerAPI
import Settings
import StateStore

/// Help, command bar, menus: what lies over the desk takes the keys.
extension DeskReducer {
    func openHelp(_ state: inout DeskState) {
        var help = HelpState()
        help.modeBelow = state.mode
        help.commands = state.commands(matching: "", in: state.mode)
        state.overlay = .help(help)
    }

    func openPalette(_ state: inout DeskState) {
        var palette = PaletteState()
        palette.modeBelow = state.mode
        palette.entries = state.paletteEntries(matching: "", in: state.mode)
        state.historyPosition = nil
        state.overlay = .palette(palette)
    }

    func runInOverlay(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        switch command {
        case .repaint, .suspend: return runProgram(&state, command)
        case .dismiss, .back, .cancel, .leave: return state.overlay?.content.leave(&state, self) ?? .none
        default: break
        }
        if let reason = reasonUnseen(state, command) {
            state.notice = Notice(.warning, reason, isPinned: true)
            return .none
        }
        return state.overlay?.content.run(command, &state, self) ?? .none
    }

    func typedInOverlay(_ state: inout DeskState, _ text: String) -> Effect<DeskAction> {
        state.overlay?.content.typed(text, &state, self) ?? .none
    }

    /// Shows what can be done; a single thing is begun at once.
    func offer(_ state: inout DeskState, _ deeds: [Deed], title: String) -> Effect<DeskAction> {
        if deeds.count == 1 { return begin(&state, deeds[0]) }
        guard !deeds.isEmpty else {
            state.notice = Notice(
                .plain, OverlayWords.nothingToChange(state.keyHint(.palette)))
            return .none
        }
        state.overlay = .deeds(DeedMenu(title: title, deeds: deeds))
        return .none
    }

    func run(_ state: inout DeskState, _ entry: PaletteEntry) -> Effect<DeskAction> {
        switch entry {
        case .command(let command): run(&state, command)
        case .operation(let operation): begin(&state, state.deed(operation))
        }
    }

    func runChosen(
        _ state: inout DeskState, _ commands: [CommandID], _ cursor: Int
    ) -> Effect<DeskAction> {
        guard cursor < commands.count else {
            state.notice = Notice(.plain, OverlayWords.noCommand)
            return .none
        }
        state.overlay = nil
        return run(&state, commands[cursor])
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
}

extension DeskState {
    /// The title of the pane with a digit, here; nil where there is none.
    package func paneTitle(_ digit: Int) -> String? {
        let panes = viewPanes
        if panes.isEmpty { return Pane(rawValue: digit)?.title }
        return panes.first { $0.digit == digit }?.title
    }
}
