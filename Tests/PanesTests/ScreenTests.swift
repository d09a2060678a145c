import Desk
import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Panes

/// Every state of every pane, as literal screens.
enum DeskScreens {
    static var all: [NamedScreen] { whole + single + smallest + ascii }

    /// All panes at once; at 80×24 the samples come forward with the focus only.
    private static var whole: [NamedScreen] {
        DataState.allCases.flatMap { data in
            [(120, 40), (100, 32), (80, 24), (70, 24)].map { width, height in
                NamedScreen(name: "desk-\(data.rawValue)-\(width)x\(height)", state: data.desk(width, height))
            } + [focused(data, .samples, 80, 24)]
        }
    }

    private static var single: [NamedScreen] {
        DataState.allCases.flatMap { data in Pane.allCases.map { focused(data, $0, 40, 12) } }
    }

    private static var smallest: [NamedScreen] {
        DataState.allCases.flatMap { data in
            [(20, 5), (10, 3)].map { width, height in
                NamedScreen(name: "desk-\(data.rawValue)-\(width)x\(height)", state: data.desk(width, height))
            }
        }
    }

    private static var ascii: [NamedScreen] {
        DataState.allCases.map {
            NamedScreen(name: "desk-\($0.rawValue)-120x40-ascii", state: $0.desk(120, 40), glyphs: .ascii)
        } + [NamedScreen(name: "desk-there-80x24-ascii", state: Fixture.desk(80, 24), glyphs: .ascii)]
    }

    static func focused(_ data: DataState, _ pane: Pane, _ width: Int, _ height: Int) -> NamedScreen {
        var state = data.desk(width, height)
        state.focus = pane
        return NamedScreen(name: "\(pane.title.lowercased())-\(data.rawValue)-\(width)x\(height)", state: state)
    }
}

/// Panes with the whole screen, filters, opened samples.
enum ViewScreens {
    static var all: [NamedScreen] { zoomed + filters + samples + odd }

    private static var zoomed: [NamedScreen] {
        Pane.allCases.flatMap { pane in
            [(120, 40), (80, 24)].map { width, height in
                var state = Fixture.desk(width, height)
                state.focus = pane
                state.isZoomed = true
                return NamedScreen(name: "zoom-\(pane.title.lowercased())-\(width)x\(height)", state: state)
            }
        }
    }

    private static var filters: [NamedScreen] {
        sizes.flatMap { width, height in
            var typing = Fixture.desk(width, height)
            typing.customers.filter = "oak"
            typing.filterEntry = TextEntry("oak")
            typing.customers.shown = RowOrder([2])
            var kept = typing
            kept.filterEntry = nil
            var without = kept
            without.customers.filter = "nobody"
            without.customers.shown = RowOrder([])
            return [
                NamedScreen(name: "filter-typing-\(width)x\(height)", state: typing),
                NamedScreen(name: "filter-kept-\(width)x\(height)", state: kept),
                NamedScreen(name: "filter-without-hit-\(width)x\(height)", state: without),
            ]
        }
    }

    private static var samples: [NamedScreen] {
        (sizes + [(200, 60)]).flatMap { width, height in
            var open = Fixture.desk(width, height)
            open.focus = .samples
            open.samples.opened = OpenedSample(id: "b")
            let waiting = open
            open.samples.opened?.message = Fixture.message
            var masked = open
            masked.masksAddresses = true
            masked.talk = Talk(user: Fixture.user, email: nil)
            masked.samples.opened?.showsAllHeaders = true
            masked.samples.opened?.top = 3
            var broken = waiting
            broken.samples.opened?.problem = "the file is gone"
            return judged(open) + [
                NamedScreen(name: "sample-\(width)x\(height)", state: open),
                NamedScreen(name: "sample-masked-\(width)x\(height)", state: masked),
                NamedScreen(name: "sample-waiting-\(width)x\(height)", state: waiting),
                NamedScreen(name: "sample-broken-\(width)x\(height)", state: broken),
            ]
        } + [NamedScreen(name: "sample-120x40-ascii", state: openedSample, glyphs: .ascii)]
    }

