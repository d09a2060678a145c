import Archive
import Desk
import Dialects
import Formats
import Foundation
import Records
import ResellerAPI
import ResellerClient
import Samples
import Settings

/// The outside world of the desk as it really is, for one account.
struct LiveWorld: Sendable {
    let connection: AccountConnection
    let archive: ArchiveBox
    let maildir: String?
    let screen: ScreenPort
    /// Nil where there is no screen that an editor could have.
    var editor: TextEditor?

    func environment(
        account: ResolvedAccount, accounts: AccountPort, reload: @escaping @Sendable () async -> SettingsReload
    ) -> DeskEnvironment {
        let key = account.archiveKey
        let (world, box) = (self, box(account))
        // There is none on most machines.
        let spamFilter = SpamFilter(path: ProcessInfo.processInfo.environment["PATH"])
        var environment = DeskEnvironment(
            customers: { offset, limit in
                await world.ask(.customerList) { client throws(APIError) in
                    try await client.customers(offset: offset, limit: limit)
                }
            },
            overview: { user in
                await world.ask(.accountOverview) { client throws(APIError) in try await client.overview(of: user) }
            },
            statistics: { user, days in
                await world.ask(.statsDaily) { client throws(APIError) in
                    try await client.dailyStatistics(of: user, days: days)
                }
            },
            limit: { user in
                await world.ask(.limitsGet) { client throws(APIError) in try await client.limit(of: user) }
            },
            suppressions: { user, list in
                await world.ask(list.listOperation) { client throws(APIError) in
                    try await client.suppressions(of: user, list: list)
                }
            },
            monitors: {
                await world.ask(.monitorList) { client throws(APIError) in try await client.monitorRecords() }
            },
            packages: {
                await world.ask(.packagesList) { client throws(APIError) in try await client.packages() }
            },
            read: { request, priority in
                await world.ask(request.operation) { client throws(APIError) in
                    try await client.call(request.operation, request.parameters, priority: priority)
                }
            },
            write: { request, priority, lastCheck in
                await world.ask(request.operation) { client throws(APIError) in
                    try await client.call(
                        request.operation, request.parameters, priority: priority, lastCheck: lastCheck)
                }
            },
            journal: .live(archive, account: account), runs: .live(archive, account: key, holder: Holder.ofThisProcess),
            memory: .live(archive, account: key),
            accounts: accounts, export: { file in Exports.write(file) },
            loadSnapshot: { await world.archive.customers(of: key) },
            saveSnapshot: { await world.archive.save($0, as: key) },
            samples: { Self.events(of: box) },
            openSample: { id in Self.open(id, in: box) },
            sampleSource: { id in Self.source(of: id, in: box) },
            spamReport: { id in await Self.report(on: id, in: box, by: spamFilter) },
            now: { Date().timeIntervalSince1970 },
            sleep: { try await Task.sleep(for: .seconds($0)) },
            copyToClipboard: { await screen.copy($0) },
            repaint: { await screen.repaint() },
            suspend: { await screen.suspend() },
            reloadSettings: reload)
        if let editor {
            environment.edit = { await editor.edit($0) }
            environment.keepText = { editor.keep($1, of: $0) }
        }
        environment.pageSizes = account.spoken.capabilities.pages
        environment.zone = ZoneClock(.current, now: Date())
        environment.steady = ClientClock.live.now
        environment.budget = { try? await world.connection.client().get().budget }
        return environment
    }

    /// Makes a call and says when the answer came and how many calls are left.
    private func ask<Value: Sendable & Equatable>(
        _ operation: ResellerAPI.Operation, _ call: (ResellerClient) async throws(APIError) -> Value
    ) async -> Answered<Value> {
        switch await connection.client() {
        case .failure(let failure):
            return Answered(.failure(failure.error(of: operation.id)), at: Date().timeIntervalSince1970)
        case .success(let client):
            let result: Result<Value, APIError>
            do throws(APIError) {
                result = .success(try await call(client))
            } catch {
                result = .failure(error)
            }
            return Answered(result, at: Date().timeIntervalSince1970, budget: client.budget)
        }
    }

