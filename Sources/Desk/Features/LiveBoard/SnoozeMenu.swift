import Settings
import StateStore

/// The choice of a time, for the customers that were meant when the key was pressed. What is chosen is kept for everybody.
package struct SnoozeMenu: Sendable, Equatable, ListMenu {
    package let chosen: ChosenAlarms
    package var cursor = 0

    package init(_ chosen: ChosenAlarms, cursor: Int = 0) {
        self.chosen = chosen
        self.cursor = cursor
    }

    var overlay: Overlay { .snooze(self) }
    func acts(on command: CommandID) -> Bool { command == .confirm || command == .open }
    var dialog: (any TypedDialog)? { nil }
    var takesSecret: Bool { false }
    var reasonToStay: String? { nil }

    package func menu(_ state: DeskState) -> Menu {
        Menu(
            title: "Snooze \(state.words(chosen))", shortTitle: "Snooze",
            rows: SnoozeTime.allCases.map { Menu.Row(words: $0.title) }, cursor: cursor, verb: "snooze",
            foot: "It comes back sooner if it gets worse.", acts: true)
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        let times = SnoozeTime.allCases
        guard command == .confirm || command == .open else {
            if let cursor = desk.moved(cursor, command, count: times.count) {
                state.overlay = .snooze(SnoozeMenu(chosen, cursor: cursor))
            }
            return .none
        }
        state.overlay = nil
        return desk.snooze(&state, chosen, times[cursor])
    }

    func leave(_ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        state.overlay = nil
        return .none
    }
}
