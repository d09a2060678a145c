import Foundation
import ResellerAPI
import ResellerClient
import Sandbox
import Testing

/// Each way in which an answer goes wrong, met by each kind of call over a real socket.
@Suite("Faults, met by reads, sets and changes")
struct FaultMatrixTests {
    /// One fault and one kind of call.
    struct Meeting: Sendable, CustomTestStringConvertible {
        let fault: FaultKind
        let kind: ResellerAPI.Operation.Kind
        var testDescription: String { "\(fault.rawValue) × \(kind.rawValue)" }

        /// What comes late, and what a proxy answers, is met by the write path in tests of its own.
        static let all = FaultKind.allCases.filter { !$0.isOfList && $0 != .late && $0 != .proxy }.flatMap { fault in
            ResellerAPI.Operation.Kind.allCases.map { Meeting(fault: fault, kind: $0) }
        }

        /// The call that stands for its kind: one whose effect can be counted or read back.
        func call(_ user: String) throws -> (operation: ResellerAPI.Operation, parameters: Parameters) {
            switch kind {
            case .read: (try operation("limits.get"), ["user": user])
            case .set: (try operation("limits.setTotal"), ["user": user, "credits": "5000"])
            case .change: (try operation("limits.increment"), ["user": user, "credits": "10"])
            }
        }

        /// Whether the call is done although its answer goes wrong.
        var isDone: Bool { [.dropAfter, .cut, .garble, .stall, .slow].contains(fault) }

        /// What a message has to say, so that somebody at the phone knows what is the case and what to do.
        var words: [String] {
            let again = kind == .read ? "Try again." : "Whether it was carried out is not known: look at the account"
            return switch fault {
            case .tooManyCalls:
                ["takes no more calls", kind == .read ? "Try again." : "Nothing was changed; try again"]
            case .serverError: ["failed with HTTP status 500", again]
            case .dropBefore, .dropAfter, .cut: ["the connection was lost", again]
            case .stall: ["no answer", again]
            case .garble: ["the answer can't be read", again]
            case .html: ["was refused: Access forbidden.", "Check"]
            case .empty:
                [kind == .read ? "an empty body instead of an answer" : "it is empty, so success is not certain"]
            case .nothing: ["neither success nor a reason for refusal", again]
            case .page: ["a web page instead of an answer", kind == .read ? "check proxy" : again]
            case .slow, .late, .proxy, .vanish, .arrive: []
            }
        }
    }

    private static let credits = 1000

