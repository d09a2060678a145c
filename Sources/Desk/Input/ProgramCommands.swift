import Records
import ResellerAPI
import Settings
import StateStore

/// Commands about the program and about reading.
extension DeskReducer {
    func runProgram(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        switch command {
        case .refresh: return refresh(&state)
        case .refreshAll: return refreshAll(&state)
        case .freeze: return freeze(&state)
        case .intervalLonger: return setInterval(&state, state.refreshInterval * 2)
        case .intervalShorter: return setInterval(&state, state.refreshInterval / 2)
        case .nextTheme: nextTheme(&state)
        case .maskAddresses: state.masksAddresses.toggle()
        case .copyID, .copyRow: return copy(&state, row: command == .copyRow)
        case .reload: return .run { send in await send(.reloadRequested) }
        case .repaint: return .run { [environment] _ in await environment.repaint() }
        case .suspend: return .run { [environment] _ in await environment.suspend() }
        case .cancel: return cancel(&state)
        case .quit: state.exitCode = 0
        default: return runFinding(&state, command)
        }
        return .none
    }

    private func runFinding(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        switch command {
        case .filter: openFilter(&state)
        case .nextHit: return focusList(&state, by: 1)
        case .previousHit: return focusList(&state, by: -1)
        case .sort:
            state.overlay = .sortMenu(cursor: SortColumn.allCases.firstIndex(of: state.customers.sorting.column) ?? 0)
        case .invertOrder:
            state.customers.sorting.inverted.toggle()
            return arrange(state)
        case .palette: openPalette(&state)
        case .help: openHelp(&state)
        case .errors: state.overlay = .errors(top: 0)
        case .historyBack: return goBack(&state, 1)
        case .historyForward: return goBack(&state, -1)
        default: break
        }
        return .none
    }

    /// With a filter every row shown is a hit.
    private func focusList(_ state: inout DeskState, by step: Int) -> Effect<DeskAction> {
        state.focus = .customers
        return move(&state, by: step)
    }

    private func refresh(_ state: inout DeskState) -> Effect<DeskAction> {
        var effects: [Effect<DeskAction>] = []
        if state.focus == .customers || state.customers.list.failure != nil { effects.append(readList(&state)) }
        effects.append(readSubject(&state, evenIfFresh: true))
        return .merge(effects)
    }

    private func refreshAll(_ state: inout DeskState) -> Effect<DeskAction> {
        let environment = environment
        return .merge(
            readList(&state), readSubject(&state, evenIfFresh: true),
            .run { send in await send(.monitorsRead(environment.monitors())) },
            .run { send in await send(.packagesRead(environment.packages())) })
    }

    private func freeze(_ state: inout DeskState) -> Effect<DeskAction> {
        state.isFrozen.toggle()
        let key = state.keyHint(.freeze)
        state.notice = Notice(
            state.isFrozen ? .warning : .plain,
            state.isFrozen ? "frozen: nothing is read by itself; \(key) goes on" : "reading goes on")
        return .none
    }

    private func setInterval(_ state: inout DeskState, _ seconds: Int) -> Effect<DeskAction> {
        state.refreshInterval = min(3840, max(15, seconds))
        state.notice = Notice(.plain, "read again every \(state.refreshInterval) s")
        return armRefresh(state)
    }

    private func nextTheme(_ state: inout DeskState) {
        guard !state.themeNames.isEmpty else { return }
        let index = state.themeNames.firstIndex(of: state.themeName) ?? -1
        state.themeName = state.themeNames[(index + 1) % state.themeNames.count]
        state.notice = Notice(.plain, "theme \(state.themeName)")
    }

    /// `^C` ends what is being read; at rest it says how to quit.
    private func cancel(_ state: inout DeskState) -> Effect<DeskAction> {
        guard state.isAsking else {
            state.notice = Notice(.plain, "Nothing runs; \(state.keyHint(.quit)) quits")
            return .none
        }
        let stop = stopReading(&state)
        state.customers.incoming = nil
        state.customers.list.askedAt = nil
        state.notice = Notice(.plain, "stopped; \(state.keyHint(.refresh)) reads again")
        return .merge(stop, .cancel(id: EffectName.list), .cancel(id: EffectName.second))
    }

    private func copy(_ state: inout DeskState, row: Bool) -> Effect<DeskAction> {
        guard let text = state.copyText(row: row) else { return .none }
        let environment = environment
        return .run { send in await send(.copied(text, environment.copyToClipboard(text))) }
    }

    func copied(_ state: inout DeskState, _ text: String, _ worked: Bool) -> Effect<DeskAction> {
        state.notice =
            worked
            ? Notice(.done, "copied \(text)")
            : Notice(.warning, "The terminal may not take copies: \(text)")
        return .none
    }
}

// MARK: - History

/// The customers that were looked at, to go back and forward in.
package struct History: Sendable, Equatable {
    package var visited: [String] = []
    /// Steps back from the newest.
    package var depth = 0

    package init() {}

    var canGoBack: Bool { depth + 1 < visited.count }
    var canGoForward: Bool { depth > 0 }

    mutating func visit(_ user: String) {
        guard visited.isEmpty || visited[visited.count - 1 - depth] != user else { return }
        visited.removeLast(depth)
        depth = 0
        visited.append(user)
        if visited.count > 100 { visited.removeFirst() }
    }
}

extension DeskReducer {
    func goBack(_ state: inout DeskState, _ step: Int) -> Effect<DeskAction> {
        let depth = state.history.depth + step
        guard depth >= 0, depth < state.history.visited.count else { return .none }
        state.history.depth = depth
        let user = state.history.visited[state.history.visited.count - 1 - depth]
        let stop = stopReading(&state)
        state.subject = user
        if let position = state.position(of: user) {
            state.customers.cursor = position
            state.keepCursorVisible()
        } else {
            state.notice = Notice(.plain, "\(user) is not among the rows shown")
        }
        state.clampPanes()
        return .merge(stop, .cancel(id: EffectName.rest), readSubject(&state, evenIfFresh: false))
    }
}

extension DeskState {
    /// Where a customer is shown, looked for on and around the screen first.
    func position(of user: String) -> Int? {
        let near = max(0, customers.cursor - 500)..<min(customers.shown.count, customers.cursor + 500)
        if let hit = near.first(where: { customers.table.username(Int(customers.shown.rows[$0])) == user }) {
            return hit
        }
        return customers.shown.rows.firstIndex { customers.table.username(Int($0)) == user }
    }

    /// What is under the cursor as text to take along.
    func copyText(row: Bool) -> String? {
        switch focus {
        case .samples:
            guard samples.cursor < samples.samples.count else { return nil }
            let sample = samples.samples[samples.cursor]
            return row ? "\(sample.from)\t\(sample.subject)" : sample.subject
        case .suppressions:
            guard let entry = suppressionRows(from: suppressions.cursor, count: 1).first else { return nil }
            return row
                ? [entry.list.rawValue, entry.email, entry.status, entry.reason].compactMap(\.self).joined(
                    separator: "\t")
                : entry.email
        default:
            guard let tableRow = customers.rowUnderCursor else { return subject }
            let fields: [CustomerField] = [.id, .username, .email, .firstName, .lastName, .website, .active]
            return row
                ? fields.map { customers.table.text(tableRow, $0) ?? "" }.joined(separator: "\t")
                : customers.table.username(tableRow)
        }
    }
}
