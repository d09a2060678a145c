import Formats
import Records
import ResellerAPI
import Screen
import Settings
import StateStore

/// From marks to a run: which call, with which values, a preview, the typed count.
extension DeskReducer {
    /// What begins a run.
    static let bulkCommands: [CommandBinding] = [
        .on(.bulk) { $0.offerBulk(&$1) },
        .on(.change, when: \.changesMarked) { $0.offerBulk(&$1) },
        .on(.pauseRun, off: { InputWords.noRun($0.keyHint(.runs)) }) { _, _ in .none },
        .on(.retryFailed, off: { InputWords.noRun($0.keyHint(.runs)) }) { _, _ in .none },
    ]

    /// Begins with those that are marked, or else with all that the filter shows.
    func offerBulk(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let targets = state.bulkTargets else {
            let (mark, filter) = (state.keyHint(.mark), state.keyHint(.filter))
            state.notice = Notice(.plain, RunsWords.nothingSelected(mark: mark, filter: filter))
            return .none
        }
        let choices = bulkDeeds(state).map { BulkChoice($0, targets) }
        let title = RunsWords.menuTitle(targets.count, targets.noun, targets.origin)
        state.overlay = .bulk(.menu(BulkMenu(title: title, choices: choices)))
        return .none
    }

    /// The calls that can be made for many customers with the same values; the worst come last.
    func bulkDeeds(_ state: DeskState) -> [ResellerAPI.Operation] {
        let all = ResellerAPI.Operation.all.filter {
            $0.bulkOver == .customers && $0.scope == .customer && state.session.capabilities.isAvailable($0)
        }
        return all.filter { $0.wording.grade == .plain } + all.filter { $0.wording.grade == .worst }
    }

    /// Begins one call for the customers chosen, with what is known of its values.
    func offerBulkCustomers(
        _ state: inout DeskState, operation: ResellerAPI.Operation, parameters: Parameters = Parameters()
    ) -> Effect<DeskAction> {
        guard let targets = state.bulkTargets else { return offerBulk(&state) }
        return beginBulk(&state, BulkChoice(operation, targets), parameters)
    }

    /// Lets addresses of a customer through again; those of several lists are several runs, one to choose.
    func offerBulkAddresses(
        _ state: inout DeskState, user: String, addresses: [(list: SuppressionList, email: String)]
    ) -> Effect<DeskAction> {
        let choices = SuppressionList.allCases.compactMap { list -> BulkChoice? in
            // By their bytes: two spellings that read the same are two entries of the service.
            var seen: Set<[UInt8]> = []
            let emails = addresses.filter { $0.list == list && seen.insert(Array($0.email.utf8)).inserted }.map(\.email)
            guard !emails.isEmpty else { return nil }
            let operation = list.deleteOperation
            return BulkChoice(
                operation, BulkTargets(.addresses(user: user, emails), origin: RunsWords.origin(of: user)))
        }
        guard let first = choices.first else {
            state.notice = Notice(.plain, RunsWords.noAddress(mark: state.keyHint(.mark)))
            return .none
        }
        if choices.count == 1 { return beginBulk(&state, first, Parameters()) }
        state.overlay = .bulk(.menu(BulkMenu(title: RunsWords.addressMenu(user), choices: choices)))
        return .none
    }

    /// A form where values are missing, else the preview.
    func beginBulk(
        _ state: inout DeskState, _ choice: BulkChoice, _ parameters: Parameters
    ) -> Effect<DeskAction> {
        guard choice.targets.count > 0 else { return .none }
        let known = choice.targets.parameters(at: 0, shared: parameters)
        let deed = Deed(choice.operation, known, settled: Set(known.pairs.map(\.name)))
        let form = FormState(deed: deed, targets: choice.targets)
        guard form.fields.isEmpty else { return open(&state, form) }
        return previewBulk(&state, choice.operation, choice.targets, known)
    }

    /// Shows what will happen, before anything is written down or sent.
    func previewBulk(
        _ state: inout DeskState, _ operation: ResellerAPI.Operation, _ targets: BulkTargets, _ parameters: Parameters
    ) -> Effect<DeskAction> {
        let shared = parameters.without(names: ["user", targets.ownParameter])
        var preview = BulkPreview(operation, targets, shared: shared)
        if let draft = state.changes.draft, draft.targets == targets, draft.deed.operation == operation {
            preview.ticket = TextEntry(offered: draft.ticket)
        }
        if let kept = state.changes.kept(for: targets.owner) {
            preview.ticket = TextEntry(offered: kept)
            preview.keepsTicket = true
        }
        state.overlay = .bulk(.preview(preview))
        return foresee(&state, preview)
    }

    // MARK: - Menu and preview

