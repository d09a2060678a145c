import Desk
import Panes
import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Desk

/// A world in which everything has a name, an address or a subject that is nobody's business.
private struct SecretWorld {
    /// What must not be seen on a wall: the beginnings of addresses, of names, of subjects.
    static let secrets = [
        "kim.f", "dana.r", "lou.m", "billing.k", "secret.p", "gone.p", "Kim Fr", "Kimber", "Frostw", "555-01", "Elm St",
        "Quarterly", "Hunter",
    ]
    static let users = ["kim.frost@one.example", "dana.reed@two.example", "lou.marsh@three.example"]

    static var table: CustomerTable {
        .of(
            users.map { name in
                [
                    .username: name, .email: "billing.kim@one.example", .firstName: "Kimberley",
                    .lastName: "Frostwell", .website: "one.example", .active: "true", .id: "17",
                ]
            })
    }

    static let samples = users.enumerated().map { index, user in
        Sample(
            id: "s\(index)", date: noon, customer: user, record: "abuse-watch",
            from: "Kim Frost <kim.frost@mail.example>", sender: "kim.frost@mail.example",
            subject: "Quarterly invoice \(index)", spf: .pass, dkim: .fail, dmarc: .none, score: 7, size: 100)
    }

    /// The answer to any read: whatever the view looks for is in it.
    static let answer = Value.list([
        .record(
            record([
                ("username", users[0]), ("user", users[0]), ("email", "secret.person@mail.example"),
                ("first_name", "Kimberley"), ("last_name", "Frostwell"), ("address", "Elm Street 4"),
                ("city", "Hunter"),
                ("phone", "555-0199"), ("name", "abuse-watch"), ("created", "2026-09-01 10:00:00"), ("id", "17"),
                ("status", "5.1.1"), ("reason", "550 unknown user gone.person@mail.example"),
                ("url", "https://kim.frost@mail.example/hook"), ("website", "one.example"), ("ip", "192.0.2.1"),
                ("package", "Silver"), ("description", "for secret.person@mail.example"), ("invoice", "17"),
            ]))
    ])

    static var entries: [JournalEntry] {
        [
            JournalEntry(
                id: 1, at: noon - 60, account: "acme", context: "acme", who: "op1", operation: "unsubscribes.add",
                parameters: ["user": users[0], "email": "gone.person@mail.example"],
                reason: "asked by secret.person@mail.example", before: .absent,
                outcome: .failed("no user secret.person@mail.example"), closedAt: noon - 59)
        ]
    }

    static var rows: [LiveRow] {
        users.map { user in
            var row = Board.row(user, .critical)
            row.entries[0].judgement.cause = "bounces 6%, mostly of gone.person@mail.example"
            row.entries[0].alarm.say(.acknowledged, by: "op2", at: noon, note: "ask secret.person@mail.example")
            return row
        }
    }

    /// Everything that reads answers; everything that writes, copies or opens fails the test.
    static func install(in environment: inout DeskEnvironment, _ clock: TestClock) {
        let gone = Suppression(
            list: .bounced, email: "gone.person@mail.example", status: "5.1.1",
            reason: "550 gone.person@mail.example: unknown", created: nil)
        environment.answerStart(clock)
        environment.suppressions = { _, _ in Answered(.success([gone]), at: clock.now) }
        environment.customers = { offset, _ in
            Answered(.success(offset == 0 ? table.chunks[0] : .named([])), at: clock.now)
        }
        environment.read = { request, _ in
            Answered(.success(Reply(operation: request.operation, value: answer)), at: clock.now)
        }
        environment.limit = { user in
            let words = "no limit of \(user), ask secret.person@mail.example"
            return Answered(.failure(APIError(operation: "limits.get", reason: .refused([words]))), at: clock.now)
        }
        environment.overview = { user in
            let words = "no account \(user), ask secret.person@mail.example"
            return Answered(.failure(APIError(operation: "account.overview", reason: .refused([words]))), at: clock.now)
        }
        environment.samples = {
            AsyncStream { stream in
                stream.yield(.samples(samples))
                stream.finish()
            }
        }
        environment.memory.names = { _, _ in ["secret.person@mail.example"] }
        environment.memory.seen = { address in
            .done([
                SeenSuppression(username: users[0], suppression: gone, readAt: noon)
            ])
        }
        environment.memory.seenWhole = { .done(Dictionary(users.map { ($0, noon) }) { $1 }) }
        environment.journal.entries = { _ in .done(entries) }
        environment.repaint = {}
        environment.reloadSettings = { SettingsReload(keymap: .shipped, themeNames: ["terminal"], problems: []) }
    }
}

/// Somewhere a kiosk can be: a view, on the desk a pane.
private struct Spot: Sendable, CustomTestStringConvertible {
    let view: ViewID
    var pane = Pane.customers
    var digit = 1
    var testDescription: String { "\(view) \(view == .desk ? pane.title : String(digit))" }

