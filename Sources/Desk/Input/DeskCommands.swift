import ResellerAPI
import Settings
import StateStore

/// The commands of the desk itself, when nothing lies over it.
extension DeskReducer {
    func runOnDesk(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        if let effect = runMove(&state, command) { return effect }
        if let effect = runInPanes(&state, command) { return effect }
        if let effect = runMark(&state, command) { return effect }
        return runProgram(&state, command)
    }

    // MARK: - Moving

    private func runMove(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        command.step(page: state.layout.tableRows(state.focus)).map { move(&state, by: $0) }
    }

    func move(_ state: inout DeskState, by step: Int) -> Effect<DeskAction> {
        switch state.focus {
        case .customers:
            let count = state.customers.shown.count
            guard count > 0 else { return .none }
            state.customers.cursor = min(max(0, state.customers.cursor + step), count - 1)
            state.keepCursorVisible()
            return cursorMoved(&state)
        case .suppressions:
            let count = state.suppressionCount
            state.suppressions.cursor = min(max(0, state.suppressions.cursor + step), max(0, count - 1))
        case .samples:
            let count = state.samples.shown.count
            state.samples.cursor = min(max(0, state.samples.cursor + step), max(0, count - 1))
        case .overview, .statistics: break
        }
        state.clampPanes()
        return .none
    }

    // MARK: - Panes

    private func runInPanes(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        if let digit = command.paneDigit, let pane = Pane(rawValue: digit) {
            focus(&state, pane)
            return Effect.none
        }
        switch command {
        case .nextPane: focus(&state, state.focus.next(1))
        case .previousPane: focus(&state, state.focus.next(-1))
        case .parentPane: focus(&state, .customers)
        case .childPane: focus(&state, state.focus == .customers ? .overview : state.focus)
        case .desk, .customers:
            state.endVisit()
            (state.isZoomed, state.focus) = (command == .customers, .customers)
        case .back: return back(&state)
        case .leave: return leave(&state)
        case .open: return open(&state)
        case .periodLonger: return choosePeriod(&state, 1)
        case .periodShorter: return choosePeriod(&state, -1)
        case .metric: state.statistics.metric = state.statistics.metric.next
        case .nextList: nextList(&state)
        default: return nil
        }
        state.keepCursorVisible()
        state.clampPanes()
        return Effect.none
    }

    private func focus(_ state: inout DeskState, _ pane: Pane) {
        state.focus = pane
        state.keepCursorVisible()
        state.clampPanes()
    }

    /// Exactly one level out.
    private func back(_ state: inout DeskState) -> Effect<DeskAction> {
        if state.customers.rangeStart != nil {
            state.customers.rangeStart = nil
        } else if state.isZoomed {
            state.isZoomed = false
        } else if state.focus != .customers {
            state.focus = .customers
        } else if !state.customers.filter.isEmpty {
            return setFilter(&state, "")
        } else {
            state.notice = Notice(.plain, InputWords.top(quit: state.keyHint(.quit)))
        }
        state.keepCursorVisible()
        state.clampPanes()
        return .none
    }

    private func leave(_ state: inout DeskState) -> Effect<DeskAction> {
        guard !state.isZoomed, state.focus == .customers else { return back(&state) }
        if state.session.isKiosk { return stay(&state) }
        state.exitCode = 0
        return .none
    }

    /// Goes into what is under the cursor: a customer's panes, a pane with the whole screen, a message.
    private func open(_ state: inout DeskState) -> Effect<DeskAction> {
        switch state.focus {
        case .customers:
            guard let name = state.customers.selected else { return .none }
            focus(&state, .overview)
            return customerOpened(&state, name)
        case .overview:
            guard let subject = state.subject else { return .none }
            return openCustomer(&state, subject, in: .customer)
        case .samples where state.samples.underCursor != nil && (state.isZoomed || !isFolded(state)):
            return openSample(&state)
        case .statistics where state.subject != nil: return go(&state, to: Place(.statistics))
        case .suppressions where state.subject != nil: return go(&state, to: Place(.suppressions))
        default:
            // A pane that is alone on the screen already has no level to go down.
            let isAlone = state.layout.kind == .single || state.layout.kind == .counts
            if isAlone {
                state.notice = Notice(.plain, InputWords.nothingMore(back: state.keyHint(.back)))
            } else {
                state.isZoomed = true
                state.clampPanes()
            }
            return .none
        }
    }

    private func isFolded(_ state: DeskState) -> Bool { state.layout.frames[state.focus]?.isFolded ?? true }

