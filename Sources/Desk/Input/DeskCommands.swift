import ResellerAPI
import Settings
import StateStore

/// The commands of the desk itself, when nothing lies over it.
extension DeskReducer {
    static let deskCommands = CommandScope(
        CommandBinding.moves { reducer, state, command in
            let step = command.step(page: state.layout.tableRows(state.focus))
            return step.map { reducer.move(&state, by: $0) } ?? .none
        }
            + CommandBinding.digits(off: { Pane(rawValue: $1) == nil ? InputWords.fivePanes : nil }) {
                _, state, digit in
                if let pane = Pane(rawValue: digit) { state.focus(pane) }
                return .none
            } + panes + marks)

    /// Commands that mean the same wherever they are not bound by what has the focus.
    static let everywhereCommands = CommandScope(boardCommandsElsewhere + goingCommands + bulkCommands + deedCommands)

    private static let panes: [CommandBinding] = [
        .does(.nextPane) { $0.focus($0.focus.next(1)) },
        .does(.previousPane) { $0.focus($0.focus.next(-1)) },
        .does(.parentPane) { $0.focus(.customers) },
        .does(.childPane) { $0.focus($0.focus == .customers ? .overview : $0.focus) },
        .on(.desk) { reducer, state in
            reducer.focusDesk(&state, zoomed: false)
            return .none
        },
        .on(.customers) { reducer, state in
            reducer.focusDesk(&state, zoomed: true)
            return .none
        },
        .on(.back) { $0.back(&$1) },
        .on(.leave) { $0.leave(&$1) },
        .on(.open) { $0.open(&$1) },
        .on(.periodLonger) { $0.choosePeriod(&$1, 1) },
        .on(.periodShorter) { $0.choosePeriod(&$1, -1) },
        .does(.metric) { $0.statistics.metric = $0.statistics.metric.next },
        .does(.nextList) { $0.nextList() },
        .on(.nextHit, off: \.reasonNoHit) { $0.focusList(&$1, by: 1) },
        .on(.previousHit, off: \.reasonNoHit) { $0.focusList(&$1, by: -1) },
        .does(.sort) { state in
            state.overlay = .sortMenu(
                SortMenu(cursor: SortColumn.allCases.firstIndex(of: state.customers.sorting.column) ?? 0))
        },
        .on(.invertOrder) { reducer, state in
            state.customers.sorting.inverted.toggle()
            return reducer.arrange(&state)
        },
    ]

    /// The list of customers alone, or among the other panes.
    func focusDesk(_ state: inout DeskState, zoomed: Bool) {
        state.endVisit()
        state.isZoomed = zoomed
        state.focus(.customers)
    }

    // MARK: - Moving

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

    /// With a filter every row shown is a hit.
    private func focusList(_ state: inout DeskState, by step: Int) -> Effect<DeskAction> {
        state.focus = .customers
        return move(&state, by: step)
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
            state.focus(.overview)
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

    // MARK: - Marks

    private static let marks: [CommandBinding] = [
        .on(.mark, off: \.reasonNoMarks) { $0.mark(&$1) },
        .does(.markRange, off: \.reasonNoMarks) { $0.markRange() },
        .does(.markAll, off: \.reasonNoMarks) { state in
            state.customers.marks.insert(contentsOf: state.customers.shown.rows, below: state.customers.table.count)
            state.notice = Notice(.plain, "\(state.customers.marks.count) marked")
        },
        .does(.unmarkAll, off: \.reasonNoMarks) { state in
            state.customers.marks = MarkSet()
            state.customers.rangeStart = nil
            state.notice = Notice(.plain, InputWords.nothingMarked)
        },
    ]

    private func mark(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let row = state.customers.rowUnderCursor else { return .none }
        if state.customers.marks.contains(row) {
            state.customers.marks.remove(row)
        } else {
            state.customers.marks.insert(row)
        }
        return move(&state, by: 1)
    }
}

extension DeskState {
    fileprivate var reasonNoMarks: String? {
        focus != .customers
            ? InputWords.markCustomers : customers.shown.count == 0 ? InputWords.noCustomerShown : nil
    }

    fileprivate var reasonNoHit: String? { customers.filter.isEmpty ? InputWords.noFilter : nil }

    fileprivate mutating func focus(_ pane: Pane) {
        focus = pane
        keepCursorVisible()
        clampPanes()
    }

    fileprivate mutating func nextList() {
        let lists: [SuppressionList?] = [nil] + SuppressionList.allCases
        let index = lists.firstIndex(of: suppressions.list) ?? 0
        suppressions.list = lists[(index + 1) % lists.count]
        (suppressions.cursor, suppressions.top) = (0, 0)
        clampPanes()
    }

    /// The first time it sets the start, the second time it marks from there to the cursor.
    fileprivate mutating func markRange() {
        guard let start = customers.rangeStart else {
            customers.rangeStart = customers.cursor
            notice = Notice(.plain, InputWords.rangeFrom(keyHint(.markRange)))
            return
        }
        let shown = customers.shown.rows
        let range = min(start, customers.cursor)...max(start, customers.cursor)
        customers.marks.insert(
            contentsOf: shown[range.clamped(to: 0...shown.count - 1)], below: customers.table.count)
        customers.rangeStart = nil
        notice = Notice(.plain, "\(customers.marks.count) marked")
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
