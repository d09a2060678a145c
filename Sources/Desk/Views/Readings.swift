import ResellerAPI
import StateStore

/// Answers of the API by the call that gave them. The calls asked last are kept; what is older is forgotten.
package struct Readings: Sendable, Equatable {
    static let most = 400

    private var kept: [Request: Loadable<[Record]>] = [:]
    /// Asked last at the end.
    private var order: [Request] = []

    package init() {}

    /// What is known of a call's answer; empty when it was never made.
    package subscript(request: Request) -> Loadable<[Record]> { kept[request] ?? Loadable() }

    /// Whether one of them is being asked for.
    package var isAsking: Bool { kept.values.contains { $0.isAsking } }

    package mutating func asked(_ request: Request, at now: Double) {
        order.removeAll { $0 == request }
        order.append(request)
        kept[request, default: Loadable()].asked(at: now)
        if order.count > Self.most { kept[order.removeFirst()] = nil }
    }

    package mutating func answered(_ request: Request, _ result: Result<[Record], APIError>, at now: Double) {
        guard kept[request] != nil else { return }
        kept[request]?.answered(result, at: now)
    }

    /// Nobody waits for these any more.
    package mutating func stopped() {
        for request in kept.keys { kept[request]?.askedAt = nil }
    }

    /// What these calls gave is out of date: it stays on the screen and is read again when asked for.
    package mutating func outdate(where isAffected: (Request) -> Bool) {
        for request in kept.keys where isAffected(request) { kept[request]?.readAt = nil }
    }
}

/// Reading whatever a view or a form needs.
extension DeskReducer {
    /// Asks for those that are not asked for already, and not younger than a refresh unless `evenIfFresh`.
    func read(_ state: inout DeskState, _ requests: [Request], evenIfFresh: Bool = false) -> Effect<DeskAction> {
        let now = environment.now()
        let environment = environment
        var effects: [Effect<DeskAction>] = []
        for request in requests {
            let known = state.readings[request]
            if known.isAsking { continue }
            if !evenIfFresh, let readAt = known.readAt, known.failure == nil,
                now - readAt < Double(state.refreshInterval)
            {
                continue
            }
            state.readings.asked(request, at: now)
            let holds = known.value?.isEmpty == false
            effects.append(
                .run { send in
                    var answer = await environment.read(request, .visible)
                    // An emptiness that may be a fault counts only when it was told twice.
                    if holds, case .success(let reply) = answer.result, reply.records.isEmpty {
                        answer = await environment.read(request, .visible)
                    }
                    await send(.readingAnswered(request, answer))
                })
        }
        guard !effects.isEmpty else { return .none }
        return .merge(.merge(effects).cancellable(id: EffectName.readings), armSecond(state))
    }

    func readingAnswered(
        _ state: inout DeskState, _ request: Request, _ answer: Answered<Reply>
    ) -> Effect<DeskAction> {
        take(&state, answer)
        state.readings.answered(request, answer.result.map(\.records), at: answer.at)
        var naming = Effect<DeskAction>.none
        if request == state.changes.answer, case .success = answer.result {
            naming = rememberNames(&state, takenIn: request)
        }
        return .merge(readingArrived(&state, request), armSecond(state), naming)
    }
}
