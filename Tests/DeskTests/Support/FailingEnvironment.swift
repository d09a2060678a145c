import Desk
import Records
import ResellerAPI
import Settings
import Testing

/// What every closure answers that a test did not expect to be called.
private let unexpected = APIError(operation: "unexpected", reason: .unreachable("not overridden in this test"))

private func record(_ name: String) {
    Issue.record("The environment's `\(name)` was called, but this test does not override it.")
}

private func failed<Value: Sendable & Equatable>(_ name: String) -> Answered<Value> {
    record(name)
    return Answered(.failure(unexpected), at: 0)
}

private func failed<Value: Sendable & Equatable>(_ name: String) -> Outcome<Value> {
    record(name)
    return .failed(name)
}

extension DeskEnvironment {
    /// An outside world in which everything fails the test that is not overridden; time is the clock's.
    static func failing(_ clock: TestClock) -> DeskEnvironment {
        DeskEnvironment(
            customers: { _, _ in failed("customers") }, overview: { _ in failed("overview") },
            statistics: { _, _ in failed("statistics") }, limit: { _ in failed("limit") },
            suppressions: { _, _ in failed("suppressions") }, monitors: { failed("monitors") },
            packages: { failed("packages") }, read: { _, _ in failed("read") }, write: { _, _ in failed("write") },
            journal: .failing, runs: .failing, memory: .failing, accounts: .failing,
            export: { _ in failed("export") }, loadSnapshot: { failed("loadSnapshot") },
            saveSnapshot: { _ in failed("saveSnapshot") },
            samples: {
                record("samples")
                return AsyncStream { $0.finish() }
            },
            openSample: { _ in failed("openSample") }, sampleSource: { _ in failed("sampleSource") },
            // Most machines have no spam filter.
            spamReport: { _ in nil }, now: { clock.now },
            sleep: { try await clock.sleep($0) },
            copyToClipboard: { _ in
                record("copyToClipboard")
                return false
            },
            repaint: { record("repaint") }, suspend: { record("suspend") },
            reloadSettings: {
                record("reloadSettings")
                return SettingsReload(keymap: .shipped, themeNames: [], problems: [])
            })
    }

    /// All that a desk asks for when it starts is answered with nothing.
    mutating func answerStart(_ clock: TestClock) {
        answerDetails(clock)
        loadSnapshot = { .done(nil) }
        saveSnapshot = { _ in .done(true) }
        customers = { _, _ in Answered(.success(.named([])), at: clock.now) }
        monitors = { Answered(.success([]), at: clock.now) }
        packages = { Answered(.success([]), at: clock.now) }
        samples = { AsyncStream { $0.finish() } }
    }

    /// The seven readings of a customer answer at once, at the clock's time, and the archive keeps the lists.
    mutating func answerDetails(_ clock: TestClock, _ detail: TestDetail = TestDetail()) {
        overview = { _ in Answered(.success(detail.overview), at: clock.now) }
        statistics = { _, _ in Answered(.success(detail.days), at: clock.now) }
        limit = { _ in Answered(.success(detail.limit), at: clock.now) }
        suppressions = { _, list in Answered(.success(detail.suppressions[list] ?? []), at: clock.now) }
        memory.saveSeen = { _, _, _, _ in }
    }
}

/// What the service tells of one customer.
struct TestDetail: Sendable {
    var overview = AccountOverview()
    var days: [DayStats] = []
    var limit: AccountLimit?
    var suppressions: [SuppressionList: [Suppression]] = [:]
}

extension JournalPort {
    /// The journal of a desk that starts is empty; writing to it fails the test.
    static var failing: JournalPort {
        JournalPort(
            begin: { _ in failed("journal.begin") }, close: { _, _, _, _ in failed("journal.close") },
            entries: { _ in .done([]) })
    }
}

extension RunPort {
    /// A desk that starts finds no runs; anything else fails the test.
    static var failing: RunPort {
        RunPort(
            create: { _, _ in failed("runs.create") }, runs: { .done([]) },
            run: { _ in failed("runs.run") },
            rows: { _, _, _ in failed("runs.rows") },
            rowsInOrder: { _, _, _ in failed("runs.rowsInOrder") }, next: { _, _ in failed("runs.next") },
            markSent: { _, _, _ in failed("runs.markSent") }, close: { _, _, _, _ in failed("runs.close") },
            settle: { _, _ in failed("runs.settle") }, setStage: { _, _ in failed("runs.setStage") },
            retryFailed: { _ in failed("runs.retryFailed") },
            decide: { _, _, _ in failed("runs.decide") },
            hold: { _ in
                record("runs.hold")
                return false
            }, release: { _ in record("runs.release") },
            isHeldElsewhere: { _ in
                record("runs.isHeldElsewhere")
                return false
            })
    }
}

extension MemoryPort {
    static var failing: MemoryPort {
        MemoryPort(
            // Every desk that starts asks whom it keeps on the live board.
            names: { kind, _ in
                if kind != .pinned { record("memory.names") }
                return []
            }, remember: { _, _, _ in record("memory.remember") }, forget: { _, _, _ in record("memory.forget") },
            saveSeen: { _, _, _, _ in record("memory.saveSeen") }, seen: { _ in failed("memory.seen") },
            seenWhole: { failed("memory.seenWhole") },
            seenAt: { _ in
                record("memory.seenAt")
                return [:]
            },
            forgetSeen: { _, _, _ in record("memory.forgetSeen") })
    }
}

extension AccountPort {
    static var failing: AccountPort {
        AccountPort(
            all: {
                record("accounts.all")
                return []
            }, switchTo: { _ in failed("accounts.switchTo") }, check: { _ in failed("accounts.check") },
            add: { _ in failed("accounts.add") })
    }
}

extension LivePort {
    /// Another process collects and has written nothing; keeping anything fails the test.
    static var failing: LivePort {
        LivePort(
            hold: { .other("another process") }, release: {}, figures: { _, _, _ in .done([]) },
            saveFigures: { _ in failed("live.saveFigures") }, alarms: { .done([]) },
            sawAlarms: { _ in failed("live.sawAlarms") }, saidAlarms: { _ in failed("live.saidAlarms") },
            status: { .done(nil) }, saveStatus: { _ in failed("live.saveStatus") })
    }
}
