import Desk
import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Desk

@Suite("The samples of one customer")
@MainActor
struct VisitTests {
    private func sample(_ id: String, _ customer: String?, subject: String = "Offer") -> Sample {
        Sample(
            id: id, date: noon, customer: customer, record: "abuse-watch", from: "a@mail.example",
            sender: "a@mail.example", subject: subject, spf: .pass, dkim: .pass, dmarc: .none, score: 1, size: 100)
    }

    private var samples: [Sample] {
        [
            sample("1", "alpha@one.example"), sample("2", "beta@two.example"), sample("3", "xalpha@one.example"),
            sample("4", "alpha@one.example", subject: "Bill"), sample("5", nil),
        ]
    }

    private func message(_ sample: Sample) -> SampleMessage {
        SampleMessage(sample: sample, headers: [], text: "text", textIsFromHTML: false, parts: [], links: [])
    }

    /// A desk with samples, on the board.
    private func run(
        kiosk: Bool = false, samples: [Sample]? = nil, source: SamplesState.Source = .watching
    ) -> DeskRun {
        let session = Session(
            account: "acme", role: .production, writes: !kiosk, baseURL: "http://127.0.0.1:1", who: "op1")
        var state = DeskState.showing(["first", "alpha@one.example", "beta@two.example"])
        state.session = session
        if kiosk { state.becomeKiosk() }
        state.place = Place(.live)
        state.live.board = Board.board(1, Board.rows)
        state.samples.samples = samples ?? self.samples
        state.samples.source = source
        state.samples.attribute()
        return DeskRun(state) { environment, clock in
            environment.answerDetails(clock)
            environment.read = { request, _ in
                Answered(.success(Reply(operation: request.operation, value: .list([]))), at: clock.now)
            }
            environment.memory.names = { _, _ in [] }
            let messages = self.samples.map(message)
            environment.openSample = { id in .done(messages.first { $0.sample.id == id } ?? messages[0]) }
        }
    }

    private func shown(_ run: DeskRun) -> [String] { run.state.samples.shown.map(\.id) }

    // MARK: - From the board and back

    @Test("o leads from the board to the samples of the chosen customer, Esc back to the same row")
    func thereAndBack() async {
        let run = run()
        await run.press(.character("o"))
        #expect(run.state.place.view == .desk)
        #expect(run.state.focus == .samples)
        #expect(run.state.isZoomed)
        #expect(shown(run) == ["1", "4"])
        await run.press(.escape)
        #expect(run.state.place.view == .live)
        #expect(run.state.boardRowUnderCursor?.username == "alpha@one.example")
        #expect(run.state.samples.visit == nil)
        #expect(shown(run).count == 5)
        #expect(run.state.focus == .customers)
        #expect(!run.state.isZoomed)
    }

    @Test("The row is the same though the board has changed meanwhile")
    func sameRow() async {
        let run = run()
        await run.press(.character("j"), .character("o"))
        #expect(shown(run) == ["2"])
        await run.send(Board.news(2, [Board.row("worse@now.example", .critical, since: noon)] + Board.rows))
        await run.press(.escape)
        #expect(run.state.boardRowUnderCursor?.username == "beta@two.example")
        #expect(run.state.boardRows.first?.username == "worse@now.example")
    }

    @Test("The row at the top, too, is the same when a worse one has come")
    func topRow() async {
        let run = run()
        await run.press(.character("o"))
        await run.send(Board.news(2, [Board.row("worse@now.example", .critical, since: noon)] + Board.rows))
        await run.press(.escape)
        #expect(run.state.boardRowUnderCursor?.username == "alpha@one.example")
    }

    @Test("q leaves them as Esc does")
    func leave() async {
        let run = run()
        await run.press(.character("o"), .character("q"))
        #expect(run.state.place.view == .live)
        #expect(run.state.exitCode == nil)
    }

    @Test("A message is one level further in")
    func message() async {
        let run = run()
        await run.press(.character("o"), .character("j"), .enter)
        #expect(run.state.samples.opened?.id == "4")
        await run.press(.escape)
        #expect(run.state.samples.opened == nil)
        #expect(shown(run) == ["1", "4"])
        await run.press(.escape)
        #expect(run.state.place.view == .live)
    }

    @Test("The customer of a sample is one level further in, too")
    func customer() async {
        let run = run()
        await run.press(.character("o"), .character("c"))
        #expect(run.state.place.view == .customer)
        #expect(run.state.subject == "alpha@one.example")
        await run.press(.escape)
        #expect(run.state.place.view == .desk)
        #expect(shown(run) == ["1", "4"])
        await run.press(.escape)
        #expect(run.state.place.view == .live)
        await run.press(.escape)
        #expect(run.state.place.view == .desk)
        #expect(run.state.focus == .customers)
    }

    @Test("A filter on top of it goes first")
    func filter() async {
        let run = run()
        await run.press(.character("o"), .character("/"))
        await run.type("bill")
        await run.press(.enter)
        #expect(shown(run) == ["4"])
        await run.press(.escape)
        #expect(shown(run) == ["1", "4"])
        #expect(run.state.place.view == .desk)
        await run.press(.escape)
        #expect(run.state.place.view == .live)
    }

