import Desk
import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Panes

/// The view that tells why an address gets no mail, in every state, as literal screens.
enum WhyScreens {
    static let address = "kim@gone.example"

    static var all: [NamedScreen] {
        sizes.flatMap { width, height in
            states(width, height).map { NamedScreen(name: "why-\($0)-\(width)x\(height)", state: $1) }
        } + [NamedScreen(name: "why-held-120x40-ascii", state: held(120, 40), glyphs: .ascii)]
    }

    private static func states(_ width: Int, _ height: Int) -> [(String, DeskState)] {
        [
            ("held", held(width, height)), ("nowhere", nowhere(width, height)), ("asking", asking(width, height)),
            ("failed", failed(width, height)), ("running", running(width, height)), ("hostile", hostile(width, height)),
            ("similar", similar(width, height)), ("stopped", stopped(width, height)), ("prompt", prompt(width, height)),
            ("masked", masked(width, height)), ("taken", taken(width, height)), ("asked", asked(width, height)),
        ]
    }

    /// The view over a desk with everything there.
    private static func view(_ state: DeskState, _ address: String = address) -> DeskState {
        var state = state
        state.place = Place(.why)
        state.why.address = address
        state.notice = nil
        state.why.seen = .there(
            SeenCoverage(customers: 24, oldest: Fixture.now - 3 * 86_400, newest: Fixture.now))
        state.why.hits = hits
        state.refreshWhy()
        return state
    }

    private static var hits: [SeenSuppression] {
        [
            SeenSuppression(
                username: "news@tidepool.example",
                suppression: Suppression(
                    list: .bounced, email: address, status: "5.2.2", reason: "552 mailbox full",
                    created: WireTime("2026-09-21 08:15:00")), readAt: Fixture.now - 7200),
            SeenSuppression(
                username: "newsletter@marigold-flower-market.example",
                suppression: Suppression(list: .spam, email: address, status: nil, reason: nil, created: nil),
                readAt: Fixture.now - 3 * 86_400),
        ]
    }

    private static func held(_ width: Int, _ height: Int) -> DeskState { view(Fixture.desk(width, height)) }

    /// Nothing holds it, and all customers have been seen.
    private static func nowhere(_ width: Int, _ height: Int) -> DeskState {
        var state = view(Fixture.desk(width, height), "nobody@gone.example")
        state.why.hits = []
        state.why.seen = .there(SeenCoverage(customers: 27, oldest: Fixture.now - 600, newest: Fixture.now))
        return state
    }

    /// A typing mistake; and sending is off.
    private static func similar(_ width: Int, _ height: Int) -> DeskState {
        var customers = Fixture.customers
        customers[0].active = "false"
        var state = view(Fixture.desk(width, height, customers: customers), "kin@gone.example")
        state.why.hits = []
        state.why.seen = .there(SeenCoverage(customers: 0, oldest: nil, newest: nil))
        return state
    }

    private static func asking(_ width: Int, _ height: Int) -> DeskState {
        var state = view(DataState.asking.desk(width, height))
        state.why.hits = []
        state.why.seen = .asking
        return state
    }

    private static func failed(_ width: Int, _ height: Int) -> DeskState {
        var state = view(DataState.failed.desk(width, height))
        state.why.hits = []
        state.why.seen = .failed("The archive can't be read: disk I/O error")
        state.details[Fixture.user]?.limit.failure = Fixture.error(.lost(""), "limits.get")
        return state
    }

    private static func running(_ width: Int, _ height: Int) -> DeskState {
        var state = held(width, height)
        // Old values of one list, and all that can stop every mail.
        state.details[Fixture.user]?.suppressions[.spam]?.readAt = Fixture.now - 1600
        state.details[Fixture.user]?.limit.value = AccountLimit(credits: 50_000, remaining: 0, lastReset: nil)
        state.refreshWhy()
        state.why.rest = RestRun(startedAt: Fixture.now - 20)
        state.why.rest?.stage = .running
        state.why.rest?.customers = 11_199
        state.why.rest?.fresh = 1204
        state.why.rest?.shown = RestProgress(customers: 300, failed: 2, calls: 1200, found: 1, at: Fixture.now)
        state.why.cursor = .rest
        return state
    }

