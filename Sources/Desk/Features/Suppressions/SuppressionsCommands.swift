import Formats
import ResellerAPI
import Screen
import Settings
import StateStore

/// The commands of the suppressions view.
extension DeskReducer {
    static let suppressionsCommands = CommandScope(
        CommandBinding.moves { _, state, command in
            state.moveSuppressed(by: state.suppressedStep(command))
            return .none
        } + [
            .changes(.nextList) { $0.nextSuppressionTable() },
            .changes(.childPane) { $0.moveSuppressionColumn(1) },
            .changes(.nextPane) { $0.moveSuppressionColumn(1) },
            .changes(.parentPane) { $0.moveSuppressionColumn(-1) },
            .changes(.previousPane) { $0.moveSuppressionColumn(-1) },
            .changes(.mark, off: \.reasonNoAddress) { $0.markSuppressed() },
            .changes(.markRange, off: \.reasonNoAddress) { $0.markSuppressedRange() },
            .changes(.markAll, off: \.reasonNoAddress) { $0.markAllSuppressed() },
            .changes(.unmarkAll, off: \.reasonNoAddress) { state in
                state.suppressions.view.marks = []
                state.suppressions.view.rangeStart = nil
                state.notice = Notice(.plain, InputWords.nothingMarked)
            },
            .does(.filter) { state in
                // What the view of an address has put there is masked on a wall, and a field can't be.
                state.filterEntry = TextEntry(state.session.isKiosk ? "" : state.suppressions.view.filter)
                state.historyPosition = nil
            },
            .changes(.nextHit, off: \.reasonNoSuppressionFilter) { $0.moveSuppressed(by: 1) },
            .changes(.previousHit, off: \.reasonNoSuppressionFilter) { $0.moveSuppressed(by: -1) },
            .does(.back, when: { $0.suppressions.view.rangeStart != nil }) { state in
                state.suppressions.view.rangeStart = nil
            },
            .on(.back, when: { !$0.suppressions.view.filter.isEmpty }) { $0.setSuppressionFilter(&$1, "") },
            .does(.open) { $0.showSuppressed() },
            .on(.remove, off: \.reasonNothingToRemove) { $0.letThrough(&$1) },
            .on(.why, when: { $0.suppressedUnderCursor != nil }) { reducer, state in
                state.suppressedUnderCursor.map { reducer.openWhy(&state, of: $0) } ?? .none
            },
        ])

    /// The marked addresses get mail again, or the one under the cursor: one by a dialog, several by a bulk run.
    private func letThrough(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let user = state.selected else { return .none }
        let chosen = state.chosenSuppressed
        guard let first = chosen.first else {
            state.notice = Notice(.plain, "No address selected")
            return .none
        }
        guard chosen.count == 1 else {
            return offerBulkAddresses(&state, user: user, addresses: chosen.map { (list: $0.list, email: $0.email) })
        }
        let deed = Deed(first.list.deleteOperation, ["user": user, "email": first.email])
        return begin(&state, deed)
    }
}

extension CommandBinding {
    /// A command that changes what is shown of the addresses, whose cursor stays within them.
    fileprivate static func changes(
        _ command: CommandID, off: @escaping Reason = { _ in nil }, _ change: @escaping Change
    ) -> CommandBinding {
        .does(command, off: off) { state in
            change(&state)
            state.clampSuppressed()
        }
    }
}

extension DeskState {
    fileprivate var reasonNoAddress: String? { suppressed.isEmpty ? InputWords.noAddress : nil }

    fileprivate var reasonNoSuppressionFilter: String? {
        suppressions.view.filter.isEmpty ? InputWords.noFilter : nil
    }

    fileprivate var reasonNothingToRemove: String? {
        suppressions.view.marks.isEmpty ? reasonNoDeed(.remove) : nil
    }
}

// MARK: - Moving

extension DeskState {
    /// Rows that a command moves the cursor.
    fileprivate func suppressedStep(_ command: CommandID) -> Int {
        command.step(page: suppressionsLayout.rows(of: suppressions.view.table)) ?? 0
    }

