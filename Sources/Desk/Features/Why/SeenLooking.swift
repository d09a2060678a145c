import Formats
import Records
import ResellerAPI
import StateStore

/// What the archive has seen of an address, and of how much of the account.
package struct SeenAnswer: Sendable, Equatable {
    package let rows: [SeenSuppression]
    package let coverage: SeenCoverage
    /// Hits that were known before and are gone: their list was read later, without the address.
    package let gone: Set<WhyRow>

    package init(rows: [SeenSuppression], coverage: SeenCoverage, gone: Set<WhyRow> = []) {
        self.rows = rows
        self.coverage = coverage
        self.gone = gone
    }
}

extension SeenCoverage {
    /// Of the customers of a table: who is no customer any more counts for nothing.
    init(_ whole: [String: Double], of table: CustomerTable) {
        var times: [Double] = []
        table.eachUsername { _, name in
            if let time = whole[String(decoding: name, as: UTF8.self)] { times.append(time) }
            return true
        }
        self.init(customers: times.count, oldest: times.min(), newest: times.max())
    }
}

/// Looks through the archive.
struct SeenLooking: Sendable {
    let memory: MemoryPort
    let address: String
    /// What is known already.
    let hits: [SeenSuppression]
    let table: CustomerTable

    func look() async -> Outcome<SeenAnswer> {
        let (seen, whole) = await (memory.seen(address), memory.seenWhole())
        switch (seen, whole) {
        case (.failed(let why), _), (_, .failed(let why)): return .failed(why)
        case (.done(let rows), .done(let whole)):
            return .done(
                SeenAnswer(rows: rows, coverage: SeenCoverage(whole, of: table), gone: await gone(without: rows)))
        }
    }

    /// A list that the archive let go, as it keeps too many, says nothing of what was on it.
    private func gone(without rows: [SeenSuppression]) async -> Set<WhyRow> {
        let there = Set(rows.map(\.row))
        var gone: Set<WhyRow> = []
        for hit in hits where !there.contains(hit.row) {
            let readAt = await memory.seenAt(hit.username)[hit.suppression.list]
            if let readAt, readAt > hit.readAt { gone.insert(hit.row) }
        }
        return gone
    }
}

extension SeenSuppression {
    var row: WhyRow { .hit(username, suppression.list) }
}

extension DeskReducer {
    func readSeen(_ state: inout DeskState, _ address: String) -> Effect<DeskAction> {
        if case .there = state.why.seen {} else { state.why.seen = .asking }
        let looking = SeenLooking(
            memory: environment.memory, address: address, hits: state.why.hits, table: state.customers.table)
        return .run { send in await send(.why(.seenRead(address, looking.look()))) }
            .cancellable(id: EffectName.whySeen, cancelInFlight: true)
    }

    func seenRead(_ state: inout DeskState, _ address: String, _ outcome: Outcome<SeenAnswer>) {
        guard state.why.address == address else { return }
        switch outcome {
        case .done(let answer):
            state.why.seen = .there(answer.coverage)
            state.takeSeen(answer)
        case .failed(let why): state.why.seen = .failed(why)
        }
    }

    /// A write was carried out: what the archive has seen follows it.
    func forgetSeen(_ state: DeskState, after entry: JournalEntry) -> Effect<DeskAction> {
        guard case .done = entry.outcome, let user = entry.parameters["user"], let email = entry.parameters["email"],
            let list = SuppressionList.allCases.first(where: { $0.deleteOperation.id == entry.operation })
        else { return .none }
        let environment = environment
        return .run(priority: .utility) { _ in await environment.memory.forgetSeen(user, list, email) }
    }

    /// Keeps a list of a customer in the archive, where it was read and is not what was read before.
    func saveSeen(
        _ before: Loadable<[Suppression]>?, _ user: String, _ list: SuppressionList, _ answer: Answered<[Suppression]>
    ) -> Effect<DeskAction> {
        guard case .success(let entries) = answer.result, before?.value != entries else { return .none }
        let environment = environment
        return .run(priority: .utility) { _ in await environment.memory.saveSeen(user, list, entries, answer.at) }
    }
}

extension DeskState {
    /// Takes what the archive has seen. What was found since, or can't be kept there, stays.
    mutating func takeSeen(_ answer: SeenAnswer) {
        let known = Dictionary(why.hits.map { ($0.row, $0) }) { $1 }
        let rows = answer.rows.map { row in
            known[row.row].flatMap { $0.readAt > row.readAt ? $0 : nil } ?? row
        }
        let there = Set(rows.map(\.row))
        why.hits = rows + why.hits.filter { !there.contains($0.row) && !answer.gone.contains($0.row) }
    }
}
