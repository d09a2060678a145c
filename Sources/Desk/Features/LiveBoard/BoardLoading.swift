import Records
import Settings

/// The live board without a screen.
package struct BoardList: Sendable, Equatable {
    package let rows: Sheet.Rows
    /// Customers whose figures are in it, and all there are as far as that is known.
    package let read: Int
    package let known: Int
    /// Whether the archive held no figures, so that they were collected now.
    package let isCollectedNow: Bool
}

extension ListLoader {
    /// The figures that the archive has; where it has none, one round of all customers, for so many seconds at most.
    package func board(
        waiting seconds: Double, rules: AlarmRules, filter: String, into blank: DeskState
    ) async -> Outcome<BoardList> {
        guard let fleet = FleetCollection(environment, rules: rules) else {
            return .failed("no figures are kept for this account")
        }
        let found: FleetCollection.Found
        switch await fleet.look(atMost: seconds) {
        case .failed(let why): return .failed(why)
        case .done(let there): found = there
        }
        var state = blank
        state.live.board = found.board
        let whole = BoardPanes(state: state).troubled
        let sheet = filter.isEmpty ? whole : whole.choosing(whole.places(matching: filter))
        return .done(
            BoardList(
                rows: Sheet.Rows(sheet), read: found.status.readDays,
                known: max(found.status.known, found.status.readDays),
                isCollectedNow: found.isCollectedNow))
    }
}
