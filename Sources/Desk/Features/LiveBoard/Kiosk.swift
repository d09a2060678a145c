import Settings
import StateStore

/// A desk on a wall: it shows, and nothing that is pressed by accident ends or changes anything.
extension DeskReducer {
    /// What a kiosk does with a key in place of its command; nil where the command runs.
    func kept(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        guard state.session.isKiosk, state.overlay == nil, state.filterEntry == nil else { return nil }
        switch command {
        case .quit: return stay(&state)
        case .cancel: return stay(&state)
        case .leave, .back:
            guard state.isAtTopOfKiosk else { return nil }
            return state.place.view == .desk ? go(&state, to: Place(.live)) : stay(&state)
        default: return nil
        }
    }

    func stay(_ state: inout DeskState) -> Effect<DeskAction> {
        state.notice = Notice(.plain, "this is a kiosk; :quit ends it", isPinned: true)
        return .none
    }

    /// Asks for the word that ends a kiosk.
    func askToQuit(_ state: inout DeskState) -> Effect<DeskAction> {
        state.overlay = .prompt(
            PromptState(
                purpose: .quit, title: "End the kiosk?", entry: TextEntry(""), note: "Type quit to end it; Esc goes on")
        )
        return .none
    }

    func quit(_ state: inout DeskState, typed: String) -> Effect<DeskAction> {
        guard typed == "quit" else {
            state.notice = Notice(.warning, "type quit to end it; Esc goes on")
            return .none
        }
        state.exitCode = 0
        return .none
    }
}

extension DeskState {
    /// Makes a desk one for a wall: it opens on the live board.
    package mutating func becomeKiosk() {
        session.isKiosk = true
        session.writes = false
        masksAddresses = true
        samples.hidesContents = true
        place = Place(.live)
    }

    /// Whether one level out would be the way out of the program, or to the desk behind the board.
    var isAtTopOfKiosk: Bool {
        if place.view == .desk { return customers.rangeStart == nil && !isZoomed && customers.filter.isEmpty }
        return place.view == .live && !view.isZoomed && view.filter.isEmpty && board.rangeStart == nil
    }

    /// Why a kiosk shows no message and no answer of the service as it came; nil elsewhere. What persons wrote to each
    /// other, and who they are, is nothing for a wall.
    var reasonUnseen: String? { session.isKiosk ? "not in a kiosk: everybody sees it" : nil }

    /// Why a kiosk does not run a command; nil where it does. What is not allowed by name is refused.
    func reasonOffInKiosk(_ command: CommandID) -> String? {
        guard session.isKiosk else { return nil }
        switch command {
        case .lineDown, .lineUp, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .first, .last, .nextPane,
            .previousPane,
            .parentPane, .childPane, .pane1, .pane2, .pane3, .pane4, .pane5, .pane6, .pane7, .pane8, .pane9,
            .historyBack, .historyForward, .back:
            return nil
        case .filter, .nextHit, .previousHit, .sort, .invertOrder, .palette, .mark, .markRange, .markAll, .unmarkAll:
            return nil
        case .open, .desk, .customers, .periodLonger, .periodShorter, .metric, .nextList, .customer, .suppressions,
            .statistics, .samples, .compare, .why, .billing, .ips, .monitors, .journal, .runs, .live, .headers, .source,
            .plainOrHTML, .nextSample, .previousSample, .errors, .refresh, .refreshAll, .freeze, .intervalLonger,
            .intervalShorter, .nextProblem, .previousProblem, .follow:
            return nil
        case .help, .nextTheme, .reload, .repaint, .cancel, .leave, .quit:
            return nil
        case .confirm, .dismiss, .nextField, .previousField, .cursorLeft, .cursorRight, .cursorStart, .cursorEnd,
            .deleteBefore, .deleteAfter, .deleteWord, .deleteLine, .earlier, .later, .complete, .completeBack:
            return nil
        case .suspend: return "a kiosk stays on the screen"
        case .maskAddresses: return "a kiosk masks addresses"
        // Words that are kept in the archive, and what goes on there.
        case .acknowledge, .snooze, .solved, .pin, .assign, .pauseRun: return "a kiosk changes nothing"
        default: return Command.named(command)?.writes == true ? "a kiosk changes nothing" : "not in a kiosk"
        }
    }
}
