import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Desk

@MainActor
@Suite("Moving over the customers", .timeLimit(.minutes(5)))
struct MovingTests {
    @Test("A line down and up moves the cursor within the screen only")
    func lines() async {
        let desk = DeskTest(.showing(names(100)))
        await desk.press("j") { $0.customers.cursor = 1 }
        await desk.press(.down) { $0.customers.cursor = 2 }
        await desk.press("k") { $0.customers.cursor = 1 }
        await desk.press(.up) { $0.customers.cursor = 0 }
        await desk.press("k")
        await desk.end()
    }

    @Test("At the lower edge the list turns half a page")
    func lowerEdge() async {
        var state = DeskState.showing(names(100))
        state.customers.cursor = 35
        let desk = DeskTest(state)
        // 36 rows of customers at 120x40, the heads not counted.
        #expect(desk.state.layout.customerRows == 36)
        await desk.press("j") { ($0.customers.cursor, $0.customers.top) = (36, 19) }
        await desk.press("j") { $0.customers.cursor = 37 }
        await desk.end()
    }

    @Test("At the upper edge it turns half a page back")
    func upperEdge() async {
        var state = DeskState.showing(names(100))
        (state.customers.cursor, state.customers.top) = (50, 50)
        let desk = DeskTest(state)
        await desk.press("k") { ($0.customers.cursor, $0.customers.top) = (49, 31) }
        await desk.press("k") { $0.customers.cursor = 48 }
        await desk.end()
    }

    @Test("Near the end the last page stays full")
    func lastPage() async {
        var state = DeskState.showing(names(40))
        state.customers.cursor = 35
        let desk = DeskTest(state)
        await desk.press("j") { ($0.customers.cursor, $0.customers.top) = (36, 4) }
        await desk.press("G") { $0.customers.cursor = 39 }
        await desk.press("j")
        await desk.end()
    }

    @Test("First, last, half pages and pages")
    func pages() async {
        let desk = DeskTest(.showing(names(200)))
        await desk.press(.control("d")) { $0.customers.cursor = 18 }
        await desk.press(.control("d")) { ($0.customers.cursor, $0.customers.top) = (36, 19) }
        await desk.press(.control("u")) {
            $0.customers.cursor = 18; $0.customers.top = 0
        }
        await desk.press(.control("f")) { ($0.customers.cursor, $0.customers.top) = (53, 18) }
        await desk.press(.pageUp) { ($0.customers.cursor, $0.customers.top) = (18, 18) }
        await desk.press(.end) { ($0.customers.cursor, $0.customers.top) = (199, 164) }
        await desk.press("g") { $0.pendingKeys = [.character("g")] }
        await desk.press("g") {
            $0.pendingKeys = []
            ($0.customers.cursor, $0.customers.top) = (0, 0)
        }
        await desk.press("G") { ($0.customers.cursor, $0.customers.top) = (199, 164) }
        await desk.press(.home) { ($0.customers.cursor, $0.customers.top) = (0, 0) }
        await desk.end()
    }

    @Test("Without rows nothing moves and nothing breaks")
    func noRows() async {
        let desk = DeskTest(.empty())
        for key in ["j", "k", "G"] as [Character] { await desk.press(key) }
        await desk.press(.control("d"))
        await desk.press("X") { $0.notice = Notice(.plain, "X has no function here (? help)") }
        await desk.press(" ") { $0.notice = Notice(.warning, "mark: no customer shown", isPinned: true) }
        await desk.press(.enter) { $0.notice?.isPinned = false }
        await desk.end()
    }

    @Test("The cursor stays on the screen when it shrinks and grows")
    func resize() async {
        var state = DeskState.showing(names(100))
        (state.customers.cursor, state.customers.top) = (35, 0)
        let desk = DeskTest(state)
        await desk.send(.inputReceived(.resize(Size(width: 80, height: 24)))) {
            $0.size = Size(width: 80, height: 24)
            $0.customers.top = 16
        }
        await desk.send(.inputReceived(.resize(Size(width: 1, height: 1)))) { $0.size = Size(width: 1, height: 1) }
        await desk.send(.inputReceived(.resize(Size(width: 0, height: 0)))) { $0.size = Size(width: 0, height: 0) }
        await desk.press("j") { $0.customers.cursor = 36 }
        await desk.send(.inputReceived(.resize(Size(width: 120, height: 40)))) {
            $0.size = Size(width: 120, height: 40)
        }
        await desk.end()
    }

