import Records
import ResellerAPI
import Synchronization

import Testing

@testable import Desk

/// A service and a journal that a test can look into: one customer, whose switches, limits and records are values.
final class ChangeBench: Sendable {
    struct Contents {
        var active = true
        var remaining = 100
        var credits = 0
        var email = "old@hollin.example"
        var zone = "Europe/Berlin"
        var calls: [String] = []
        var entries: [JournalEntry] = []
        var closings: [Int64] = []
        /// What the next write is answered with instead of being done.
        var failure: APIError.Reason?
        /// Whether a lost answer was carried out all the same.
        var isDoneWhenLost = false
        var journalProblem: String?
        /// Why entries can't be closed.
        var closingProblem: String?
        var names: [String] = []
        var isUnlimited = false
        /// What lists have, by the read.
        var lists: [String: [Record]] = [:]
        /// The reads that were asked for.
        var reads: [Request] = []
        /// What every read is answered with instead.
        var readFailure: APIError.Reason?
    }

    let contents = Mutex(Contents())

    var calls: [String] { contents.withLock { $0.calls } }
    var entries: [JournalEntry] { contents.withLock { $0.entries } }

    func set(_ change: (inout Contents) -> Void) { contents.withLock { change(&$0) } }

    /// Puts the service in place of the environment's closures.
    func install(in environment: inout DeskEnvironment, _ clock: TestClock) {
        environment.read = { request, _ in Answered(self.read(request), at: clock.now) }
        environment.write = { request, priority, lastCheck in
            #expect(priority == .visible, "somebody waits for it")
            guard await lastCheck() else {
                return Answered(
                    .failure(APIError(operation: request.operation.id, reason: .cancelled)), at: clock.now)
            }
            return Answered(self.write(request), at: clock.now)
        }
        environment.journal.begin = { entry in self.begin(entry) }
        environment.journal.close = { id, outcome, after, time in self.close(id, outcome, after, time) }
        environment.memory.names = { _, _ in self.contents.withLock { $0.names } }
        environment.memory.forget = { _, _, name in self.set { $0.names.removeAll { $0 == name } } }
        environment.memory.remember = { _, _, name in self.set { $0.names.append(name) } }
        environment.answerDetails(clock)
        environment.customers = { _, _ in Answered(.success(.named(["hollin", "tidepool"])), at: clock.now) }
        environment.saveSnapshot = { _ in .done(true) }
    }

    private func begin(_ entry: JournalEntry) -> Outcome<Int64> {
        contents.withLock { contents in
            if let problem = contents.journalProblem { return .failed(problem) }
            contents.calls.append("journal \(entry.operation)")
            var entry = entry
            entry.id = Int64(contents.entries.count + 1)
            contents.entries.append(entry)
            return .done(entry.id)
        }
    }

    private func close(_ id: Int64, _ outcome: WriteOutcome, _ after: StateImage?, _ time: Double) -> Outcome<Bool> {
        contents.withLock { contents in
            if let problem = contents.closingProblem { return .failed(problem) }
            contents.closings.append(id)
            contents.entries[Int(id) - 1].outcome = outcome
            contents.entries[Int(id) - 1].after = after
            contents.entries[Int(id) - 1].closedAt = time
            return .done(true)
        }
    }

    // MARK: - The service

    private func write(_ request: Request) -> Result<Reply, APIError> {
        contents.withLock { contents in
            contents.calls.append("write \(request)")
            if let failure = contents.failure {
                contents.failure = nil
                if contents.isDoneWhenLost { Self.carryOut(request, &contents) }
                return .failure(APIError(operation: request.operation.id, reason: failure))
            }
            Self.carryOut(request, &contents)
            return .success(
                Reply(operation: request.operation, value: .record(Record([.init("message", .text("success"))]))))
        }
    }

    private static func carryOut(_ request: Request, _ contents: inout Contents) {
        switch request.operation.id {
        case "customer.disable": contents.active = false
        case "customer.enable": contents.active = true
        case "customer.setEmail": contents.email = request.parameters["email"] ?? ""
        case "timezone.set": contents.zone = request.parameters["timezone"] ?? ""
        case "limits.increment":
            contents.remaining += Int(request.parameters["credits"] ?? "") ?? 0
            contents.credits = 0
        case "limits.decrement": contents.remaining -= Int(request.parameters["credits"] ?? "") ?? 0
        default: break
        }
    }

    private func read(_ request: Request) -> Result<Reply, APIError> {
        if let failure = contents.withLock({ $0.readFailure }) {
            return .failure(APIError(operation: request.operation.id, reason: failure))
        }
        contents.withLock { $0.reads.append(request) }
        return .success(reply(request))
    }

    private func reply(_ request: Request) -> Reply {
        let contents = contents.withLock { $0 }
        let records: [Record] =
            switch request.operation.id {
            case let id where contents.lists[id] != nil: contents.lists[id] ?? []
            case "customer.list":
                [
                    Record([
                        .init("username", .text("hollin")), .init("email", .text(contents.email)),
                        .init("active", .truth(contents.active)), .init("first_name", .text("Ada")),
                        .init("city", .text("Anytown")), .init("website_access", .null),
                    ])
                ]
            case "limits.get" where contents.isUnlimited: []
            case "limits.get":
                [
                    Record([
                        .init("credit", .count(contents.credits)), .init("credit_remain", .count(contents.remaining)),
                    ])
                ]
            case "timezone.get": [Record([.init("timezone", .text(contents.zone))])]
            case "timezone.list":
                ["Europe/Berlin", "America/Chicago", "Asia/Tokyo"].map { Record([.init("timezone", .text($0))]) }
            default: []
            }
        return Reply(operation: request.operation, value: .list(records.map(Value.record)))
    }
}