    fileprivate mutating func moveSuppressed(by step: Int) {
        suppressions.view.position.cursor += step
        clampSuppressed()
    }

    /// All in one table, side by side, then each alone.
    fileprivate mutating func nextSuppressionTable() {
        let lists = SuppressionList.allCases
        let index = lists.firstIndex(of: suppressions.view.list) ?? 0
        suppressions.view.rangeStart = nil
        switch suppressions.view.arrangement {
        case .merged: (suppressions.view.arrangement, suppressions.view.list) = (.sideBySide, lists[0])
        case .sideBySide: (suppressions.view.arrangement, suppressions.view.list) = (.alone, lists[0])
        case .alone where index + 1 < lists.count: suppressions.view.list = lists[index + 1]
        case .alone: (suppressions.view.arrangement, suppressions.view.list) = (.merged, lists[0])
        }
    }

    /// The list beside; in the merged table there is none.
    fileprivate mutating func moveSuppressionColumn(_ step: Int) {
        guard suppressions.view.arrangement != .merged else {
            notice = Notice(.plain, "all lists are in one table; \(keyHint(.nextList)) puts them side by side")
            return
        }
        let lists = SuppressionList.allCases
        let index = (lists.firstIndex(of: suppressions.view.list) ?? 0) + step
        suppressions.view.rangeStart = nil
        suppressions.view.list = lists[(index + lists.count) % lists.count]
    }

    /// All that is known of the address under the cursor.
    fileprivate mutating func showSuppressed() {
        guard let entry = suppressedUnderCursor else {
            notice = Notice(.plain, "No address selected")
            return
        }
        let lines = [
            entry.email, "on the list of \(entry.list.participle) addresses",
            entry.created.map { "since \(CustomerTime.words($0))" },
            entry.status.map { "status \($0)" }, entry.reason.map { "server response: \($0)" },
        ]
        overlay = .messages(MessageText(title: "Address", lines: lines.compactMap(\.self), top: 0))
    }
}

extension SuppressionList {
    fileprivate var participle: String { self == .spam ? "spam reporting" : rawValue }
}

// MARK: - Marks

extension DeskState {
    /// The marked addresses in the order of the merged lists; without marks the one under the cursor.
    var chosenSuppressed: [SuppressionKey] {
        let marks = suppressions.view.marks
        guard !marks.isEmpty else { return suppressedUnderCursor.map { [SuppressionKey($0)] } ?? [] }
        var seen: Set<SuppressionKey> = []
        return (detail?.newestOfAll ?? []).map(SuppressionKey.init)
            .filter { marks.contains($0) && seen.insert($0).inserted }
    }

    fileprivate mutating func markSuppressed() {
        guard let entry = suppressedUnderCursor else { return }
        let key = SuppressionKey(entry)
        if suppressions.view.marks.remove(key) == nil { suppressions.view.marks.insert(key) }
        moveSuppressed(by: 1)
    }

    /// The first time it sets the start, the second time it marks from there to the cursor.
    fileprivate mutating func markSuppressedRange() {
        let (rows, cursor) = (suppressed, suppressions.view.position.cursor)
        guard !rows.isEmpty else { return }
        guard let start = suppressions.view.rangeStart else {
            suppressions.view.rangeStart = cursor
            notice = Notice(.plain, InputWords.rangeFrom(keyHint(.markRange)))
            return
        }
        let range = (min(start, cursor)...max(start, cursor)).clamped(to: 0...rows.count - 1)
        suppressions.view.marks.formUnion(rows[range].map(SuppressionKey.init))
        suppressions.view.rangeStart = nil
        tellMarks()
    }

    fileprivate mutating func markAllSuppressed() {
        suppressions.view.marks.formUnion(suppressed.map(SuppressionKey.init))
        tellMarks()
    }

    private mutating func tellMarks() {
        notice = Notice(.plain, "\(Numbers.grouped(suppressions.view.marks.count)) marked")
    }
}