    @Test("A list that has left the screen keeps its place until it is back")
    func hiddenList() async {
        var state = DeskState.showing(names(100), size: Size(width: 40, height: 12))
        (state.customers.cursor, state.customers.top) = (20, 15)
        let desk = DeskTest(state)
        await desk.press("2") { $0.focus = .overview }
        await desk.press(.escape) { $0.focus = .customers }
        await desk.end()
    }

    @Test("Panes are focused by digit, in turn, as parent and child")
    func panes() async {
        let desk = DeskTest(.showing(names(3)))
        await desk.press("3") { $0.focus = .statistics }
        await desk.press(.tab) { $0.focus = .suppressions }
        await desk.press(.tab) { $0.focus = .samples }
        await desk.press(.tab) { $0.focus = .customers }
        await desk.press(.backTab) { $0.focus = .samples }
        await desk.press("h") { $0.focus = .customers }
        await desk.press("l") { $0.focus = .overview }
        await desk.press("l")
        await desk.press("9") { $0.notice = Notice(.warning, "pane 9: there are five panes", isPinned: true) }
        await desk.end()
    }

    @Test("A key that means nothing says so, also at the end of a sequence; Escape only leaves the sequence")
    func unbound() async {
        let desk = DeskTest(.showing(names(3)))
        await desk.press("#") { $0.notice = Notice(.plain, "# has no function here (? help)") }
        await desk.press("g") { $0.pendingKeys = [.character("g")] }
        await desk.press("x") {
            $0.pendingKeys = []
            $0.notice = Notice(.plain, "g x has no function here (? help)")
        }
        await desk.press("g") { $0.pendingKeys = [.character("g")] }
        await desk.press(.escape) { $0.pendingKeys = [] }
        await desk.end()
    }

    @Test("Pasted text never runs as keys")
    func paste() async {
        let desk = DeskTest(.showing(names(3)))
        await desk.send(.inputReceived(.paste("GVq"))) {
            $0.notice = Notice(.warning, InputWords.notKeys("/"))
        }
        await desk.press("g") {
            $0.pendingKeys = [.character("g")]
        }
        await desk.send(.inputReceived(.paste("g"))) { $0.pendingKeys = [] }
        await desk.end()
    }

    @Test("Escape is exactly one level: range, zoom, focus, filter, and then it says how to quit")
    func levels() async {
        var state = DeskState.showing(names(30))
        state.customers.filter = "name"
        state.customers.shownFilter = "name"
        state.customers.rangeStart = 0
        (state.isZoomed, state.focus) = (true, .overview)
        let desk = DeskTest(state)
        await desk.press(.escape) { $0.customers.rangeStart = nil }
        await desk.press(.escape) { $0.isZoomed = false }
        await desk.press(.escape) { $0.focus = .customers }
        await desk.press(.escape) { ($0.customers.filter, $0.customers.isArranging) = ("", true) }
        await desk.receiveArrangement { $0.customers.isArranging = false }
        await desk.press(.escape) { $0.notice = Notice(.plain, "This is the top; Q quits") }
        await desk.end()
    }

    @Test("q leaves a pane and quits at the top; Q quits from anywhere")
    func quitting() async {
        var state = DeskState.showing(names(3))
        (state.isZoomed, state.focus) = (true, .samples)
        let desk = DeskTest(state)
        await desk.press("q") { $0.isZoomed = false }
        await desk.press("q") { $0.focus = .customers }
        await desk.press("q") { $0.exitCode = 0 }
        await desk.end()
        let other = DeskTest(state)
        await other.press("Q") { $0.exitCode = 0 }
        await other.end()
    }

    @Test("Enter on a pane shows it alone; where it is alone already there is no level to go down")
    func zoom() async {
        var state = DeskState.showing(names(3))
        state.focus = .samples
        let desk = DeskTest(state)
        await desk.press(.enter) { $0.isZoomed = true }
        await desk.press(.enter) { $0.notice = Notice(.plain, "Nothing more to open, Esc goes back") }
        await desk.press("g") { $0.pendingKeys = [.character("g")] }
        await desk.press("d") { ($0.pendingKeys, $0.isZoomed, $0.focus) = ([], false, .customers) }
        await desk.press("g") { $0.pendingKeys = [.character("g")] }
        await desk.press("c") { ($0.pendingKeys, $0.isZoomed) = ([], true) }
        await desk.end()
    }
}
