import Records
import Screen
import Testing

@testable import Desk

@MainActor
@Suite("Marking customers", .timeLimit(.minutes(5)))
struct MarkingTests {
    @Test("Space marks and moves on, and takes a mark away again")
    func one() async {
        let desk = DeskTest(.showing(names(3)))
        await desk.press(" ") {
            $0.customers.marks.insert(0)
            $0.customers.cursor = 1
        }
        await desk.press("k") { $0.customers.cursor = 0 }
        await desk.press(" ") {
            $0.customers.marks = MarkSet()
            $0.customers.cursor = 1
        }
        await desk.end()
    }

    @Test("A range goes from where it was begun to the cursor, either way")
    func range() async {
        var state = DeskState.showing(names(9))
        state.customers.cursor = 6
        let desk = DeskRun(state)
        desk.clock.stop()
        await desk.press(.character("v"), .character("k"), .character("k"), .character("v"))
        #expect(desk.state.markedNames == ["name04", "name05", "name06"])
        #expect(desk.state.customers.rangeStart == nil)
        #expect(desk.state.notice == Notice(.plain, "3 marked"))
    }

    @Test("All shown are marked, added to what is marked already; U takes all away")
    func all() async {
        var state = DeskState.showing(names(130))
        state.customers.marks.insert(129)
        state.customers.shown = RowOrder(Array(0..<64))
        let desk = DeskTest(state)
        await desk.press("V") {
            for row in 0..<64 { $0.customers.marks.insert(row) }
            $0.notice = Notice(.plain, "65 marked")
        }
        #expect(desk.state.markedNames == names(64) + ["name129"])
        await desk.press("U") {
            $0.customers.marks = MarkSet()
            $0.notice = Notice(.plain, InputWords.nothingMarked)
        }
        await desk.end()
    }

    @Test("Only customers can be marked")
    func elsewhere() async {
        var state = DeskState.showing(names(3))
        state.focus = .samples
        let desk = DeskTest(state)
        await desk.press(" ") { $0.notice = Notice(.warning, "mark: only customers can be marked", isPinned: true) }
        await desk.press("V") {
            $0.notice = Notice(.warning, "mark all: only customers can be marked", isPinned: true)
        }
        await desk.end()
    }

    @Test("A set of marks counts, lists and compares by its rows")
    func marks() {
        var marks = MarkSet()
        marks.insert(200)
        marks.insert(200)
        marks.insert(3)
        #expect((marks.count, marks.rows) == (2, [3, 200]))
        marks.remove(200)
        marks.remove(999)
        var other = MarkSet()
        other.insert(3)
        #expect(marks == other)
        other.insert(contentsOf: [3, 4, 700], below: 10)
        #expect(other.rows == [3, 4])
        #expect(marks != other)
        #expect(!MarkSet().contains(5))
    }
}