    func runInBulkMenu(_ state: inout DeskState, _ old: BulkMenu, _ command: CommandID) -> Effect<DeskAction> {
        var menu = old
        if command == .confirm || command == .open {
            guard menu.choices.indices.contains(menu.cursor) else { return .none }
            state.overlay = nil
            return beginBulk(&state, menu.choices[menu.cursor], Parameters())
        }
        if let cursor = moved(menu.cursor, command, count: menu.choices.count) { menu.cursor = cursor }
        state.overlay = .bulk(.menu(menu))
        return .none
    }

    func runInPreview(_ state: inout DeskState, _ old: BulkPreview, _ command: CommandID) -> Effect<DeskAction> {
        var preview = old
        guard !preview.isStarting else { return .none }
        if command == .confirm, preview.entry != .ticket { return start(&state, preview) }
        if command == .keepTicket {
            keepTicket(&state, &preview)
        } else if !preview.run(command, extent: environment.dialogExtent(state)) {
            return .none
        }
        state.overlay = .bulk(.preview(preview))
        return .none
    }

    func typedInPreview(_ state: inout DeskState, _ old: BulkPreview, _ text: String) {
        var preview = old
        guard !preview.isStarting else { return }
        preview.insert(text)
        state.overlay = .bulk(.preview(preview))
    }

    /// Writes the run down with all its rows; the first call goes out only when that is done.
    private func start(_ state: inout DeskState, _ old: BulkPreview) -> Effect<DeskAction> {
        guard state.session.writes else {
            state.notice = Notice(.warning, ChangesWords.nothingSent(state.readOnlyReason))
            return .none
        }
        guard !old.isReading else {
            state.notice = Notice(.plain, ChangesWords.stillLoading)
            return .none
        }
        guard old.isTyped else {
            state.notice = Notice(.warning, ChangesWords.typeToConfirm(old.requiredText))
            return .none
        }
        if mustBeSaidAgain(&state) { return .none }
        var preview = old
        preview.isStarting = true
        state.changes.noteKept(preview)
        state.changes.draft = nil
        state.overlay = .bulk(.preview(preview))
        let environment = environment
        let session = state.session
        return .run { [preview] send in
            let now = environment.now()
            var run = BulkRun(
                account: session.archiveKey, context: session.account, who: session.who, at: now,
                operation: preview.operation.id, reason: preview.ticket.text.trimmingBlanks, changedAt: now)
            let rows = preview.targets.rows(shared: preview.shared)
            run.counts.waiting = rows.count
            switch await environment.runs.create(run, rows) {
            case .failed(let why): await send(.bulk(.created(preview, .failed(why))))
            case .done(let id):
                run.id = id
                await send(.bulk(.created(preview, .done(run))))
            }
        }
    }

    func created(
        _ state: inout DeskState, _ preview: BulkPreview, _ outcome: Outcome<BulkRun>
    ) -> Effect<DeskAction> {
        switch outcome {
        case .failed(let why):
            var again = preview
            again.isStarting = false
            state.overlay = .bulk(.preview(again))
            state.note(trouble: RunsWords.cannotSave(why), at: environment.now())
            state.notice = Notice(.failed, ChangesWords.nothingSent(RunsWords.cannotSave(why)))
            return .none
        case .done(let run):
            if state.overlay == .bulk(.preview(preview)) { state.overlay = nil }
            if case .customers = preview.targets.kind { state.customers.marks = MarkSet() }
            state.bulk.runs.insert(run, at: 0)
            return .merge(work(&state, on: run), go(&state, to: Place(.runs, item: String(run.id))))
        }
    }

    /// Esc goes back to the form, if there was one; nothing was written down yet.
    func leavePreview(_ state: inout DeskState, _ preview: BulkPreview) {
        guard !preview.isStarting else {
            state.notice = Notice(.plain, RunsWords.logging(state.keyHint(.cancel)))
            return
        }
        state.changes.noteKept(preview)
        if var draft = state.changes.draft, draft.targets == preview.targets,
            draft.deed.operation == preview.operation
        {
            draft.ticket = preview.ticket.text
            state.overlay = .form(draft)
        } else {
            state.overlay = nil
        }
        state.notice = Notice(.plain, ChangesWords.nothingSent)
    }
}

extension DeskState {
    /// The customers that a call for many would be made for now: the marked, or all that the filter shows.
    var bulkTargets: BulkTargets? {
        if let boardTargets { return boardTargets }
        if customers.marks.count > 0 {
            return BulkTargets(
                .customers(customers.table, customers.marks.rows.map { UInt32($0) }), origin: RunsWords.origins.marked)
        }
        guard !customers.shownFilter.isEmpty, customers.filter == customers.shownFilter, customers.shown.count > 0
        else { return nil }
        return BulkTargets(.customers(customers.table, customers.shown.rows), origin: RunsWords.origins.filtered)
    }
}

extension DeskState {
    /// Whether a change means all that are marked, in the list or on the board.
    fileprivate var changesMarked: Bool {
        place.view == .desk && focus == .customers && customers.marks.count > 0 || boardTargets != nil
    }
}
