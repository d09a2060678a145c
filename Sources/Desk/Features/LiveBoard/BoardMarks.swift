import Formats
import Records
import ResellerAPI
import Screen
import Settings
import StateStore

/// Marks on the board. They are its own: a customer that is not in the list yet can have one.
extension DeskReducer {
    /// Nil for a command that means on the board what it means everywhere.
    func runMarkOnBoard(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        switch command {
        case .back:
            guard state.board.rangeStart != nil else { return nil }
            state.board.rangeStart = nil
            return Effect.none
        case .mark:
            guard let user = state.boardRowUnderCursor?.username else { return Effect.none }
            if state.board.marks.remove(user) == nil { state.board.marks.insert(user) }
            return run(&state, .lineDown)
        case .markRange: markBoardRange(&state)
        case .markAll:
            state.board.marks.formUnion(state.boardRows.map(\.username))
            tellBoardMarks(&state)
        case .unmarkAll:
            (state.board.marks, state.board.rangeStart) = ([], nil)
            state.notice = Notice(.plain, "nothing is marked")
        default: return nil
        }
        return Effect.none
    }

    /// The first time it sets the start, the second time it marks from there to the cursor.
    private func markBoardRange(_ state: inout DeskState) {
        let (names, cursor) = (state.boardRows.map(\.username), state.view[BoardPanes.rows].cursor)
        guard names.indices.contains(cursor) else { return }
        guard let start = state.board.rangeStart.flatMap(names.firstIndex) else {
            state.board.rangeStart = names[cursor]
            state.notice = Notice(.plain, "range from here; \(state.keyHint(.markRange)) again marks to the cursor")
            return
        }
        state.board.marks.formUnion(names[min(start, cursor)...max(start, cursor)])
        state.board.rangeStart = nil
        tellBoardMarks(&state)
    }

    private func tellBoardMarks(_ state: inout DeskState) {
        state.notice = Notice(.plain, "\(Numbers.grouped(state.board.marks.count)) marked")
    }
}

extension DeskState {
    /// The rows that a word is about: the marked ones in trouble, also those that the filter hides; without marks the
    /// one under the cursor.
    var chosenTrouble: [LiveRow] {
        guard !board.marks.isEmpty else { return [boardRowUnderCursor?.trouble].compactMap(\.self) }
        return shownBoard.rows.filter { board.marks.contains($0.username) }
    }

    /// The marked customers of the board as rows of the list; nil where none is marked.
    var boardTargets: BulkTargets? {
        guard place.view == .live, !board.marks.isEmpty else { return nil }
        let names = wholeBoard.map(\.username).filter(board.marks.contains)
        let rows = names.compactMap { customers.table.row(named: $0).map { UInt32($0) } }
        return rows.isEmpty ? nil : BulkTargets(.customers(customers.table, rows), origin: "marked on the board")
    }

    /// One that comes back to the board later is another trouble, which nobody has marked.
    mutating func forgetMarksOffBoard() {
        guard !board.marks.isEmpty else { return }
        board.marks.formIntersection(wholeBoard.map(\.username))
    }
}
