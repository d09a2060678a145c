import Records
import ResellerAPI
import Screen
import Settings
import StateStore
import TestSupport
import Testing

@testable import Desk

@MainActor
@Suite("Filtering, sorting and arranging", .timeLimit(.minutes(5)))
struct FilterTypingTests {
    private let customers = ["alpha", "beta", "gamma", "delta"]

    private func typed(_ text: String) -> (inout DeskState) -> Void {
        { state in
            state.filterEntry = TextEntry(text)
            state.customers.filter = text
            state.customers.isArranging = true
        }
    }

    @Test("Each letter is answered; Enter keeps the filter and remembers it")
    func letters() async {
        let desk = DeskTest(.showing(customers))
        await desk.press("/") { $0.filterEntry = TextEntry() }
        await desk.press("t", change: typed("t"))
        await desk.receiveArrangement { $0.customers.isArranging = false }
        #expect(desk.state.shownNames == ["beta", "delta"])
        await desk.press("a", change: typed("ta"))
        await desk.receiveArrangement { $0.customers.isArranging = false }
        await desk.press("!", change: typed("ta!"))
        await desk.receiveArrangement {
            $0.customers.isArranging = false
            $0.subject = nil
        }
        #expect(desk.state.shownNames == [])
        await desk.press(.backspace, change: typed("ta"))
        await desk.receiveArrangement { $0.customers.isArranging = false }
        #expect(desk.state.shownNames == ["beta", "delta"])
        await desk.press(.enter) {
            $0.filterEntry = nil
            $0.filterHistory = ["ta"]
        }
        #expect(desk.state.customers.filter == "ta")
        await desk.end()
    }

    @Test("A filter that lets nobody through leaves nobody at the right")
    func hiddenSubject() async {
        let desk = DeskRun(.showing(customers)) { environment, clock in environment.answerDetails(clock) }
        await desk.press(.character("j"))
        await desk.elapse(0.15)
        await desk.press(.character("/"))
        await desk.type("nobody")
        #expect(desk.state.shownNames == [])
        #expect(desk.state.customers.rowUnderCursor == nil)
        #expect(desk.state.subject == nil)
        #expect(desk.state.subjectRow == nil)
    }

    @Test("Escape clears the filter and leaves the cursor on its customer; ^C only leaves the line")
    func leaving() async {
        let desk = DeskRun(.showing(customers)) { environment, clock in environment.answerDetails(clock) }
        await desk.press(.character("/"))
        await desk.type("ta")
        await desk.press(.control("c"))
        #expect(desk.state.filterEntry == nil)
        #expect(desk.state.customers.filter == "ta")
        #expect(desk.state.customers.selected == "beta")
        await desk.press(.character("j"), .character("/"))
        #expect(desk.state.filterEntry == TextEntry("ta"))
        await desk.press(.escape)
        #expect((desk.state.filterEntry, desk.state.customers.filter) == (nil, ""))
        #expect(desk.state.customers.selected == "delta")
        #expect(desk.state.filterHistory.isEmpty)
    }

    @Test("No command key is live while a filter is typed; editing keys are")
    func editing() async {
        let desk = DeskRun(.showing(customers)) { environment, clock in environment.answerDetails(clock) }
        await desk.press(.character("/"))
        await desk.type("qQrG")
        #expect(desk.state.exitCode == nil)
        #expect(desk.state.filterEntry?.text == "qQrG")
        await desk.press(.control("w"))
        await desk.type("two words")
        await desk.press(.control("a"), .delete, .right, .backspace, .control("e"), .left)
        #expect(desk.state.filterEntry?.text == "o words")
        #expect(desk.state.filterEntry?.caret == 6)
        await desk.press(.control("w"))
        #expect(desk.state.filterEntry?.text == "o s")
        await desk.press(.control("u"))
        #expect(desk.state.filterEntry?.text == "s")
        #expect(desk.state.customers.filter == "s")
        await desk.press(.tab)
        #expect(desk.state.filterEntry?.text == "s")
    }

    @Test("A paste becomes one line, without controls, and of bounded length")
    func paste() async {
        let desk = DeskRun(.showing(customers))
        await desk.press(.character("/"))
        await desk.send(.inputReceived(.paste(" be\r\nta\u{1B}[31m\t ")))
        #expect(desk.state.filterEntry?.text == "be  ta [31m")
        await desk.press(.control("u"))
        await desk.send(.inputReceived(.paste("a" + String(repeating: "\u{301}", count: 50_000))))
        #expect((desk.state.filterEntry?.text.unicodeScalars.count ?? 0) <= 1000)
        #expect(desk.state.filterEntry?.caret == 1)
    }

    @Test("Up and Down walk the history; Down on a fresh line leaves it alone")
    func history() async {
        var state = DeskState.showing(customers)
        state.filterHistory = ["new", "old"]
        let desk = DeskRun(state) { environment, clock in environment.answerDetails(clock) }
        await desk.press(.character("/"), .character("x"), .down)
        #expect(desk.state.filterEntry?.text == "x")
        var seen: [String?] = []
        for key in [Key.up, .up, .up, .down, .down, .up] {
            await desk.press(key)
            seen.append(desk.state.filterEntry?.text)
        }
        #expect(seen == ["new", "old", "old", "new", "", "new"])
        await desk.press(.enter)
        #expect(desk.state.filterHistory == ["new", "old"])
        #expect(desk.state.customers.filter == "new")
    }

