import Records
import Settings
import StateStore

/// A sender that is nobody's, and the customer a person finds for it.
package struct AssignState: Sendable, Equatable {
    /// The domain that is remembered.
    package let domain: String
    package var entry = TextEntry()
    package var cursor = 0
    /// Customers that match what is typed.
    package var choices: [String] = []

    package init(domain: String) { self.domain = domain }
}

extension DeskReducer {
    /// Customers offered at a time.
    private static let mostChoices = 8

    func beginAssigning(_ state: inout DeskState, _ sample: Sample) -> Effect<DeskAction> {
        guard sample.customer == nil else {
            state.notice = Notice(.plain, "a header tells the customer of this sample")
            return .none
        }
        if sample.report == nil, let trouble = sample.fromTrouble {
            state.notice = Notice(.warning, "\(trouble.sentence): its sender can't be assigned")
            return .none
        }
        guard let domain = sample.domainsOfOwner.first else {
            state.notice = Notice(.warning, "the sample has no sender that could be assigned")
            return .none
        }
        state.overlay = .assign(AssignState(domain: domain))
        return findCustomers(&state, "")
    }

    func runInAssign(_ state: inout DeskState, _ old: AssignState, _ command: CommandID) -> Effect<DeskAction> {
        var assign = old
        switch command {
        case .confirm: return assignChosen(&state, assign)
        case .complete:
            guard assign.choices.indices.contains(assign.cursor) else { return .none }
            assign.entry = TextEntry(assign.choices[assign.cursor])
        default:
            if let cursor = moved(assign.cursor, command, count: assign.choices.count) {
                assign.cursor = cursor
                state.overlay = .assign(assign)
                return .none
            }
            guard assign.entry.edit(command) else { return .none }
        }
        state.overlay = .assign(assign)
        return findCustomers(&state, assign.entry.text)
    }

    func typedInAssign(_ state: inout DeskState, _ old: AssignState, _ text: String) -> Effect<DeskAction> {
        var assign = old
        assign.entry.insert(text)
        state.overlay = .assign(assign)
        return findCustomers(&state, assign.entry.text)
    }

    /// Looks through all customers, off the main thread.
    private func findCustomers(_ state: inout DeskState, _ text: String) -> Effect<DeskAction> {
        let (table, rows) = (state.customers.table, state.customers.sorted)
        return .run(priority: .userInitiated) { send in
            let query = FilterQuery(text)
            let bits = Filtering(table: table, figures: FiguresByUser()).rows(meeting: query)
            var names: [String] = []
            for row in rows.rows where names.count < Self.mostChoices && row < table.count && bits.contains(row) {
                names.append(table.username(Int(row)))
            }
            if Task.isCancelled { return }
            await send(.sample(.customersFound(text, names)))
        }
        .cancellable(id: EffectName.assigning, cancelInFlight: true)
    }

    /// Remembered for this desk at once and for all others in the archive; nothing is changed at the service.
    private func assignChosen(_ state: inout DeskState, _ assign: AssignState) -> Effect<DeskAction> {
        guard assign.choices.indices.contains(assign.cursor) else {
            state.notice = Notice(.warning, "no customer has this in its name; Esc leaves")
            return .none
        }
        let (domain, customer) = (assign.domain, assign.choices[assign.cursor])
        state.overlay = nil
        state.samples.assigned[domain] = customer
        state.samples.attribute()
        state.clampPanes()
        state.notice = Notice(.done, "mail from \(domain) is of \(customer)")
        let environment = environment
        return .run { _ in await environment.memory.remember(.senderDomain, domain, customer) }
    }
}