    /// What the filter of this machine says, the links with the focus, the source, and what can be copied.
    private static func judged(_ open: DeskState) -> [NamedScreen] {
        let size = "\(open.size.width)x\(open.size.height)"
        var links = open
        links.samples.opened?.section = .links
        links.samples.opened?.tops[.links] = 1
        links.samples.opened?.spam = SpamReport(
            score: 11.2, required: 5,
            rules: [
                .init(points: 4.1, name: "URI_LISTED", text: "a listed address"),
                .init(points: 0, name: "HTML_MESSAGE", text: "HTML"),
                .init(points: -0.1, name: "DKIM_SIGNED", text: "signed"),
            ])
        var warnings = open
        warnings.samples.opened?.section = .warnings
        warnings.samples.samples = open.samples.samples.map(\.withoutCustomer)
        warnings.samples.opened?.message = nobodys
        var source = open
        source.samples.opened?.source = SourceText()
        source.samples.opened?.source?.text =
            "From: Prize Office <win@tidepool.example>\nSubject: \u{1B}[2Jclear\u{202E}\n\n"
            + String(repeating: "0123456789 ", count: 30) + "\nend"
        var copying = open
        copying.overlay = .links(LinksMenu(cursor: 1))
        var assigning = open
        var assign = AssignState(domain: "tidepool.example")
        assign.entry = TextEntry("tide")
        assign.choices = ["news@tidepool.example", "shop@tideline.example"]
        assign.cursor = 1
        assigning.overlay = .assign(assign)
        return [
            NamedScreen(name: "sample-links-\(size)", state: links),
            NamedScreen(name: "sample-warnings-\(size)", state: warnings),
            NamedScreen(name: "sample-source-\(size)", state: source),
            NamedScreen(name: "sample-copying-\(size)", state: copying),
            NamedScreen(name: "sample-assigning-\(size)", state: assigning),
        ]
    }

    /// A message of nobody with much that is odd.
    private static var nobodys: SampleMessage {
        var page = SampleMessage.Page()
        page.hidden = [.init(text: "meeting agenda minutes report", how: "font-size:0")]
        page.pictures = ["https://pixel.fastcash.example/o.gif"]
        page.hasScript = true
        return SampleMessage(
            sample: Fixture.samples[1].withoutCustomer,
            headers: [
                .init(name: "From", value: "\"help@bank.example\" <win@tidepool.example>"),
                .init(name: "Subject", value: "B\u{430}nk account"),
            ],
            text: "Hello from the plain part", textIsFromHTML: false, textOfHTML: "Hello",
            parts: [
                .init(depth: 0, type: "multipart/mixed", fileName: nil, size: 0),
                .init(depth: 1, type: "text/plain", charset: "utf-8", fileName: nil, size: 25),
                .init(depth: 1, type: "image/png", fileName: "photo.pdf", size: 900, head: [0x89, 0x50, 0x4E, 0x47]),
            ],
            links: [
                .init(shown: "Sign in", target: "https://xn--bnk-6cd.example/"),
                .init(shown: "Open", target: "javascript:alert(1)"),
                .init(shown: "secret", target: "https://one.example/", isHidden: true),
            ], page: page)
    }

    private static var openedSample: DeskState {
        var state = Fixture.desk(120, 40)
        state.samples.opened = OpenedSample(id: "b")
        state.samples.opened?.message = Fixture.message
        return state
    }