    @Test("The filter that was set before is there again afterwards")
    func filterBefore() async {
        let run = run()
        await run.press(.escape, .character("5"), .character("/"))
        await run.type("offer")
        await run.press(.enter, .character("L"), .character("o"))
        #expect(shown(run) == ["1", "4"])
        #expect(run.state.samples.filter == "")
        await run.press(.escape)
        #expect(run.state.place.view == .live)
        #expect(run.state.samples.filter == "offer")
        #expect(run.state.focus == .samples)
        #expect(shown(run) == ["1", "2", "3", "5"])
    }

    @Test("What comes in meanwhile of this customer shows, of others not")
    func news() async {
        let run = run()
        await run.press(.character("o"))
        await run.send(
            .samplesChanged(
                .samples([sample("7", "beta@two.example"), sample("8", "alpha@one.example")] + samples), now: noon))
        #expect(shown(run) == ["8", "1", "4"])
    }

    @Test("From what happened it is the customer of that line")
    func happenings() async {
        let run = run()
        await run.send(Board.news(2, Board.rows, events: [Board.event("beta@two.example", .worse)]))
        await run.press(.character("2"), .character("o"))
        #expect(shown(run) == ["2"])
        await run.press(.escape)
        #expect(run.state.place.view == .live)
        #expect(run.state.view.focus == 2)
    }

    // MARK: - None

    @Test(
        "Where there are none the board stays and says so",
        arguments: [
            (SamplesState.Source.watching, "there is no sample of gamma@three.example"),
            (.notConfigured, "no Maildir is set for this account, so there are no samples"),
            (.missing("/x"), "the Maildir of the samples is not there yet"),
            (.failed("no right to read it"), "the samples can't be read: no right to read it"),
        ])
    func none(source: SamplesState.Source, words: String) async {
        let run = run(source: source)
        await run.press(.end, .character("o"))
        #expect(run.state.place.view == .live)
        #expect(run.state.notice?.text == words)
        #expect(run.state.samples.visit == nil)
        #expect(run.state.boardRowUnderCursor?.username == "gamma@three.example")
    }

    @Test("Without a customer there is nothing to lead to")
    func nobody() async {
        let run = run()
        await run.send(Board.news(2, []))
        var state = run.state
        state.subject = nil
        #expect(state.reasonOff(.samples) == InputWords.noCustomer)
    }

    // MARK: - From elsewhere

    @Test("On the desk it narrows the pane to the customer of the list, or of the sample under the cursor")
    func desk() async {
        let run = run()
        await run.press(.escape, .character("j"), .character("o"))
        #expect(shown(run) == ["1", "4"])
        await run.press(.escape)
        #expect(run.state.place.view == .desk)
        #expect(run.state.focus == .customers)
        #expect(shown(run).count == 5)
        await run.press(.character("5"), .character("j"), .character("o"))
        #expect(shown(run) == ["2"])
        await run.press(.escape)
        #expect(run.state.focus == .samples)
        #expect(!run.state.isZoomed)
        await run.press(.end, .character("o"))
        #expect(
            run.state.notice?.text
                == "samples: nothing tells whose this sample is; A assigns its sender to a customer")
    }

    @Test("From the customer view it comes back there")
    func customerView() async {
        let run = run()
        await run.press(.enter, .character("o"))
        #expect(shown(run) == ["1", "4"])
        await run.press(.escape)
        #expect(run.state.place.view == .customer)
        await run.press(.escape)
        #expect(run.state.place.view == .live)
    }

    @Test("A look in a look leads back to where the first one began")
    func nested() async {
        let run = run()
        await run.press(.character("o"), .character("c"), .character("o"), .escape)
        #expect(run.state.place.view == .live)
        #expect(shown(run).count == 5)
    }

    @Test("Who goes to the whole desk has left them", arguments: ["d", "c"] as [Character])
    func wholeDesk(key: Character) async {
        let run = run()
        await run.press(.character("o"), .character("g"), .character(key))
        #expect(run.state.samples.visit == nil)
        #expect(run.state.focus == .customers)
        #expect(run.state.isZoomed == (key == "c"))
        #expect(shown(run).count == 5)
    }

    @Test("Who went elsewhere meanwhile comes to the desk, and from there no further")
    func elsewhere() async {
        let run = run()
        await run.press(.character("o"), .character("b"), .escape)
        #expect(run.state.place.view == .desk)
        #expect(shown(run) == ["1", "4"])
        await run.press(.escape)
        #expect(run.state.place.view == .desk)
        #expect(run.state.samples.visit == nil)
        #expect(!run.state.isZoomed)
    }

    // MARK: - Kiosk

    @Test("In a kiosk the rows can be seen, but no message is opened")
    func kiosk() async {
        let run = run(kiosk: true)
        await run.press(.character("o"))
        #expect(shown(run) == ["1", "4"])
        await run.press(.enter)
        #expect(run.state.samples.opened == nil)
        #expect(run.state.notice?.text == "message: not in a kiosk: everybody sees it")
        await run.press(.escape)
        #expect(run.state.place.view == .live)
        await run.press(.escape)
        #expect(run.state.place.view == .live)
    }

    @Test("In a kiosk nobody can find out by a filter what is written in them")
    func kioskFilter() async {
        let run = run(kiosk: true)
        await run.press(.character("o"), .character("/"))
        for text in ["bill", "subject:bill", "from:mail"] {
            await run.type(text)
            #expect(shown(run).isEmpty)
            await run.press(.control("u"))
        }
        await run.type("record:abuse")
        #expect(shown(run) == ["1", "4"])
    }
}