    // MARK: - Samples

    private func box(_ account: ResolvedAccount) -> SampleBox? {
        maildir.map { path in
            SampleBox(
                path: path, customerHeader: account.customerHeader ?? SampleBox.customerHeader,
                server: account.authservID)
        }
    }

    private static func source(of id: Sample.ID, in box: SampleBox?) -> Outcome<String> {
        guard let box else { return .failed("No Maildir is configured for this account.") }
        do throws(SampleError) {
            return .done(try box.source(id))
        } catch {
            return .failed(error.message)
        }
    }

    private static func report(
        on id: Sample.ID, in box: SampleBox?, by spamFilter: SpamFilter?
    ) async -> SpamReport? {
        guard let spamFilter, let path = try? box?.path(of: id) else { return nil }
        return await spamFilter.report(on: id, file: path)
    }

    private static func events(of box: SampleBox?) -> AsyncStream<SamplesEvent> {
        AsyncStream { continuation in
            guard let box else {
                continuation.yield(.source(.notConfigured))
                continuation.finish()
                return
            }
            let task = Task {
                for await state in box.changes() { continuation.yield(event(state)) }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private static func event(_ state: SampleBox.State) -> SamplesEvent {
        switch state {
        case .waiting(let path): .source(.missing(path))
        case .samples(let samples): .samples(samples)
        case .failed(let error): .source(.failed(error.message))
        }
    }

    private static func open(_ id: Sample.ID, in box: SampleBox?) -> Outcome<SampleMessage> {
        guard let box else { return .failed("No Maildir is configured for this account.") }
        do throws(SampleError) {
            return .done(try box.open(id))
        } catch {
            return .failed(error.message)
        }
    }
}

extension ResolvedAccount {
    /// What the archive keeps this account's data under: the same name at another service is another account.
    var archiveKey: String { "\(user) at \(baseURL ?? "the embedded sandbox")" }
}

/// The archive, opened at the first use and off the main thread; without one the desk goes on.
actor ArchiveBox {
    private let path: String
    private var archive: Archive?
    private var problem: String?
    /// Whether an archive that can't be written is read all the same.
    private let onlyReads: Bool

    init(path: String, onlyReads: Bool = false) {
        self.path = path
        self.onlyReads = onlyReads
    }

    /// One that is open already.
    init(_ archive: Archive) {
        path = archive.place
        onlyReads = true
        self.archive = archive
    }

    func customers(of account: String) -> Outcome<CustomerSnapshot?> {
        do throws(ArchiveError) {
            return .done(try opened().customers(of: account))
        } catch {
            return .failed(error.message)
        }
    }

    func save(_ snapshot: CustomerSnapshot, as key: String) -> Outcome<Bool> {
        // What could not be opened was told at the start; once is enough.
        guard problem == nil else { return .done(false) }
        do throws(ArchiveError) {
            try opened().saveCustomers(
                CustomerSnapshot(
                    account: key, readAt: snapshot.readAt, chunks: snapshot.chunks, byUsername: snapshot.byUsername))
            return .done(true)
        } catch {
            return .failed(error.message)
        }
    }

    /// Work on the archive, or why it can't be done.
    func perform<Value: Sendable & Equatable>(
        _ work: (Archive) throws(ArchiveError) -> Value
    ) -> Outcome<Value> {
        do throws(ArchiveError) {
            return .done(try work(opened()))
        } catch {
            return .failed(error.message)
        }
    }

    /// Returns when what was being kept is kept: the box does one thing after the other.
    func settled() {}

    private func opened() throws(ArchiveError) -> Archive {
        if let archive { return archive }
        do throws(ArchiveError) {
            let archive = onlyReads ? try Archive.readable(path: path) : try Archive(path: path)
            self.archive = archive
            return archive
        } catch {
            problem = error.message
            throw error
        }
    }
}
