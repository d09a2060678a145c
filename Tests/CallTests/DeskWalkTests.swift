import Desk
import Records
import ResellerAPI
import ResellerClient
import Screen
import Testing

/// Every call of the table, begun at the keyboard of the desk, carried out against the sandbox, and taken back.
@MainActor
@Suite("A walk through the table of operations at the keyboard", .timeLimit(.minutes(10)))
struct DeskWalkTests {
    nonisolated static let reads = ResellerAPI.Operation.all.filter { $0.kind == .read }.map(\.id)
    nonisolated static let writes = ResellerAPI.Operation.all.filter { $0.kind != .read }.map(\.id)

    /// A desk that stands at an operation, with what the operation needs made before.
    private func desk(
        _ operation: ResellerAPI.Operation, writes: Bool = true
    ) async throws -> (DeskBench, Facts, Parameters) {
        let facts = try await Facts.usual.value
        let bench = try Bench()
        let client = try bench.client()
        let call = ValidCall(operation, facts)
        for preparation in call.preparation {
            _ = try await client.call(preparation, ValidCall(preparation, facts).parameters)
        }
        let desk = try DeskBench(client, subject: facts.user, writes: writes)
        return (desk, facts, call.parameters)
    }

    @Test("Every write is begun by its name, shown before, carried out, and written down", arguments: writes)
    func write(id: String) async throws {
        let operation = try operation(id)
        let (desk, _, parameters) = try await desk(operation)
        await desk.begin(id)
        if desk.form != nil { await desk.fill(parameters) }
        let dialog = try #require(desk.dialog, "\(String(describing: desk.state.notice))")
        #expect(dialog.request.operation == operation)
        #expect(dialog.stage == .ready)
        #expect(try desk.journal.isEmpty)
        #expect(desk.writes.total == 0)
        await desk.sayYes()
        let entry = try #require(try desk.journal.first)
        #expect(entry.operation == id)
        #expect(entry.outcome == .done("success"), "\(entry.outcome)")
        #expect(desk.writes.total == 1)
        if dialog.request.observation != nil {
            #expect(dialog.request.verdict(before: entry.before, after: entry.after ?? .absent) == .carriedOut)
        }
        try await takeBack(desk, entry)
    }

    /// Where the dialog promised a way back, `u` goes it.
    private func takeBack(_ desk: DeskBench, _ entry: JournalEntry) async throws {
        guard case .success(let inverse) = entry.inverse else {
            await desk.press(.character("u"))
            #expect(desk.dialog == nil)
            return
        }
        await desk.press(.character("u"))
        #expect(desk.dialog?.request == inverse)
        await desk.sayYes()
        let undo = try #require(try desk.journal.first)
        #expect(undo.undoes == entry.id)
        #expect(undo.outcome == .done("success"), "\(undo.outcome)")
    }

    @Test("Every read is begun by its name and its answer is seen", arguments: reads)
    func read(id: String) async throws {
        let operation = try operation(id)
        let (desk, facts, parameters) = try await desk(operation)
        await desk.begin(id)
        if desk.form != nil { await desk.fill(parameters) }
        #expect(desk.state.overlay == nil, "\(String(describing: desk.form?.faults))")
        let who = facts.name(operation.scope)
        switch operation.returns.shape {
        case .loginParams:
            #expect(desk.clipboard.text.hasPrefix("https://sendgrid.com/account?"))
            #expect(desk.state.notice?.text == ChangesWords.copiedURL(who))
            #expect(!"\(desk.state.readings)".contains("al_hash"))
        case .message: #expect(desk.state.notice == Notice(.done, ChangesWords.rightPassword(who)))
        default:
            #expect(desk.state.place == Place(.answer))
            let request = try #require(desk.state.changes.answer)
            #expect(request.operation == operation)
            #expect(desk.state.readings[request].value != nil)
            #expect(desk.state.readings[request].failure == nil)
        }
        #expect(desk.writes.total == 0)
        #expect(try desk.journal.isEmpty)
    }

    @Test("With read-only every write is shown and none is sent or written down", arguments: writes)
    func readOnly(id: String) async throws {
        let operation = try operation(id)
        let (desk, _, parameters) = try await desk(operation, writes: false)
        await desk.begin(id)
        if desk.form != nil { await desk.fill(parameters) }
        #expect(desk.dialog?.request.operation == operation)
        await desk.sayYes()
        #expect(desk.writes.total == 0)
        #expect(try desk.journal.isEmpty)
        #expect(desk.state.notice == Notice(.warning, ChangesWords.nothingSent(ChangesWords.readOnly("bench"))))
    }

    @Test("The client's own gate stays closed even for a desk that thinks it may write", arguments: writes)
    func gate(id: String) async throws {
        let operation = try operation(id)
        let sent = Counter()
        let facts = try await Facts.usual.value
        let bench = try Bench(customers: 10)
        let client = try bench.client(writes: .denied) { _ in sent.count() }
        let call = ValidCall(operation, facts)
        let reason = await refusal(client, operation, call.parameters)
        #expect(reason.map { if case .gateClosed = $0 { true } else { false } } == true)
        #expect(sent.total == 0)
    }
}
