import Archive
import Desk
import Records
import ResellerAPI
import ResellerClient
import Screen
import Settings
import StateStore
import Synchronization

/// A desk that works on a bench through the real client, with a real journal in memory: pressed like the real one.
@MainActor
final class DeskBench {
    let archive: Archive
    /// Writes that reached the environment, whatever came of them.
    let writes = Counter()
    let clipboard = Clipboard()
    private let store: Store<DeskState, DeskAction>

    nonisolated static let account = "sandbox at the bench"

    init(_ client: ResellerClient, subject: String, writes isOpen: Bool) throws {
        archive = try Archive.inMemory()
        let session = Session(
            account: "bench", role: .sandbox, writes: isOpen, baseURL: "bench", archiveKey: Self.account, who: "op1")
        var state = DeskState(
            session: session, size: Size(width: 120, height: 40), now: 1_790_000_000, keymap: .shipped)
        state.subject = subject
        let world = BenchWorld(client: client, archive: archive, writes: writes, clipboard: clipboard)
        store = Store(state, reducer: DeskReducer.reducer(world.environment))
    }

    var state: DeskState { store.state }
    var journal: [JournalEntry] { get throws { try archive.entries(JournalQuery(account: Self.account)) } }

    /// Presses keys, each after all that followed from the one before.
    func press(_ keys: Key...) async {
        for key in keys {
            store.send(.inputReceived(.key(key)))
            await store.waitUntilIdle()
        }
    }

    /// Types a text as fast as a paste.
    func type(_ text: String) async {
        store.send(.inputReceived(.paste(text)))
        await store.waitUntilIdle()
    }

    var form: FormState? { if case .form(let form) = state.overlay { form } else { nil } }
    var dialog: ConfirmState? { if case .confirm(let confirm) = state.overlay { confirm } else { nil } }

    /// Begins a call by its name in the command bar.
    func begin(_ id: String) async {
        await press(.character(":"))
        await type(id)
        await press(.enter)
    }

    /// Fills every field of the form that a call's parameters have a value for, and goes on to the dialog.
    func fill(_ parameters: Parameters) async {
        var place = 0
        while let form, place < form.shownPlaces.count {
            while let cursor = self.form?.cursor, cursor != form.shownPlaces[place] { await press(.tab) }
            let name = form.fields[form.shownPlaces[place]].bareName
            let values = parameters.values(of: name) + parameters.values(of: name + "[]")
            if !values.isEmpty {
                await press(.end, .control("u"))
                await type(values.joined(separator: ", "))
            }
            place += 1
            // Another app has other fields, behind those that are filled already.
            if place == self.form?.shownPlaces.count { await press(.enter) } else { await press(.tab) }
        }
    }

    /// Says yes in the way that the dialog asks for.
    func sayYes() async {
        guard let dialog else { return }
        guard let text = dialog.requiredText else { return await press(.character("y")) }
        await type(text)
        await press(.enter)
    }
}

/// What was copied last.
final class Clipboard: Sendable {
    private let held = Mutex("")
    var text: String { held.withLock { $0 } }
    func copy(_ text: String) { held.withLock { $0 = text } }
}

/// The outside world of a desk on the bench.
struct BenchWorld: Sendable {
    let client: ResellerClient
    let archive: Archive
    let writes: Counter
    let clipboard: Clipboard

