import Settings
import StateStore

/// A line that is asked for.
extension PromptState: OverlayContent {
    var mode: Mode { .text }
    func acts(on command: CommandID) -> Bool { command == .confirm && purpose.acts }
    var dialog: (any TypedDialog)? { nil }
    var takesSecret: Bool { false }
    var reasonToStay: String? { nil }
    var enterOnlyLooks: Bool { false }
    var pastePlace: PastePlace { PastePlace(room: room) }
    func rowCount(_ state: DeskState) -> Int { 0 }
    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? { nil }

    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        PlainEntry.answer(text, choices: [])
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        var prompt = self
        guard command == .confirm else {
            _ = prompt.entry.edit(command)
            state.overlay = .prompt(prompt)
            return .none
        }
        let typed = entry.text.trimmingBlanks
        return switch purpose {
        case .quit: desk.quit(&state, typed: typed)
        case .acknowledge(let chosen): desk.acknowledge(&state, chosen, typed: typed)
        case .export: desk.export(&state, to: typed)
        }
    }

    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        var prompt = self
        prompt.entry.insert(text)
        state.overlay = .prompt(prompt)
        return .none
    }

    func leave(_ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        state.overlay = nil
        return .none
    }
}

extension PromptState.Purpose {
    /// Whether its line does something that stays.
    fileprivate var acts: Bool {
        switch self {
        case .export, .acknowledge: true
        case .quit: false
        }
    }
}
