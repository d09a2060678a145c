import Records
import ResellerAPI
import Settings
import Testing

@testable import Desk

@Suite("Values of the desk")
struct ValueTests {
    private let error = APIError(operation: "stats", reason: .server(status: 503))

    @Test("Each state of a value that is read has its own look")
    func freshness() {
        typealias Value = Loadable<Int>
        let failure = Failure(error: error, at: noon - 60, attempts: 1)
        let table: [(Value, Freshness)] = [
            (Value(), .notAsked), (Value(askedAt: noon - 2.9), .asking(seconds: 2)),
            (Value(askedAt: noon + 5), .asking(seconds: 0)), (Value(failure: failure), .failed(at: noon - 60)),
            (Value(askedAt: noon - 1, failure: failure), .asking(seconds: 1)),
            (Value(value: 0, readAt: noon), .fresh(minutes: 0)),
            (Value(value: 0, readAt: noon + 9), .fresh(minutes: 0)),
            (Value(value: 0, readAt: noon - 150), .fresh(minutes: 2)),
            (Value(value: 0, readAt: noon - 150.5), .old(minutes: 2, failed: false)),
            (Value(value: 0, readAt: noon - 60, askedAt: noon), .fresh(minutes: 1)),
            (Value(value: 0, readAt: noon - 60, failure: failure), .old(minutes: 1, failed: true)),
        ]
        for (value, freshness) in table { #expect(value.freshness(now: noon, staleAfter: 150) == freshness) }
    }

    @Test("An answer replaces the value, a failure keeps it and counts, a cancelled request leaves no trace")
    func answers() {
        var value = Loadable<Int>()
        #expect(value.wasNeverAsked)
        value.asked(at: 1)
        #expect(value.isAsking)
        let isNew = value.answered(.success(5), at: 2)
        let isNewAgain = value.answered(.success(5), at: 3)
        #expect((isNew, isNewAgain) == (true, false))
        #expect(value == Loadable(value: 5, readAt: 3))
        value.answered(.failure(error), at: 4)
        value.answered(.failure(error), at: 5)
        #expect(value == Loadable(value: 5, readAt: 3, failure: Failure(error: error, at: 5, attempts: 2)))
        value.asked(at: 6)
        value.answered(.failure(APIError(operation: "stats", reason: .cancelled)), at: 7)
        #expect((value.askedAt, value.failure?.attempts) == (nil, 2))
        value.answered(.success(0), at: 8)
        #expect(value == Loadable(value: 0, readAt: 8))
    }

    @Test("A failed request waits longer each time, up to a minute")
    func retryWait() {
        let waits = [0, 1, 2, 3, 4, 5, 6, 99].map { attempts in
            Loadable<Int>(failure: Failure(error: error, at: 0, attempts: attempts)).retryWait
        }
        #expect(waits == [5, 5, 10, 20, 40, 60, 60, 60])
        #expect(Loadable<Int>().retryWait == 0)
    }

    @Test("Alarms are counted as figures come, change and go")
    func counting() {
        var figures: FiguresByUser = ["a": .test(.critical), "b": .test(.warning), "c": .test()]
        #expect((figures.criticalCount, figures.warningCount) == (1, 1))
        figures["a"] = .test(.warning)
        figures["c"] = .test(.critical)
        #expect((figures.criticalCount, figures.warningCount) == (1, 2))
        figures["c"] = nil
        figures["never"] = nil
        #expect((figures.criticalCount, figures.warningCount, figures.count) == (0, 2, 2))
        #expect(figures.map(\.key).sorted() == ["a", "b"])
    }

    @Test("A row tells what is known of its customer and what is not")
    func rows() {
        var state = DeskState.empty()
        let table = CustomerTable.of([
            [.username: "on", .active: "true"], [.username: "off", .active: "0"], [.username: "untold"], [:],
        ])
        state.customers.table = table
        state.customers.shown = RowOrder([0, 1, 2, 3])
        state.customers.marks.insert(1)
        state.figures["on"] = .test(readAt: noon - 960)
        state.details["off"] = .asked(at: noon)
        state.details["untold"] = CustomerDetail()
        state.details["untold"]?.statistics.failure = Failure(error: error, at: noon, attempts: 1)
        let rows = (0..<4).map { state.customerRow(at: $0) }
        #expect(rows.map(\.name) == ["on", "off", "untold", ""])
        #expect(rows.map(\.isActive) == [true, false, nil, nil])
        #expect(rows.map(\.isMarked) == [false, true, false, false])
        #expect(rows.map(\.isAsking) == [false, true, false, false])
        #expect(rows.map(\.hasFailed) == [false, false, true, false])
        #expect(rows.map(\.minutesOld) == [16, nil, nil, nil])
    }

    @Test("A customer is found by name, whatever the order and however many share its beginning")
    func position() {
        let all = names(300, "customer-with-a-long-name-")
        var state = DeskState.showing(all)
        for (index, name) in all.enumerated() { #expect(state.position(of: name) == index) }
        #expect(state.position(of: "customer-with-a-long-name-") == nil)
        #expect(state.position(of: "") == nil)
        state.customers.sortedBy = Sorting(column: .risk)
        state.customers.shown = RowOrder(state.customers.shown.rows.reversed())
        #expect(state.position(of: all[3]) == 296)
        state.customers.sortedBy = Sorting()
        #expect(state.position(of: all[3]) == 296)
    }

    @Test("An index of usernames finds these and no others")
    func usernameIndex() {
        let all = names(1000)
        let index = UsernameIndex(all)
        let found = (all + ["", "name", "name1000", "x"]).map { name in
            Array(name.utf8).withUnsafeBufferPointer { index.place(of: $0) }
        }
        #expect(found == Array(0..<1000) + [nil, nil, nil, nil])
        let nobody = UsernameIndex([])
        #expect(Array("a".utf8).withUnsafeBufferPointer { nobody.place(of: $0) } == nil)
    }

    @Test("Rows are found in their chunks, at every border")
    func places() {
        let table = CustomerTable(chunks: [.named(names(2)), .named([]), .named(names(3, from: 2)), .named(["z"])])
        #expect((0..<table.count).map(table.username) == names(5) + ["z"])
        #expect(CustomerTable.empty.count == 0)
        #expect(table.row(named: "z") == 5)
        #expect(table.row(named: "name") == nil)
    }

    @Test("Text is edited at the caret, by graphemes")
    func editing() {
        var entry = TextEntry("a👩‍👩‍👧b")
        #expect(entry.caret == 3)
        func edit(_ commands: CommandID...) -> Bool { commands.map { entry.edit($0) }.allSatisfy(\.self) }
        let knowsDeleting = edit(.cursorLeft, .deleteBefore)
        #expect(knowsDeleting)
        #expect((entry.text, entry.caret) == ("ab", 1))
        entry.insert("é")
        #expect((entry.text, entry.caret) == ("aéb", 2))
        entry.insert("\u{301}")
        #expect(entry.caret <= entry.text.count)
        let knowsStart = edit(.cursorStart, .deleteBefore, .cursorLeft)
        #expect((knowsStart, entry.caret) == (true, 0))
        let knowsEnd = edit(.cursorEnd, .deleteAfter, .cursorRight)
        #expect((knowsEnd, entry.caret) == (true, entry.text.count))
        let knowsQuit = edit(.quit)
        #expect(!knowsQuit)
    }

    @Test("A history keeps each text once, the newest first, fifty of them")
    func remembering() {
        var history: [String] = []
        for text in names(60) + ["name20", ""] { history.remember(text) }
        #expect(history.count == 50)
        #expect(history.prefix(2) == ["name20", "name59"])
    }
}