    private static var odd: [NamedScreen] {
        var sandbox = mixed
        sandbox.session = Session(account: "sandbox", role: .sandbox, writes: true, baseURL: "http://127.0.0.1:1")
        sandbox.isFrozen = true
        sandbox.pendingKeys = [.character("g")]
        var archived = Fixture.desk(120, 40)
        archived.customers.isFromArchive = true
        archived.customers.list.readAt = Fixture.now - 1600
        archived.figures = [:]
        archived.samples.source = .notConfigured
        archived.samples.samples = []
        var reading = Fixture.desk(120, 40)
        reading.customers.incoming = IncomingList(generation: 1, chunks: Fixture.table(Fixture.customers).chunks)
        reading.masksAddresses = true
        reading.talk = Talk(user: Fixture.user, email: nil)
        return [
            NamedScreen(name: "mixed-120x40", state: mixed), NamedScreen(name: "sandbox-120x40", state: sandbox),
            NamedScreen(name: "archived-120x40", state: archived), NamedScreen(name: "reading-120x40", state: reading),
            NamedScreen(name: "reading-first-120x40", state: readingFirst),
            NamedScreen(name: "archived-failed-120x40", state: archivedFailed),
        ]
            + sizes.map { NamedScreen(name: "hostile-\($0)x\($1)", state: Fixture.hostileDesk($0, $1)) }
            + [
                NamedScreen(name: "hostile-80x24-ascii", state: Fixture.hostileDesk(80, 24), glyphs: .ascii),
                NamedScreen(name: "hostile-sample-120x40", state: hostileSample),
            ]
    }

    /// A long list on its way, and nothing known of the account before.
    private static var readingFirst: DeskState {
        var state = Fixture.desk(120, 40)
        let chunks = Fixture.table(Fixture.customers).chunks
        state.customers.incoming = IncomingList(
            generation: 1, chunks: Array(repeating: chunks, count: 1482).flatMap(\.self))
        state.customers.list = Loadable(askedAt: Fixture.now - 40)
        state.notice = nil
        return state
    }

    /// Rows of the archive, and a service that does not answer, while it is asked once more.
    private static var archivedFailed: DeskState {
        var state = Fixture.desk(120, 40)
        state.customers.isFromArchive = true
        state.customers.list.readAt = Fixture.now - 93_600
        state.customers.list.failure = Fixture.error(.lost(""), "customers.list")
        state.customers.list.askedAt = Fixture.now - 1
        state.customers.incoming = IncomingList(generation: 2)
        state.notice = Notice(.failed, CustomerListWords.notRead("r"))
        return state
    }

    private static var hostileSample: DeskState {
        var state = Fixture.hostileDesk(120, 40)
        state.samples.opened = OpenedSample(id: "0")
        state.samples.opened?.message = SampleMessage(
            sample: state.samples.samples[1],
            headers: Fixture.hostileNames.map { SampleMessage.Header(name: $0, value: $0) },
            text: Fixture.hostileNames.joined(separator: "\n"), textIsFromHTML: false,
            parts: Fixture.hostileNames.map { SampleMessage.Part(depth: 90, type: $0, fileName: $0, size: 1) },
            links: Fixture.hostileNames.map { SampleMessage.Link(shown: $0, target: $0) }, isCut: true)
        state.samples.opened?.showsAllHeaders = true
        return state
    }

    /// A pane in each state side by side, and rows that are asked for, failed, old and not asked.
    private static var mixed: DeskState {
        var state = Fixture.desk(120, 40)
        let names = Fixture.customers.map(\.name)
        var detail = Fixture.detail
        detail.overview = Loadable(askedAt: Fixture.now - 2)
        detail.statistics = Loadable(failure: Fixture.error(.server(status: 503)))
        detail.suppressions[.spam] = Loadable(failure: Fixture.error(.lost("")))
        state.details[Fixture.user] = detail
        for index in [9, 10, 12] { state.figures[names[index]] = nil }
        var asking = CustomerDetail()
        asking.statistics.askedAt = Fixture.now
        var failed = CustomerDetail()
        failed.statistics.failure = Fixture.error(.lost(""))
        (state.details[names[9]], state.details[names[10]]) = (asking, failed)
        for index in [5, 11] { state.figures[names[index]]?.readAt = Fixture.now - 1600 }
        return state
    }
}

