import ResellerAPI
import Screen
import Synchronization
import Testing

@testable import Desk

@MainActor
@Suite("Suppressions view", .timeLimit(.minutes(5)))
struct SuppressionsViewTests {
    nonisolated private static let lists: [SuppressionList: [Suppression]] = [
        .bounced: [
            .bounce("kim@gone.example", "2026-09-28 13:00:00"), .bounce("lena@GONE.example", "2026-09-28 14:00:00"),
            Suppression(
                list: .bounced, email: "jörg@inbox.example", status: "5.2.2", reason: "552 Mailbox FULL",
                created: WireTime("2026-09-28 12:00:00")),
        ],
        .unsubscribed: [.on(.unsubscribed, "kim@gone.example", "2026-09-28 13:30:00")],
        .spam: [.on(.spam, "lee@still.example", "2026-09-28 11:00:00")],
        .invalid: [.on(.invalid, "nobody", "2026-09-28 10:00:00")],
    ]

    private func desk(size: Size = Size(width: 120, height: 40)) async -> DeskRun {
        let desk = DeskRun(.showing(names(2), size: size)) { environment, clock in
            environment.answerDetails(clock, TestDetail(suppressions: Self.lists))
            environment.read = { request, _ in
                Answered(.success(Reply(operation: request.operation, value: .list([]))), at: clock.now)
            }
        }
        await desk.press(.character("S"))
        return desk
    }

    private func emails(_ desk: DeskRun) -> [String] { desk.state.suppressed.map(\.email) }

