import Formats
import Records
import ResellerAPI
import Screen
import Settings
import Synchronization
import Testing

@testable import Desk

extension DeskRun {
    /// Asks why an address gets no mail, as a person does.
    func askWhy(_ address: String) async {
        await press(.character("w"))
        await type(address)
        await press(.enter)
    }
}

extension DeskEnvironment {
    /// The seven readings, the pending changes and the archive answer at once.
    mutating func answerWhy(
        _ clock: TestClock, _ detail: TestDetail = TestDetail(), seen rows: [SeenSuppression] = [],
        whole: [String: Double] = ["name00": noon]
    ) {
        answerDetails(clock, detail)
        read = { request, _ in
            Answered(.success(Reply(operation: request.operation, value: .list([]))), at: clock.now)
        }
        memory.seen = { _ in .done(rows) }
        memory.seenWhole = { .done(whole) }
        memory.seenAt = { _ in [:] }
    }
}

@Suite("Looking through a list")
struct WhyFindingTests {
    private func finding(_ address: String, in emails: [String]) -> WhyFinding {
        WhyFinding(
            WhyFinding.Basis(address: address, user: "name00", readAt: noon), in: emails.map { Suppression.bounce($0) })
    }

    @Test("The case of letters does not count, also beyond ASCII")
    func caseless() {
        #expect(
            finding("kim@gone.example", in: ["a@b.example", "KIM@Gone.example"]).entry?.email == "KIM@Gone.example")
        #expect(finding("jürgen@gone.example", in: ["JÜRGEN@gone.example"]).entry?.email == "JÜRGEN@gone.example")
        #expect(finding("kim@gone.example", in: ["kim@gone.examples"]).entry == nil)
    }

    @Test(
        "Every spelling finds the one that the list holds",
        arguments: [
            ("kim@bücher.example", "kim@xn--bcher-kva.example"), ("kim@xn--bcher-kva.example", "kim@BÜCHER.example"),
            ("jürgen@gone.example", "ju\u{308}rgen@gone.example"),
            ("\"kim frost\"@gone.example", "\"Kim Frost\"@gone.example"),
            ("'t.hooft@gone.example", "'T.Hooft@gone.example"),
        ])
    func spellings(asked: String, stored: String) {
        let found = finding(asked, in: ["a@b.example", stored, "t.hooft@gone.example"]).entry?.email
        #expect(found.map { Array($0.utf8) } == Array(stored.utf8))
    }

    @Test("Of two spellings on a list the very one that was asked for is meant")
    func exact() {
        let both = ["kim@xn--bcher-kva.example", "kim@bücher.example", "KIM@bücher.example"]
        for one in both { #expect(finding(one, in: both).entry?.email == one) }
        #expect(finding("kim@BÜCHER.example", in: both).entry != nil)
    }

    @Test(
        "One character more, less, mistaken or in the wrong place is similar",
        arguments: [
            "kimm@gone.example", "im@gone.example", "kin@gone.example", "ikm@gone.example", "kim@gone.exampel",
            "kim@gone.exampl",
        ])
    func similar(_ email: String) {
        #expect(finding("kim@gone.example", in: ["x@y.example", email]).similar.map(\.email) == [email])
    }

    @Test(
        "Two differences are not similar",
        arguments: ["kmm@gone.exampl", "tom@gone.example", "kim@gone.exa", "", "mik@gone.example"])
    func different(_ email: String) { #expect(finding("kim@gone.example", in: [email]).similar == []) }

    @Test("At most three are told, and none where the address itself is held")
    func few() {
        let four = ["kim1@gone.example", "kim2@gone.example", "kim3@gone.example", "kim4@gone.example"]
        #expect(finding("kim@gone.example", in: four).similar.count == 3)
        #expect(finding("kim@gone.example", in: four + ["kim@gone.example"]).similar == [])
    }
}

@MainActor
@Suite("Why: the customer shown", .timeLimit(.minutes(5)))
struct WhyTests {
    nonisolated private static let kim = Suppression.bounce("Kim@gone.example", "2026-09-28 14:01:02")
    private var held: TestDetail { TestDetail(suppressions: [.bounced: [.bounce("a@b.example"), Self.kim]]) }

    private func prompt(_ desk: DeskRun) -> WhyPrompt? {
        if case .why(let prompt) = desk.state.overlay { prompt } else { nil }
    }

    @Test("The address typed is looked for in the lists of the customer shown; Esc goes back one level")
    func looking() async {
        let detail = held
        let desk = DeskRun(.showing(names(3))) { environment, clock in environment.answerWhy(clock, detail) }
        await desk.press(.character("w"))
        #expect(desk.state.mode == .text)
        #expect(prompt(desk)?.offer == nil)
        await desk.press(.enter)
        #expect(desk.state.notice == Notice(.plain, "type or paste an address; Esc leaves"))
        await desk.type("Kim <KIM@gone.example>")
        await desk.press(.enter)
        #expect(desk.state.place == Place(.why))
        #expect(desk.state.why.address == "kim@gone.example")
        #expect(desk.state.whyHeld == [Self.kim])
        #expect(desk.state.whyCursor == .list(.bounced))
        #expect(desk.state.mode == .pane)
        await desk.press(.escape)
        #expect(desk.state.place == Place(.desk))
    }

    @Test("The address under the cursor of the suppressions is offered, later the one looked for last")
    func offers() async {
        let detail = held
        let desk = DeskRun(.showing(names(3))) { environment, clock in environment.answerWhy(clock, detail) }
        await desk.press(.enter, .character("4"), .character("w"))
        #expect(prompt(desk)?.offer == "Kim@gone.example")
        await desk.press(.tab)
        #expect(prompt(desk)?.entry.text == "Kim@gone.example")
        await desk.press(.enter)
        // From a row it goes as it is stored.
        #expect(desk.state.why.address == "Kim@gone.example")
        await desk.press(.escape, .character("1"), .character("w"), .enter)
        #expect(desk.state.why.address == "Kim@gone.example")
        #expect(desk.state.place == Place(.why))
    }

    @Test("An address that is pasted where no text is typed is offered, and runs nothing")
    func pasted() async {
        let desk = DeskRun(.showing(names(3))) { environment, clock in environment.answerWhy(clock) }
        await desk.send(.inputReceived(.paste("Kim <kim@gone.example>\n")))
        #expect(desk.state.notice == Notice(.plain, InputWords.pastedAddress("w")))
        await desk.press(.character("w"))
        #expect(prompt(desk)?.offer == "kim@gone.example")
    }

    @Test("What is done first is what stops all mail, then the lists; digits do it")
    func deeds() async {
        var detail = held
        detail.limit = AccountLimit(credits: 100, remaining: 0, lastReset: nil)
        var state = DeskState.empty()
        state.customers.table = .of([[.username: "name00", .active: "0"]])
        state.customers.shown = RowOrder([0])
        state.subject = "name00"
        let known = detail
        let desk = DeskRun(state) { environment, clock in
            environment.answerWhy(clock, known)
            environment.read = { request, _ in
                let closing = Record([
                    Record.Entry("username", .text("name00")), Record.Entry("type", .text("close")),
                ])
                let isPending = request.operation.id == "pending.list"
                return Answered(
                    .success(Reply(operation: request.operation, value: .list(isPending ? [.record(closing)] : []))),
                    at: clock.now)
            }
        }
        await desk.askWhy("kim@gone.example")
        #expect(desk.state.whyFacts == [.sendingOff, .creditsUsedUp, .closing(nil)])
        #expect(desk.state.whyCursor == .fact(.sendingOff))
        let ids = desk.state.whyDeeds.map { if case .change(let deed) = $0 { deed.operation.id } else { "show" } }
        #expect(
            ids == [
                "customer.enable", "limits.increment", "pending.delete", "bounces.delete", "unsubscribes.add", "show",
            ])
        await desk.press(.character("4"))
        guard case .confirm(let dialog) = desk.state.overlay else {
            Issue.record("the dialog is not open")
            return
        }
        #expect(dialog.request.parameters == ["user": "name00", "email": "Kim@gone.example"])
        await desk.press(.escape, .character("9"))
        #expect(desk.state.notice == Notice(.plain, "there is no 9 to do here"))
    }

    @Test("A list that could not be asked is no list without the address")
    func failing() async {
        let refusal = APIError(operation: "bounces.list", reason: .server(status: 503))
        let desk = DeskRun(.showing(names(3))) { environment, clock in
            environment.answerWhy(clock)
            environment.suppressions = { _, list in
                Answered(list == .bounced ? .failure(refusal) : .success([]), at: clock.now)
            }
        }
        await desk.askWhy("kim@gone.example")
        #expect(desk.state.why.findings[.bounced] == nil)
        #expect(desk.state.why.findings[.spam] != nil)
        #expect(
            WhyReport(state: desk.state)?.lines.joined(separator: "\n").contains("List bounced: could not be asked")
                == true)
    }

    @Test("What was read a moment ago is not read again; r reads it anew, and what came on the list shows")
    func freshness() async {
        let asked = Mutex(0)
        let lists = Mutex<[Suppression]>([])
        let desk = DeskRun(.showing(names(3))) { environment, clock in
            environment.answerWhy(clock)
            environment.suppressions = { _, list in
                asked.withLock { $0 += 1 }
                return Answered(.success(list == .bounced ? lists.withLock { $0 } : []), at: clock.now)
            }
        }
        await desk.press(.enter)
        await desk.askWhy("kim@gone.example")
        #expect(asked.withLock { $0 } == 4)
        #expect(desk.state.whyHeld == [])
        lists.withLock { $0 = [Self.kim] }
        await desk.press(.character("r"))
        #expect(asked.withLock { $0 } == 8)
        #expect(desk.state.whyHeld == [Self.kim])
    }

    @Test("A list of a hundred thousand addresses is not looked through again for a key")
    func large() {
        var state = DeskState.showing(names(1))
        var detail = CustomerDetail()
        let many = (0..<100_000).map { Suppression.bounce("person\($0)@gone.example") }
        detail.suppressionsAnswered(.bounced, .success(many), at: noon)
        state.details["name00"] = detail
        let clock = ContinuousClock()
        // The least of several, as other work on the machine may fall into one of them.
        let walks = (1...3).map { number in
            state.why.address = "nobody\(number)@gone.example"
            return clock.measure { state.refreshWhy() }
        }
        state.why.address = "person99999@gone.example"
        state.refreshWhy()
        #expect(state.whyHeld.map(\.email) == ["person99999@gone.example"])
        let keys = (0..<20).map { _ in clock.measure { state.refreshWhy() } }
        let (walk, key) = (walks.min() ?? .zero, keys.min() ?? .seconds(1))
        #expect(key * 10 < walk, "a key took \(key), the walk \(walk)")
    }

    @Test("d lets the held address through; without one it says so")
    func lettingThrough() async {
        let detail = TestDetail(suppressions: [.spam: [.on(.spam, "kim@gone.example")]])
        let desk = DeskRun(.showing(names(3))) { environment, clock in environment.answerWhy(clock, detail) }
        await desk.askWhy("kim@gone.example")
        await desk.press(.character("d"))
        guard case .confirm(let dialog) = desk.state.overlay else {
            Issue.record("the dialog is not open")
            return
        }
        #expect(dialog.request.operation.id == "spamReports.delete")
        await desk.press(.escape, .home, .character("d"))
        #expect(
            desk.state.notice == Notice(.plain, "Not on any suppression list read so far: nothing to remove"))
    }

    @Test("What would act on panes that are not shown does nothing here")
    func foreign() async {
        let desk = DeskRun(.showing(names(3))) { environment, clock in environment.answerWhy(clock) }
        await desk.askWhy("kim@gone.example")
        await desk.press(.character(" "), .character("V"))
        #expect(desk.state.markedNames == [])
        #expect(desk.state.notice == Notice(.warning, "mark all: not available here", isPinned: true))
    }

    @Test("The explanation for a ticket names address, customer, list, since, reason; masked when asked for")
    func report() async {
        let detail = held
        let copied = Mutex<[String]>([])
        var state = DeskState.showing(names(3))
        state.session.who = "op"
        let desk = DeskRun(state) { environment, clock in
            environment.answerWhy(clock, detail)
            environment.copyToClipboard = { text in
                copied.withLock { $0.append(text.text) }
                return true
            }
        }
        await desk.askWhy("kim@gone.example")
        await desk.press(.character("y"))
        #expect(
            copied.withLock { $0.last } == """
                Address: kim@gone.example
                Customer: name00
                List bounced: the address does not exist.
                Stored as: Kim@gone.example
                Since: 2026-09-28 14:01:02 (customer's time zone)
                Status: 5.1.1
                The server said: 550 unknown user
                The receiving server knows nobody under this address. Check the spelling with the recipient. If the \
                address is wrong, leave it on the list and take it out of the customer's mailing lists.
                Not on: unsubscribed, invalid, spam reports.
                Other customers: none found (lists of 1 of 3 customers checked, the oldest read at 14:03).
                """)
        #expect(desk.state.notice?.text == "explanation copied, ready for the ticket")
        await desk.press(.character("P"), .character("y"))
        #expect(copied.withLock { $0.last }?.hasPrefix("Address: k…m@gone.example\n") == true)
    }

    @Test("Where nothing can be copied the explanation is shown")
    func notCopied() async {
        let desk = DeskRun(.showing(names(3))) { environment, clock in
            environment.answerWhy(clock)
            environment.copyToClipboard = { _ in false }
        }
        await desk.askWhy("kim@gone.example")
        await desk.press(.character("y"))
        #expect(
            desk.state.overlay
                == .messages(
                    MessageText(
                        title: "The terminal may not support copying",
                        lines: [
                            "Address: kim@gone.example", "Customer: name00",
                            "Not on: bounced, unsubscribed, invalid, spam reports.",
                            "Other customers: none found (lists of 1 of 3 customers checked, the oldest read at 14:03).",
                        ], top: 0)))
    }

    @Test("Text of others steers nothing in a ticket")
    func hostileReport() async {
        let hostile = Suppression(
            list: .bounced, email: "kim@gone.example", status: "5.1.1", reason: "550 \u{1B}[31mred\u{202E}\r\nx",
            created: nil)
        let detail = TestDetail(suppressions: [.bounced: [hostile]])
        let desk = DeskRun(.showing(names(3))) { environment, clock in environment.answerWhy(clock, detail) }
        await desk.askWhy("kim@gone.example")
        let text = WhyReport(state: desk.state)?.lines.joined(separator: "\n") ?? ""
        #expect(text.contains("The server said: 550  [31mred   x\n"))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    }

    @Test("Lists that were read are kept in the archive: once, and again when they have changed")
    func saving() async {
        let saved = Mutex<[String]>([])
        let lists = Mutex<[Suppression]>([])
        let desk = DeskRun(.showing(names(3))) { environment, clock in
            environment.answerWhy(clock)
            environment.suppressions = { _, list in
                if list == .spam {
                    return Answered(.failure(APIError(operation: "x", reason: .lost(""))), at: clock.now)
                }
                return Answered(.success(list == .bounced ? lists.withLock { $0 } : []), at: clock.now)
            }
            environment.memory.saveSeen = { user, list, entries, at in
                saved.withLock { $0.append("\(user) \(list.rawValue) \(entries.count) \(at == clock.now)") }
            }
        }
        await desk.press(.enter)
        #expect(
            saved.withLock { $0.sorted() } == [
                "name00 bounced 0 true", "name00 invalid 0 true", "name00 unsubscribed 0 true",
            ])
        lists.withLock { $0 = [Self.kim] }
        await desk.press(.character("r"))
        #expect(saved.withLock { $0.count } == 4)
        #expect(saved.withLock { $0.last } == "name00 bounced 1 true")
    }
}
