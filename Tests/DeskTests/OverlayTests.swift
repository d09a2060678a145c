import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Desk

@MainActor
@Suite("Help, command bar and errors", .timeLimit(.minutes(5)))
struct OverlayTests {
    private func palette(_ desk: DeskRun) -> PaletteState? {
        if case .palette(let palette) = desk.state.overlay { palette } else { nil }
    }

    private func help(_ desk: DeskRun) -> HelpState? {
        if case .help(let help) = desk.state.overlay { help } else { nil }
    }

    @Test("Help lists what works here; typing narrows it and Enter runs the entry")
    func helping() async {
        let desk = DeskRun(.showing(names(3)))
        await desk.press(.character("?"))
        #expect(desk.state.mode == .help)
        let all = help(desk)?.commands ?? []
        #expect(all.contains(.freeze))
        #expect(all.contains(.pane5))
        #expect(!all.contains(.pane6))
        #expect(!all.contains(.confirm))
        #expect(!all.contains(.headers))
        await desk.type("unfreeze")
        #expect(help(desk)?.commands == [.freeze])
        await desk.press(.enter)
        #expect(desk.state.overlay == nil)
        #expect(desk.state.isFrozen)
    }

    @Test("Help of a view has the digits of its own panes, with their titles")
    func panesInHelp() {
        var state = DeskState.showing(names(3))
        func digits() -> [Int] { state.commands(matching: "", in: .pane).compactMap(\.paneDigit) }
        #expect(digits() == [1, 2, 3, 4, 5])
        #expect(state.paneTitle(2) == "Overview")
        state.place = Place(.live)
        #expect(digits() == [1, 2])
        #expect(state.paneTitle(2) == "Lately")
        state.place = Place(.monitors)
        #expect(digits() == [1, 2, 3])
        #expect(state.paneTitle(3) == "Samples of it")
    }

    @Test("The command bar finds calls by every word that is typed, wherever it stands, and survives long nonsense")
    func callsByWords() {
        let state = DeskState.showing(names(3))
        let found = state.paletteEntries(matching: "LIST bounces", in: .list).map(\.name)
        #expect(found.contains("bounces.list"))
        #expect(!found.contains("bounces.delete"))
        #expect(state.paletteEntries(matching: String(repeating: "x ", count: 400), in: .list).isEmpty)
    }

    @Test("A key that is typed in help finds its command; what matches nothing can't be run")
    func helpByKey() async {
        let desk = DeskRun(.showing(names(3)))
        await desk.press(.character("?"), .character("Z"))
        #expect(help(desk)?.commands.contains(.freeze) == true)
        await desk.type("zzz")
        #expect(help(desk)?.commands == [])
        await desk.press(.down, .enter)
        #expect(desk.state.notice == Notice(.plain, OverlayWords.noCommand))
        await desk.press(.control("u"))
        await desk.press(.down, .down, .up)
        #expect(help(desk)?.cursor == 1)
        await desk.press(.escape)
        #expect(desk.state.overlay == nil)
    }

    @Test("The command bar completes, runs and remembers")
    func commandBar() async {
        let desk = DeskRun(.showing(names(3)))
        await desk.press(.character(":"))
        await desk.type("free")
        #expect(palette(desk)?.commands.first == .freeze)
        await desk.press(.tab)
        #expect(palette(desk)?.entry == TextEntry("freeze"))
        await desk.press(.enter)
        #expect(desk.state.isFrozen)
        #expect(desk.state.paletteHistory == ["freeze"])
        await desk.press(.character(":"), .up)
        #expect(palette(desk)?.entry.text == "freeze")
        await desk.press(.escape, .character(":"))
        await desk.type("nonsense")
        await desk.press(.enter)
        #expect(desk.state.notice == Notice(.plain, OverlayWords.noCommand))
        #expect(palette(desk) != nil)
        #expect(desk.state.paletteHistory == ["freeze"])
    }

    @Test("Commands whose name begins with what is typed come first, the shortest before")
    func ranking() async {
        let desk = DeskRun(.showing(names(3)))
        await desk.press(.character(":"))
        await desk.type("refresh")
        #expect(palette(desk)?.commands.prefix(2) == [.refresh, .refreshAll])
    }

    @Test("In the command bar Up moves up first, and shows earlier commands above the first entry")
    func upInPalette() async {
        var state = DeskState.showing(names(3))
        state.paletteHistory = ["quit", "help"]
        let desk = DeskRun(state)
        await desk.press(.character(":"), .down, .down, .up)
        #expect(palette(desk)?.cursor == 1)
        await desk.press(.up)
        #expect(palette(desk)?.entry.text == "")
        await desk.press(.up)
        #expect(palette(desk)?.entry.text == "quit")
        await desk.press(.up)
        #expect(palette(desk)?.entry.text == "help")
    }

    @Test("A command acts on the customer that was under the cursor before the bar was opened")
    func actsOnCursor() async {
        let desk = DeskRun(.showing(names(3)))
        desk.clock.stop()
        await desk.press(.character("j"), .character(":"))
        await desk.type("mark")
        #expect(palette(desk)?.commands.first == .mark)
        await desk.press(.enter)
        #expect(desk.state.markedNames == ["name01"])
    }

    @Test("What can't run says why")
    func reasons() async {
        let desk = DeskTest(.showing(names(3)))
        await desk.press("n") { $0.notice = Notice(.warning, "next hit: no filter set", isPinned: true) }
        await desk.press("[") {
            $0.notice = Notice(.warning, "back: no earlier customer", isPinned: true)
        }
        await desk.press("]") {
            $0.notice = Notice(.warning, "forward: no later customer", isPinned: true)
        }
        await desk.end()
    }

    @Test("Errors scroll within their lines and close with one Escape")
    func errors() async {
        var state = DeskState.showing(names(3))
        let error = APIError(operation: "stats", reason: .notAuthorized)
        state.errors = (0..<12).map { Failure(error: error, at: Double($0), attempts: 1) }
        state.problems = ["one"]
        let desk = DeskTest(state)
        await desk.press("g") { $0.pendingKeys = [.character("g")] }
        await desk.press("e") { ($0.pendingKeys, $0.overlay) = ([], .errors(ErrorList(top: 0))) }
        await desk.press("k")
        await desk.press(.control("d")) { $0.overlay = .errors(ErrorList(top: 10)) }
        await desk.press(.control("d")) { $0.overlay = .errors(ErrorList(top: 12)) }
        await desk.press(.escape) { $0.overlay = nil }
        await desk.end()
    }

    @Test("Messages scroll in the same way")
    func messages() async {
        var state = DeskState.showing(names(3))
        state.overlay = .messages(MessageText(title: "t", lines: ["a", "b", "c"], top: 0))
        let desk = DeskTest(state)
        await desk.press("j") { $0.overlay = .messages(MessageText(title: "t", lines: ["a", "b", "c"], top: 1)) }
        await desk.press("G") { $0.overlay = .messages(MessageText(title: "t", lines: ["a", "b", "c"], top: 2)) }
        await desk.press("q") { $0.overlay = nil }
        await desk.end()
    }
}