    static let all =
        Pane.allCases.map { Spot(view: .desk, pane: $0) }
        + ViewID.allCases.filter { $0 != .desk }.map { Spot(view: $0) } + [
            Spot(view: .live, digit: 2), Spot(view: .monitors, digit: 2), Spot(view: .customer, digit: 8),
            Spot(view: .customer, digit: 9),
        ]
}

@Suite("A walk through all commands in a kiosk", .serialized, .timeLimit(.minutes(5)))
@MainActor
struct KioskWalkTests {
    /// A kiosk that has started and has read all that is shown there.
    private func started(_ spot: Spot) async -> DeskState {
        var state = DeskState.empty()
        state.becomeKiosk()
        state.place = Place(spot.view)
        if spot.view == .answer { state.place.item = "customer.list" }
        state.focus = spot.pane
        state.view.focus = spot.digit
        state.live.board = Board.board(1, SecretWorld.rows)
        state.live.events = SecretWorld.users.map {
            LiveEvent(
                at: noon, username: $0, concern: .bounces, kind: .said, severity: .critical,
                words: "acknowledged: ask secret.person@mail.example")
        }
        state.subject = SecretWorld.users[0]
        let run = DeskRun(state, SecretWorld.install)
        await run.send(.started)
        await run.send(.cursorRested(SecretWorld.users[0]))
        run.clock.stop()
        await run.settle()
        return run.state
    }

    /// What of the secrets is in the picture.
    private func leaks(_ state: DeskState) -> [String] {
        let text = picture(state)
        return SecretWorld.secrets.filter(text.contains)
    }

    private func picture(_ state: DeskState) -> String {
        Panes.draw(state, glyphs: .unicode).lines.joined(separator: "\n")
    }

    private func check(_ run: DeskRun, _ way: String) {
        #expect(run.state.exitCode == nil, "\(way) ends the kiosk")
        #expect(run.state.samples.opened == nil, "\(way) opens a message")
        #expect(run.state.session.isKiosk && !run.state.session.writes && run.state.masksAddresses, "\(way)")
        let found = leaks(run.state)
        #expect(found.isEmpty, "\(way) shows it\n\(picture(run.state))")
    }

    /// Where a command led elsewhere, what Enter and the key that confirms do there.
    private func goOn(_ run: DeskRun, from state: DeskState, _ way: String) async {
        let isThere = run.state.overlay == nil && run.state.place == state.place && run.state.focus == state.focus
        guard !isThere else { return }
        await run.press(.enter)
        check(run, "\(way), Enter")
        await run.press(.character("y"), .enter)
        #expect(run.state.exitCode == nil, "\(way), Enter, y, Enter ends the kiosk")
    }

    @Test("What is there at first is masked", arguments: Spot.all)
    fileprivate func first(_ spot: Spot) async {
        let state = await started(spot)
        #expect(state.customers.table.count == 3)
        #expect(state.samples.samples.count == 3)
        for size in [Size(width: 200, height: 60), Size(width: 120, height: 40), Size(width: 80, height: 24)] {
            var state = state
            state.size = size
            #expect(leaks(state).isEmpty, "\(picture(state))")
        }
    }

    @Test("No command by its name writes, ends the kiosk, opens a message or shows an address", arguments: Spot.all)
    fileprivate func byName(_ spot: Spot) async {
        let state = await started(spot)
        for command in Command.all where command.isInPalette {
            let run = DeskRun(state, SecretWorld.install)
            await run.press(.character(":"))
            await run.send(.inputReceived(.paste(command.id.rawValue)))
            await run.press(.enter)
            check(run, ":\(command.id.rawValue)")
            await goOn(run, from: state, ":\(command.id.rawValue)")
            run.clock.stop()
            await run.settle()
        }
    }

    @Test(
        "No key writes, ends the kiosk, opens a message or shows an address",
        arguments: [Spot(view: .desk), Spot(view: .desk, pane: .samples), Spot(view: .live)])
    fileprivate func byKey(_ spot: Spot) async {
        let state = await started(spot)
        for command in Command.all {
            for name in state.keymap.keys(for: command.id, in: state.mode) {
                let keys = name.split(separator: " ").compactMap { KeyNames.key(named: String($0)) }
                let run = DeskRun(state, SecretWorld.install)
                for key in keys { await run.press(key) }
                check(run, name)
                await goOn(run, from: state, name)
                run.clock.stop()
                await run.settle()
            }
        }
    }

    @Test("No call of the service by its name is made, not even a read", arguments: ResellerAPI.Operation.all.map(\.id))
    func noCall(id: String) async {
        let state = await started(Spot(view: .live))
        let run = DeskRun(state) { environment, clock in
            SecretWorld.install(in: &environment, clock)
            environment.read = DeskEnvironment.failing(clock).read
        }
        await run.press(.character(":"))
        await run.send(.inputReceived(.paste(id)))
        await run.press(.enter)
        #expect(run.state.overlay == nil)
        #expect(run.state.place.view == .live)
        #expect(run.state.notice?.text.hasSuffix("not in a kiosk: everybody sees it") == true)
        run.clock.stop()
        await run.settle()
    }
}
