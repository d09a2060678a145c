import Desk
import ResellerAPI
import Screen
import Testing

@testable import Panes

/// The views beside the desk as literal screens.
enum ViewsBesideScreens {
    static var all: [NamedScreen] { there + unread }

    private static let views: [ViewID] = [.customer]

    private static var there: [NamedScreen] {
        views.flatMap { view in
            sizes.map { width, height in
                NamedScreen(name: "view-\(view.rawValue)-\(width)x\(height)", state: Fixture.view(view, width, height))
            }
        }
    }

    private static var unread: [NamedScreen] {
        [(ViewID.customer, APIError.Reason?.none, "asking"), (.customer, .server(status: 503), "failed")]
            .flatMap { view, reason, name in
                sizes.map { width, height in
                    NamedScreen(
                        name: "view-\(view.rawValue)-\(name)-\(width)x\(height)",
                        state: Fixture.unread(view, width, height, failed: reason))
                }
            }
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
