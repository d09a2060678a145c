import Formats
import Records
import ResellerAPI
import Screen
import Synchronization

@testable import Desk

/// A service that answers the reads of the views, and notes which were asked and what was written to files.
final class ViewWorld: Sendable {
    private struct Contents {
        var answers: [String: [Record]] = [:]
        var asked: [String] = []
        var files: [ExportFile] = []
        var copies: [String] = []
        var entries: [JournalEntry] = []
    }

    private let contents = Mutex(Contents())

    /// What was asked, as `call name=value`, in the order of the asking.
    var asked: [String] { contents.withLock { $0.asked } }
    var files: [ExportFile] { contents.withLock { $0.files } }
    var copies: [String] { contents.withLock { $0.copies } }

    /// The records of a call's next answers.
    func answer(_ call: String, _ records: [Record]) { contents.withLock { $0.answers[call] = records } }
    func journal(_ entries: [JournalEntry]) { contents.withLock { $0.entries = entries } }
    func forget() { contents.withLock { $0.asked = [] } }

    func install(in environment: inout DeskEnvironment, _ clock: TestClock) {
        environment.read = { request, _ in
            let value = self.contents.withLock { contents in
                contents.asked.append("\(request)")
                return Value.list(
                    (contents.answers["\(request)"] ?? contents.answers[request.operation.id] ?? []).map(Value.record))
            }
            return Answered(.success(Reply(operation: request.operation, value: value)), at: clock.now)
        }
        environment.memory.names = { kind, _ in kind == .credential ? ["shop-api"] : [] }
        environment.journal.entries = { query in
            let older = self.contents.withLock { $0.entries }.filter { $0.id < query.before ?? .max }
            return .done(Array(older.prefix(query.limit)))
        }
        environment.export = { file in
            self.contents.withLock { $0.files.append(file) }
            return .done("/home/op/\(file.path)")
        }
        environment.copyToClipboard = { text in
            self.contents.withLock { $0.copies.append(text.text) }
            return true
        }
        environment.answerDetails(clock)
    }

    /// A desk of this many customers in this world.
    @MainActor
    func desk(_ count: Int = 3, size: Size = Size(width: 120, height: 40)) -> DeskRun {
        var state = DeskState.showing(names(count), size: size)
        state.history.visit("name00")
        return DeskRun(state) { environment, clock in self.install(in: &environment, clock) }
    }
}

/// A record of texts.
func record(_ values: [(String, String)]) -> Record { Record(values.map { Record.Entry($0.0, .text($0.1)) }) }

extension JournalEntry {
    /// An address that was unsubscribed.
    static func unsubscribe(_ id: Int64, _ user: String, _ outcome: WriteOutcome = .done("success")) -> JournalEntry {
        JournalEntry(
            id: id, at: noon - 60, account: "acme", context: "acme", who: "op1", operation: "unsubscribes.add",
            parameters: ["user": user, "email": "kim@gone.example"], reason: "T-1",
            before: .absent,
            outcome: outcome, closedAt: noon - 59)
    }
}

/// A key as it is written in a test: a letter, or the name of another key.
struct Stroke: ExpressibleByExtendedGraphemeClusterLiteral {
    let key: Key

    static let enter = Stroke(key: .enter)
    static let escape = Stroke(key: .escape)
    static let tab = Stroke(key: .tab)
    static let backspace = Stroke(key: .backspace)

    init(key: Key) { self.key = key }
    init(extendedGraphemeClusterLiteral value: Character) { key = .character(value) }
}

extension DeskRun {
    /// Presses keys one after the other, each when all that followed from the one before has come to rest.
    func hit(_ strokes: Stroke...) async {
        for stroke in strokes { await press(stroke.key) }
    }
}
