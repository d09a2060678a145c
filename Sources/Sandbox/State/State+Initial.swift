extension State {
    /// The state of a world in which no call has been made: only the monitor records are kept as state.
    static func initial(_ world: World) -> State {
        var state = State()
        state.monitors = [
            Monitor(
                name: "abuse-watch", email: "abuse@reseller.example", frequency: 1000,
                users: (suspects(world) + chosen(world, count: 40, number: 0)).uniqued()),
            Monitor(
                name: "new-senders", email: "onboarding@reseller.example", frequency: 100,
                users: chosen(world, count: 12, number: 1)),
            Monitor(
                name: "vip", email: "vip@reseller.example", frequency: 5000, users: chosen(world, count: 8, number: 2)),
        ]
        return state
    }

    /// Those whose mail somebody would watch.
    private static func suspects(_ world: World) -> [AccountID] {
        let kinds: [Incident.Kind] = [.spamRun, .listGoneBad, .reputationDecline]
        return world.plan.showcases.filter { kinds.contains($0.value.kind) }.map { AccountID($0.key) }.sorted()
    }

    /// Some customers that send, drawn for one record.
    private static func chosen(_ world: World, count: Int, number: Int) -> [AccountID] {
        guard world.customers > 0 else { return [] }
        var found: Set<AccountID> = []
        for draw in 0..<count * 3 where found.count < min(count, world.customers / 4 + 1) {
            let account = AccountID(world.dice.pick(world.customers, .monitor, number, draw))
            let persona = world.personas.persona(account)
            if persona.active, persona.daily > 50 { found.insert(account) }
        }
        return found.sorted()
    }
}

extension Sequence where Element: Hashable {
    /// The elements without repetitions, in the order in which they come first.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