    @Test("An arrangement of another filter or sorting is not taken")
    func stale() async {
        let state = DeskState.showing(customers)
        let list = state.customers
        let desk = DeskTest(state)
        let basis = Arrangement.Basis(table: list.table, keepsRows: true, cursorRow: 0, marks: MarkSet())
        for (filter, sorting) in [("x", Sorting()), ("", Sorting(column: .email))] {
            await desk.send(
                .customersArranged(
                    Arrangement(
                        table: list.table, sorting: sorting, filter: filter, sorted: .empty, shown: .empty,
                        cursor: nil, marks: MarkSet(), basis: basis)))
        }
        await desk.end()
    }

    @Test("Keys pressed while an arrangement is worked out are not undone by it")
    func keysMeanwhile() async {
        let state = DeskState.showing(customers)
        let list = state.customers
        let order = RowOrder([3, 2, 1, 0])
        let desk = DeskTest(state)
        await desk.press(" ") {
            $0.customers.marks.insert(0)
            $0.customers.cursor = 1
        }
        await desk.press("v") {
            $0.customers.rangeStart = 1
            $0.notice = Notice(.plain, InputWords.rangeFrom("v"))
        }
        let basis = Arrangement.Basis(table: list.table, keepsRows: true, cursorRow: 0, marks: MarkSet())
        await desk.send(
            .customersArranged(
                Arrangement(
                    table: list.table, sorting: Sorting(), filter: "", sorted: order, shown: order, cursor: 3,
                    marks: MarkSet(), basis: basis))
        ) {
            ($0.customers.sorted, $0.customers.shown) = (order, order)
            $0.customers.cursor = 2
            $0.customers.rangeStart = 2
            $0.customers.top = 0
        }
        #expect(desk.state.customers.selected == "beta")
        await desk.end()
    }

    @Test("When rows have other numbers and keys were pressed meanwhile, it is worked out once more")
    func onceMore() async {
        var state = DeskState.showing(customers)
        state.customers.latest = .named(["zeta", "beta", "alpha"])
        state.customers.marks.insert(1)
        let (old, latest) = (state.customers.table, state.customers.latest)
        let desk = DeskRun(state) { environment, clock in environment.saveSnapshot = { _ in .done(true) } }
        let order = RowOrder([2, 1, 0])
        await desk.send(
            .customersArranged(
                Arrangement(
                    table: latest, sorting: Sorting(), filter: "", sorted: order, shown: order, cursor: 0,
                    marks: MarkSet(), basis: .init(table: old, keepsRows: false, cursorRow: 0, marks: MarkSet()))))
        #expect(desk.state.shownNames == ["alpha", "beta", "zeta"])
        #expect(desk.state.markedNames == ["beta"])
        #expect(desk.state.customers.selected == "alpha")
    }

    @Test("The sort menu sorts by any column, with the cursor on the first; I turns the order round")
    func sorting() async {
        let desk = DeskRun(.showing(customers)) { environment, clock in environment.answerDetails(clock) }
        await desk.press(.character("s"))
        let username = SortColumn.allCases.firstIndex(of: .username) ?? 0
        #expect(desk.state.overlay == .sortMenu(SortMenu(cursor: username)))
        await desk.press(.character("j"), .enter)
        #expect(desk.state.overlay == nil)
        #expect(desk.state.customers.sorting == Sorting(column: .email))
        #expect(desk.state.shownNames == ["alpha", "beta", "delta", "gamma"])
        #expect(desk.state.customers.selected == "alpha")
        await desk.press(.character("F"), .character("I"))
        #expect(desk.state.shownNames == ["gamma", "delta", "beta", "alpha"])
        #expect(desk.state.customers.selected == "alpha")
        await desk.press(.character("F"), .character("I"), .character("I"))
        #expect(desk.state.customers.selected == "gamma")
        #expect(desk.state.customers.sortedBy == Sorting(column: .email, inverted: true))
    }

    @Test("The sort menu is left without sorting by Escape and q; the same column once more changes nothing")
    func leavingMenu() async {
        let desk = DeskTest(.showing(customers))
        let last = SortColumn.allCases.count - 1
        let username = SortColumn.allCases.firstIndex(of: .username) ?? 0
        for key in [Key.escape, .character("q"), .control("c"), .enter] {
            await desk.press("s") { $0.overlay = .sortMenu(SortMenu(cursor: username)) }
            await desk.press(key) { $0.overlay = nil }
        }
        await desk.press("s") { $0.overlay = .sortMenu(SortMenu(cursor: username)) }
        await desk.press("G") { $0.overlay = .sortMenu(SortMenu(cursor: last)) }
        await desk.press("j")
        await desk.press("k") { $0.overlay = .sortMenu(SortMenu(cursor: last - 1)) }
        await desk.end()
    }

    @Test("By risk, what was read since is taken in when the column is chosen once more")
    func risk() async {
        var state = DeskState.showing(customers)
        state.customers.sorting = Sorting(column: .risk)
        state.customers.sortedBy = Sorting(column: .risk)
        state.figures = ["delta": .test(.critical), "beta": .test(.warning)]
        let desk = DeskRun(state)
        await desk.press(.character("s"), .enter)
        #expect(desk.state.shownNames == ["delta", "beta", "alpha", "gamma"])
    }
}
