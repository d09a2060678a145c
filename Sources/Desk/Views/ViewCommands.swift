import Records
import ResellerAPI
import Settings
import StateStore

/// Commands while a view beside the desk is shown.
extension DeskReducer {
    static let sheetCommands = CommandScope(
        CommandBinding.moves { $0.moveInView(&$1, $2) }
            + CommandBinding.digits(off: { $0.reasonNoPane($1) }) { reducer, state, digit in
                reducer.focusInView(&state, digit)
                return .none
            } + [
                // Every row that is shown is a hit.
                .on(.nextHit, off: \.reasonNoHit) { $0.moveInView(&$1, .lineDown) },
                .on(.previousHit, off: \.reasonNoHit) { $0.moveInView(&$1, .lineUp) },
                .on(.nextPane) { $0.stepInView(&$1, 1) },
                .on(.previousPane) { $0.stepInView(&$1, -1) },
                .on(.parentPane) { $0.sideInView(&$1, .left) },
                .on(.childPane) { $0.sideInView(&$1, .right) },
                .on(.desk) { $0.showDesk(&$1, zoomed: false) },
                .on(.customers) { $0.showDesk(&$1, zoomed: true) },
                .on(.back) { $0.backInView(&$1) },
                .on(.leave) { $0.leaveView(&$1) },
                .on(.open) { $0.openInView(&$1) },
            ]
            + CommandBinding.nothing([.mark, .markRange, .markAll, .unmarkAll], InputWords.markCustomers)
            + CommandBinding.nothing([.sort, .invertOrder], InputWords.sortCustomers)
            + CommandBinding.nothing([.periodLonger, .periodShorter, .metric, .compare], InputWords.noChart)
            + CommandBinding.nothing([.nextList], InputWords.noLists))

    // MARK: - Moving

    func moveInView(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        guard let pane = state.focusedPane, let step = command.step(page: state.viewLayout.tableRows(pane.digit)) else {
            return .none
        }
        let sheet = state.sheet(pane)
        let cursor = min(max(0, state.view[pane.digit].cursor + step), max(0, sheet.count - 1))
        state.view[pane.digit].cursor = cursor
        // At the top the cursor follows what is new; on the board it stays with its customer.
        let isFixed = cursor > 0 || (state.place.view == .live && pane.digit == BoardPanes.rows)
        state.view[pane.digit].selected = isFixed && cursor < sheet.count ? sheet.row(cursor).id : nil
        state.clampView()
        guard state.place.view == .journal else { return .none }
        let page = state.viewLayout.tableRows(pane.digit)
        return readOlder(&state, cursor: cursor, count: sheet.count, page: page)
    }

    // MARK: - Panes

    private func showDesk(_ state: inout DeskState, zoomed: Bool) -> Effect<DeskAction> {
        let effect = go(&state, to: Place())
        focusDesk(&state, zoomed: zoomed)
        return effect
    }

    func focusInView(_ state: inout DeskState, _ digit: Int) {
        state.view.focus = digit
        state.clampView()
    }

    private func stepInView(_ state: inout DeskState, _ step: Int) -> Effect<DeskAction> {
        let digits = state.viewPanes.map(\.digit)
        guard let focus = state.focusedPane?.digit, let place = digits.firstIndex(of: focus) else { return .none }
        focusInView(&state, digits[(place + step + digits.count) % digits.count])
        return .none
    }

    /// To the pane on the other side that stands at the same height.
    private func sideInView(_ state: inout DeskState, _ side: ViewPane.Side) -> Effect<DeskAction> {
        guard let focused = state.focusedPane, focused.side != side else { return .none }
        let frames = state.viewLayout.frames
        let y = frames[focused.digit]?.y ?? 0
        let others = state.viewPanes.filter { $0.side == side }
        let nearest = others.min { abs((frames[$0.digit]?.y ?? 0) - y) < abs((frames[$1.digit]?.y ?? 0) - y) }
        if let nearest { focusInView(&state, nearest.digit) }
        return .none
    }

    // MARK: - Opening

    private func openInView(_ state: inout DeskState) -> Effect<DeskAction> {
        if let opening = state.rowUnderCursor?.opens { return open(&state, opening) }
        guard state.viewLayout.isShared, !state.view.isZoomed else {
            state.notice = Notice(.plain, "This is all of it; \(state.keyHint(.back)) goes back")
            return .none
        }
        state.view.isZoomed = true
        state.clampView()
        return .none
    }

