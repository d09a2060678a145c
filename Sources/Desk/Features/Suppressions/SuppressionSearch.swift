import ResellerAPI
import StateStore

/// What a search over the suppressed addresses gave; of use only while nothing else was read meanwhile.
package struct SuppressionSearch: Sendable, Equatable {
    let index: SuppressionIndex
    let hits: SuppressionHits
}

/// Searching the suppressed addresses: asked for here, worked out elsewhere, taken over here.
extension DeskReducer {
    func setSuppressionFilter(_ state: inout DeskState, _ filter: String) -> Effect<DeskAction> {
        guard filter != state.suppressions.view.filter else { return .none }
        state.suppressions.view.filter = filter
        return searchSuppressions(&state)
    }

    func searchSuppressions(_ state: inout DeskState) -> Effect<DeskAction> {
        let view = state.suppressions.view
        let query = SuppressionQuery(view.filter)
        guard !query.isEmpty else {
            state.show(hits: nil)
            return .cancel(id: EffectName.suppressionSearch)
        }
        let (entries, known, filter) = (state.detail?.newestOfAll ?? [], view.index, view.filter)
        return .run(priority: .userInitiated) { send in
            let index = known ?? SuppressionIndex(entries)
            guard let found = index.entries(meeting: query) else { return }
            let hits = SuppressionHits(filter: filter, merged: found)
            await send(.view(.suppressionsFound(SuppressionSearch(index: index, hits: hits))))
        }
        .cancellable(id: EffectName.suppressionSearch, cancelInFlight: true)
    }

    func suppressionsFound(_ state: inout DeskState, _ search: SuppressionSearch) {
        // Of one and the same array this is told at once.
        guard search.index.entries == state.detail?.newestOfAll else { return }
        state.suppressions.view.index = search.index
        guard search.hits.filter == state.suppressions.view.filter else { return }
        state.show(hits: search.hits)
    }

    /// A list of the customer shown was read: search it too, and forget marks of addresses that are gone.
    func suppressionsArrived(_ state: inout DeskState, _ user: String, under key: SuppressionKey?) -> Effect<DeskAction>
    {
        guard user == state.selected else { return .none }
        state.suppressions.view.index = nil
        state.forgetMarksOfGone()
        guard state.suppressions.view.filter.isEmpty else { return searchSuppressions(&state) }
        state.followSuppressed(key)
        return .none
    }
}

extension DeskState {
    /// Puts other rows on the screen. The cursor stays on its address; a new search begins at the top.
    fileprivate mutating func show(hits: SuppressionHits?) {
        let isSame = hits?.filter == suppressions.view.hits?.filter
        let key = suppressedUnderCursor.map(SuppressionKey.init)
        suppressions.view.hits = hits
        suppressions.view.rangeStart = nil
        if isSame || hits == nil {
            followSuppressed(key)
        } else {
            suppressions.view.positions = [:]
        }
        clampSuppressed()
    }

    /// Keeps the cursor on its address when others come in; at the top it follows what is new.
    fileprivate mutating func followSuppressed(_ key: SuppressionKey?) {
        let position = suppressions.view.position
        let rows = suppressed
        defer { clampSuppressed() }
        guard let key, position.cursor > 0 || suppressions.view.hits == nil && position.top > 0 else { return }
        if rows.indices.contains(position.cursor), SuppressionKey(rows[position.cursor]) == key { return }
        guard let index = rows.firstIndex(where: { SuppressionKey($0) == key }) else { return }
        suppressions.view.position = SuppressionsViewState.Position(
            cursor: index, top: position.top + index - position.cursor)
    }

    /// Marks are about addresses, so they go with them; those of a list that could not be read stay.
    fileprivate mutating func forgetMarksOfGone() {
        guard !suppressions.view.marks.isEmpty, let detail else { return }
        let marks = suppressions.view.marks
        var kept: Set<SuppressionKey> = []
        for entry in detail.newestOfAll {
            let key = SuppressionKey(entry)
            if marks.contains(key) { kept.insert(key) }
        }
        if kept.count < marks.count { suppressions.view.marks = kept }
    }
}
