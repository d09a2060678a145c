import Formats
import Records
import Screen
import Settings
import StateStore

/// What persons say to alarms, of one customer or of all that are marked.
extension DeskReducer {
    /// Somebody looks after it, with a note or without; where it is so already nobody does any more.
    func acknowledge(_ state: inout DeskState) -> Effect<DeskAction> {
        let chosen = ChosenAlarms(state.chosenTrouble)
        guard !chosen.keys.isEmpty else { return .none }
        let isTaken = chosen.rows.flatMap(\.entries).allSatisfy { $0.alarm.state == .acknowledged }
        guard !isTaken else { return say(&state, .new, to: chosen, "no longer acknowledged") }
        state.overlay = .prompt(
            PromptState(
                purpose: .acknowledge(chosen), title: "Acknowledge \(state.words(chosen))", entry: TextEntry(),
                note: "Optional note for the team. Enter acknowledges \(chosen.pronoun)."))
        return .none
    }

    func acknowledge(_ state: inout DeskState, _ chosen: ChosenAlarms, typed: String) -> Effect<DeskAction> {
        state.overlay = nil
        let most = ChosenAlarms.longestNote
        let cut = typed.count > most ? "; only the first \(most) characters of the note fit" : ""
        return say(
            &state, .acknowledged, to: chosen, note: String(typed.prefix(most)),
            "acknowledged\(cut)")
    }

    func solve(_ state: inout DeskState) -> Effect<DeskAction> {
        say(&state, .solved, to: ChosenAlarms(state.chosenTrouble), "dealt with")
    }

    /// Says something to all that is wrong with some customers, and how many they are.
    func say(
        _ state: inout DeskState, _ said: AlarmState, to chosen: ChosenAlarms, note: String = "", _ words: String
    ) -> Effect<DeskAction> {
        guard !chosen.keys.isEmpty else { return .none }
        let effect = say(said, to: chosen.keys, note: note, &state)
        state.board.held = state.board.held?.taking(Set(chosen.keys), from: state.live.board, at: environment.now())
        state.notice = Notice(.done, "\(state.words(chosen)): \(words)")
        state.forgetMarksOffBoard()
        state.viewDataChanged()
        return effect
    }
}

/// The customers that a word is about, as they stood when the key was pressed.
package struct ChosenAlarms: Sendable, Equatable {
    package let rows: [LiveRow]

    package init(_ rows: [LiveRow]) { self.rows = rows }

    /// Longer notes have no room anywhere.
    static let longestNote = 200

    var keys: [AlarmKey] { rows.flatMap(\.keys) }
    var pronoun: String { rows.count == 1 ? "it" : "them" }
}

extension DeskState {
    /// The name of one customer, or how many they are.
    package func words(_ chosen: ChosenAlarms) -> String {
        chosen.rows.count == 1 ? shownName(chosen.rows[0].username) : "\(Numbers.grouped(chosen.rows.count)) customers"
    }

    /// The state of an alarm with the note of whoever set it: `ack by op2, 13:50: they clean their list`.
    package func said(_ alarm: Alarm) -> String {
        alarm.note.isEmpty ? stateWords(alarm) : "\(stateWords(alarm)): \(masked(alarm.note))"
    }

    /// The last word of a person to any trouble of a customer; nil where nobody said anything.
    package func lastWord(of row: LiveRow?) -> Alarm? {
        row?.entries.map(\.alarm).filter { $0.state != .new }.max { $0.changedAt < $1.changedAt }
    }

    /// What a person said last to the trouble of the customer that is under the cursor of the board.
    package var wordUnderCursor: Alarm? { lastWord(of: boardRowUnderCursor?.trouble) }

    /// What a person said last to the trouble of the customer that the desk shows.
    package var wordOfSubject: Alarm? {
        lastWord(of: live.board.rows.first { $0.username == subject })
    }
}
