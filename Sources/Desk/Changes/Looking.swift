import ResellerAPI

/// How the thing that a call changes is looked at, before it and after it.
struct Looking: Sendable {
    let environment: DeskEnvironment
    let priority: CallPriority

    /// Seconds after which a call whose answer was lost is no longer on its way, so that reading back tells.
    static let flight = 3.0

    /// The state as it is now; nil where nothing shows it.
    func look(_ request: Request) async -> Result<StateImage?, APIError> {
        guard let observation = request.observation else { return .success(nil) }
        return await environment.read(observation, priority).result.map { request.image(in: $0.records) }
    }

    /// The state after a call. Equal reads in flight are one, so that an answer which shows nothing done may be that to
    /// a read that went out before the call: it is asked for once more.
    func lookAfter(_ request: Request, before: StateImage?) async -> Result<StateImage?, APIError> {
        let first = await look(request)
        guard case .success(let image?) = first,
            request.verdict(before: before, after: image) == .notCarriedOut
        else { return first }
        return await look(request)
    }
}
