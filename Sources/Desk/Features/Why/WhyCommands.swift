import Formats
import Records
import ResellerAPI
import Screen
import Settings
import StateStore

/// The keys of the view.
extension DeskReducer {
    static let whyCommands = CommandScope(
        CommandBinding.digits { $0.runWhyDeed(&$1, $2 - 1) }
            + CommandBinding.moves { $0.moveInWhy(&$1, $2) }
            + [
                .on(.back) { $0.leaveWhy(&$1) },
                .on(.leave) { $0.leaveWhy(&$1) },
                .on(.open) { $0.openInWhy(&$1) },
                .on(.add) { $0.askRest(&$1) },
                .on(.remove) { $0.removeInWhy(&$1) },
                .on(.change) { $0.offer(&$1, $1.whyChanges, title: "What can be done") },
                .on(.copyID) { $0.copyExplanation($1) },
                .on(.copyRow) { $0.copyExplanation($1) },
                .on(.refresh) { $0.readWhy(&$1, evenIfFresh: true) },
                .on(.refreshAll) { $0.readWhy(&$1, evenIfFresh: true) },
                .on(.cancel, when: { $0.why.rest?.isRunning == true }) { $0.cancelRest(&$1) },
            ] + CommandBinding.nothing(foreign))

    /// What would act on panes that are not on the screen.
    private static let foreign: [CommandID] = [
        .mark, .markRange, .markAll, .unmarkAll, .sort, .invertOrder, .filter, .nextHit, .previousHit, .periodLonger,
        .periodShorter, .metric, .nextList, .nextPane, .previousPane, .parentPane, .childPane, .compare,
        .closeAccount, .pauseRun, .retryFailed, .headers,
    ]

    private func moveInWhy(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        let rows = state.whyRows
        guard !rows.isEmpty, let step = command.step(page: max(1, state.size.height - 4), overlap: 0) else {
            return .none
        }
        let old = state.whyCursor.flatMap { rows.firstIndex(of: $0) } ?? 0
        state.why.cursor = rows[min(max(0, old + step), rows.count - 1)]
        return .none
    }

    private func leaveWhy(_ state: inout DeskState) -> Effect<DeskAction> {
        if state.why.rest?.isRunning == true {
            state.notice = Notice(
                .plain,
                "Other customers are still being searched; \(state.keyHint(.why)) shows them, "
                    + "\(state.keyHint(.cancel)) stops")
        }
        return leaveView(&state)
    }

    func cancelRest(_ state: inout DeskState) -> Effect<DeskAction> {
        let stop = stopRest(&state)
        state.notice = Notice(.plain, "Stopped; results are kept, \(state.keyHint(.add)) continues")
        return stop
    }

    private func runWhyDeed(_ state: inout DeskState, _ index: Int) -> Effect<DeskAction> {
        let deeds = state.whyDeeds
        guard deeds.indices.contains(index) else {
            state.notice = Notice(.plain, "there is no \(index + 1) to do here")
            return .none
        }
        switch deeds[index] {
        case .change(let deed): return begin(&state, deed)
        case .showSuppressions: return showSuppressions(&state, of: state.subject, isHeld: !state.whyHeld.isEmpty)
        }
    }

    private func openInWhy(_ state: inout DeskState) -> Effect<DeskAction> {
        switch state.whyCursor {
        case .fact(let fact):
            guard let deed = state.subject.flatMap({ state.deed(for: fact, of: $0) }) else { return .none }
            return begin(&state, deed)
        case .list(let list):
            let isHeld = state.why.findings[list]?.entry != nil
            return showSuppressions(&state, of: state.subject, isHeld: isHeld)
        case .deed(let index): return runWhyDeed(&state, index)
        case .rest: return askRest(&state)
        case .hit(let user, _): return showSuppressions(&state, of: user, isHeld: true)
        case nil: return .none
        }
    }

    /// Lets the address under the cursor through again.
    private func removeInWhy(_ state: inout DeskState) -> Effect<DeskAction> {
        if case .hit(let user, let list) = state.whyCursor, let hit = state.hit(user, list) {
            guard state.letThroughAt(user, hit.suppression, readAt: hit.readAt) == nil else {
                state.notice = Notice(.plain, "it was taken off this list already")
                return .none
            }
            return begin(&state, state.letThrough(hit.suppression, of: user))
        }
        guard let subject = state.subject else { return .none }
        var held = state.whyHeld
        if case .list(let list) = state.whyCursor { held = held.filter { $0.list == list } }
        let deeds = held.map { state.letThrough($0, of: subject) }
        guard !deeds.isEmpty else {
            state.notice = Notice(.plain, "Not on any suppression list read so far: nothing to remove")
            return .none
        }
        return offer(&state, deeds, title: "Let it get mail again")
    }

    /// Shows a customer's suppressions: the address where a list holds it, else all.
    private func showSuppressions(
        _ state: inout DeskState, of user: String?, isHeld: Bool
    ) -> Effect<DeskAction> {
        guard let user, let address = state.why.address else { return .none }
        let held = state.heldSpelling(of: address, user)
        let opening = openCustomer(&state, user, in: .suppressions)
        return .merge(opening, setSuppressionFilter(&state, isHeld ? SuppressionQuery.line(finding: held) : ""))
    }

    private func copyExplanation(_ state: DeskState) -> Effect<DeskAction> {
        guard let text = WhyReport(state: state).map({ ClipText.report($0.lines) }) else { return .none }
        let environment = environment
        return .run { send in await send(.why(.copied(text.text, environment.copyToClipboard(text)))) }
    }
}

extension DeskState {
    /// The address as a customer's list has it, where one is known to.
    fileprivate func heldSpelling(of address: String, _ user: String) -> String {
        let held = user == subject ? whyHeld.first : why.hits.first { $0.username == user }?.suppression
        return held?.email ?? address
    }

    /// The changes among what can be done.
    var whyChanges: [Deed] {
        whyDeeds.compactMap { if case .change(let deed) = $0 { deed } else { nil } }
    }
}
