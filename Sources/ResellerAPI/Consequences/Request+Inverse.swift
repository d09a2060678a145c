/// The call that brings the state before back.
extension Request {
    /// The call that brings the state before back; it is made only of what the service showed before.
    package func inverse(before: StateImage?) -> Result<Request, NoInverse> {
        if case .none(let reason) = operation.inverse { return .failure(NoInverse(reason)) }
        guard let trace = operation.trace else { return called(before) }
        if case .appears = trace.effect {
            return before?.isThere == true ? .failure(.nothing) : called(nil)
        }
        guard let before else { return .failure(.unread) }
        switch trace.effect {
        case .disappears: return revived(before, trace)
        case .becomes(let settings): return reset(settings, before, trace)
        case .counts(let change): return recounted(change, before)
        case .planned:
            return before.isThere
                ? .failure(NoInverse("it took the place of the change that was pending before")) : called(nil)
        case .joins: return left(before)
        case .overwritten: return refilled(before)
        case .appears, .renamed, .moved: return .failure(.unread)
        }
    }

    /// The operation that the table names, with what this call gives and, for the rest, what was there before.
    private func called(_ before: StateImage?) -> Result<Request, NoInverse> {
        guard case .call(let id) = operation.inverse else { return .failure(.unread) }
        return request(id, before)
    }

    private func request(
        _ id: String, _ before: StateImage? = nil, _ own: Parameters? = nil
    ) -> Result<Request, NoInverse> {
        guard let operation = Operation.named(id) else { return .failure(.unread) }
        var result = Parameters()
        for field in operation.fields {
            let given = (own ?? parameters).values(of: field)
            let told = before?.values(of: field.bareName).filter { !$0.isEmpty } ?? []
            for value in given.isEmpty ? told.map(field.spelled) : given { result.append(field.name, value) }
        }
        return checked(Request(operation, result))
    }

    private func checked(_ request: Request) -> Result<Request, NoInverse> {
        request.operation.check(request.parameters).isEmpty
            ? .success(request) : .failure(NoInverse("the service takes no call with the values from before"))
    }

    private func revived(_ before: StateImage, _ trace: Trace) -> Result<Request, NoInverse> {
        guard before.isThere else { return .failure(.nothing) }
        switch trace.look.pick {
        case .only where trace.thing == .limit: return limit(before)
        case .having where trace.thing == .pendingChange: return replanned(before)
        case .naming where before.entries.count > 1:
            return .failure(NoInverse("it was on \(before.entries.count) records, and one call puts it on one"))
        default: return called(before)
        }
    }

    private func reset(
        _ settings: [Trace.Setting], _ before: StateImage, _ trace: Trace
    ) -> Result<Request, NoInverse> {
        guard before.isThere else {
            // A value that alone is the thing is taken back by taking the thing away.
            guard trace.look.pick == .only, let remover = operation.remover else {
                return .failure(NoInverse("it was not there before"))
            }
            return request(remover.id)
        }
        if fits(before, settings) { return .failure(.nothing) }
        if case .call(let id) = operation.inverse {
            let isTold = settings.allSatisfy { before[$0.member] != nil }
            return isTold ? request(id) : .failure(NoInverse("the service did not tell how it was before"))
        }
        let old = parameters.pairs.map { pair in
            let setting = settings.first { $0.parameter == pair.name }
            let field = operation.field(pair.name)
            let value = setting.map { before[$0.member] ?? "" } ?? newName(of: pair.name) ?? pair.value
            return Parameters.Pair(pair.name, field?.spelled(value) ?? value)
        }
        return checked(Request(operation, Parameters(old)))
    }

    /// What the thing is called after the call, for the parameter that names it.
    private func newName(of parameter: String) -> String? {
        guard case .having(_, let names)? = operation.trace?.look.pick, names.first == parameter else { return nil }
        return names.dropFirst().lazy.compactMap { parameters[$0] }.first { !$0.isEmpty }
    }

    private func left(_ before: StateImage) -> Result<Request, NoInverse> {
        let names = before.values(of: "name")
        if names.contains(parameters["name"] ?? "") { return .failure(.nothing) }
        return names.isEmpty
            ? called(nil) : .failure(NoInverse("taking it off takes it off the other records as well"))
    }

