import Settings
import StateStore

/// What everything that lies over the desk has to say and do. There are no defaults: what is forgotten does not compile.
protocol OverlayContent: Sendable, Equatable {
    /// Which keys work in it.
    var mode: Mode { get }
    /// Whether a command makes it do something that stays: at the service, in the archive, in a file.
    func acts(on command: CommandID) -> Bool
    /// It as a dialog of which a person must have seen what it does; nil where it is none.
    var dialog: (any TypedDialog)? { get }
    /// Whether what is typed next must not be shown.
    var takesSecret: Bool { get }
    /// Why the account can't be left while it is open; nil when it can.
    var reasonToStay: String? { get }
    /// Whether Enter only looks for something, or moves on within a form, so that an Enter at the end of a paste may run.
    var enterOnlyLooks: Bool { get }
    /// How much of a paste it takes.
    var pastePlace: PastePlace { get }
    /// How many rows can be chosen by number.
    func rowCount(_ state: DeskState) -> Int
    /// It with the cursor on a row, and the command that chooses the row; nil where it has no rows.
    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)?
    /// What a line means that was typed to a front end without a screen.
    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction>
    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction>
    func leave(_ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction>
}

/// What only shows, or leads on to something that asks for itself: nothing that it does stays, and it holds nothing that
/// would be lost with it.
protocol LookingOverlay: OverlayContent {}

extension LookingOverlay {
    func acts(on command: CommandID) -> Bool { false }
    var dialog: (any TypedDialog)? { nil }
    var takesSecret: Bool { false }
    var reasonToStay: String? { nil }
    func leave(_ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        state.overlay = nil
        return .none
    }
}

/// A short list of which a row is chosen. Nothing is typed in it.
protocol MenuOverlay: OverlayContent {
    var cursor: Int { get set }
    var overlay: Overlay { get }
}

extension MenuOverlay {
    var mode: Mode { .menu }
    var enterOnlyLooks: Bool { false }
    var pastePlace: PastePlace { PastePlace() }
    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? {
        var chosen = self
        chosen.cursor = row
        return (chosen.overlay, .confirm)
    }
    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        PlainEntry.menu(text, state, hasMore: hasMore)
    }
    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> { .none }
}

/// A text to read. It has no rows to choose, and nothing is typed in it.
protocol ReadingOverlay: LookingOverlay {
    var top: Int { get set }
    var overlay: Overlay { get }
    func lineCount(_ state: DeskState) -> Int
}

extension ReadingOverlay {
    var mode: Mode { .menu }
    var enterOnlyLooks: Bool { false }
    var pastePlace: PastePlace { PastePlace() }
    func rowCount(_ state: DeskState) -> Int { 0 }
    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? { nil }
    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        PlainEntry.menu(text, state, hasMore: hasMore)
    }
    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        var scrolled = self
        scrolled.top = desk.moved(top, command, count: lineCount(state)) ?? top
        state.overlay = scrolled.overlay
        return .none
    }
    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> { .none }
}
