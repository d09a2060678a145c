import Records
import Settings
import StateStore

/// Order and filter of the customers: asked for here, worked out elsewhere, taken over here.
extension DeskReducer {
    /// Works out order and filter of the newest table, off the main thread.
    func arrange(_ state: inout DeskState) -> Effect<DeskAction> {
        state.customers.isArranging = true
        let customers = state.customers
        let isFirstLook = !customers.isSettled && customers.cursor == 0 && customers.filter.isEmpty
        let request = ArrangementRequest(
            table: customers.latest, sorting: customers.sorting, filter: customers.filter, figures: state.figures,
            enoughMail: state.rules.count(.enoughMail),
            shownTable: customers.table, shownSorting: customers.sortedBy, shownSorted: customers.sorted,
            marks: customers.marks, cursorRow: customers.rowUnderCursor, subject: state.subject,
            staysAtTop: isFirstLook)
        return .run(priority: .userInitiated) { send in
            if let arrangement = request.arrange() { await send(.customersArranged(arrangement)) }
        }
        .cancellable(id: EffectName.arrange, cancelInFlight: true)
    }

    func customersArranged(_ state: inout DeskState, _ arrangement: Arrangement) -> Effect<DeskAction> {
        let customers = state.customers
        guard arrangement.sorting == customers.sorting, arrangement.filter == customers.filter else { return .none }
        let isAsBefore =
            arrangement.basis.cursorRow == customers.rowUnderCursor && arrangement.basis.marks == customers.marks
        guard arrangement.basis.table == customers.table, arrangement.basis.keepsRows || isAsBefore else {
            // Rows have other numbers now, and keys were pressed meanwhile: once more, from what is on the screen.
            return arrange(&state)
        }
        state.customers.take(arrangement)
        for user in arrangement.gone { state.figures[user] = nil }
        let leaving = leaveWhoIsGone(&state, arrangement)
        state.keepCursorVisible()
        if customers.wasReadWhole, customers.latest == arrangement.table { state.customers.isSettled = true }
        // More rows have come in meanwhile.
        let more = customers.latest == arrangement.table ? .none : arrange(&state)
        return .merge(
            more, saveSnapshot(&state), leaving, cursorMoved(&state), know(state), wish(state),
            indexDomains(&state))
    }

    /// Where the list shows nobody, no pane shows anybody: a key pressed there would act on a customer whom nobody sees
    /// in the list. Who has left the list is shown in no view either.
    private func leaveWhoIsGone(_ state: inout DeskState, _ arrangement: Arrangement) -> Effect<DeskAction> {
        guard let subject = state.subject else { return .none }
        let isWhole = state.customers.wasReadWhole && state.customers.incoming == nil && !state.customers.isFromArchive
        let isGone = isWhole && arrangement.gone.contains(subject)
        guard isGone || (arrangement.shown.count == 0 && !state.place.view.isOfOneCustomer) else { return .none }
        if isGone { state.tell(Notice(.warning, "\(state.shownName(subject)) is no longer in the list")) }
        let stop = stopReading(&state)
        state.subject = nil
        state.subjectRow = nil
        (state.suppressions.cursor, state.suppressions.top) = (0, 0)
        state.suppressions.view.turned()
        state.statistics.view.turned()
        state.clampPanes()
        return .merge(stop, .cancel(id: EffectName.rest))
    }
}

extension CustomersState {
    /// Whether order or choice change with what is read of single customers.
    var dependsOnFigures: Bool {
        sorting.dependsOnFigures || FilterQuery(filter).comparesFigures
    }

    /// Puts an arrangement on the screen: cursor, marks and the start of a range stay on their customers.
    mutating func take(_ arrangement: Arrangement) {
        let keepsRows = arrangement.basis.keepsRows
        let isSameChoice = shownFilter == arrangement.filter && sortedBy == arrangement.sorting
        let line = cursor - top
        let start = keepsRows ? rangeStart.flatMap { $0 < shown.count ? shown.rows[$0] : nil } : nil
        let followed = position(in: arrangement)
        isArranging = false
        table = arrangement.table
        sorted = arrangement.sorted
        let isSorted = sortedBy != arrangement.sorting
        (sortedBy, ranked) = (arrangement.sorting, arrangement.ranked)
        shown = arrangement.shown
        shownFilter = arrangement.filter
        if !keepsRows { marks = arrangement.marks }
        rangeStart = start.flatMap { arrangement.shown.rows.firstIndex(of: $0) }
        // Another order was chosen to see who comes first in it, unless somebody holds on to a customer.
        if isSorted, !followsCustomer { return (cursor, top) = (0, 0) }
        // Who is no longer in the list leaves the cursor where it is; another choice begins at the top.
        cursor = followed ?? (isSameChoice ? cursor : 0)
        top = max(0, cursor - line)
    }

    /// Where the customer under the cursor is shown now.
    private func position(in arrangement: Arrangement) -> Int? {
        let basis = arrangement.basis
        if basis.cursorRow == rowUnderCursor || !basis.keepsRows { return arrangement.cursor }
        return rowUnderCursor.flatMap { row in arrangement.shown.rows.firstIndex(of: UInt32(row)) }
    }
}

extension FilterQuery {
    /// Whether a term looks at figures.
    var comparesFigures: Bool {
        terms.contains { term in
            switch term {
            case .compare, .not(.compare): true
            default: false
            }
        }
    }
}
