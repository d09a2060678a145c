import Records
import ResellerAPI
import Screen
import Settings
import TestSupport
import Testing

@testable import Desk

@MainActor
@Suite("Samples: whose they are, and what is done about them", .timeLimit(.minutes(5)))
struct SampleJudgingTests {
    private func sample(
        _ id: String, customer: String? = nil, sender: String?, subject: String = "Offer", score: Double? = nil,
        spf: CheckResult = .pass
    ) -> Sample {
        Sample(
            id: id, date: noon, customer: customer, record: "abuse-watch", from: sender ?? "", sender: sender,
            subject: subject, spf: spf, dkim: .pass, dmarc: .none, score: score, size: 100)
    }

    func looking(_ samples: [Sample], writes: Bool = true) -> DeskState {
        var state = DeskState.showing(names(3))
        state.session.writes = writes
        state.samples.samples = samples
        state.samples.source = .watching
        state.focus = .samples
        return state
    }

    @Test("A link that seems to lie has the whitelabels asked for; through one of them it is no lie")
    func whitelabels() async {
        let sample = sample("1", customer: "name00", sender: "a@shop.example")
        let message = SampleMessage(
            sample: sample, headers: [], text: "", textIsFromHTML: false, parts: [],
            links: [
                SampleMessage.Link(shown: "www.shop.example", target: "https://links.brand.example/c/1"),
                SampleMessage.Link(shown: "bank.example", target: "https://brand.example/c/1"),
            ])
        let world = ViewWorld()
        world.answer(
            "whitelabel.list", [Record([.init("url_domain", .text("links.brand.example"))])])
        let run = DeskRun(looking([sample])) { environment, clock in
            world.install(in: &environment, clock)
            environment.openSample = { _ in .done(message) }
        }
        await run.press(.enter)
        #expect(world.asked.contains { $0.hasPrefix("whitelabel.list") })
        let troubles = run.state.samples.opened?.message?.linkTroubles
        #expect(
            troubles?[0] == .tracked(shown: "www.shop.example", through: "links.brand.example", isOfSender: true))
        #expect(troubles?[1] == .lies(shown: "bank.example", target: "brand.example"))
        world.forget()
        await run.press(.escape)
        await run.press(.enter)
        #expect(world.asked == [], "what is known needs no call")
    }

    // MARK: - Whose they are

    @Test(
        "A domain is its owner's: by username, else by website, else by email",
        arguments: [
            ("a@one.example", "ops@one.example"), ("a@mail.one.example", "ops@one.example"), ("a@two.example", "two"),
            ("a@www.two.example", "two"), ("a@three.example", "three"), ("A@THREE.example", "three"),
            ("a@nobody.example", nil),
            ("news@shared.example", "news@shared.example"), ("else@shared.example", nil), ("fred@free.example", "fred"),
            ("gina@free.example", nil), ("a@example", nil), ("one.example", nil), ("", nil),
        ] as [(String, String?)])
    func domains(sender: String, owner: String?) throws {
        let table = CustomerTable.of([
            [.username: "ops@one.example", .email: "ops@one.example"],
            [.username: "two", .website: "https://www.Two.example/shop?x", .email: "t@free.example"],
            [.username: "three", .email: "x@three.example"],
            [.username: "news@shared.example"], [.username: "shop@shared.example"],
            [.username: "fred", .email: "fred@free.example", .website: "none"],
            [.username: "", .email: "@", .website: "://"],
        ])
        let index = try #require(DomainIndex(table))
        #expect(index.owner(of: sender) == owner)
    }

    @Test("However many share a domain, whose very address it is has its mail, unless two have it")
    func shared() throws {
        let rows = (0..<3000).map { [CustomerField.username: "u\($0)", .email: "p\($0)@mailbox.example"] }
        let twice = [CustomerField.username: "twin", .email: "P7@Mailbox.example"]
        let index = try #require(DomainIndex(.of(rows + [twice])))
        #expect(index.owner(of: "p2999@mailbox.example") == "u2999")
        #expect(index.owner(of: "P2999@mailbox.example") == "u2999")
        #expect(index.owner(of: "p7@mailbox.example") == nil)
        #expect(index.owner(of: "stranger@mailbox.example") == nil)
    }

    @Test("A sample that no header tells of gets its owner from the index and from what persons decided")
    func attributed() async {
        let mine = [sample("1", customer: "name00", sender: "a@other.example"), sample("2", sender: "a@mail.example")]
        let more = mine + [sample("3", sender: "b@new.example"), sample("4", sender: nil)]
        var state = looking([])
        state.customers.table = .of([[.username: "mara@mail.example"]])
        let desk = DeskTest(state) { environment, _ in
            environment.memory.names = { kind, owner in
                kind == .senderDomain && owner == "new.example" ? ["name02"] : []
            }
        }
        let table = desk.state.customers.table
        await desk.send(.samplesChanged(.samples(more), now: noon)) {
            $0.samples.samples = more
            $0.samples.changedAt = noon
            $0.samples.indexing = table
            $0.samples.askedDomains = ["mail.example", "new.example"]
        }
        await desk.store.receive(
            "what persons decided",
            where: { $0 == .sample(.assignmentsLoaded(["new.example": "name02"])) || isIndex($0) }
        ) { state in
            settle(&state, desk.state)
        }
        await desk.store.receive(
            "the index", where: { $0 == .sample(.assignmentsLoaded(["new.example": "name02"])) || isIndex($0) }
        ) { state in
            settle(&state, desk.state)
        }
        #expect(desk.state.samples.owner(of: more[0]) == SampleOwner(customer: "name00", source: .header))
        #expect(desk.state.samples.owner(of: more[1]) == SampleOwner(customer: "mara@mail.example", source: .domain))
        #expect(desk.state.samples.owner(of: more[2]) == SampleOwner(customer: "name02", source: .person))
        #expect(desk.state.samples.owner(of: more[3]) == nil)
        #expect(desk.state.samples.domains?.table == table)
        await desk.end()
    }

    private func isIndex(_ action: DeskAction) -> Bool {
        if case .sample(.domainsIndexed) = action { true } else { false }
    }

    /// The two answers come in any order: what they lead to is told at the end.
    private func settle(_ state: inout DeskState, _ actual: DeskState) { state.samples = actual.samples }

    @Test("Whose a sender is, is said once: typed, chosen, remembered")
    func assigning() async {
        let nobody = sample("1", sender: "a@new.example")
        let remembered = Collected()
        var state = looking([nobody])
        state.samples.domains = DomainIndex(state.customers.table)
        let desk = DeskTest(state) { environment, _ in
            environment.memory.remember = { kind, owner, name in await remembered.add("\(kind) \(owner) \(name)") }
        }
        await desk.press("A") { $0.overlay = .assign(AssignState(domain: "new.example")) }
        await desk.receive(.sample(.customersFound("", ["name00", "name01", "name02"]))) {
            self.assign(&$0) { $0.choices = ["name00", "name01", "name02"] }
        }
        await desk.press("2") { self.assign(&$0) { $0.entry = TextEntry("2") } }
        await desk.receive(.sample(.customersFound("2", ["name02"]))) { self.assign(&$0) { $0.choices = ["name02"] } }
        await desk.press(.enter) {
            $0.overlay = nil
            $0.samples.assigned = ["new.example": "name02"]
            $0.samples.owners = ["1": SampleOwner(customer: "name02", source: .person)]
            $0.notice = Notice(.done, "mail from new.example is of name02")
        }
        await desk.end()
        #expect(await remembered.all == ["senderDomain new.example name02"])
    }

    private func assign(_ state: inout DeskState, _ change: (inout AssignState) -> Void) {
        guard case .assign(var assign) = state.overlay else { return }
        change(&assign)
        state.overlay = .assign(assign)
    }

    @Test("What a header tells is not assigned, and without a sender there is nothing to assign")
    func notAssignable() async {
        let desk = DeskTest(
            looking([sample("1", customer: "name00", sender: "a@x.example"), sample("2", sender: nil)]))
        await desk.press("A") { $0.notice = Notice(.plain, "a header tells the customer of this sample") }
        await desk.press("j") { $0.samples.cursor = 1 }
        await desk.press("A") {
            $0.notice = Notice(.warning, "the sample has no sender that could be assigned")
        }
        await desk.press("c") {
            $0.notice = Notice(
                .warning, "customer: nothing tells whose this sample is; A assigns its sender to a customer",
                isPinned: true)
        }
        await desk.end()
    }

    // MARK: - Order and filter

    @Test("The samples are sorted by time or by score, unknown scores last, and the cursor stays on its message")
    func sorting() async {
        let all = [
            sample("1", customer: "a", sender: nil, score: 2), sample("2", customer: "a", sender: nil),
            sample("3", customer: "a", sender: nil, score: 9),
        ]
        let desk = DeskTest(looking(all))
        await desk.press("s") {
            $0.samples.order = .score
            $0.samples.arranged = [all[2], all[0], all[1]]
            $0.samples.cursor = 1
            $0.notice = Notice(.plain, "sorted by score")
        }
        await desk.press("I") {
            $0.samples.isInverted = true
            $0.samples.arranged = [all[0], all[2], all[1]]
            $0.samples.cursor = 0
        }
        await desk.press("s") {
            $0.samples.order = .time
            $0.samples.arranged = [all[2], all[1], all[0]]
            $0.samples.cursor = 2
            $0.notice = Notice(.plain, "sorted by time")
        }
        await desk.end()
    }

    @Test("The filter line works on the samples while they have the focus, and Escape clears it")
    func filtering() async {
        let all = [sample("1", customer: "a", sender: nil, subject: "Prize"), sample("2", customer: "b", sender: nil)]
        let desk = DeskTest(looking(all))
        await desk.press("/") { $0.filterEntry = TextEntry("") }
        await desk.press("p") {
            $0.filterEntry = TextEntry("p")
            $0.samples.filter = "p"
            $0.samples.arranged = [all[0]]
        }
        await desk.press(.enter) {
            $0.filterEntry = nil
            $0.filterHistory = ["p"]
        }
        #expect(desk.state.customers.filter == "")
        await desk.press(.escape) {
            $0.samples.filter = ""
            $0.samples.arranged = nil
        }
        await desk.press(.escape) { $0.focus = .customers }
        await desk.end()
    }

    @Test(
        "The filter of the samples",
        arguments: [
            ("", true), ("mara", true), ("MARA offer", true), ("mara nothing", false), ("customer:mara", true),
            ("from:shop", true), ("from:mara", false), ("subject:off", true), ("record:abuse", true),
            ("spf:fail", true),
            ("dkim:fail", false), ("dmarc:none", true), ("score>5", true), ("score<5", false), ("score>=9.5", false),
            ("!score>5", false), ("!spam", true), ("!offer", false), ("unattributed", false), ("!unattributed", true),
            ("score>x", false), ("score>", true), ("!", true), ("\"mara\"", true), ("\"mar\"", false), ("~mra", true),
        ])
    func query(text: String, meets: Bool) {
        let one = sample("1", sender: "a@shop.example", score: 7, spf: .fail)
        let owner = SampleOwner(customer: "Mara", source: .domain)
        #expect(SampleQuery(text).meets(one, owner: owner) == meets)
    }

    // MARK: - What is done about them

    @Test("From a sample its customer is opened, and Enter in the message does the same", arguments: [false, true])
    func openingCustomer(isOpen: Bool) {
        var state = looking([sample("1", customer: "name02", sender: nil)])
        if isOpen { state.samples.opened = OpenedSample(id: "1") }
        let desk = DeskReducer(environment: .failing(TestClock(now: noon)))
        _ = desk.run(&state, isOpen ? .open : .customer)
        #expect(state.place == Place(.customer))
        #expect(state.subject == "name02")
        #expect(state.samples.opened == nil)
    }

    @Test("What can be done about a sample is offered with all that is known filled in")
    func deeds() async {
        let state = looking([sample("1", customer: "name00", sender: nil)])
        let deeds = state.deeds(of: state.samples.samples[0])
        #expect(deeds.map(\.operation.id) == ["customer.disable", "monitor.append", "monitor.detach", "monitor.edit"])
        #expect(
            deeds.map { $0.parameters.pairs.map(\.value) } == [["name00"], ["name00"], ["name00"], ["abuse-watch"]])
        #expect(deeds[1].openFields.map(\.name) == ["name"])
        #expect(deeds[3].openFields.map(\.name) == ["new_name", "new_email", "new_frequency"])
        #expect(state.deeds(of: sample("2", sender: nil)).map(\.operation.id) == ["monitor.edit"])
        let desk = DeskTest(state)
        await desk.press("e") { $0.overlay = .deeds(DeedMenu(title: "name00", deeds: deeds)) }
        await desk.end()
    }

    // MARK: - The message

    func message(links: Int, html: String? = nil) -> SampleMessage {
        SampleMessage(
            sample: sample("1", customer: "name00", sender: nil), headers: [], text: "one\ntwo", textIsFromHTML: false,
            textOfHTML: html, parts: [], links: (0..<links).map { .init(shown: "x", target: "https://\($0).example") })
    }

    func reading(_ message: SampleMessage) -> DeskState {
        var state = looking([message.sample, sample("2", customer: "name01", sender: nil)])
        state.samples.opened = OpenedSample(id: "1")
        state.samples.opened?.message = message
        return state
    }

    @Test("Tab and digits choose the part that scrolls; each keeps its place")
    func parts() async {
        let desk = DeskTest(reading(message(links: 3)))
        await desk.press("j") { $0.samples.opened?.tops = [.text: 1] }
        await desk.press(.tab) { $0.samples.opened?.section = .links }
        await desk.press("G") { $0.samples.opened?.tops = [.text: 1, .links: 2] }
        await desk.press("k") { $0.samples.opened?.tops = [.text: 1, .links: 1] }
        await desk.press("3") { $0.samples.opened?.section = .text }
        await desk.press("6") { $0.samples.opened?.section = .parts }
        await desk.press("j")
        await desk.press("7") { $0.notice = Notice(.warning, "pane 7: there are six parts", isPinned: true) }
        await desk.end()
    }

    @Test("J and K go to the next and the previous message, and the part that scrolls stays chosen")
    func stepping() async {
        var state = reading(message(links: 0))
        state.samples.opened?.section = .parts
        let desk = DeskTest(state) { environment, _ in environment.openSample = { .failed("\($0) is gone") } }
        await desk.press("J") {
            $0.samples.cursor = 1
            $0.samples.opened = OpenedSample(id: "2")
            $0.samples.opened?.section = .parts
        }
        await desk.receive(.sampleOpened("2", .failed("2 is gone"))) { $0.samples.opened?.problem = "2 is gone" }
        await desk.press("K") {
            $0.samples.cursor = 0
            $0.samples.opened = OpenedSample(id: "1")
            $0.samples.opened?.section = .parts
        }
        await desk.receive(.sampleOpened("1", .failed("1 is gone"))) { $0.samples.opened?.problem = "1 is gone" }
        await desk.end()
    }

    @Test("S shows the source, scrolls it, and one Escape leads back to the message")
    func source() async {
        let desk = DeskTest(reading(message(links: 0))) { environment, _ in
            environment.sampleSource = { .done("source of \($0)\nline") }
        }
        await desk.press("S") { $0.samples.opened?.source = SourceText() }
        await desk.receive(.sample(.sourceRead("1", .done("source of 1\nline")))) {
            $0.samples.opened?.source?.text = "source of 1\nline"
        }
        await desk.press("G") { $0.samples.opened?.source?.top = 1 }
        await desk.press(.escape) { $0.samples.opened?.source = nil }
        await desk.press(.escape) { $0.samples.opened = nil }
        await desk.end()
    }

    @Test("A link is copied by its number, the subject where there is no link")
    func copying() async {
        let desk = DeskTest(reading(message(links: 2))) { environment, _ in environment.copyToClipboard = { _ in true }
        }
        await desk.press("y") { $0.overlay = .links(LinksMenu(cursor: 0)) }
        await desk.press("2") { $0.overlay = nil }
        await desk.receive(.copied("https://1.example", true)) { $0.notice = Notice(.done, "copied https://1.example") }
        await desk.press("y") { $0.overlay = .links(LinksMenu(cursor: 0)) }
        await desk.press("j") { $0.overlay = .links(LinksMenu(cursor: 1)) }
        await desk.press(.enter) { $0.overlay = nil }
        await desk.receive(.copied("https://0.example", true)) { $0.notice = Notice(.done, "copied https://0.example") }
        await desk.press("y") { $0.overlay = .links(LinksMenu(cursor: 0)) }
        await desk.press("3") { $0.notice = Notice(.plain, "there is no link 3") }
        await desk.press(.escape) { $0.overlay = nil }
        await desk.end()
        let without = DeskTest(reading(message(links: 0))) { environment, _ in
            environment.copyToClipboard = { _ in true }
        }
        await without.press("y")
        await without.receive(.copied("Offer", true)) { $0.notice = Notice(.done, "copied Offer") }
        await without.end()
    }

    @Test("v turns between the plain text and that of the HTML")
    func plainOrHTML() async {
        let desk = DeskTest(reading(message(links: 0, html: "from HTML")))
        await desk.press("j") { $0.samples.opened?.tops = [.text: 1] }
        await desk.press("v") {
            $0.samples.opened?.readsHTML = true
            $0.samples.opened?.tops = [:]
        }
        #expect(desk.state.samples.opened?.text == "from HTML")
        await desk.press("v") { $0.samples.opened?.readsHTML = false }
        await desk.end()
        let plain = DeskTest(reading(message(links: 0)))
        await plain.press("v") { $0.notice = Notice(.plain, "there is only one text in this message") }
        await plain.end()
    }
}

/// Collects what happened outside.
private actor Collected {
    private(set) var all: [String] = []
    func add(_ text: String) { all.append(text) }
}
