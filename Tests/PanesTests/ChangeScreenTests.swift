import Desk
import Foundation
import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Panes

/// Forms and dialogs, as literal screens.
enum ChangeScreens {
    static var all: [NamedScreen] {
        sizes.flatMap { width, height in
            overlays.map { name, overlay, writes in
                var state = Fixture.desk(width, height)
                state.notice = nil
                state.session.writes = writes
                state.packages = Loadable(value: packages, readAt: Fixture.now)
                state.overlay = overlay
                if let request = Request("timezone.list") {
                    state.readings.asked(request, at: Fixture.now)
                    state.readings.answered(request, .success(zones), at: Fixture.now)
                }
                return NamedScreen(name: "\(name)-\(width)x\(height)", state: state)
            }
        } + [ascii, asciiLines]
    }

    private static var asciiLines: NamedScreen {
        var state = Fixture.desk(80, 24)
        state.notice = nil
        state.session.writes = true
        state.overlay = .form(lines)
        return NamedScreen(name: "form-lines-80x24-ascii", state: state, glyphs: .ascii)
    }

    private static var ascii: NamedScreen {
        var state = Fixture.desk(80, 24)
        state.session.writes = true
        state.overlay = .confirm(plain)
        return NamedScreen(name: "confirm-80x24-ascii", state: state, glyphs: .ascii)
    }

    private static var overlays: [(String, Overlay, writes: Bool)] {
        [
            ("form", .form(form), true), ("form-choices", .form(choices), true), ("form-refused", .form(refused), true),
            ("form-secret", .form(secret), true), ("form-lines", .form(lines), true),
            ("deeds", .deeds(menu), true), ("confirm", .confirm(plain), true),
            ("confirm-readonly", .confirm(plain), false),
            ("confirm-reading", .confirm(reading), true), ("confirm-changed", .confirm(changed), true),
            ("confirm-worst", .confirm(worst), true), ("confirm-ticket", .confirm(ticket), true),
            ("confirm-sending", .confirm(sending), true), ("confirm-unread", .confirm(unread), true),
            ("confirm-package", .confirm(package), true), ("confirm-hostile", .confirm(hostile), true),
            ("confirm-lines", .confirm(linesChanged), true),
        ]
    }

    // MARK: - Forms

    private static func deed(_ id: String, _ parameters: Parameters = ["user": Fixture.user]) -> Deed {
        Deed(id, parameters) ?? Deed(ResellerAPI.Operation.all[0])
    }

    private static var form: FormState {
        var form = FormState(deed: deed("limits.setRecurring"))
        form.fields[0].entry = TextEntry("50000")
        form.fields[0].isTouched = true
        form.fields[1].entry = TextEntry("fortnightly")
        form.fields[1].isTouched = true
        form.cursor = 1
        return form
    }

    private static var choices: FormState {
        var form = FormState(deed: deed("timezone.set"))
        form.choice = 1
        return form
    }

    private static var refused: FormState {
        var form = FormState(deed: deed("parse.create"))
        form.fields[0].entry = TextEntry("in.hollin.example")
        form.problem = "Hostname already exists"
        return form
    }

    private static var secret: FormState {
        var form = FormState(deed: deed("customer.setPassword"))
        for place in form.fields.indices {
            form.fields[place].entry = TextEntry("s3cret-word")
            form.fields[place].isTouched = true
        }
        form.cursor = 1
        return form
    }

    private static let footer: Parameters = ["user": Fixture.user, "name": "footer"]
    private static let html = """
        <table>
          <tr><td>Hollin Ltd, 1 High Street</td></tr>
          <tr><td>\u{1B}[31mCompany number 04301762</td></tr>
        </table>
        """

    /// A text of several lines in hand, another below.
    private static var lines: FormState {
        var form = FormState(deed: Deed(deed("apps.setup").operation, footer, settled: ["user", "name"]))
        form.fields[0].entry = TextEntry(html)
        form.fields[0].entry.caret = 0
        form.fields[0].isTouched = true
        form.fields[1].entry = TextEntry("Hollin Ltd\r\n1 High Street\r\n")
        return form
    }

    private static var linesChanged: ConfirmState {
        dialog(
            "apps.setup",
            footer.appending("text/html", html.replacing("1 High Street", with: "2 Low Lane") + "\n<!-- end -->")
                .appending("text/plain", "Hollin Ltd"),
            StateImage(
                isThere: true, entries: [.init("text/html", html), .init("text/plain", "Hollin Ltd\n1 High Street")]))
    }

