import Formats
import Records
import ResellerAPI
import Settings
import StateStore

/// Commands about the program and about reading.
extension DeskReducer {
    static let programCommands = CommandScope(
        terminalCommands + [
            .on(.refresh) { $0.refresh(&$1) },
            .on(.refreshAll) { $0.refreshAll(&$1) },
            .on(.freeze) { $0.freeze(&$1) },
            .on(.intervalLonger) { $0.setInterval(&$1, $1.refreshInterval * 2) },
            .on(.intervalShorter) { $0.setInterval(&$1, $1.refreshInterval / 2) },
            .does(.nextTheme) { $0.nextTheme() },
            .does(.maskAddresses) { $0.toggleMasking() },
            .on(.copyID, off: { $0.reasonNoCopy(row: false) }) { $0.copy(&$1, row: false) },
            .on(.copyRow, off: { $0.reasonNoCopy(row: true) }) { $0.copy(&$1, row: true) },
            .on(.reload) { _, _ in .run { send in await send(.reloadRequested) } },
            .on(.cancel) { $0.cancel(&$1) },
            .on(.quit) { reducer, state in
                if state.session.isKiosk { return reducer.askToQuit(&state) }
                state.exitCode = 0
                return .none
            },
            .does(.errors) { $0.overlay = .errors(ErrorList(top: 0)) },
            .on(.historyBack, off: { $0.history.canGoBack ? nil : InputWords.noEarlier }) { $0.goBack(&$1, 1) },
            .on(.historyForward, off: { $0.history.canGoForward ? nil : InputWords.noLater }) { $0.goBack(&$1, -1) },
            .on(.why) { $0.openWhy(&$1) },
            .on(.undo) { $0.undo(&$1) },
            .on(.redo) { $0.redo(&$1) },
            .on(.context) { $0.openContexts(&$1) },
            .on(.accountAdd) { $0.openAccountForm(&$1) },
            .on(.assign, off: { _ in InputWords.noSample }) { _, _ in .none },
            .opens(.filter) { $0.openFilter(&$1) },
            .opens(.export) { $0.openExport(&$1) },
            .opens(.palette) { $0.openPalette(&$1) },
            .opens(.help) { $0.openHelp(&$1) },
        ])

    /// What works wherever a person is, also in overlays and while text is typed.
    private static let terminalCommands: [CommandBinding] = [
        .on(.repaint) { reducer, _ in .run { _ in await reducer.environment.repaint() } },
        .on(.suspend) { reducer, _ in .run { _ in await reducer.environment.suspend() } },
    ]

    /// Runs a command of the program from what lies over the desk.
    func runProgram(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        Self.programCommands.binding(of: command, state)?.run(self, &state) ?? .none
    }

    private func refresh(_ state: inout DeskState) -> Effect<DeskAction> {
        if state.place.view != .desk { return refreshView(&state) }
        return reading(&state) { state in
            let isAboutList = state.focus == .customers || state.customers.list.failure != nil
            return .merge(
                isAboutList ? readList(&state) : .none, readSubject(&state, evenIfFresh: true))
        }
    }

    private func refreshAll(_ state: inout DeskState) -> Effect<DeskAction> {
        reading(&state) { state in
            .merge(
                readList(&state), readSubject(&state, evenIfFresh: true), readOnce(&state),
                readView(&state, evenIfFresh: true))
        }
    }

    /// Reads what the view shows again; what is there stays until the answers come.
    private func refreshView(_ state: inout DeskState) -> Effect<DeskAction> {
        let effect = readView(&state, evenIfFresh: true)
        if effect.isEmpty {
            state.notice = Notice(
                .plain,
                state.isAsking
                    ? InputWords.alreadyLoading(state.keyHint(.cancel)) : InputWords.nothingToLoad)
        }
        return effect
    }

    /// Every key has a visible result: what is read shows itself, and nothing to do is said.
    private func reading(
        _ state: inout DeskState, _ start: (inout DeskState) -> Effect<DeskAction>
    ) -> Effect<DeskAction> {
        let before = (state.customers.generation, state.awaited)
        let effect = start(&state)
        if state.customers.generation == before.0, state.awaited == before.1 {
            state.notice = Notice(
                .plain,
                state.isAsking
                    ? InputWords.alreadyLoading(state.keyHint(.cancel)) : InputWords.nothingToLoad)
        }
        return .merge(effect, armSecond(state))
    }

    private func freeze(_ state: inout DeskState) -> Effect<DeskAction> {
        state.isFrozen.toggle()
        holdBoard(&state)
        let key = state.keyHint(.freeze)
        state.notice = Notice(
            state.isFrozen ? .warning : .plain,
            state.isFrozen ? InputWords.frozen(key) : InputWords.unfrozen)
        // Where the cursor went meanwhile has not been read.
        return state.isFrozen ? .none : readSubject(&state, evenIfFresh: false)
    }