    @Test("It opens with all four lists in one table, newest first, and the cursor moves in it")
    func opening() async {
        let desk = await desk()
        #expect(desk.state.place.view == .suppressions)
        #expect(
            emails(desk) == [
                "lena@GONE.example", "kim@gone.example", "kim@gone.example", "jörg@inbox.example", "lee@still.example",
                "nobody",
            ])
        await desk.press(.character("j"), .character("j"))
        #expect(desk.state.suppressedUnderCursor?.list == .bounced)
        #expect(desk.state.suppressedUnderCursor?.email == "kim@gone.example")
        await desk.press(.character("G"))
        #expect(desk.state.suppressedUnderCursor?.email == "nobody")
        await desk.press(.character("j"))
        #expect(desk.state.suppressions.view.position.cursor == 5)
        await desk.press(.escape)
        #expect(desk.state.place.view == .desk)
    }

    @Test("Enter on the desk's pane of suppressions opens it")
    func fromPane() async {
        let desk = DeskRun(.showing(names(2))) { environment, clock in
            environment.answerDetails(clock, TestDetail(suppressions: Self.lists))
        }
        await desk.press(.character("4"), .enter)
        #expect(desk.state.place.view == .suppressions)
    }

    @Test("B goes from one table to four side by side to each list alone, and h l go from column to column")
    func arrangements() async {
        let desk = await desk()
        let view = { desk.state.suppressions.view }
        await desk.press(.character("B"))
        #expect(view().arrangement == .sideBySide)
        #expect(desk.state.suppressionsLayout.tables.map(\.list) == [.bounced, .unsubscribed, .invalid, .spam])
        #expect(desk.state.suppressionsLayout.tables.allSatisfy { $0.rows > 20 })
        await desk.press(.character("l"))
        #expect(view().list == .unsubscribed)
        await desk.press(.character("h"), .character("h"))
        #expect(view().list == .spam)
        #expect(emails(desk) == ["lee@still.example"])
        var seen: [SuppressionList?] = []
        for _ in 0..<4 {
            await desk.press(.character("B"))
            #expect(view().arrangement == .alone)
            seen.append(view().table)
        }
        #expect(seen == [.bounced, .unsubscribed, .invalid, .spam])
        await desk.press(.character("B"))
        #expect(view().arrangement == .merged)
        await desk.press(.character("l"))
        #expect(desk.state.notice?.text == "all lists are in one table; B puts them side by side")
    }

    @Test("Below a hundred columns the lists stand one below the other, and the one with the focus is open")
    func stacked() async {
        let desk = await desk(size: Size(width: 80, height: 24))
        await desk.press(.character("B"), .character("l"))
        let tables = desk.state.suppressionsLayout.tables
        #expect(tables.map { $0.rows > 0 } == [false, true, false, false])
        #expect(tables.compactMap(\.titleRow) == [3, 4, 21, 22])
    }

    @Test("A search looks through all four lists at once, by words, fields and their opposites")
    func searching() async {
        let desk = await desk()
        func found(_ filter: String) async -> [String] {
            await desk.press(.character("/"), .control("u"))
            await desk.type(filter)
            await desk.press(.enter)
            return emails(desk)
        }
        #expect(await found("gone.EXAMPLE") == ["lena@GONE.example", "kim@gone.example", "kim@gone.example"])
        #expect(await found("status:5.1") == ["lena@GONE.example", "kim@gone.example"])
        #expect(await found("status:1.1").isEmpty)
        #expect(await found("domain:still") == ["lee@still.example"])
        #expect(await found("mailbox full") == ["jörg@inbox.example"])
        #expect(await found("JÖRG") == ["jörg@inbox.example"])
        #expect(await found("kim !list:bounced") == ["kim@gone.example"])
        #expect(desk.state.suppressedUnderCursor?.list == .unsubscribed)
        #expect(await found("\"nobody\"") == ["nobody"])
        #expect(await found("\"kim\"").isEmpty)
        #expect(await found("status:").count == 6)
    }

    @Test("Esc takes the search away first, then leaves; a letter of the search is no command")
    func searchKeys() async {
        let desk = await desk()
        await desk.press(.character("/"))
        await desk.type("Bd")
        #expect(desk.state.suppressions.view.filter == "Bd")
        #expect(desk.state.suppressions.view.arrangement == .merged)
        #expect(desk.state.overlay == nil)
        await desk.press(.enter)
        #expect(desk.state.suppressed.isEmpty)
        await desk.press(.escape)
        #expect(desk.state.place.view == .suppressions)
        #expect(desk.state.suppressed.count == 6)
        await desk.press(.escape)
        #expect(desk.state.place.view == .desk)
    }

    @Test("Marks stay on addresses through a search, and an address on two lists has two marks")
    func marks() async {
        let desk = await desk()
        await desk.press(.character("j"), .character(" "))
        #expect(
            desk.state.suppressions.view.marks == [SuppressionKey(list: .unsubscribed, email: "kim@gone.example")])
        #expect(desk.state.suppressions.view.position.cursor == 2)
        await desk.press(.character("/"))
        await desk.type("kim")
        await desk.press(.enter, .character("V"))
        #expect(desk.state.notice?.text == "2 marked")
        await desk.press(.escape, .character("g"), .character("g"), .character("v"), .character("j"), .character("v"))
        #expect(desk.state.suppressions.view.marks.count == 3)
        #expect(
            desk.state.chosenSuppressed.map(\.email) == ["lena@GONE.example", "kim@gone.example", "kim@gone.example"])
        await desk.press(.character("U"))
        #expect(desk.state.suppressions.view.marks.isEmpty)
    }

    @Test("Newer addresses leave the cursor on its own, and marks go with addresses that are gone")
    func newer() async {
        let later = Mutex(false)
        let desk = DeskRun(.showing(names(2))) { environment, clock in
            environment.answerDetails(clock)
            environment.suppressions = { _, list in
                let isLater = later.withLock { $0 }
                let old = Self.lists[list] ?? []
                guard isLater, list == .bounced else { return Answered(.success(old), at: clock.now) }
                let new = Suppression.bounce("new@gone.example", "2026-09-28 14:30:00")
                return Answered(.success(old.filter { !$0.email.hasPrefix("lena") } + [new]), at: clock.now)
            }
        }
        await desk.press(.character("S"), .character(" "), .character(" "), .character("j"))
        let kept = desk.state.suppressedUnderCursor
        #expect(kept?.email == "jörg@inbox.example")
        later.withLock { $0 = true }
        await desk.press(.character("/"))
        await desk.type("example")
        await desk.press(.enter, .character("r"))
        #expect(desk.state.suppressions.view.marks.map(\.email) == ["kim@gone.example"])
        #expect(emails(desk).first == "new@gone.example")
        #expect(!emails(desk).contains("lena@GONE.example"))
    }

    @Test("d asks for the one under the cursor, and hands several over at once")
    func lettingThrough() async {
        let desk = await desk()
        await desk.press(.character("d"))
        guard case .confirm(let confirm) = desk.state.overlay else {
            Issue.record("no dialog: \(String(describing: desk.state.overlay))")
            return
        }
        #expect(confirm.request.operation.id == "bounces.delete")
        #expect(confirm.request.parameters["email"] == "lena@GONE.example")
        #expect(confirm.request.target == "name00")
    }

    @Test("Another customer begins without the search and the marks of the one before")
    func anotherCustomer() async {
        let desk = await desk()
        await desk.press(.character(" "), .character("/"))
        await desk.type("kim")
        await desk.press(.enter, .escape, .escape, .character("j"), .character("S"))
        #expect(desk.state.subject == "name01")
        #expect(desk.state.suppressions.view.marks.isEmpty)
        #expect(desk.state.suppressions.view.filter.isEmpty)
    }

    @Test("Enter shows all that is known of an address")
    func whole() async {
        let desk = await desk()
        await desk.press(.enter)
        #expect(
            desk.state.overlay
                == .messages(
                    MessageText(
                        title: "Address",
                        lines: [
                            "lena@GONE.example", "on the list of bounced addresses",
                            "since 2026-09-28 14:00:00 (customer's time zone)", "status 5.1.1",
                            "server response: 550 unknown user",
                        ], top: 0)))
    }
}

@Suite("Search over suppressed addresses")
struct SuppressionIndexTests {
    @Test("A value never reaches into the next one, and odd texts are searched as they are")
    func values() {
        let index = SuppressionIndex([
            Suppression(list: .bounced, email: "a@b", status: "5.1", reason: "x\ny", created: nil),
            Suppression(list: .spam, email: "", status: nil, reason: nil, created: nil),
            Suppression(list: .invalid, email: "Ünï", status: "", reason: "bad\u{1}", created: nil),
        ])
        func found(_ text: String) -> [SuppressionList] {
            (index.entries(meeting: SuppressionQuery(text)) ?? []).map(\.list)
        }
        #expect(found("b5.1").isEmpty)
        #expect(found("\"x y\"") == [.bounced])
        #expect(found("ünï") == [.invalid])
        #expect(found("list:spam") == [.spam])
        #expect(found("!spam") == [.bounced, .invalid])
        #expect(found("reason:x address:a") == [.bounced])
        #expect(found("domain:b") == [.bounced])
        #expect(found("domain:a").isEmpty)
        #expect(found("") == [.bounced, .spam, .invalid])
    }
}
