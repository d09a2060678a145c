import Records
import ResellerAPI
import Settings
import StateStore

/// From view to view.
extension DeskReducer {
    /// Shows another view, and reads what it needs. `parent` is where Esc leads from there; nil is the desk.
    func go(_ state: inout DeskState, to place: Place, parent: Place? = nil) -> Effect<DeskAction> {
        guard place != state.place else { return viewChanged(&state) }
        state.history.visit(state.stop)
        if let parent {
            state.views.parents.append(parent)
        } else {
            state.views.parents = []
        }
        return arrive(&state, at: place)
    }

    /// Goes into something that a row, or a call by its name, opens: Esc comes back here.
    func goInto(_ state: inout DeskState, _ place: Place) -> Effect<DeskAction> {
        // What was opened before in the same view is no level of its own.
        let parent = place.view == state.place.view ? state.views.parents.last : state.place
        if place.view == state.place.view, !state.views.parents.isEmpty { state.views.parents.removeLast() }
        return go(&state, to: place, parent: parent)
    }

    private func arrive(_ state: inout DeskState, at place: Place) -> Effect<DeskAction> {
        state.samples.opened = nil
        state.filterEntry = nil
        // A view that the desk started with was never arrived at; it is found again as it was left.
        if state.views.views[state.place.view] != nil, state.view.about == nil { state.view.about = state.viewSubject }
        state.place = place
        state.history.visit(state.stop)
        settle(&state)
        return .merge(viewChanged(&state), wish(state))
    }

    /// Cursors and filter of a view start anew when it is about something else.
    private func settle(_ state: inout DeskState) {
        guard state.place.view != .desk else {
            state.keepCursorVisible()
            state.clampPanes()
            return
        }
        if state.view.about != state.viewSubject {
            var fresh = ViewState()
            fresh.about = state.viewSubject
            // Who goes through customers looks at the same thing of each.
            if state.place.view.isOfOneCustomer { fresh.focus = state.view.focus }
            state.view = fresh
        }
        state.viewDataChanged()
    }

    /// Reads what the view shown needs and has not, or has no longer.
    func viewChanged(_ state: inout DeskState) -> Effect<DeskAction> { readView(&state, evenIfFresh: false) }

    func readView(_ state: inout DeskState, evenIfFresh: Bool) -> Effect<DeskAction> {
        guard state.place.view != .desk else { return .none }
        var effects = [read(&state, state.viewReads, evenIfFresh: evenIfFresh)]
        if state.place.view.isOfOneCustomer { effects.append(readSubject(&state, evenIfFresh: evenIfFresh)) }
        if state.place.view == .runs { effects.append(readRuns(&state)) }
        if state.place.view == .journal { effects += [loadJournal(state), readRuns(&state)] }
        if state.place.view == .customer { effects.append(readNames(state)) }
        return .merge(effects)
    }

    /// Names that no call lists are remembered by the archive.
    private func readNames(_ state: DeskState) -> Effect<DeskAction> {
        guard let subject = state.subject else { return .none }
        let environment = environment
        return .merge(
            [RememberedKey(.subuser, owner: subject), RememberedKey(.credential, owner: subject)].map { key in
                .run { send in
                    await send(.change(.namesLoaded(key, environment.memory.names(key.kind, key.owner))))
                }
            })
    }

    /// Exactly one level out of a view: zoom, filter, then where it was opened from.
    func backInView(_ state: inout DeskState) -> Effect<DeskAction> {
        if state.view.isZoomed {
            state.view.isZoomed = false
            state.clampView()
            return .none
        }
        if !state.view.filter.isEmpty {
            setViewFilter(&state, "")
            return .none
        }
        return leaveView(&state)
    }

    /// Leaves the view: to where it was opened from, else to the desk.
    func leaveView(_ state: inout DeskState) -> Effect<DeskAction> {
        let parent = state.views.parents.popLast()
        let rest = state.views.parents
        let effect = go(&state, to: parent ?? Place())
        state.views.parents = rest
        return effect
    }

    // MARK: - History

    /// Back (1) or forward (-1) through the places and customers looked at.
    func goBack(_ state: inout DeskState, _ step: Int) -> Effect<DeskAction> {
        let depth = state.history.depth + step
        guard depth >= 0, depth < state.history.visited.count else { return .none }
        state.history.depth = depth
        let stop = state.history.visited[state.history.visited.count - 1 - depth]
        let turned = turnBack(&state, to: stop)
        state.filterEntry = nil
        state.place = stop.place
        state.views.parents = []
        settle(&state)
        return .merge(
            turned, .cancel(id: EffectName.rest), wish(state),
            state.place.view == .desk ? readSubject(&state, evenIfFresh: false) : viewChanged(&state))
    }

    private func turnBack(_ state: inout DeskState, to stop: History.Stop) -> Effect<DeskAction> {
        guard let user = stop.user else { return .none }
        let ended = state.subject == user ? Effect.none : turn(&state, to: user)
        if let position = state.position(of: user) {
            state.customers.cursor = position
            state.noteSubjectRow()
            state.keepCursorVisible()
        } else if stop.place.view == .desk {
            state.notice = Notice(.plain, "\(user) is not among the rows shown")
        }
        return ended
    }
}

extension DeskState {
    /// The calls that the view shown needs, each once.
    var viewReads: [Request] {
        if place.view == .statistics { return statisticsReads }
        var seen: Set<Request> = []
        return viewPanes.flatMap(\.reads).filter { seen.insert($0).inserted }
    }
}
