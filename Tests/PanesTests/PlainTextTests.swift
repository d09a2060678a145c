import Desk
import ResellerAPI
import Screen
import Testing

@testable import Panes

@Suite("The desk in plain lines")
struct PlainTextTests {
    private static func desk(_ focus: Pane = .customers) -> DeskState {
        var state = Fixture.desk(59, 24)
        state.focus = focus
        return state
    }

    @Test("Customers are numbered rows; how they are is a word, not a glyph")
    func customers() {
        let lines = PlainText.lines(Self.desk())
        #expect(lines.prefix(2) == ["Customers: 27, by risk, 3 marked", "read 14:03"])
        #expect(lines[2] == "1. mail@hollin.example: critical 6.1% bounce, sent 512,304 in 30 days")
        #expect(lines[6] == "5. alerts@gridsense.example: warning 8% credits, sent 240,800 in 30 days, marked")
        #expect(lines[12] == "11. mail@quillworks.example: sending is off, sent 402,700 in 30 days")
        #expect(
            lines.suffix(2) == ["rows 1 to 20 of 27; press Enter for more", "cursor: 1. mail@hollin.example"])
    }

    @Test("A customer is facts with labels")
    func overview() {
        #expect(
            PlainText.lines(Self.desk(.overview)) == [
                "Overview of mail@hollin.example", "read 14:03",
                "critical: 6.1% of the mail bounced today; usual is 0.8%", "9 of 10 bounces are at gone.example",
                "sending: on", "score: 64 of 100", "package: Silver 50k",
                "credits: 8,800 of 50,000 left (limit)",
                "sent: 512,304 since 08-30", "billing: 08-30 to 09-29", "login: not told",
                "pane-3 tells the statistics, pane-4 the suppressions, back the customers",
            ])
    }

    @Test("Suppressions tell each list, then the addresses")
    func suppressions() {
        let lines = PlainText.lines(Self.desk(.suppressions))
        #expect(
            lines.prefix(6) == [
                "Suppressions of mail@hollin.example", "bounced: 6, read 14:03", "unsubscribed: 1, read 14:03",
                "invalid: 1, read 14:03", "spam: 0, read 14:03", "shown: all lists, the newest first",
            ])
        #expect(
            lines[6] == "1. a.marlow@gone.example, bounced, 5.1.1, 550 unknown user, since 2026-09-28 14:01:10 "
                + "(customer's time zone)")
    }

    @Test("Not asked, asking, failed, old and zero are different words")
    func states() {
        var state = Self.desk(.overview)
        state.details[Fixture.user] = CustomerDetail()
        #expect(PlainText.lines(state)[1] == "the overview: not asked; r reads it")
        state.details[Fixture.user]?.overview.askedAt = Fixture.now
        #expect(PlainText.lines(state)[1] == "asking for the overview")
        state.details[Fixture.user]?.overview = Loadable(failure: Fixture.error(.wrongCredentials))
        #expect(
            PlainText.lines(state)[1] == "could not ask for the overview: the service refuses user and key. "
                + "Check the user and the key of this account.; r tries again")
        state.details[Fixture.user]?.overview = Loadable(
            value: AccountOverview(), readAt: Fixture.now - 600, failure: Fixture.error(.server(status: 503)))
        #expect(
            PlainText.lines(state)[1] == "old: read 13:53, since then: the service answers 503; r tries again")
    }

    @Test("Nothing of a hostile text acts, and no glyph is needed to understand a line")
    func hostile() {
        for focus in Pane.allCases {
            var state = Fixture.hostileDesk(59, 24)
            state.focus = focus
            for line in PlainText.lines(state) {
                #expect(Text.neutralise(line) == line)
                #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x1B })
            }
        }
        for line in PlainText.lines(Self.desk()) + PlainText.lines(Self.desk(.overview)) {
            #expect(line.utf8.allSatisfy { $0 < 0x80 }, "\(line)")
        }
    }

    @Test("Masked addresses are masked in every line but those of the open customer")
    func masked() {
        var state = Self.desk(.suppressions)
        state.masksAddresses = true
        state.talk = Talk(user: Fixture.user, email: nil)
        let lines = PlainText.lines(state)
        #expect(lines[0] == "Suppressions of mail@hollin.example")
        #expect(lines[6].hasPrefix("1. a…w@gone.example, bounced"))
    }

    @Test("The dialog is told whole, and ends with what does it")
    func dialog() throws {
        var state = Self.desk()
        state.session.writes = true
        var confirm = ConfirmState(
            request: try #require(Request("limits.setTotal", ["user": Fixture.user, "credits": "500"])))
        confirm.stage = .ready
        state.overlay = .confirm(confirm)
        let lines = PlainText.lines(state)
        #expect(lines[0] == "Change: Set a total credit limit")
        #expect(lines[1] == "Let mail@hollin.example send 500 messages and no more?")
        #expect(lines.contains("account: acme-prod, production"))
        #expect(
            lines.contains(
                "call: POST /apiv2/reseller.manage method=limit task=total user=mail@hollin.example credits=500 "
                    + "api_key=********"))
        #expect(lines.last == "type mail@hollin.example to do it; t TEXT notes a ticket; anything else cancels")
        state.session.writes = false
        #expect(PlainText.lines(state).last == "off: acme-prod is read-only; any line leaves")
    }

    @Test("The form of a new account never tells the key, and hides it while it is typed")
    func account() {
        var state = Self.desk()
        var form = AccountForm()
        form.field = .key
        form[.key] = TextEntry("s3cret")
        state.overlay = .account(form)
        #expect(PlainText(state).isSecret)
        #expect(PlainText.lines(state).suffix(2).last == "now: typed, not shown")
        #expect(!PlainText.lines(state).joined().contains("s3cret"))
    }

    @Test("Accounts are told with role, rights and place")
    func contexts() {
        var state = Self.desk()
        state.overlay = .contexts(
            ContextMenu(choices: [
                AccountChoice(name: "acme-prod", role: .production, writes: false, place: "api.sendgrid.com"),
                AccountChoice(name: "sandbox", role: .sandbox, writes: true, place: "in this process"),
            ]))
        #expect(
            PlainText.lines(state) == [
                "Go over to: 2", "1. acme-prod, production, read only, api.sendgrid.com, this one now",
                "2. sandbox, sandbox, writes on, in this process", "a number chooses; an empty line leaves",
            ])
    }

    @Test("Only what is new is told again; another place is told whole")
    func telling() {
        var teller = PlainTeller()
        var state = Self.desk()
        #expect(teller.tell(state).first == "acme-prod, production, read only")
        #expect(teller.tell(state) == ["cursor: 1. mail@hollin.example"])
        state.customers.cursor = 1
        #expect(teller.tell(state) == ["cursor: 2. news@tidepool.example"])
        #expect(teller.tellMore(state).prefix(1) == ["21. office@slowriver.example: ok, sent 77,100 in 30 days"])
        #expect(teller.tellMore(state) == ["that was the last row"])
        state.overlay = .sortMenu(SortMenu(cursor: 0))
        #expect(teller.tell(state).first == "Sort by: \(SortColumn.allCases.count)")
        state.overlay = nil
        state.notice = Notice(.failed, "no")
        #expect(teller.tell(state) == ["Customers: 27, by risk, 3 marked", "failed: no"])
    }
}
