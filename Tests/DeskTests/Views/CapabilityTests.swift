import Dialects
import ResellerAPI
import Screen
import Testing

@testable import Desk

/// A desk on a dialect that lacks calls: they are not offered, and who looks for one is told why.
@MainActor
@Suite struct CapabilityTests {
    private func desk(_ dialect: Dialect) -> DeskState {
        var state = DeskState.showing(names(2))
        state.session.capabilities = dialect.capabilities
        return state
    }

    @Test("What the dialect lacks is not among what can be done to a customer, in the desk as in bulk")
    func offered() {
        let lacking: Set<Operation> = [.timezoneSet, .credentialAdd, .credentialEdit, .credentialDelete]
        let new = Set(desk(.v2).hand.changes.map(\.operation))
        let old = Set(desk(.v1).hand.changes.map(\.operation))
        #expect(new.isSuperset(of: lacking))
        #expect(new.subtracting(old) == lacking)
        #expect(desk(.v1).hand.adds.map(\.operation) == [.customerCreate])
    }

    @Test("A call that the dialect lacks is found by its name, and does not begin")
    func said() async {
        let run = DeskRun(desk(.v1))
        await run.press(.character(":"))
        await run.type("timezone.set")
        #expect(run.state.overlayEntries == ["timezone.set", "subuser.timezone.set"])
        await run.press(.enter)
        #expect(run.state.overlay == nil)
        #expect(run.state.notice?.text == "timezone.set: not available in API v1")
    }

    @Test("The list of customers is read in pages of the size that the dialect has")
    func pages() {
        let capabilities = Capabilities(
            dialect: "x", outlines: [:], credentials: "", pages: PageSizes(first: 7, most: 70))
        var state = DeskState.empty()
        state.session.capabilities = capabilities
        _ = DeskReducer(environment: .failing(TestClock(now: noon))).readList(&state)
        #expect(state.customers.incoming?.pages.asked == ListPages.Page(offset: 0, limit: 7))
    }
}

extension DeskState {
    fileprivate var overlayEntries: [String]? {
        if case .palette(let palette)? = overlay { palette.entries.map(\.name) } else { nil }
    }
}
