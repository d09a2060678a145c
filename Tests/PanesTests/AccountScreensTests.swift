import Desk
import Screen
import Testing

@testable import Panes

/// The accounts over the desk, at the three sizes.
enum AccountScreens {
    static var all: [NamedScreen] {
        [(120, 40), (80, 24), (40, 12)].flatMap { width, height in
            overlays.map { name, overlay in
                var state = Fixture.desk(width, height)
                state.overlay = overlay
                return NamedScreen(name: "\(name)-\(width)x\(height)", state: state)
            }
        }
    }

    private static var overlays: [(String, Overlay)] {
        var menu = ContextMenu(choices: [
            AccountChoice(name: "acme-prod", role: .production, writes: false, place: "api.sendgrid.com"),
            AccountChoice(name: "acme-staging", role: .staging, writes: true, place: "127.0.0.1:8080"),
            AccountChoice(
                name: "escape\u{1B}[31m", role: .production, writes: false, place: "", fault: "config.json:4: no user"),
            AccountChoice(name: "sandbox", role: .sandbox, writes: true, place: "in this process"),
        ])
        menu.cursor = 1
        var failed = menu
        failed.problem = "the key command \"pass\" failed: it ended with 1."
        var form = AccountForm()
        form[.name] = TextEntry("acme-eu")
        form[.user] = TextEntry("acme")
        form[.key] = TextEntry("s3cret")
        form.field = .baseURL
        var refused = form
        refused.field = .key
        refused.problem = "The service does not accept this user and key."
        return [
            ("contexts", .contexts(menu)), ("contexts-reading", .contexts(ContextMenu())),
            ("contexts-failed", .contexts(failed)), ("account-add", .account(form)),
            ("account-refused", .account(refused)),
        ]
    }
}

@Suite("Accounts on the screen")
struct AccountScreensTests {
    @Test("The accounts look as recorded", arguments: AccountScreens.all)
    func looks(_ screen: NamedScreen) {
        let problem = ScreenFiles.problem(screen.name, screen.canvas)
        #expect(problem == nil, "\(problem ?? "")")
    }

    @Test("The key is on no screen", arguments: AccountScreens.all)
    func secret(_ screen: NamedScreen) {
        let rows = screen.canvas.lines.joined()
        #expect(!rows.contains("s3cret"))
    }
}