    func open(_ state: inout DeskState, _ opening: SheetOpening) -> Effect<DeskAction> {
        switch opening {
        case .place(let place, let pane):
            let effect = goInto(&state, place)
            state.view.focus = pane
            state.view.isZoomed = false
            state.clampView()
            return effect
        case .customer(let user): return openCustomer(&state, user, in: .customer)
        case .answer(let request): return begin(&state, Deed(request.operation, request.parameters))
        case .entry(let number): showEntry(&state, number)
        case .text(let title, let lines): state.overlay = .messages(MessageText(title: title, lines: lines, top: 0))
        case .sample(let id):
            guard let place = state.samples.shown.firstIndex(where: { $0.id == id }) else { return .none }
            state.samples.cursor = place
            return openSample(&state)
        }
        return .none
    }

    /// Shows a customer in a view of its own.
    func openCustomer(_ state: inout DeskState, _ user: String, in view: ViewID) -> Effect<DeskAction> {
        // The samples of one customer are a place to come back to, though they are a pane of the desk.
        let isVisit = state.place.view == .desk && state.focus == .samples && state.samples.visit != nil
        let isAtTop = state.place.view == .desk && !isVisit
        let parent = isAtTop || state.place.view.isOfOneCustomer ? nil : state.place
        var effects: [Effect<DeskAction>] = []
        if state.subject != user {
            effects = [.cancel(id: EffectName.rest), turn(&state, to: user)]
            if let position = state.position(of: user) {
                state.customers.cursor = position
                state.noteSubjectRow()
                state.keepCursorVisible()
            }
        }
        return .merge(effects + [go(&state, to: Place(view), parent: parent)])
    }

    // MARK: - Filter

    func setViewFilter(_ state: inout DeskState, _ filter: String) {
        guard filter != state.view.filter else { return }
        state.view.filter = filter
        for pane in state.viewPanes {
            (state.view[pane.digit].cursor, state.view[pane.digit].top) = (0, 0)
            state.view[pane.digit].selected = nil
        }
        state.filterView()
        state.clampView()
    }
}

/// The commands that lead to views, from anywhere.
extension DeskReducer {
    static let goingCommands: [CommandBinding] =
        [
            .on(.customer, off: \.reasonNoCustomer) { $0.goToCustomer(&$1, .customer) },
            .on(.suppressions, off: \.reasonNoCustomer) { $0.goToCustomer(&$1, .suppressions) },
            .on(.statistics, off: \.reasonNoCustomer) { $0.goToCustomer(&$1, .statistics) },
            .on(.samples, off: \.reasonNoSamples) { $0.visitSamples(&$1) },
        ]
        + [
            (CommandID.billing, ViewID.billing), (.ips, .ips), (.monitors, .monitors), (.journal, .journal),
            (.runs, .runs), (.live, .live),
        ].map { command, view in .on(command) { $0.go(&$1, to: Place(view)) } }

    private func goToCustomer(_ state: inout DeskState, _ view: ViewID) -> Effect<DeskAction> {
        guard let user = state.customerAtHand else { return .none }
        return openCustomer(&state, user, in: view)
    }
}

extension DeskState {
    var reasonNoCustomer: String? { customerAtHand == nil ? InputWords.noCustomer : nil }

    fileprivate var reasonNoSamples: String? {
        if place.view == .desk, focus == .samples { return reasonNobody }
        return customerOfSamples == nil ? InputWords.noCustomer : nil
    }

    fileprivate var reasonNoHit: String? { view.filter.isEmpty ? InputWords.noFilter : nil }

    fileprivate func reasonNoPane(_ digit: Int) -> String? {
        viewPanes.contains { $0.digit == digit } ? nil : InputWords.noPane(digit)
    }

    /// The customer that a command means: the one under the cursor, else the one shown.
    package var customerAtHand: String? {
        if place.view == .why, case .hit(let user, _) = whyCursor { return user }
        if place.view != .desk { return rowUnderCursor?.customer ?? subject }
        return focus == .customers ? customers.selected : subject
    }
}