/// What lies over the desk.
enum OverlayScreens {
    static var all: [NamedScreen] {
        sizes.flatMap { width, height in
            overlays.map { name, overlay in
                var state = Fixture.desk(width, height)
                state.overlay = overlay
                state.errors = failures
                state.problems = ["keymap.json:14: unknown command “opne”; the nearest name is “open”"]
                return NamedScreen(name: "\(name)-\(width)x\(height)", state: state)
            }
        } + [calm]
    }

    private static var calm: NamedScreen {
        var state = Fixture.desk(120, 40)
        state.overlay = .errors(ErrorList(top: 0))
        return NamedScreen(name: "errors-none-120x40", state: state)
    }

    private static var failures: [Failure] {
        [
            Fixture.error(.server(status: 503)),
            Fixture.error(.unreachable("192.0.2.1:443: connection refused"), "bounces.list"),
            Fixture.error(.refused(["no such \u{1B}[31muser"]), "limits.get", attempts: 1),
        ]
    }

    private static var overlays: [(String, Overlay)] {
        var help = HelpState()
        help.commands = Command.all.filter {
            $0.group != .type && $0.applies(in: .list) && ($0.id.paneDigit ?? 0) <= Pane.allCases.count
        }.map(\.id)
        help.cursor = 17
        var narrowed = HelpState()
        narrowed.entry = TextEntry("copy")
        narrowed.commands = [.copyID, .copyRow]
        var palette = PaletteState()
        palette.entry = TextEntry("re")
        palette.entries = [.refresh, .refreshAll, .repaint, .reload, .historyBack, .copyRow].map(PaletteEntry.command)
        var nothing = PaletteState()
        nothing.entry = TextEntry("xyz")
        return [
            ("help", .help(help)), ("help-narrowed", .help(narrowed)), ("palette", .palette(palette)),
            ("palette-nothing", .palette(nothing)), ("sort", .sortMenu(SortMenu(cursor: 2))),
            ("errors", .errors(ErrorList(top: 0))),
            (
                "messages",
                .messages(
                    MessageText(
                        title: "Settings",
                        lines: [
                            "themes/dark.json:3: “critcal” is no role; the nearest name is “critical”", "a second line",
                        ]))
            ),
        ]
    }
}

@Suite("Screens as text")
struct ScreenTests {
    @Test("The desk looks as recorded in every state of its data", arguments: DeskScreens.all)
    func desk(_ screen: NamedScreen) {
        let problem = ScreenFiles.problem(screen.name, screen.canvas)
        #expect(problem == nil, "\(problem ?? "")")
    }

    @Test("Views, filters and samples look as recorded", arguments: ViewScreens.all)
    func views(_ screen: NamedScreen) {
        let problem = ScreenFiles.problem(screen.name, screen.canvas)
        #expect(problem == nil, "\(problem ?? "")")
    }

    @Test("The views of statistics and suppressions look as recorded", arguments: ChartScreens.all)
    func charts(_ screen: NamedScreen) {
        let problem = ScreenFiles.problem(screen.name, screen.canvas)
        #expect(problem == nil, "\(problem ?? "")")
    }

    @Test("Overlays look as recorded", arguments: OverlayScreens.all)
    func overlays(_ screen: NamedScreen) {
        let problem = ScreenFiles.problem(screen.name, screen.canvas)
        #expect(problem == nil, "\(problem ?? "")")
    }

    @Test("A difference names the lines and shows both")
    func difference() {
        #expect(
            ScreenFiles.difference("a\nb\n", "a\nc\nd\n") == "1\n  - b\n  + c\n2\n  - \n  + d\n3\n  - (no line)\n  + ")
    }
}

extension Sample {
    /// The same where no header tells the customer.
    var withoutCustomer: Sample {
        Sample(
            id: id, date: date, customer: nil, record: record, from: from, sender: sender, subject: subject, spf: spf,
            dkim: dkim, dmarc: dmarc, score: score, size: size)
    }
}