    private static func stopped(_ width: Int, _ height: Int) -> DeskState {
        var state = running(width, height)
        state.details[Fixture.user]?.limit = Fixture.detail.limit
        state.why.rest?.stage = .stopped
        state.session.writes = true
        state.why.cursor = .hit("news@tidepool.example", .bounced)
        state.changes.journal = [
            JournalEntry(
                at: Fixture.now - 60, account: "", context: "acme-prod", who: "op", operation: "spamReports.delete",
                parameters: ["user": "newsletter@marigold-flower-market.example", "email": address],
                outcome: .done("success"), closedAt: Fixture.now - 60)
        ]
        return state
    }

    private static func hostile(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.hostileDesk(width, height)
        let subject = Fixture.hostileNames[1]
        var detail = Fixture.detail
        Fixture.setSuppressions(
            &detail,
            [
                Suppression(
                    list: .bounced, email: address, status: Fixture.hostileNames[0],
                    reason: Fixture.hostileNames.joined(separator: " "), created: nil)
            ])
        state.details[subject] = detail
        state = view(state)
        state.why.hits = Fixture.hostileNames.map {
            SeenSuppression(
                username: $0,
                suppression: Suppression(list: .bounced, email: address, status: $0, reason: $0, created: nil),
                readAt: Fixture.now)
        }
        return state
    }

    private static func prompt(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.desk(width, height)
        state.notice = nil
        state.overlay = .why(WhyPrompt(offer: address))
        return state
    }

    /// Read out of a header; the list has another spelling.
    private static func taken(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.desk(width, height)
        var detail = Fixture.detail
        Fixture.setSuppressions(
            &detail,
            [
                Suppression(
                    list: .bounced, email: "kim@xn--bcher-kva.example", status: "5.1.1", reason: "550 unknown user",
                    created: nil)
            ])
        state.details[Fixture.user] = detail
        state = view(state, "kim@bücher.example")
        state.why.takenFrom = "Kim Frost <kim@bücher.example>"
        return state
    }

    /// All others were asked; some could not be.
    private static func asked(_ width: Int, _ height: Int) -> DeskState {
        var state = view(Fixture.desk(width, height), "nobody@gone.example")
        state.why.hits = []
        state.why.rest = RestRun(startedAt: Fixture.now - 600)
        state.why.rest?.stage = .done
        state.why.rest?.customers = 26
        state.why.rest?.fresh = 1
        state.why.rest?.oldestFresh = Fixture.now - 7200
        state.why.rest?.shown = RestProgress(customers: 26, failed: 2, calls: 104, found: 0, at: Fixture.now)
        return state
    }

    private static func masked(_ width: Int, _ height: Int) -> DeskState {
        var state = held(width, height)
        state.masksAddresses = true
        state.talk = Talk(user: Fixture.user, email: nil)
        return state
    }
}

@Suite("Why an address gets no mail")
struct WhyTests {
    @Test("The view looks as recorded in every state", arguments: WhyScreens.all)
    func screens(_ screen: NamedScreen) {
        let problem = ScreenFiles.problem(screen.name, screen.canvas)
        #expect(problem == nil, "\(problem ?? "")")
    }

    @Test("The row under the cursor is always on the screen", arguments: sizes)
    func cursor(_ width: Int, _ height: Int) throws {
        for screen in WhyScreens.all where !screen.name.contains("prompt") {
            var state = screen.state
            state.size = Size(width: width, height: height)
            for row in state.whyRows {
                state.why.cursor = row
                let marked = Panes.draw(state, glyphs: .unicode).lines.filter { $0.hasPrefix("▌") }
                #expect(marked.count == 1, "\(screen.name) at \(width)x\(height): \(row)")
            }
        }
    }

    @Test("Times to wait are whole minutes, and hours from sixty on")
    func durations() {
        #expect(
            [0, 0.4, 1.2, 59, 60, 89.5, 180].map(WhyOthersLines.duration) == [
                "1 min", "1 min", "2 min", "59 min", "1 h", "1 h 30 min", "3 h",
            ])
    }
}
