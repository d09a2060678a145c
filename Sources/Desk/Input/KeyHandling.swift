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
            return kept(&state, command) ?? run(&state, command)
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
        if state.reasonOffInKiosk(command) == nil, let effect = runInSamples(&state, command) { return effect }
        if let reason = state.reasonOff(command) {
            // Pinned: what is read meanwhile says so too, and would wipe it out.
            let title = Command.named(command)?.title ?? command.rawValue
            state.notice = Notice(.warning, "\(title): \(reason)", isPinned: true)
            return .none
        }
        if state.overlay != nil { return runInOverlay(&state, command) }
        if state.filterEntry != nil { return runInFilter(&state, command) }
        if state.samples.opened != nil, let effect = runInMessage(&state, command) { return effect }
        if let effect = runOnBoard(&state, command) { return effect }
        if let effect = runInChartViews(&state, command) { return effect }
        if state.place.view == .why, let effect = runInWhy(&state, command) { return effect }
        if let effect = runGoing(&state, command) { return effect }
        if let effect = runMonitorBulk(&state, command) ?? runBulk(&state, command) { return effect }
        if let effect = runDeeds(&state, command) { return effect }
        return state.place.view == .desk ? runOnDesk(&state, command) : runInView(&state, command)
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

    /// Why a command can't run now; nil when it can.
    package func reasonOff(_ command: CommandID) -> String? {
        if let reason = reasonOffInKiosk(command) ?? reasonOffOnBoard(command) { return reason }
        if place.view == .why, overlay == nil, DeskReducer.ownOfWhy.contains(command) { return nil }
        if place.view == .runs, overlay == nil, let reason = reasonOffInRuns(command) { return reason.words }
        return switch command {
        case _ where isChoosingLink: nil
        case .pane6 where samples.opened != nil: nil
        case _ where samples.opened != nil && (command.paneDigit ?? 0) > 6: InputWords.sixParts
        case .assign where sampleAtHand == nil: InputWords.noSample
        case .customer where sampleAtHand != nil: reasonNobody
        case .remove where sampleAtHand != nil: reasonNobody
        case .change where sampleAtHand != nil: nil
        case .historyBack where !history.canGoBack: InputWords.noEarlier
        case .historyForward where !history.canGoForward: InputWords.noLater
        case .copyID, .copyRow: copyText(row: command == .copyRow) == nil ? InputWords.nothingSelected : nil
        case .customer, .suppressions, .statistics: customerAtHand == nil ? InputWords.noCustomer : nil
        case .add where marksGoOnRecord: nil
        case .editText: reasonNoEditor
        case .samples where place.view == .desk && focus == .samples: reasonNobody
        case .samples: customerOfSamples == nil ? InputWords.noCustomer : nil
        case .change, .add, .remove, .closeAccount: reasonNoDeed(command)
        case .pauseRun, .retryFailed: InputWords.noRun(keyHint(.runs))
        default:
            place.view == .desk
                ? reasonOffOnDesk(command)
                : place.view.isChart ? reasonOffInChart(command) : reasonOffInView(command)
        }
    }

    private func reasonOffOnDesk(_ command: CommandID) -> String? {
        switch command {
        case .pane6, .pane7, .pane8, .pane9: InputWords.fivePanes
        case .mark, .markRange, .markAll, .unmarkAll:
            focus != .customers
                ? InputWords.markCustomers : customers.shown.count == 0 ? InputWords.noCustomerShown : nil
        case .nextHit, .previousHit:
            // In a message they go to the next and the previous one.
            samples.opened == nil && customers.filter.isEmpty ? InputWords.noFilter : nil
        default: nil
        }
    }

    private func reasonOffInView(_ command: CommandID) -> String? {
        if let digit = command.paneDigit {
            return viewPanes.contains { $0.digit == digit } ? nil : InputWords.noPane(digit)
        }
        switch command {
        case .mark, .markRange, .markAll, .unmarkAll:
            return focusedPane?.takesMarks == true ? nil : InputWords.markCustomers
        case .nextHit, .previousHit:
            return samples.opened == nil && view.filter.isEmpty ? InputWords.noFilter : nil
        case .sort, .invertOrder: return InputWords.sortCustomers
        case .periodLonger, .periodShorter, .metric, .compare: return InputWords.noChart
        case .nextList: return InputWords.noLists
        default: return nil
        }
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
