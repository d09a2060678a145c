import Records
import Settings
import StateStore

/// What of an open message to copy: its subject, then its links.
package struct LinksMenu: Sendable, Equatable, LookingOverlay {
    package var cursor: Int

    package init(cursor: Int) { self.cursor = cursor }

    // Digits are the numbers of links, so it keeps the keys of the message.
    var mode: Mode { .message }
    var enterOnlyLooks: Bool { false }
    var pastePlace: PastePlace { PastePlace() }
    func rowCount(_ state: DeskState) -> Int { (state.samples.opened?.message?.links.count ?? 0) + 1 }

    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? {
        (.links(LinksMenu(cursor: row)), .open)
    }

    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        PlainEntry.menu(text, state, hasMore: hasMore)
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.runInLinks(&state, cursor, command)
    }

    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> { .none }
}

/// Whose mail a sender's is: kept in the archive, for everybody.
extension AssignState: OverlayContent {
    var mode: Mode { .palette }
    func acts(on command: CommandID) -> Bool { command == .confirm }
    var dialog: (any TypedDialog)? { nil }
    var takesSecret: Bool { false }
    var reasonToStay: String? { nil }
    var enterOnlyLooks: Bool { false }
    var pastePlace: PastePlace { PastePlace() }
    func rowCount(_ state: DeskState) -> Int { choices.count }

    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? {
        var assign = self
        assign.cursor = row
        return (.assign(assign), .confirm)
    }

    /// Who is looked for is typed first, then chosen by its number.
    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        guard text.isEmpty || Int(text) != nil || PlainEntry.isLeaving(text) else {
            return .actions(PlainEntry.typing(text))
        }
        return PlainEntry.menu(text, state, hasMore: hasMore)
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.runInAssign(&state, self, command)
    }

    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        desk.typedInAssign(&state, self, text)
    }

    func leave(_ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        state.overlay = nil
        return .none
    }
}
