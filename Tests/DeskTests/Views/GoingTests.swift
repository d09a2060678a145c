import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Desk

/// From view to view, and back one level at a time.
@MainActor
@Suite("Going to views")
struct GoingTests {
    @Test("A view reads what it needs when it is opened, and not again while that is fresh")
    func reading() async {
        let world = ViewWorld()
        let desk = world.desk()
        await desk.hit("b")
        #expect(desk.state.place == Place(.billing))
        #expect(world.asked.sorted() == ["billing.currentUsage ", "invoice.list ", "packages.list ", "pending.list "])
        world.forget()
        await desk.hit(.escape, "b")
        #expect(world.asked == [])
        await desk.hit("r")
        #expect(world.asked.count == 4)
    }

    @Test("The customer under the cursor is opened with everything that the service tells of it")
    func customer() async {
        let world = ViewWorld()
        let desk = world.desk()
        await desk.hit("j", "c")
        #expect((desk.state.place, desk.state.subject) == (Place(.customer), "name01"))
        #expect(
            world.asked.sorted() == [
                "apps.list user=name01", "customer.list username=name01", "eventURL.get user=name01",
                "ip.usage user=name01", "monitor.list ", "parse.list user=name01", "pending.list username=name01",
                "timezone.get user=name01", "whitelabel.list ",
            ])
        #expect(desk.state.details["name01"]?.overview.readAt == noon)
        #expect(desk.state.changes.remembered[RememberedKey(.credential, owner: "name01")] == ["shop-api"])
    }

    @Test("Esc leaves exactly one level: the zoom, the filter, the view; q leaves the view at once")
    func levels() async {
        let world = ViewWorld()
        let desk = world.desk()
        await desk.hit("b", "4", .enter)
        #expect((desk.state.view.isZoomed, desk.state.view.focus) == (true, 4))
        await desk.hit("/")
        await desk.type("gold")
        await desk.hit(.enter, .escape)
        #expect((desk.state.view.isZoomed, desk.state.view.filter) == (false, "gold"))
        await desk.hit(.escape)
        #expect((desk.state.place.view, desk.state.view.filter) == (.billing, ""))
        await desk.hit(.escape)
        #expect((desk.state.place, desk.state.exitCode) == (Place(), nil))
        await desk.hit("i", "q")
        #expect((desk.state.place, desk.state.exitCode) == (Place(), nil))
    }

    @Test("What a row opened is left to where the row stands")
    func parent() async {
        let world = ViewWorld()
        world.answer("ip.usage ", [record([("ip", "192.0.2.1"), ("user", "name02")])])
        let desk = world.desk()
        await desk.hit("i", .enter)
        #expect((desk.state.place, desk.state.subject) == (Place(.customer), "name02"))
        await desk.hit(.escape)
        #expect(desk.state.place == Place(.ips))
        await desk.hit(.escape)
        #expect(desk.state.place == Place())
    }

    @Test("The brackets go back and forth through views and customers")
    func trail() async {
        let world = ViewWorld()
        let desk = world.desk()
        await desk.hit("c", "b", "g", "d", "j", "c")
        #expect((desk.state.place, desk.state.subject) == (Place(.customer), "name01"))
        var seen: [String] = []
        for _ in 0..<5 {
            await desk.hit("[")
            seen.append("\(desk.state.place.view.rawValue) \(desk.state.subject ?? "")")
        }
        #expect(seen == ["desk name01", "desk name00", "billing name00", "customer name00", "desk name00"])
        await desk.hit("]", "]")
        #expect((desk.state.place.view, desk.state.subject) == (.billing, "name00"))
    }

    @Test("Digits, Tab and h l go from pane to pane; what is not there says so")
    func panes() async {
        let world = ViewWorld()
        let desk = world.desk()
        await desk.hit("c", "3")
        #expect(desk.state.focusedPane?.title == "Apps")
        await desk.hit("l")
        #expect(desk.state.focusedPane?.side == .right)
        await desk.hit("9", .tab)
        #expect(desk.state.focusedPane?.title == "Profile")
        await desk.hit(.escape, "b", "7")
        #expect(desk.state.notice == Notice(.warning, "pane 7: this view has no pane 7", isPinned: true))
        await desk.hit(" ")
        #expect(desk.state.notice == Notice(.warning, "mark: only customers can be marked", isPinned: true))
    }

    @Test("Enter on an invoice shows who is on it")
    func invoice() async {
        let world = ViewWorld()
        world.answer("invoice.list ", [record([("number", "A-1")]), record([("number", "A-2")])])
        world.answer(
            "billing.customerInvoices number=A-2",
            [Record([.init("invoices", .list([.record(record([("username", "name02")]))]))])])
        let desk = world.desk()
        await desk.hit("b", "j", .enter)
        #expect((desk.state.place, desk.state.view.focus) == (Place(.billing, item: "A-2"), 2))
        #expect((desk.state.rowUnderCursor?.customer, desk.state.view[1].cursor) == ("name02", 1))
    }

    @Test("The cursor stays on its row when others come before it")
    func following() async {
        let world = ViewWorld()
        world.answer("pending.list ", [record([("username", "b")]), record([("username", "c")])])
        let desk = world.desk()
        await desk.hit("b", "5", "j")
        #expect(desk.state.rowUnderCursor?.copies == "c")
        world.answer(
            "pending.list ", [record([("username", "a")]), record([("username", "b")]), record([("username", "c")])])
        await desk.hit("r")
        #expect((desk.state.rowUnderCursor?.copies, desk.state.view[5].cursor) == ("c", 2))
    }

    @Test("A view of one customer keeps it while the list behind it moves")
    func kept() async {
        let world = ViewWorld()
        let desk = world.desk()
        await desk.hit("c")
        await desk.send(.cursorRested("name00"))
        #expect(desk.state.subject == "name00")
        await desk.hit(.escape, "j")
        await desk.elapse(0.15)
        #expect(desk.state.subject == "name01")
    }

    @Test("Enter on the overview opens all settings of the customer")
    func overview() async {
        let world = ViewWorld()
        let desk = world.desk()
        await desk.hit("2", .enter)
        #expect(desk.state.place == Place(.customer))
    }
}