    var environment: DeskEnvironment {
        let world = self
        return DeskEnvironment(
            customers: { offset, limit in
                await world.ask { client throws(APIError) in try await client.customers(offset: offset, limit: limit) }
            },
            overview: { user in
                await world.ask { client throws(APIError) in try await client.overview(of: user) }
            },
            statistics: { user, days in
                await world.ask { client throws(APIError) in try await client.dailyStatistics(of: user, days: days) }
            },
            limit: { user in await world.ask { client throws(APIError) in try await client.limit(of: user) } },
            suppressions: { user, list in
                await world.ask { client throws(APIError) in try await client.suppressions(of: user, list: list) }
            },
            monitors: { await world.ask { client throws(APIError) in try await client.monitorRecords() } },
            packages: { await world.ask { client throws(APIError) in try await client.packages() } },
            read: { request, _ in await world.call(request) },
            write: { request, _, lastCheck in
                guard await lastCheck() else {
                    return Answered(
                        .failure(APIError(operation: request.operation.id, reason: .cancelled)), at: 1_790_000_000)
                }
                world.writes.count()
                return await world.call(request)
            },
            journal: world.journal, runs: Self.noRuns, memory: Self.noMemory, accounts: Self.noAccounts,
            export: { _ in .failed("no files here") }, loadSnapshot: { .done(nil) },
            saveSnapshot: { _ in .done(false) },
            samples: { AsyncStream { $0.finish() } }, openSample: { _ in .failed("no mail here") },
            sampleSource: { _ in .failed("no mail here") }, spamReport: { _ in nil },
            now: { 1_790_000_000 }, sleep: { _ in throw CancellationError() },
            copyToClipboard: { text in
                world.clipboard.copy(text)
                return true
            }, repaint: {}, suspend: {},
            reloadSettings: { SettingsReload(keymap: .shipped, themeNames: [], problems: []) })
    }

    private func call(_ request: Request) async -> Answered<Reply> {
        await ask { client throws(APIError) in try await client.call(request.operation, request.parameters) }
    }

    private func ask<Value: Sendable & Equatable>(
        _ call: (ResellerClient) async throws(APIError) -> Value
    ) async -> Answered<Value> {
        do throws(APIError) {
            return Answered(.success(try await call(client)), at: 1_790_000_000)
        } catch {
            return Answered(.failure(error), at: 1_790_000_000)
        }
    }

    private var journal: JournalPort {
        let archive = archive
        return JournalPort(
            begin: { entry in Self.outcome { () throws(ArchiveError) in try archive.beginEntry(entry) } },
            close: { id, outcome, after, time in
                Self.outcome { () throws(ArchiveError) in
                    try archive.closeEntry(id, outcome: outcome, after: after, at: time)
                    return true
                }
            },
            entries: { query in Self.outcome { () throws(ArchiveError) in try archive.entries(query) } })
    }

    private static func outcome<Value: Sendable & Equatable>(_ work: () throws(ArchiveError) -> Value) -> Outcome<Value>
    {
        do throws(ArchiveError) {
            return .done(try work())
        } catch {
            return .failed(error.message)
        }
    }

    private static let noRuns = RunPort(
        create: { _, _ in .failed("no runs here") }, runs: { .done([]) }, run: { _ in .failed("no runs here") },
        rows: { _, _, _ in .done([]) }, rowsInOrder: { _, _, _ in .done([]) }, next: { _, _, _ in .done([]) },
        markSent: { _, _, _ in .failed("no runs here") }, maySend: { _, _, _ in false }, note: { _, _, _ in },
        close: { _, _, _, _ in .failed("no runs here") },
        settle: { _, _ in .failed("no runs here") }, setStage: { _, _ in .failed("no runs here") },
        retryFailed: { _ in .done(0) }, decide: { _, _, _ in .failed("no runs here") }, hold: { _ in .elsewhere },
        release: { _ in }, isHeldElsewhere: { _ in false })

    private static let noMemory = MemoryPort(
        names: { _, _ in [] }, remember: { _, _, _ in }, forget: { _, _, _ in }, saveSeen: { _, _, _, _ in },
        seen: { _ in .done([]) },
        seenWhole: { .done([:]) }, seenAt: { _ in [:] }, forgetSeen: { _, _, _ in })

    private static let noAccounts = AccountPort(
        all: { [] }, switchTo: { _ in .failed("one account here") }, check: { _ in .failed("one account here") },
        add: { _ in .failed("one account here") })
}