    /// A pending upgrade or downgrade planned once more.
    private func replanned(_ before: StateImage) -> Result<Request, NoInverse> {
        let calls = [
            "Account Upgrade": Operation.accountScheduledUpgrade, "Account Downgrade": .accountScheduledDowngrade,
        ]
        guard let call = calls[before["type"] ?? ""], let package = before["update"].map(Self.packageName) else {
            return .failure(NoInverse("the service does not tell a planned close from a deletion"))
        }
        var pairs = parameters.pairs + [Parameters.Pair("package", package)]
        pairs += before.values(of: "ips").map { Parameters.Pair("ip[]", $0) }
        pairs += before.values(of: "ip_groups").map { Parameters.Pair("ip_group[]", $0) }
        return request(call.id, nil, Parameters(pairs))
    }

    private func refilled(_ before: StateImage) -> Result<Request, NoInverse> {
        let names = settingNames(before)
        if names.contains(where: { Parameters.Pair.isSecret($0) && !before.settingValues($0).isEmpty }) {
            return .failure(NoInverse("the service does not show the key that was set before"))
        }
        let isSame = names.allSatisfy { isSetByService($0) || before.settingValues($0) == settingValues($0) }
        if isSame { return .failure(.nothing) }
        var result = parameters.pairs.filter { operation.field($0.name) != nil }
        let app = App.named(parameters["name"] ?? "")
        for name in names {
            result += before.settingValues(name).map { Parameters.Pair(app?.setting(name)?.name ?? name, $0) }
        }
        guard result.count > parameters.pairs.count(where: { operation.field($0.name) != nil }) else {
            return .failure(NoInverse("the app had no settings before, and the service takes no empty ones"))
        }
        return checked(Request(operation, Parameters(result)))
    }
}

/// Credit limits: what is left is brought back, as it was when it was read.
extension Request {
    private func recounted(_ change: Trace.LimitChange, _ before: StateImage) -> Result<Request, NoInverse> {
        guard before.isThere else {
            return operation.remover.map { request($0.id) } ?? .failure(.unread)
        }
        guard let old = LimitFigures(before), old.credits == 0 else { return .failure(.period) }
        switch change {
        case .increment: return called(nil)
        case .decrement:
            let taken = min(old.remaining, parameters["credits"].flatMap { Int($0) } ?? 0)
            return taken == 0 ? .failure(.nothing) : credits(.limitsIncrement, taken)
        case .total, .recurring:
            guard old.remaining == 0 else { return limit(before) }
            // A limit can't be set to nothing, but it can be lowered to it, and lowering ends at 0.
            let most = ["credits", "initial_credits"].compactMap { parameters[$0].flatMap { Int($0) } }.max() ?? 0
            return credits(.limitsDecrement, most)
        }
    }

    /// The limit before, set anew.
    private func limit(_ before: StateImage) -> Result<Request, NoInverse> {
        guard let old = LimitFigures(before), old.credits == 0 else { return .failure(.period) }
        guard old.remaining > 0 else {
            return .failure(NoInverse("nothing was left before, and a limit can't be set to nothing"))
        }
        return credits(.limitsSetTotal, old.remaining)
    }

    private func credits(_ call: Operation, _ count: Int) -> Result<Request, NoInverse> {
        let owner = parameters.pairs.filter { $0.name == "user" }
        return request(operation.sibling(call.id), nil, Parameters(owner).appending("credits", String(count)))
    }
}

extension Operation {
    /// The call that takes the thing away which this one changes.
    fileprivate var remover: Operation? {
        Operation.all.first { $0.scope == scope && $0.trace?.look == trace?.look && $0.trace?.effect == .disappears }
    }
}

extension Field {
    /// A value of an image as this field takes it: truth as digits where it takes digits.
    fileprivate func spelled(_ value: String) -> String {
        guard rule == .choice(["0", "1"]) else { return value }
        return ["true": "1", "false": "0"][value] ?? value
    }
}

extension NoInverse {
    static let nothing = NoInverse("it was so before, there is nothing to take back")
    static let unread = NoInverse("the state before could not be read")
    static let period = NoInverse("the limit was filled again at times, and the service does not tell when")
}
