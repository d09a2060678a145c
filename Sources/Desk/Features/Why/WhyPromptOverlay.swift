import Settings
import StateStore

/// The address to look for is being typed.
extension WhyPrompt: LookingOverlay {
    var mode: Mode { .text }
    var enterOnlyLooks: Bool { true }
    var pastePlace: PastePlace { PastePlace() }
    func rowCount(_ state: DeskState) -> Int { 0 }
    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? { nil }

    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        PlainEntry.answer(text, choices: [])
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.runInWhyPrompt(&state, self, command)
    }

    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.typedInWhyPrompt(&state, self, text)
        return .none
    }
}
