import ResellerAPI

/// The one place where the state of the world changes.
actor Ledger {
    private let world: World
    private let log: WriteLog?
    private var state: State
    /// Time never runs backwards here, whatever the clock does.
    private var latest = 0

    /// Goes on from where a history ended.
    init(_ history: History, log: WriteLog?) {
        world = history.world
        state = history.state
        latest = history.latest
        self.log = log
    }

    /// The world as it is at this point in time.
    func scene(at now: Int) -> Scene {
        settle(now)
        return Scene(world: world, state: state, now: latest)
    }

    /// Checks and carries out a call that changes something.
    func write(
        _ operation: ResellerAPI.Operation, _ parameters: Parameters, _ endpoint: Endpoint, at now: Int
    ) throws(Refusal) -> Reply {
        settle(now)
        let scene = Scene(world: world, state: state, now: latest)
        let account = try Engine.account(operation, parameters, scene)
        let faults = ParameterCheck(
            operation: operation, parameters: parameters, waived: endpoint.waived, now: scene.now
        )
        .faults()
        if !faults.isEmpty { throw .errors(faults) }
        let kept = Self.withoutSecrets(parameters, operation)
        let call = Call(
            operation: operation, parameters: kept, account: account, older: endpoint.older, sister: endpoint.sister)
        var writer = Writer(world: world, state: state, now: latest)
        let reply = try writer.perform(call)
        try keep(WriteRecord(operation: operation.id, at: latest, sister: endpoint.sister, parameters: kept))
        state = writer.state
        return reply
    }

    private func settle(_ now: Int) {
        latest = max(latest, now)
        if !state.pending.isEmpty { state.settle(now: latest) }
    }

    private func keep(_ record: WriteRecord) throws(Refusal) {
        do {
            try log?.append(record)
        } catch {
            throw .broken
        }
    }

    /// The parameters without the credentials of the call, and with passwords as digests.
    private static func withoutSecrets(_ parameters: Parameters, _ operation: ResellerAPI.Operation) -> Parameters {
        var kept = parameters
        kept.remove("api_user")
        kept.remove("api_key")
        for field in operation.fields where field.isSecret {
            if let value = parameters[field.name] { kept.set(field.name, Digest.of(value)) }
        }
        return kept
    }
}

/// The state of a world with all that a log tells done to it.
struct History {
    let world: World
    private(set) var state: State
    /// When the last write was made, seconds since 1970; 0 for none.
    private(set) var latest = 0

    init(world: World, log: WriteLog?) throws(SandboxError) {
        self.world = world
        state = .initial(world)
        for record in try log?.records() ?? [] {
            latest = max(latest, record.at)
            replay(record)
        }
    }

    private mutating func replay(_ record: WriteRecord) {
        guard let operation = ResellerAPI.Operation.named(record.operation) else { return }
        state.settle(now: record.at)
        let scene = Scene(world: world, state: state, now: record.at)
        let account = try? Engine.account(operation, record.parameters, scene)
        var writer = Writer(world: world, state: state, now: record.at)
        let call = Call(
            operation: operation, parameters: record.parameters, account: account, older: false, sister: record.sister)
        // What was done once can be done again in the same order; a record that can't is of another version.
        guard (try? writer.perform(call)) != nil else { return }
        state = writer.state
    }
}
