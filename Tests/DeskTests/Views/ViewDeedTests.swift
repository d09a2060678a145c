import Records
import ResellerAPI
import Screen
import Settings
import Synchronization
import Testing

@testable import Desk

/// What views offer to do, and what they take along.
@MainActor
@Suite("Doing things from views")
struct ViewDeedTests {
    private static let profile = Record([
        .init("username", .text("name00")), .init("email", .text("owner@name.example")), .init("active", .truth(true)),
        .init("first_name", .text("Kim")),
    ])

    @Test("Every call that names a customer can be begun from the customer's view")
    func everyCall() {
        var state = DeskState.showing(names(1))
        state.place = Place(.customer)
        state.changes.remembered[RememberedKey(.credential, owner: "name00")] = ["api"]
        state.changes.remembered[RememberedKey(.subuser, owner: "name00")] = ["shop"]
        let app: Parameters = ["user": "name00"]
        for (id, parameters, records) in [
            ("customer.list", ["username": "name00"] as Parameters, [Self.profile]),
            ("apps.list", app, [record([("name", "dkim")])]), ("eventURL.get", app, [record([("url", "u.example")])]),
            ("parse.list", app, [Record([.init("parse", .list([.record(record([("hostname", "h.example")]))]))])]),
        ] {
            let request = Request(Operation.named(id)!, parameters)
            state.readings.asked(request, at: noon)
            state.readings.answered(request, .success(records), at: noon)
        }
        var offered = Set(CustomerDeeds(user: "name00", state: state).all.map(\.operation.id))
        for pane in state.viewPanes {
            offered.formUnion(pane.adds.map(\.operation.id))
            let sheet = state.sheet(pane)
            for index in 0..<sheet.count {
                offered.formUnion(sheet.row(index).deeds.map(\.operation.id))
                if case .answer(let request)? = sheet.row(index).opens { offered.insert(request.operation.id) }
            }
        }
        let shown = Set(state.viewReads.map(\.operation.id)).union(["limits.get", "account.overview"])
        let elsewhere: Set = [
            // The views of suppressions and of statistics, and a switch that is on already.
            "bounces.list", "bounces.delete", "unsubscribes.list", "unsubscribes.delete", "invalidEmails.list",
            "invalidEmails.delete", "spamReports.list", "spamReports.delete", "stats.daily", "stats.aggregate",
            "stats.categories", "stats.byCategory", "customer.enable",
        ]
        let missing = Operation.all.filter { operation in
            operation.field("user") != nil && !offered.contains(operation.id) && !shown.contains(operation.id)
                && !elsewhere.contains(operation.id)
        }
        #expect(missing.map(\.id) == [])
    }

    @Test("e on a switch turns it the way it can be turned; read only sends nothing")
    func change() async {
        let world = ViewWorld()
        world.answer("customer.list", [Self.profile])
        let desk = world.desk()
        await desk.hit("c", "2", "e")
        guard case .confirm(let confirm) = desk.state.overlay else {
            Issue.record("no dialog: \(String(describing: desk.state.overlay))")
            return
        }
        #expect((confirm.request.operation.id, confirm.request.target) == ("customer.disable", "name00"))
        await desk.hit("y")
        #expect(desk.state.notice?.text == ChangesWords.nothingSent(ChangesWords.readOnly("acme")))
    }

