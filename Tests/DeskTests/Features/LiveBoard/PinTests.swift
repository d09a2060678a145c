import Desk
import Records
import ResellerAPI
import Screen
import Settings
import Synchronization
import Testing

@testable import Desk

/// The names that an archive remembers, newest first.
final class Memory: Sendable {
    private let kept = Mutex<[RememberedKind: [String]]>([:])

    init(_ kind: RememberedKind? = nil, _ names: [String] = []) {
        if let kind { kept.withLock { $0[kind] = names } }
    }

    func names(_ kind: RememberedKind) -> [String] { kept.withLock { $0[kind] ?? [] } }

    func set(_ kind: RememberedKind, _ names: [String]) { kept.withLock { $0[kind] = names } }

    func install(in environment: inout DeskEnvironment) {
        environment.memory.names = { kind, _ in self.names(kind) }
        environment.memory.remember = { kind, _, name in
            self.kept.withLock { $0[kind] = [name] + ($0[kind] ?? []).filter { $0 != name } }
        }
        environment.memory.forget = { kind, _, name in
            self.kept.withLock { $0[kind] = ($0[kind] ?? []).filter { $0 != name } }
        }
    }
}

@Suite("Customers that stay on the live board")
@MainActor
struct PinTests {
    @Test("W pins, and the archive remembers it; again it lets go")
    func pins() async {
        let memory = Memory()
        let run = Board.run { environment, _ in memory.install(in: &environment) }
        await run.press(.character("W"), .character("j"), .character("W"))
        #expect(run.state.board.pinned == ["alpha@one.example", "beta@two.example"])
        #expect(memory.names(.pinned) == ["beta@two.example", "alpha@one.example"])
        await run.press(.character("W"))
        #expect(run.state.board.pinned == ["alpha@one.example"])
        #expect(memory.names(.pinned) == ["alpha@one.example"])
    }

    @Test("A pinned customer stays on the board though it is well, until it is let go")
    func stays() async {
        let memory = Memory()
        let run = Board.run { environment, _ in memory.install(in: &environment) }
        await run.press(.character("W"))
        await run.send(Board.news(2, []))
        #expect(run.state.boardRows.map(\.username) == ["alpha@one.example"])
        #expect(run.state.boardRows.first?.isPinned == true)
        await run.press(.character("W"))
        #expect(run.state.boardRows.isEmpty)
    }

    @Test("Pins of other desks come within a minute, those let go there leave, and one's own are never undone by them")
    func others() async {
        let memory = Memory(.pinned, ["second", "first"])
        let run = Board.run { environment, _ in memory.install(in: &environment) }
        await run.send(Board.news(2, Board.rows))
        #expect(run.state.board.pinned == ["first", "second"])
        memory.set(.pinned, ["third", "second"])
        run.clock.pass(30)
        await run.send(Board.news(3, Board.rows))
        #expect(run.state.board.pinned == ["first", "second"], "once a minute")
        run.clock.pass(31)
        await run.send(Board.news(4, Board.rows))
        #expect(run.state.board.pinned == ["second", "third"])
        #expect(run.state.boardRows.suffix(2).map(\.username) == ["second", "third"])
        let before = run.state.board.pinChanges
        await run.press(.character("W"))
        await run.send(.board(.pinsLoaded([], changes: before)))
        #expect(run.state.board.pinned == ["second", "third", "alpha@one.example"])
    }

    @Test("The cursor keeps its customer when pins come in")
    func cursor() async {
        let run = Board.run(rows: [Board.row("alpha@one.example")])
        await run.send(.board(.pinsLoaded(["second"], changes: 0)))
        #expect(run.state.boardRowUnderCursor?.username == "alpha@one.example")
    }

    @Test("A desk that starts asks the archive, and has its pinned customers read before there is a list")
    func starts() async {
        let asked = Mutex<[String]>([])
        let run = DeskRun(.empty()) { environment, clock in
            environment.answerStart(clock)
            Memory(.pinned, ["name03", "name01"]).install(in: &environment)
            // The list is long in coming.
            environment.customers = { offset, _ in
                try? await clock.sleep(500)
                return Answered(.success(.named(offset == 0 ? names(5) : [])), at: clock.now)
            }
            environment.read = { request, _ in
                asked.withLock { $0.append(request.parameters["user"] ?? "") }
                let told = Value.list([.record(record([("reputation", "97")]))])
                let value = request.operation.id == "account.overview" ? told : .list([])
                return Answered(.success(Reply(operation: request.operation, value: value)), at: clock.now)
            }
            var port = LivePort.failing
            port.hold = { .mine }
            port.saveStatus = { _ in .done(true) }
            port.saveFigures = { _ in .done(true) }
            environment.collect(with: port)
        }
        await run.send(.started)
        #expect(run.state.board.pinned == ["name01", "name03"])
        for _ in 0..<20 { await run.elapse(1) }
        #expect(Set(asked.withLock { $0 }) == ["name01", "name03"])
        run.clock.stop()
        await run.settle()
    }
}
