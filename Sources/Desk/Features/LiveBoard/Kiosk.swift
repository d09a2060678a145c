import Settings
import StateStore

/// A desk on a wall: it shows, and nothing that is pressed by accident ends or changes anything.
extension DeskReducer {
    /// What the keys of a kiosk do in place of their commands.
    static let kioskCommands = CommandScope([
        .on(.quit) { $0.stay(&$1) },
        .on(.cancel) { $0.stay(&$1) },
        .on(.leave, when: \.isAtTopOfKiosk) { $0.backInKiosk(&$1) },
        .on(.back, when: \.isAtTopOfKiosk) { $0.backInKiosk(&$1) },
    ])

    private func backInKiosk(_ state: inout DeskState) -> Effect<DeskAction> {
        state.place.view == .desk ? go(&state, to: Place(.live)) : stay(&state)
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

    /// What a kiosk does with a key in place of its command; nil where the command runs.
    func keptByKiosk(_ command: CommandID) -> CommandBinding? {
        guard session.isKiosk, overlay == nil, filterEntry == nil else { return nil }
        return DeskReducer.kioskCommands.binding(of: command, self)
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
        guard let known = Command.named(command) else { return "not in a kiosk" }
        guard !known.kiosk else { return nil }
        return switch command {
        case .suspend: "a kiosk stays on the screen"
        case .maskAddresses: "a kiosk masks addresses"
        // Words that are kept in the archive, and what goes on there.
        case .acknowledge, .snooze, .solved, .pin, .assign, .pauseRun: "a kiosk changes nothing"
        default: known.writes ? "a kiosk changes nothing" : "not in a kiosk"
        }
    }
}