    @Test("On the desk e offers what can be done to the customer, ! how to close its account")
    func onTheDesk() async {
        let world = ViewWorld()
        let desk = world.desk()
        await desk.hit("e")
        guard case .deeds(let menu) = desk.state.overlay else {
            Issue.record("no menu")
            return
        }
        #expect(menu.title == "name00")
        #expect(menu.deeds.first?.operation.id == "customer.disable")
        #expect(menu.deeds.allSatisfy { $0.parameters["user"] == "name00" })
        await desk.hit(.escape, "!")
        guard case .deeds(let closing) = desk.state.overlay else {
            Issue.record("no menu")
            return
        }
        #expect(
            closing.deeds.map(\.operation.id) == [
                "customer.disable", "account.scheduledClose", "account.immediateClose", "customer.delete",
            ])
    }

    @Test("d on a suppressed address lets it through again, by the call of its list")
    func letThrough() async {
        let world = ViewWorld()
        let desk = world.desk()
        var state = desk.state
        var detail = CustomerDetail()
        detail.suppressionsAnswered(.spam, .success([.on(.spam, "kim@gone.example", "2026-09-28 10:00:00")]), at: noon)
        state.details["name00"] = detail
        state.focus = .suppressions
        #expect(state.hand.removal == Deed("spamReports.delete", ["user": "name00", "email": "kim@gone.example"]))
        #expect(state.hand.adds.map(\.operation.id) == ["unsubscribes.add"])
        state.focus = .samples
        #expect(state.reasonOff(.remove) == "nothing to remove here")
        #expect(state.reasonOff(.change) == "nothing to change here")
    }

    @Test("u on an entry of the journal takes that one back, Enter shows it whole")
    func journal() async {
        let world = ViewWorld()
        world.journal([.unsubscribe(2, "name01", .refused("no")), .unsubscribe(1, "name00")])
        let desk = world.desk()
        await desk.hit("J", "j", .enter)
        guard case .messages(let shown) = desk.state.overlay else {
            Issue.record("no entry is shown")
            return
        }
        #expect(shown.lines.contains("call     unsubscribes.add user=name00 email=kim@gone.example"))
        #expect(shown.lines.contains("ticket   T-1"))
        await desk.hit(.escape, "u")
        guard case .confirm(let confirm) = desk.state.overlay else {
            Issue.record("no dialog: \(String(describing: desk.state.notice))")
            return
        }
        #expect(confirm.undoes == 1)
    }

    @Test("The view of the journal reads on where its end comes near, until there is nothing older")
    func olderEntries() async {
        let world = ViewWorld()
        world.journal((1...450).reversed().map { .unsubscribe($0, "name00") })
        let desk = world.desk()
        func ids() -> [Int64] { desk.state.changes.journal.map(\.id) }
        func subtitle() -> String { JournalSheet(state: desk.state).all.subtitle.map(\.text).joined() }
        await desk.hit("J")
        #expect(ids().count == 200)
        #expect(subtitle() == "200 and older ones")
        await desk.hit("j")
        #expect(ids().count == 200, "the end is far")
        await desk.hit("G")
        #expect(ids() == (51...450).reversed())
        #expect(desk.state.entryUnderCursor?.id == 251, "the cursor stays on its entry")
        await desk.hit("G", "G")
        #expect(ids() == (1...450).reversed())
        #expect(subtitle() == "450")
        #expect(desk.state.entryUnderCursor?.id == 1)
    }

    @Test("What came new is put before the older entries that are held, unless some are missing between")
    func newEntries() async {
        let world = ViewWorld()
        world.journal((1...450).reversed().map { .unsubscribe($0, "name00") })
        let desk = world.desk()
        await desk.hit("J", "G")
        world.journal((1...500).reversed().map { .unsubscribe($0, "name00") })
        await desk.hit("r")
        #expect(desk.state.changes.journal.map(\.id) == (51...500).reversed())
        world.journal((1...900).reversed().map { .unsubscribe($0, "name00") })
        await desk.hit("r")
        #expect(desk.state.changes.journal.map(\.id) == (701...900).reversed())
    }

    @Test("Older entries that can't be read are told of, and asked for again with the next step")
    func olderFailed() async {
        let world = ViewWorld()
        world.journal((1...300).reversed().map { .unsubscribe($0, "name00") })
        var state = DeskState.showing(names(3))
        state.place = Place(.journal)
        let failures = Counter(1)
        let desk = DeskRun(state) { environment, clock in
            world.install(in: &environment, clock)
            let entries = environment.journal.entries
            environment.journal.entries = { query in
                query.before != nil && failures.take() ? .failed("the archive is locked") : await entries(query)
            }
        }
        await desk.hit("r", "G")
        #expect(desk.state.notice?.text == ChangesWords.olderUnreadable("the archive is locked"))
        #expect(desk.state.changes.journal.count == 200)
        await desk.hit("G")
        #expect(desk.state.changes.journal.count == 300)
    }

    @Test("A filter takes every word, whatever its case, in all panes of the view")
    func filter() async {
        let world = ViewWorld()
        world.answer(
            "pending.list ",
            [
                record([("username", "mail@hollin.example"), ("type", "close")]),
                record([("username", "mail@opal.example"), ("type", "upgrade")]),
            ])
        let desk = world.desk()
        await desk.hit("b", "5", "/")
        await desk.type("OPAL up")
        #expect((desk.state.view[5].matches, desk.state.view[1].matches) == ([1], []))
        #expect(desk.state.rowUnderCursor?.copies == "mail@opal.example")
        await desk.hit(.escape)
        #expect((desk.state.view.filter, desk.state.view[5].matches) == ("", nil))
    }

    @Test("What is seen is written: filtered, masked, harmless in a spreadsheet")
    func export() async {
        let world = ViewWorld()
        world.answer(
            "pending.list ",
            [
                record([("username", "kim@gone.example"), ("type", "close"), ("current", "=1+1")]),
                record([("username", "lena@opal.example"), ("type", "upgrade"), ("current", "a \"b\", c")]),
                record([("username", "other"), ("type", "downgrade")]),
            ])
        let desk = world.desk()
        await desk.hit("b", "5", "/")
        await desk.type(".example")
        await desk.hit(.enter, "P", "x")
        guard case .prompt(let prompt) = desk.state.overlay else {
            Issue.record("nothing asks for a name")
            return
        }
        #expect(prompt.entry.text == "pending_changes-2026-09-28.csv")
        #expect(prompt.note == "2 rows; names and addresses are masked; .csv or .json, readable by you alone")
        await desk.hit(.enter)
        #expect(
            world.files == [
                ExportFile(
                    path: "pending_changes-2026-09-28.csv",
                    text: "username,type,current,update,date\r\nk…m@gone.example,close,'=1+1,,\r\n"
                        + "l…a@opal.example,upgrade,\"a \"\"b\"\", c\",,\r\n", mayBeNumbered: true)
            ])
        #expect(
            desk.state.notice == Notice(.done, "written to /home/op/pending_changes-2026-09-28.csv", isPinned: true))
    }

    @Test("By its ending the file is JSON; the customers of the desk go out in their order")
    func exportJSON() async {
        let world = ViewWorld()
        let desk = world.desk(2)
        await desk.hit("x")
        for _ in 0..<3 { await desk.hit(.backspace) }
        await desk.type("json")
        await desk.hit(.enter)
        #expect(world.files.map(\.path) == ["customers-2026-09-28.json"])
        #expect(
            world.files.first?.text == """
                [
                  {
                    "id": null,
                    "username": "name00",
                    "email": "name00@mail.example",
                    "first_name": null,
                    "last_name": null,
                    "website": null,
                    "active": true,
                    "sent": null,
                    "figure": null,
                    "why": null
                  },
                  {
                    "id": null,
                    "username": "name01",
                    "email": "name01@mail.example",
                    "first_name": null,
                    "last_name": null,
                    "website": null,
                    "active": true,
                    "sent": null,
                    "figure": null,
                    "why": null
                  }
                ]

                """)
    }

    @Test("Copies are masked like the screen, but for the customer shown")
    func copies() async {
        let world = ViewWorld()
        let list = ["mail@hollin.example", "kim@gone.example"]
        let desk = DeskRun(.showing(list)) { environment, clock in world.install(in: &environment, clock) }
        await desk.hit("P", "y", "j", "y")
        #expect(world.copies == ["mail@hollin.example", "k…m@gone.example"])
    }
}

/// Something that happens so many times.
private final class Counter: Sendable {
    private let left: Mutex<Int>

    init(_ times: Int) { left = Mutex(times) }

    /// Whether it still happens.
    func take() -> Bool {
        left.withLock { left in
            left -= 1
            return left >= 0
        }
    }
}
