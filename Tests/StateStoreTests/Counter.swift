import StateStore

/// A small feature to try the store on: numbers come from outside, through a stream that the test feeds.
enum Counter {
    struct State: Equatable, Sendable {
        var count = 0
        var isLoading = false
        var log: [String] = []
    }

    enum Action: Sendable, Equatable {
        case increased
        case nothingHappened
        case followed(times: Int)
        case fetchRequested
        case fetched(Int)
        case cancelPressed
        case left
    }

    private enum EffectName: Hashable, Sendable { case fetch }

    /// Fetches end when `fetch` returns; one that was asked for again replaces the one before.
    static func reducer(fetch: @escaping @Sendable () async -> Int) -> Reducer<State, Action> {
        Reducer { state, action in
            switch action {
            case .increased:
                state.count += 1
                return .none
            case .nothingHappened, .left:
                return .none
            case .followed(let times):
                state.log.append("\(times)")
                return times == 0 ? .none : .run { send in await send(.followed(times: times - 1)) }
            case .fetchRequested:
                state.isLoading = true
                return .run { send in await send(.fetched(await fetch())) }
                    .cancellable(id: EffectName.fetch, cancelInFlight: true)
            case .fetched(let number):
                state.isLoading = false
                state.count = number
                return .none
            case .cancelPressed:
                state.isLoading = false
                return .cancel(id: EffectName.fetch)
            }
        }
    }

    static let instant = reducer { 7 }

    /// A fetch that lasts until it is cancelled, and then answers late.
    static let endless = reducer {
        await untilCancelled()
        return 7
    }

    static func untilCancelled() async {
        // The continuation lives as long as the wait: only a cancelled task ends an open stream.
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        for await _ in stream {}
        continuation.finish()
    }
}
