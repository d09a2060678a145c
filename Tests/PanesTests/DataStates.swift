import Desk
import Records
import ResellerAPI
import Screen

/// The states that the data of all panes can be in.
enum DataState: String, CaseIterable {
    case there, asking, failed, empty, stale, notAsked = "not-asked"

    func desk(_ width: Int, _ height: Int) -> DeskState {
        switch self {
        case .there: Fixture.desk(width, height)
        case .asking: Self.asking(width, height)
        case .failed: Self.failed(width, height)
        case .empty: Self.empty(width, height)
        case .stale: Self.stale(width, height)
        case .notAsked: Fixture.bare(width, height)
        }
    }

    private static func asking(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.bare(width, height)
        let askedAt = Fixture.now - 2
        state.customers.list.askedAt = askedAt
        var detail = CustomerDetail()
        detail.overview.askedAt = askedAt
        detail.statistics.askedAt = askedAt
        for list in SuppressionList.allCases { detail.suppressions[list] = Loadable(askedAt: askedAt) }
        state.subject = Fixture.user
        state.details[Fixture.user] = detail
        state.samples.source = .missing("/home/op/Maildir/samples")
        return state
    }

    private static func failed(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.bare(width, height)
        state.customers.list.failure = Fixture.error(
            .unreachable("192.0.2.1:443: connection refused"), "customers.list")
        var detail = CustomerDetail()
        detail.overview.failure = Fixture.error(.wrongCredentials, "account.overview")
        detail.statistics.failure = Fixture.error(.server(status: 503))
        for list in SuppressionList.allCases {
            detail.suppressions[list] = Loadable(failure: Fixture.error(.lost("timed out"), "\(list).list"))
        }
        state.subject = Fixture.user
        state.details[Fixture.user] = detail
        state.samples.source = .failed("permission denied")
        state.notice = Notice(.failed, "4 of 5 panes could not be read; r retries")
        return state
    }

    private static func empty(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.bare(width, height)
        state.customers.list = Loadable(value: 0, readAt: Fixture.now)
        var detail = CustomerDetail()
        detail.overview = Loadable(value: AccountOverview(), readAt: Fixture.now)
        detail.limit = Loadable(value: .some(nil), readAt: Fixture.now)
        detail.statistics = Loadable(value: [], readAt: Fixture.now)
        Fixture.setSuppressions(&detail, [])
        state.subject = Fixture.user
        state.details[Fixture.user] = detail
        state.samples.source = .watching
        state.samples.changedAt = Fixture.now
        return state
    }

    private static func stale(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.desk(width, height)
        let before = Fixture.now - 1600
        let failure = Fixture.error(.lost(""), "customers.list")
        state.customers.list.readAt = before
        state.customers.list.failure = failure
        for name in state.figures.keys { state.figures[name]?.readAt = before }
        var detail = Fixture.detail
        detail.overview.readAt = before
        detail.overview.failure = failure
        detail.statistics.readAt = before
        for list in SuppressionList.allCases { detail.suppressions[list]?.readAt = before }
        state.details[Fixture.user] = detail
        state.samples.source = .failed("no such directory")
        state.samples.changedAt = before
        return state
    }
}