    private func setInterval(_ state: inout DeskState, _ seconds: Int) -> Effect<DeskAction> {
        state.refreshInterval = min(3840, max(15, seconds))
        state.notice = Notice(.plain, InputWords.interval(state.refreshInterval))
        return .merge(armRefresh(state), wish(state))
    }

    /// `^C` ends what is being read; at rest it says how to quit.
    private func cancel(_ state: inout DeskState) -> Effect<DeskAction> {
        if state.why.rest?.isRunning == true, !state.isAsking { return cancelRest(&state) }
        guard state.isAsking else {
            state.notice = Notice(.plain, "Nothing runs; \(state.keyHint(.quit)) quits")
            return .none
        }
        let stop = stopReading(&state)
        if state.customers.incoming != nil {
            state.customers.incoming = nil
            state.customers.list.askedAt = nil
        }
        state.notice = Notice(.plain, InputWords.stopped(state.keyHint(.refresh)))
        state.readings.stopped()
        return .merge(
            stop, .cancel(id: EffectName.list), .cancel(id: EffectName.readings), .cancel(id: EffectName.second))
    }

    private func copy(_ state: inout DeskState, row: Bool) -> Effect<DeskAction> {
        guard let text = state.copyText(row: row) else { return .none }
        let environment = environment
        return .run { send in await send(.copied(text.text, environment.copyToClipboard(text))) }
    }

    func copied(_ state: inout DeskState, _ text: String, _ worked: Bool) -> Effect<DeskAction> {
        state.notice =
            worked
            ? Notice(.done, "copied \(text)")
            : Notice(
                .warning,
                ClipText.refusal(of: text).map { "Not copied: \($0)" }
                    ?? "The terminal may not support copying: \(text)")
        return .none
    }
}

extension CommandBinding {
    /// A command that opens something over the desk, or a line to type in.
    fileprivate static func opens(
        _ command: CommandID, _ open: @escaping @Sendable (DeskReducer, inout DeskState) -> Void
    ) -> CommandBinding {
        .on(command) { reducer, state in
            open(reducer, &state)
            return .none
        }
    }
}

extension DeskState {
    fileprivate func reasonNoCopy(row: Bool) -> String? {
        copyText(row: row) == nil ? InputWords.nothingSelected : nil
    }

    fileprivate mutating func nextTheme() {
        guard !themeNames.isEmpty else { return }
        let index = themeNames.firstIndex(of: themeName) ?? -1
        themeName = themeNames[(index + 1) % themeNames.count]
        notice = Notice(.plain, "theme \(themeName)")
    }

    /// Where a customer is shown.
    func position(of user: String) -> Int? {
        guard let row = customers.table.row(named: user).map({ UInt32($0) }) else { return nil }
        let shown = customers.shown.rows
        // The order tells where it has to be, unless figures have changed since.
        if !customers.sortedBy.dependsOnFigures {
            let sorter = RowSorter(table: customers.table, sorting: customers.sortedBy, figures: FiguresByUser())
            let place = sorter.place(of: row, in: shown)
            if place < shown.count, shown[place] == row { return place }
        }
        return shown.firstIndex(of: row)
    }

    /// What is under the cursor as text to take along.
    func copyText(row: Bool) -> ClipText? {
        if place.view == .statistics { return statisticsText }
        return (place.view == .desk ? deskValues(row: row) : viewValues(row: row)).map { ClipText(row: $0.map(masked)) }
    }

    private func viewValues(row: Bool) -> [String]? {
        if place.view == .suppressions { return suppressedUnderCursor.map { row ? $0.values : [$0.email] } }
        guard let shown = rowUnderCursor else { return nil }
        return row ? shown.cells.map(\.text).filter { !$0.isEmpty } : [shown.copies]
    }

    private func deskValues(row: Bool) -> [String]? {
        switch focus {
        case .samples:
            guard let sample = samples.underCursor else { return nil }
            return row ? [sample.from, sample.subject] : [sample.subject]
        case .suppressions:
            guard let entry = suppressionRows(from: suppressions.cursor, count: 1).first else { return nil }
            return row ? entry.values : [entry.email]
        case .overview, .statistics:
            // These panes show the subject, wherever the cursor of the list is.
            guard let subject else { return nil }
            return row ? customers.table.row(named: subject).map(rowValues) ?? [subject] : [subject]
        case .customers:
            guard let tableRow = customers.rowUnderCursor else { return nil }
            return row ? rowValues(tableRow) : [customers.table.username(tableRow)]
        }
    }

    /// A customer's row.
    private func rowValues(_ row: Int) -> [String] {
        let fields: [CustomerField] = [.id, .username, .email, .firstName, .lastName, .website, .active]
        return fields.map { customers.table.text(row, $0) ?? "" }
    }
}
