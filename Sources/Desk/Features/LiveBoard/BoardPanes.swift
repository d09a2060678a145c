import Records
import ResellerAPI
import Screen

/// The panes of the live board: who needs a human, and what happened since somebody looked.
package struct BoardPanes: Sendable {
    let state: DeskState

    package init(state: DeskState) { self.state = state }

    /// The digits of the two panes.
    package static let rows = 1
    package static let happenings = 2

    var all: [ViewPane] {
        [
            ViewPane(Self.rows, "Needs attention", takesMarks: true) { BoardPanes(state: $0).troubled },
            ViewPane(
                Self.happenings, state.unseenEvents.isEmpty ? "Lately" : "Since your last keypress", hasHeads: false
            ) { BoardPanes(state: $0).happened },
        ]
    }

    /// The rows of the board; what a program reads of them stands in the raw values.
    package var troubled: Sheet {
        let columns = [
            SheetColumn("customer", ideal: 28, least: 16, isAddress: true), SheetColumn("severity", ideal: 8),
            SheetColumn("kind", ideal: 12), SheetColumn("value", align: .right, ideal: 7),
            SheetColumn("cause", ideal: 30, least: 10, grows: true), SheetColumn("since", ideal: 16),
            SheetColumn("read at", ideal: 16), SheetColumn("trend", ideal: 6), SheetColumn("state", ideal: 20),
        ]
        let (rows, state) = (state.wholeBoard, state)
        var sheet = Sheet(columns: columns, count: rows.count) { Self.row(rows[$0], state) }
        sheet.finding = { filter in
            let query = BoardQuery(filter)
            return rows.indices.filter { query.lets(rows[$0]) }
        }
        return sheet.with(empty: state.coverage.sentence)
    }

    private static func row(_ row: BoardRow, _ state: DeskState) -> SheetRow {
        let worst = row.trouble?.worst
        let judgement = worst?.judgement
        let severity = row.severity.map(BoardWords.severity) ?? "unknown"
        return SheetRow(
            row.username,
            [
                SheetCell(row.username), SheetCell(severity), .told(judgement?.concern.rawValue),
                .told(judgement?.shown ?? row.figures?.value), SheetCell(state.causeWords(row)),
                state.timeCell(judgement?.since), state.timeCell(row.readAt),
                .told(judgement.map { BoardWords.trend($0.trend) }),
                SheetCell(worst.map { state.said($0.alarm) } ?? (row.isPinned ? "pinned" : "")),
            ], customer: row.username, opens: .customer(row.username))
    }

    /// What happened, newest first.
    private var happened: Sheet {
        let columns = [
            SheetColumn("when", ideal: 11), SheetColumn("customer", ideal: 28, least: 16, isAddress: true),
            SheetColumn("what", ideal: 40, least: 10, grows: true),
        ]
        let (events, state) = (state.live.events, state)
        return Sheet(columns: columns, count: events.count) { index in
            let event = events[index]
            return SheetRow(
                "\(event.at) \(event.username ?? "") \(event.concern?.rawValue ?? "") \(event.kind)",
                [state.timeCell(event.at), SheetCell(event.username ?? "the service"), SheetCell(event.words)],
                copies: event.username ?? event.words, customer: event.username,
                opens: event.username.map(SheetOpening.customer))
        }
        .with(empty: "Nothing has happened yet")
    }
}