    private func choosePeriod(_ state: inout DeskState, _ step: Int) -> Effect<DeskAction> {
        let periods = StatisticsState.periods
        let index = (periods.firstIndex(of: state.statistics.days) ?? 1) + step
        guard periods.indices.contains(index) else {
            state.notice = Notice(.plain, "Periods are 7, 30 and 90 days")
            return .none
        }
        state.statistics.days = periods[index]
        return periodChosen(&state)
    }

    private func nextList(_ state: inout DeskState) {
        let lists: [SuppressionList?] = [nil] + SuppressionList.allCases
        let index = lists.firstIndex(of: state.suppressions.list) ?? 0
        state.suppressions.list = lists[(index + 1) % lists.count]
        (state.suppressions.cursor, state.suppressions.top) = (0, 0)
    }

    // MARK: - Marks

    private func runMark(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        switch command {
        case .mark:
            guard let row = state.customers.rowUnderCursor else { return Effect.none }
            if state.customers.marks.contains(row) {
                state.customers.marks.remove(row)
            } else {
                state.customers.marks.insert(row)
            }
            return move(&state, by: 1)
        case .markRange: markRange(&state)
        case .markAll:
            state.customers.marks.insert(contentsOf: state.customers.shown.rows, below: state.customers.table.count)
            state.notice = Notice(.plain, "\(state.customers.marks.count) marked")
        case .unmarkAll:
            state.customers.marks = MarkSet()
            state.customers.rangeStart = nil
            state.notice = Notice(.plain, InputWords.nothingMarked)
        default: return nil
        }
        return Effect.none
    }

    /// The first time it sets the start, the second time it marks from there to the cursor.
    private func markRange(_ state: inout DeskState) {
        guard let start = state.customers.rangeStart else {
            state.customers.rangeStart = state.customers.cursor
            state.notice = Notice(.plain, InputWords.rangeFrom(state.keyHint(.markRange)))
            return
        }
        let shown = state.customers.shown.rows
        let range = min(start, state.customers.cursor)...max(start, state.customers.cursor)
        state.customers.marks.insert(
            contentsOf: shown[range.clamped(to: 0...shown.count - 1)], below: state.customers.table.count)
        state.customers.rangeStart = nil
        state.notice = Notice(.plain, "\(state.customers.marks.count) marked")
    }
}

extension Pane {
    func next(_ step: Int) -> Pane {
        let count = Pane.allCases.count
        return Pane.allCases[((rawValue - 1 + step) % count + count) % count]
    }
}

extension StatisticsMetric {
    var next: StatisticsMetric {
        let index = Self.allCases.firstIndex(of: self) ?? 0
        return Self.allCases[(index + 1) % Self.allCases.count]
    }
}

extension DeskState {
    /// Keeps the cursor on the screen. At the edge the list turns half a page: a pane beside others is painted anew
    /// when it scrolls, so it should scroll seldom.
    mutating func keepCursorVisible() {
        let count = customers.shown.count
        customers.cursor = min(max(0, customers.cursor), max(0, count - 1))
        let layout = layout
        // A list that is not on the screen keeps its place until it is.
        guard layout.frames[.customers].map({ !$0.isFolded }) ?? false else { return }
        let rows = layout.customerRows
        let (cursor, top) = (customers.cursor, customers.top)
        if cursor < top {
            customers.top = cursor == top - 1 ? max(0, cursor - rows / 2) : cursor
        } else if cursor >= top + rows {
            customers.top = cursor == top + rows ? cursor - rows + 1 + rows / 2 : cursor - rows + 1
        }
        customers.top = min(customers.top, max(0, count - rows))
        customers.top = max(0, customers.top)
    }

    /// Keeps the cursors of the other panes within their rows and on the screen.
    mutating func clampPanes() {
        let layout = layout
        (suppressions.cursor, suppressions.top) = Self.clamped(
            suppressions.cursor, suppressions.top, count: suppressionCount, rows: layout.visibleRows(.suppressions))
        (samples.cursor, samples.top) = Self.clamped(
            samples.cursor, samples.top, count: samples.shown.count, rows: layout.visibleRows(.samples))
    }

    private static func clamped(_ cursor: Int, _ top: Int, count: Int, rows: Int?) -> (Int, Int) {
        let cursor = min(max(0, cursor), max(0, count - 1))
        guard let rows else { return (cursor, min(max(0, top), max(0, count - 1))) }
        let lowest = max(0, cursor - rows + 1)
        return (cursor, min(max(min(top, cursor), lowest), max(0, count - rows)))
    }
}
