import ResellerAPI

/// Everything that follows from seed, number of customers and first day; it never changes.
struct World: Sendable {
    let seed: UInt64
    let customers: Int
    let dice: Dice
    let usernames: Usernames
    let personas: Personas
    let portraits: Portraits
    let plan: IncidentPlan
    let traffic: Traffic
    let events: SuppressionEvents
    /// Seconds since 1970 of the first moment of this world.
    let anchor: Int

    init(seed: UInt64, customers: Int, anchor: Int, scripted: [Int: [Incident]]? = nil) {
        self.seed = seed
        dice = Dice(seed: seed)
        self.customers = customers
        self.anchor = anchor
        let anchorDay = anchor / 86_400
        usernames = Usernames(dice: dice, customers: customers)
        personas = Personas(dice: dice, anchorDay: anchorDay)
        portraits = Portraits(dice: dice, usernames: usernames)
        let showcases = scripted == nil ? Self.showcases(personas, customers: customers, anchor: anchor) : [:]
        plan = IncidentPlan(scripted: scripted, showcases: showcases, dice: dice)
        traffic = Traffic(dice: dice, plan: plan, anchorDay: anchorDay)
        events = SuppressionEvents(dice: dice, traffic: traffic)
    }

    /// One customer for each kind of incident, out of those that send enough to show it.
    private static func showcases(_ personas: Personas, customers: Int, anchor: Int) -> [Int: Incident] {
        let kinds = Incident.Kind.allCases
        guard customers >= 40 else { return [:] }
        let every = customers / kinds.count
        var found: [Int: Incident] = [:]
        for (number, kind) in kinds.enumerated() {
            let first = personas.dice.pick(every, .showcase, number)
            let candidates = (0..<min(every, 400)).lazy.map { number * every + (first + $0) % every }
            let customer = candidates.first { customer in
                let persona = personas.persona(AccountID(customer))
                return persona.active && persona.daily > 2000 && persona.rhythm != .office
            }
            let start = (anchor - (2 + personas.dice.pick(5, .showcase, number, 1)) * 3600) / 60 * 60
            found[customer ?? number * every + first] = Incident(kind: kind, start: start, end: start + 40 * 3600)
        }
        return found
    }

    /// The number that the service knows a customer by; rises with the index, has gaps.
    func identifier(_ customer: Int) -> Int { 1_800_000 + customer * 7 + dice.pick(7, .extra, customer) }

    /// The customer of this number.
    func customer(identifier: Int) -> Int? {
        guard identifier >= 1_800_000 else { return nil }
        let customer = (identifier - 1_800_000) / 7
        return self.identifier(customer) == identifier ? customer : nil
    }
}
