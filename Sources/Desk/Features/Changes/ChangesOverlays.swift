import Settings
import StateStore

/// The form of a call. What it is about is sent only by the dialog behind it.
extension FormState: OverlayContent {
    var mode: Mode { .form }
    func acts(on command: CommandID) -> Bool { false }
    var dialog: (any TypedDialog)? { nil }
    var takesSecret: Bool { fieldInHand?.isSecret ?? false }
    var reasonToStay: String? { AccountsWords.formOpen }
    var enterOnlyLooks: Bool { true }
    var pastePlace: PastePlace { fieldInHand?.pastePlace ?? PastePlace() }
    func rowCount(_ state: DeskState) -> Int { 0 }
    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? { nil }

    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        let choices = fieldInHand.map { state.choices($0, of: self, most: 20).map(\.value) } ?? []
        return PlainEntry.answer(text, choices: choices)
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.runInForm(&state, self, command)
    }

    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.typedInForm(&state, self, text)
    }

    func leave(_ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.leaveForm(&state, self)
        return .none
    }
}

/// The dialog of a call: what it says is sent.
extension ConfirmState: OverlayContent {
    var mode: Mode { entry == nil ? .confirm : .field }
    func acts(on command: CommandID) -> Bool { command == .accept || (command == .confirm && entry != .ticket) }
    var dialog: (any TypedDialog)? { self }
    var overlay: Overlay { .confirm(self) }
    var takesSecret: Bool { false }
    var reasonToStay: String? {
        stage == .sending ? AccountsWords.sending : AccountsWords.changeOpen
    }
    var enterOnlyLooks: Bool { false }
    var pastePlace: PastePlace { PastePlace() }
    func rowCount(_ state: DeskState) -> Int { 0 }
    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? { nil }

    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        PlainEntry.decision(text, self, mayWrite: state.session.writes)
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.runInConfirm(&state, self, command)
    }

    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.typedInConfirm(&state, self, text)
        return .none
    }

    func leave(_ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> { desk.leaveConfirm(&state, self) }
}
