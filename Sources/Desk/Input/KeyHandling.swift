import Screen
import Settings
import StateStore

/// From keys to commands: the focused mode decides what a key means.
extension DeskReducer {
    func inputReceived(_ state: inout DeskState, _ input: Input) -> Effect<DeskAction> {
        switch input {
        case .resize(let size):
            state.size = size
            state.keepCursorVisible()
            state.clampPanes()
            state.clampView()
            state.clampSuppressed()
            state.dialogBeginsAnew()
            return .none
        case .paste(let text): return pasted(&state, text)
        case .burst(let text): return burst(&state, text)
        case .together(let keys): return keysPressed(&state, keys)
        case .key(let key): return keyPressed(&state, key)
        }
    }

    /// Keys that came in one piece do all that keys do, but none of them sends anything off.
    private func keysPressed(_ state: inout DeskState, _ keys: [Key]) -> Effect<DeskAction> {
        state.keysCameTogether = true
        defer { state.keysCameTogether = false }
        return .merge(keys.map { keyPressed(&state, $0) })
    }

    /// Whether a word that sends something off has to be said again, as it may be a piece of a text; that is told.
    func mustBeSaidAgain(_ state: inout DeskState) -> Bool {
        guard state.keysCameTogether else { return false }
        let words = InputWords.pressAgain
        state.notice = Notice(.warning, words, isPinned: true)
        return true
    }

    func keyPressed(_ state: inout DeskState, _ key: Key) -> Effect<DeskAction> {
        let pending = state.pendingKeys
        state.notice?.isPinned = false
        lookedAtBoard(&state)
        switch state.keymap.step(state.mode, pending: pending, key) {
        case .pending:
            state.pendingKeys.append(key)
            return .none
        case .command(let command):
            state.pendingKeys = []
            if let kept = state.keptByKiosk(command) { return kept.run(self, &state) }
            return run(&state, command)
        case .none:
            state.pendingKeys = []
            if state.mode.takesText, case .character(let character) = key { return typed(&state, String(character)) }
            // Escape only leaves a sequence that was begun.
            if pending.isEmpty || key != .escape {
                let name = KeyNames.name(of: pending + [key])
                state.notice = Notice(.plain, InputWords.noFunction(name, help: state.keyHint(.help)))
            }
            return .none
        }
    }

    /// Runs a command, or says why it can't run now.
    func run(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        if state.overlay != nil || state.filterEntry != nil {
            guard let reason = state.reasonOffInEntry(command) else {
                return state.overlay != nil ? runInOverlay(&state, command) : runInFilter(&state, command)
            }
            return off(&state, command, reason)
        }
        if let reason = state.reasonOff(command) { return off(&state, command, reason) }
        return state.binding(of: command)?.run(self, &state) ?? .none
    }

    private func off(_ state: inout DeskState, _ command: CommandID, _ reason: String) -> Effect<DeskAction> {
        // Pinned: what is read meanwhile says so too, and would wipe it out.
        let title = Command.named(command)?.title ?? command.rawValue
        state.notice = Notice(.warning, "\(title): \(reason)", isPinned: true)
        return .none
    }
}

extension DeskState {
    /// What has the focus.
    package var mode: Mode {
        if let overlay { return overlay.content.mode }
        if filterEntry != nil { return .text }
        if samples.opened != nil { return .message }
        return restingMode
    }

    /// What has the focus once nothing lies over it.
    package var restingMode: Mode {
        if place.view == .live { return .board }
        return place.view == .desk && focus == .customers ? .list : .pane
    }

    /// The first key of a command in the mode that has the focus, as it is written; `:name` where it has none.
    package func keyHint(_ command: CommandID) -> String {
        keymap.keys(for: command, in: restingMode).first ?? ":\(command.rawValue)"
    }

}

extension String {
    /// Without blanks at either end; the standard library alone has no such thing.
    var trimmingBlanks: String {
        var text = Substring(self)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
