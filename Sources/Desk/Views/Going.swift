import ResellerAPI
import Settings
import StateStore

/// From view to view.
extension DeskReducer {
    /// Shows another view, and reads what it needs.
    func go(_ state: inout DeskState, to place: Place) -> Effect<DeskAction> {
        state.place = place
        return viewChanged(&state)
    }

    /// Reads what the view shown needs and has not, or has no longer.
    func viewChanged(_ state: inout DeskState) -> Effect<DeskAction> {
        state.place.view == .runs ? readRuns(&state) : .none
    }
}
