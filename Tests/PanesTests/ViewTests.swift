import Desk
import ResellerAPI
import Screen
import Testing

@testable import Panes

/// The views beside the desk as literal screens.
enum ViewsBesideScreens {
    static var all: [NamedScreen] { there + unread + special }

    private static let views: [ViewID] = [.customer, .billing, .ips, .monitors, .journal, .answer]

    private static var there: [NamedScreen] {
        views.flatMap { view in
            sizes.map { width, height in
                NamedScreen(name: "view-\(view.rawValue)-\(width)x\(height)", state: Fixture.view(view, width, height))
            }
        }
    }

    private static var unread: [NamedScreen] {
        let cases: [(ViewID, APIError.Reason?, String)] = [
            (.customer, nil, "asking"), (.customer, .server(status: 503), "failed"), (.billing, .notFound, "removed"),
        ]
        return cases.flatMap { view, reason, name in
            sizes.map { width, height in
                NamedScreen(
                    name: "view-\(view.rawValue)-\(name)-\(width)x\(height)",
                    state: Fixture.unread(view, width, height, failed: reason))
            }
        }
    }

    /// An invoice that was chosen, a filter, masked addresses, old data, another pane, the prompt for a file.
    private static var special: [NamedScreen] {
        var chosen = Fixture.view(.billing, 120, 40, item: "2026-09-0118")
        chosen.view.focus = 2
        var zoomed = chosen
        zoomed.view.focus = 1
        zoomed.view.isZoomed = true
        var typing = Fixture.view(.billing, 120, 40)
        typing.view.filter = "hollin"
        for digit in 1...5 { typing.view[digit].matches = digit == 3 ? [0] : [] }
        typing.filterEntry = TextEntry("hollin")
        var old = Fixture.view(.monitors, 80, 24)
        old.now += 1800
        old.masksAddresses = true
        old.talk = Talk(user: Fixture.user, email: nil)
        var prompt = Fixture.view(.ips, 80, 24)
        prompt.overlay = .prompt(
            PromptState(
                purpose: .export, title: "Write what is shown", entry: TextEntry("usage-2026-09-28.csv"),
                note: "3 rows; .csv or .json, readable by you alone"))
        return [
            NamedScreen(name: "view-billing-chosen-120x40", state: chosen),
            NamedScreen(name: "view-billing-zoomed-120x40", state: zoomed),
            NamedScreen(name: "view-billing-typing-120x40", state: typing),
            NamedScreen(name: "view-monitors-old-80x24", state: old),
            NamedScreen(name: "view-export-80x24", state: prompt),
            NamedScreen(name: "view-customer-80x24-ascii", state: Fixture.view(.customer, 80, 24), glyphs: .ascii),
            NamedScreen(name: "view-customer-20x5", state: Fixture.view(.customer, 20, 5)),
        ]
    }
}

@Suite("Views beside the desk")
struct ViewTests {
    @Test("Every view looks as recorded", arguments: ViewsBesideScreens.all)
    func literal(_ screen: NamedScreen) {
        let problem = ScreenFiles.problem(screen.name, screen.canvas)
        #expect(problem == nil, "\(problem ?? "")")
    }
}
