import Records
import StateStore

/// The samples of one customer, from wherever that customer is.
extension DeskReducer {
    /// Shows them in the samples pane, which has the whole screen then; says so where there are none.
    func visitSamples(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let user = state.customerOfSamples else { return .none }
        guard state.samples.samples.contains(where: { state.samples.owner(of: $0)?.customer == user }) else {
            state.notice = Notice(.plain, state.reasonNoSamples(of: user))
            return .none
        }
        state.holdRowOfBoard()
        let before = state.samples.visit
        let visit = SamplesVisit(
            user, filter: before?.filter ?? state.samples.filter, focus: before?.focus ?? state.focus,
            isZoomed: before?.isZoomed ?? state.isZoomed)
        let effect = state.place.view == .desk ? Effect<DeskAction>.none : goToSamples(&state)
        state.samples.visit = visit
        (state.samples.filter, state.samples.cursor, state.samples.top) = ("", 0, 0)
        state.samples.rearrange()
        (state.samples.cursor, state.samples.top) = (0, 0)
        (state.focus, state.isZoomed) = (.samples, true)
        state.clampPanes()
        return effect
    }

    /// To the desk, with the way back. A look that began in another look leads back to where the first one began.
    private func goToSamples(_ state: inout DeskState) -> Effect<DeskAction> {
        let (way, here) = (state.views.parents, state.place)
        let effect = go(&state, to: Place())
        state.views.parents = way.firstIndex(of: Place()).map { Array(way[..<$0]) } ?? way + [here]
        return effect
    }

    /// Esc from the samples of one customer: to where they were asked for.
    func leaveVisit(_ state: inout DeskState) -> Effect<DeskAction> {
        state.endVisit()
        return state.views.parents.isEmpty ? .none : leaveView(&state)
    }
}

extension DeskState {
    /// Whose samples are meant: those of the customer at hand, of a sample its customer's.
    var customerOfSamples: String? {
        guard place.view == .desk, focus == .samples else { return customerAtHand }
        return samples.underCursor.flatMap(samples.owner)?.customer
    }

    /// Why there are no samples of a customer.
    fileprivate func reasonNoSamples(of user: String) -> String {
        switch samples.source {
        case .notConfigured: "no Maildir is set for this account, so there are no samples"
        case .missing: "the Maildir of the samples is not there yet"
        case .failed(let problem): "the samples can't be read: \(problem)"
        case .watching: "there is no sample of \(shownName(user))"
        }
    }

    /// Shows all samples again, in the pane as it was.
    mutating func endVisit() {
        guard let visit = samples.visit else { return }
        samples.visit = nil
        samples.filter = visit.filter
        samples.rearrange()
        (focus, isZoomed) = (visit.focus, visit.isZoomed)
        keepCursorVisible()
        clampPanes()
    }

    /// The cursor of the board stays with its customer while it is out of sight.
    mutating func holdRowOfBoard() {
        guard let user = boardRowUnderCursor?.username else { return }
        view[BoardPanes.rows].selected = user
    }
}