    private static var menu: DeedMenu {
        let ids = ["limits.setTotal", "limits.setRecurring", "limits.increment", "limits.decrement", "limits.remove"]
        var menu = DeedMenu(title: "Credit limit of \(Fixture.user)", deeds: ids.map { deed($0) })
        menu.cursor = 2
        return menu
    }

    // MARK: - Dialogs

    private static func dialog(_ id: String, _ parameters: Parameters, _ before: StateImage? = nil) -> ConfirmState {
        var confirm = ConfirmState(request: Request(id, parameters) ?? Request(ResellerAPI.Operation.all[0]))
        confirm.stage = .ready
        confirm.before = before
        return confirm
    }

    private static let limit = StateImage(
        isThere: true,
        entries: [.init("credit", "0"), .init("credit_remain", "8800"), .init("last_reset", "2026-09-01")])

    private static var plain: ConfirmState {
        dialog("limits.increment", ["user": Fixture.user, "credits": "10000"], limit)
    }

    private static var reading: ConfirmState {
        var confirm = plain
        (confirm.stage, confirm.before) = (.reading, nil)
        return confirm
    }

    private static var changed: ConfirmState {
        var confirm = dialog(
            "customer.setEmail", ["user": Fixture.user, "email": "new@hollin.example"],
            StateImage(isThere: true, entries: [.init("email", "other@hollin.example")]))
        confirm.stage = .changed
        confirm.drift = [ValueChange("email", old: "old@hollin.example", new: "other@hollin.example")]
        return confirm
    }

    private static var worst: ConfirmState {
        var confirm = dialog("customer.delete", ["user": Fixture.user], .absent)
        confirm.typed = TextEntry("mail@hol")
        confirm.ticket = TextEntry("T-20418")
        return confirm
    }

    private static var ticket: ConfirmState {
        var confirm = plain
        confirm.ticket = TextEntry("T-204")
        confirm.entry = .ticket
        return confirm
    }

    private static var sending: ConfirmState {
        var confirm = plain
        confirm.stage = .sending
        return confirm
    }

    private static var unread: ConfirmState {
        var confirm = dialog("whitelabel.append", ["user": Fixture.user, "mail_domain": "mail.hollin.example"])
        confirm.unread = ChangesWords.notShown
        return confirm
    }

    private static var package: ConfirmState {
        dialog(
            "account.immediateDowngrade",
            ["user": Fixture.user, "package": "Bronze 10k", "ip_group[]": "shared"],
            StateImage(isThere: true, entries: [.init("package", "Silver 50k")]))
    }

    /// Whatever comes from the service and from fingers stays text.
    private static var hostile: ConfirmState {
        dialog(
            "parse.update",
            ["user": "\u{1B}[31mred\u{202E}x", "hostname": "a\u{200B}b.example", "url": "http://x/\u{9B}2J"],
            StateImage(
                isThere: true, entries: [.init("url", "http://y/\u{1B}]0;title\u{7}"), .init("spam_check", "1")]))
    }

    private static func money(_ text: String) -> Money { Money(text) ?? Money(.zero) }

    private static let packages = [
        Package(
            name: "Silver 50k", price: money("79.95"), description: nil, credits: 50_000, overage: nil,
            hasReseller: false, hasIP: true, distributorPrice: nil),
        Package(
            name: "Bronze 10k", price: money("9.95"), description: nil, credits: 10_000, overage: nil,
            hasReseller: false, hasIP: false, distributorPrice: nil),
    ]

    private static let zones = [
        ("America/Chicago", "GMT-06:00"), ("Europe/Berlin", "GMT+01:00"), ("Asia/Tokyo", "GMT+09:00"),
    ]
    .map { Fixture.record(("timezone", .text($0.0)), ("display", .text($0.1)), ("name", .text("Time"))) }
}

@Suite("Forms and dialogs as text")
struct ChangeScreenTests {
    @Test("Forms and dialogs look as recorded", arguments: ChangeScreens.all)
    func looks(_ screen: NamedScreen) {
        let problem = ScreenFiles.problem(screen.name, screen.canvas)
        #expect(problem == nil, "\(problem ?? "")")
    }

    @Test("No password is on any of them", arguments: ChangeScreens.all)
    func secrets(_ screen: NamedScreen) {
        #expect(!screen.canvas.lines.joined().contains("s3cret"))
    }
}
