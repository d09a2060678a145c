import ResellerAPI

/// How the thing that a call changes is looked at, before it and after it.
package struct Looking: Sendable {
    let read: @Sendable (Request) async -> Result<Reply, APIError>

    package init(read: @escaping @Sendable (Request) async -> Result<Reply, APIError>) { self.read = read }

    /// The state as it is now; nil where nothing shows it.
    package func look(_ request: Request) async -> Result<StateImage?, APIError> {
        guard let observation = request.observation else { return .success(nil) }
        return await read(observation).map { request.image(in: $0.records) }
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

extension Request {
    /// What somebody else changed since it was on the screen; nothing where the state was not known then.
    package func drift(from seen: StateImage?, to now: StateImage) -> [ValueChange] {
        guard let seen else { return [] }
        let changes = differences(from: seen, to: now)
        guard changes.isEmpty, seen.isThere != now.isThere else { return changes }
        return [ValueChange("there", old: seen.isThere ? "yes" : "no", new: now.isThere ? "yes" : "no")]
    }
}
