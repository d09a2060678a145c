import Settings
import StateStore

/// The accounts to switch to.
extension ContextMenu: MenuOverlay {
    var overlay: Overlay { .contexts(self) }
    func acts(on command: CommandID) -> Bool { false }
    var dialog: (any TypedDialog)? { nil }
    var takesSecret: Bool { false }
    var reasonToStay: String? { nil }
    func rowCount(_ state: DeskState) -> Int { choices?.count ?? 0 }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.runInContexts(&state, self, command)
    }

    func leave(_ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> { desk.leaveContexts(&state, self) }
}

/// A new account, asked for step by step; its key is among what is typed.
extension AccountForm: OverlayContent {
    var mode: Mode { .form }
    func acts(on command: CommandID) -> Bool { command == .confirm }
    var dialog: (any TypedDialog)? { nil }
    var takesSecret: Bool { field.isSecret }
    var reasonToStay: String? { AccountsWords.addingAccount }
    var enterOnlyLooks: Bool { false }
    // So long that a wrong key is refused, not cut to one that looks right.
    var pastePlace: PastePlace { PastePlace(room: 2 * AccountWriter.longestKey) }
    func rowCount(_ state: DeskState) -> Int { 0 }
    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? { nil }

    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        if stage == .checking { return PlainEntry.isLeaving(text) ? .actions([.commandChosen(.dismiss)]) : .more }
        return PlainEntry.answer(text, choices: field.choices)
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.runInAccountForm(&state, self, command)
    }

    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.typedInAccountForm(&state, self, text)
        return .none
    }

    func leave(_ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.leaveAccountForm(&state, self)
    }
}
