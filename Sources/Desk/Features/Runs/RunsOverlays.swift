import Formats
import Screen
import Settings
import StateStore

/// Which call is made for the chosen ones; the preview behind it asks.
extension BulkMenu: ListMenu, LookingOverlay {
    var overlay: Overlay { .bulk(.menu(self)) }

    /// Where the choices differ in what they go over, the number stands with them.
    package func menu(_ state: DeskState) -> Menu {
        let isShared = choices.allSatisfy { $0.targets == choices.first?.targets }
        let rows = choices.map { choice in
            return Menu.Row(
                words: isShared
                    ? choice.title : RunsWords.choice(choice.title, choice.targets.count, choice.targets.noun),
                asks: true)
        }
        return Menu(title: title, rows: rows, cursor: cursor, verb: "choose")
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.runInBulkMenu(&state, self, command)
    }
}

/// The dialog before a run: what it says is done to many.
extension BulkPreview: OverlayContent {
    var mode: Mode { .field }
    func acts(on command: CommandID) -> Bool { command == .confirm && entry != .ticket }
    var dialog: (any TypedDialog)? { self }
    var overlay: Overlay { .bulk(.preview(self)) }
    var takesSecret: Bool { false }
    var reasonToStay: String? { "a bulk run waits for your answer" }
    var enterOnlyLooks: Bool { false }
    var pastePlace: PastePlace { PastePlace() }
    func rowCount(_ state: DeskState) -> Int { 0 }
    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? { nil }

    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        PlainEntry.decision(text, self, mayWrite: state.session.writes)
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.runInPreview(&state, self, command)
    }

    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.typedInPreview(&state, self, text)
        return .none
    }

    func leave(_ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.leavePreview(&state, self)
        return .none
    }
}

/// One row of a run: what a person decides about it is kept, or sent again.
extension RunRowSheet: MenuOverlay {
    var overlay: Overlay { .bulk(.row(self)) }
    func acts(on command: CommandID) -> Bool { !choices.isEmpty && (command == .confirm || command == .open) }
    var dialog: (any TypedDialog)? { nil }
    var takesSecret: Bool { false }
    var reasonToStay: String? { nil }
    func rowCount(_ state: DeskState) -> Int { choices.count }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.runInRow(&state, self, command)
    }

    func leave(_ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        state.overlay = nil
        return .none
    }
}

/// Something about a run that a person has to say yes to.
extension RunQuestion: OverlayContent {
    var mode: Mode { .confirm }
    func acts(on command: CommandID) -> Bool { command == .accept }
    var dialog: (any TypedDialog)? { nil }
    var takesSecret: Bool { false }
    var reasonToStay: String? { "a bulk run waits for your answer" }
    var enterOnlyLooks: Bool { false }
    var pastePlace: PastePlace { PastePlace() }
    func rowCount(_ state: DeskState) -> Int { 0 }
    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? { nil }

    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        .actions([.commandChosen(text == "y" ? .accept : .dismiss)])
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        command == .accept ? desk.answeredYes(&state, self) : .none
    }

    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> { .none }

    func leave(_ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        state.overlay = nil
        state.notice = Notice(.plain, ChangesWords.nothingSent)
        return .none
    }
}
