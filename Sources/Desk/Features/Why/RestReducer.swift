import Records
import ResellerAPI
import Settings
import StateStore

/// Asking the rest of the customers, a few at a time and after everything else.
extension DeskReducer {
    func askRest(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let address = state.why.address else { return .none }
        guard state.why.rest?.isRunning != true else {
            state.notice = Notice(.plain, "already being asked; \(state.keyHint(.cancel)) stops")
            return .none
        }
        guard state.customers.list.value != nil else {
            state.notice = Notice(.warning, "the customers have not been read yet: nobody knows who to ask")
            return .none
        }
        state.why.rest = RestRun(startedAt: environment.now())
        state.why.cursor = .rest
        let asking = RestAsking(environment: environment, address: address, table: state.customers.table)
        let environment = environment
        return .merge(
            Effect.run { send in await asking.run(send) }.cancellable(id: EffectName.whyRest, cancelInFlight: true),
            Effect.run { send in
                while (try? await environment.sleep(RestRun.tick)) != nil {
                    await send(.why(.restTicked(now: environment.now())))
                }
            }
            .cancellable(id: EffectName.whyTick, cancelInFlight: true))
    }

    /// Ends the asking; what was found stays.
    func stopRest(_ state: inout DeskState) -> Effect<DeskAction> {
        guard state.why.rest?.isRunning == true else { return .none }
        state.showRest(at: environment.now())
        state.why.rest?.stage = .stopped
        return .merge(.cancel(id: EffectName.whyRest), .cancel(id: EffectName.whyTick))
    }

    /// Gathers an answer; the screen follows twice a second.
    func restAnswered(_ state: inout DeskState, _ answer: RestAnswer) {
        guard state.why.rest != nil else { return }
        let told: Result<Bool, APIError> = answer.failure.map { .failure($0) } ?? .success(true)
        take(&state, Answered(told, at: answer.at, budget: answer.budget))
        state.why.rest?.answers.append(answer)
    }

    func restEnded(_ state: inout DeskState, _ now: Double, _ failure: APIError?) -> Effect<DeskAction> {
        guard state.why.rest?.isRunning == true, let address = state.why.address else { return .none }
        state.showRest(at: now)
        state.why.rest?.stage = failure.map { .failed($0) } ?? .done
        state.tell(
            failure == nil
                ? Notice(state.why.rest?.shown.failed == 0 ? .done : .warning, WhyCoverageWords(state: state).ended)
                : Notice(.failed, "asking the others was given up; \(state.keyHint(.add)) goes on"))
        return .merge(.cancel(id: EffectName.whyTick), readSeen(&state, address))
    }
}

extension DeskState {
    /// Puts on the screen what came in since it was shown last.
    mutating func showRest(at now: Double) {
        guard var rest = why.rest else { return }
        let answers = rest.answers
        rest.answers = []
        rest.shown.at = now
        for answer in answers {
            rest.shown.customers += 1
            rest.shown.calls += answer.calls
            rest.shown.found += answer.entries.count
            if answer.failure != nil { rest.shown.failed += 1 }
        }
        why.rest = rest
        takeHits(of: answers)
    }

    /// What a customer's lists said replaces what was known of them; new hits come at the end.
    private mutating func takeHits(of answers: [RestAnswer]) {
        var known: [WhyRow: Int] = [:]
        for (index, hit) in why.hits.enumerated() { known[.hit(hit.username, hit.suppression.list)] = index }
        var gone: Set<Int> = []
        for answer in answers {
            for list in answer.lists {
                let place = known[.hit(answer.user, list)]
                if let entry = answer.entries.last(where: { $0.list == list }) {
                    let hit = SeenSuppression(username: answer.user, suppression: entry, readAt: answer.at)
                    if let place { why.hits[place] = hit } else { why.hits.append(hit) }
                } else if let place {
                    gone.insert(place)
                }
            }
        }
        guard !gone.isEmpty else { return }
        why.hits = why.hits.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
    }
}

/// The work itself: who has to be asked, four calls for each, kept in the archive as they come.
struct RestAsking: Sendable {
    let environment: DeskEnvironment
    let address: String
    let table: CustomerTable

    func run(_ send: Send<DeskAction>) async {
        // Without an archive nobody was asked before.
        var fresh: [String: Double] = [:]
        if case .done(let whole) = await environment.memory.seenWhole() {
            let since = environment.now() - RestRun.freshFor
            fresh = whole.filter { $0.value >= since }
            // Who is not asked has to be known as it was read last.
            let looking = SeenLooking(memory: environment.memory, address: address, hits: [], table: table)
            await send(.why(.seenRead(address, looking.look())))
        }
        let all = (0..<table.count).lazy.map(table.username)
        let waiting = Array(all.filter { fresh[$0] == nil })
        let oldest = all.compactMap { fresh[$0] }.min()
        await send(
            .why(.restPlanned(customers: waiting.count, fresh: table.count - waiting.count, oldest: oldest)))
        let failure = await ask(waiting, send)
        guard !Task.isCancelled else { return }
        await send(.why(.restEnded(now: environment.now(), failure)))
    }

    /// Asks a few at a time; returns why it was given up, or nil.
    private func ask(_ users: [String], _ send: Send<DeskAction>) async -> APIError? {
        await withTaskGroup(of: RestAnswer?.self) { group in
            var waiting = users.makeIterator()
            for _ in 0..<RestRun.atOnce {
                if let user = waiting.next() { group.addTask { await ask(user) } }
            }
            var failuresInARow = 0
            for await answer in group {
                guard !Task.isCancelled, let answer else { break }
                await send(.why(.restAnswered(answer)))
                failuresInARow = answer.failure == nil ? 0 : failuresInARow + 1
                if let failure = answer.failure, failuresInARow >= RestRun.patience {
                    group.cancelAll()
                    return failure
                }
                if let user = waiting.next() { group.addTask { await ask(user) } }
            }
            return nil
        }
    }

    /// Nil where the asking was cancelled.
    private func ask(_ user: String) async -> RestAnswer? {
        let wanted = AddressPattern(address)
        var (lists, entries): ([SuppressionList], [Suppression]) = ([], [])
        var (calls, failure, budget): (Int, APIError?, CallBudget?) = (0, nil, nil)
        for list in SuppressionList.allCases {
            guard !Task.isCancelled else { return nil }
            let request = Request(list.listOperation, ["user": user, "date": "1"])
            let answer = await environment.read(request, .rest)
            calls += 1
            budget = answer.budget ?? budget
            switch answer.result {
            case .failure(let error) where error.reason == .cancelled: return nil
            case .failure(let error): failure = error
            case .success(let reply):
                let read = reply.records.compactMap { Suppression($0, list: list) }
                await environment.memory.saveSeen(user, list, read, answer.at)
                lists.append(list)
                if let entry = wanted.entry(in: read) { entries.append(entry) }
            }
        }
        return RestAnswer(
            user: user, at: environment.now(), lists: lists, entries: entries, calls: calls, failure: failure,
            budget: budget)
    }
}