    @Test("An answer that always goes wrong", arguments: Meeting.all)
    func always(meeting: Meeting) async throws {
        let service = try await FaultyService([meeting.fault: 1])
        let (operation, parameters) = try meeting.call(service.user)
        // Long enough that the call is there before it is given up, however much else goes on beside it.
        let client = try service.client(deadline: meeting.fault == .stall ? 10 : 120)
        let minute = FaultyService.minute
        let before = await service.callsCounted()
        let outcome = await outcome(client, operation, parameters)
        let sent = await service.callsCounted() - before
        await client.shutdown()
        await service.stop()

        switch outcome {
        case .success: #expect(meeting.fault == .slow || meeting.fault == .nothing && meeting.kind == .read)
        case .failure(let error):
            #expect(meeting.fault != .slow)
            let message = error.message(retriesByItself: false)
            for words in meeting.words { #expect(message.contains(words), "\(message)") }
            #expect(message.contains(operation.id) && !message.contains("sandbox"))
            #expect(error.isUnknownOutcome == isUnknown(meeting))
        }
        if minute == FaultyService.minute { #expect(sent == attempts(meeting)) }
        let remain = try await service.creditsLeft()
        switch meeting.kind {
        case .read: #expect(remain == Self.credits)
        case .set: #expect(remain == (meeting.isDone ? 5000 : Self.credits))
        case .change: #expect(remain == Self.credits + (meeting.isDone ? 10 : 0))
        }
    }

    @Test("An answer that goes wrong every other time", arguments: Meeting.all)
    func everyOther(meeting: Meeting) async throws {
        let service = try await FaultyService([meeting.fault: 0.5])
        let (operation, parameters) = try meeting.call(service.user)
        let client = try service.client(deadline: meeting.fault == .stall ? 1 : 120)
        var (done, unknown) = (0, 0)
        for _ in 0..<(meeting.fault == .stall || meeting.fault == .slow ? 3 : 12) {
            switch await outcome(client, operation, parameters) {
            case .success: done += 1
            case .failure(let error): unknown += error.isUnknownOutcome ? 1 : 0
            }
        }
        await client.shutdown()
        await service.stop()
        let remain = try await service.creditsLeft()
        switch meeting.kind {
        case .read: #expect(remain == Self.credits)
        case .set: #expect(remain == 5000 || remain == Self.credits && done == 0)
        case .change:
            let applied = (remain - Self.credits) / 10
            #expect((done...(done + unknown)).contains(applied), "\(done) done, \(unknown) unknown, \(applied) applied")
        }
        if meeting.fault != .stall { #expect(done > 0) }
    }

    /// How often the call goes out: a change once; what may pass by waiting four times; a plain answer once.
    private func attempts(_ meeting: Meeting) -> Int {
        switch meeting.fault {
        case .empty: meeting.kind == .read ? 2 : 1
        case .html, .garble, .slow, .late, .proxy, .nothing, .page, .vanish, .arrive: 1
        case .tooManyCalls: meeting.kind == .change ? 1 : 4
        // What sets a value is not sent again before somebody has looked what became of it.
        case .serverError, .dropBefore, .dropAfter, .cut, .stall: meeting.kind == .read ? 4 : 1
        }
    }

    private func isUnknown(_ meeting: Meeting) -> Bool {
        meeting.kind != .read && meeting.fault != .tooManyCalls && meeting.fault != .html
    }
}

/// A sandbox on a loopback port whose answers go wrong, and whose true state can be read beside it.
private struct FaultyService {
    let user: String
    private let server: SandboxServer
    private let port: Int
    private let file: String
    private static let limit = 1_000_000

    init(_ faults: [FaultKind: Double]) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "faults-\(UUID().uuidString).sqlite").path
        let sound = try Bench(customers: 40) { $0.dataFile = file }
        let client = try sound.client()
        user = try #require(try await client.call("customer.list", ["limit": "1"]).records.first?.text("username"))
        _ = try await client.call("limits.setTotal", ["user": user, "credits": "1000"])
        server = try Bench(customers: 40) {
            $0.faults = faults
            $0.dataFile = file
            $0.rateLimit = Self.limit
        }.server
        port = try await server.start()
        self.file = file
    }

    func stop() async { await server.stop() }

    func client(deadline: Double) throws -> ResellerClient {
        var configuration = ClientConfiguration(
            baseURL: "http://127.0.0.1:\(port)", user: "sandbox", key: Secret("sandbox"), writes: .open)
        configuration.deadline = deadline
        configuration.clock = .hasty
        // On a clock this fast patience would end before the attempts do.
        configuration.retry.patience = .infinity
        configuration.retry.resetPatience = .infinity
        return try ResellerClient(configuration)
    }

    static var minute: Int { Int(Date().timeIntervalSince1970) / 60 }

    /// Calls that reached the service in the running minute: a path that is not there tells, and is not counted.
    func callsCounted() async -> Int {
        let response = await server.respond(
            to: SandboxRequest(
                path: "/nothing.json", contentType: "application/x-www-form-urlencoded",
                body: Array("api_user=sandbox".utf8)))
        return Self.limit - (response["x-ratelimit-remaining"].flatMap { Int($0) } ?? 0)
    }

    /// What a sound service over the same data tells.
    func creditsLeft() async throws -> Int {
        defer { try? FileManager.default.removeItem(atPath: file) }
        let client = try Bench(customers: 40) { $0.dataFile = file }.client()
        return try #require(try await client.call("limits.get", ["user": user]).records.first?.count("credit_remain"))
    }
}
