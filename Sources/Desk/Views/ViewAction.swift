import ResellerAPI
import StateStore

/// What can happen in the views beside the desk's five panes.
package enum ViewAction: Sendable, Equatable {
    /// A file was written, or not: its path, or why not.
    case exported(Outcome<String>)
    /// The suppressed addresses were searched.
    case suppressionsFound(SuppressionSearch)
}

extension DeskReducer {
    func view(_ state: inout DeskState, _ action: ViewAction) -> Effect<DeskAction> {
        switch action {
        // What came of a file is told until the next key: no reading takes its place.
        case .exported(.done(let path)): state.notice = Notice(.done, "written to \(path)", isPinned: true)
        case .exported(.failed(let why)): state.notice = Notice(.failed, why, isPinned: true)
        case .suppressionsFound(let search): suppressionsFound(&state, search)
        }
        return .none
    }

    /// An answer came that a view or a form waited for.
    func readingArrived(_ state: inout DeskState, _ request: Request) -> Effect<DeskAction> {
        fillForm(&state)
        if request == AddressPanes.whitelabels { state.judgeOpened() }
        return statisticsArrived(&state, request)
    }
}
