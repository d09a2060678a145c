import ResellerAPI

/// Everything that follows from seed, number of customers and first day; it never changes.
struct World: Sendable {
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
        dice = Dice(seed: seed)
        self.customers = customers
        self.anchor = anchor
        let anchorDay = anchor / 86_400
        usernames = Usernames(dice: dice, customers: customers)
        personas = Personas(dice: dice, anchorDay: anchorDay)
        portraits = Portraits(dice: dice, usernames: usernames)
        plan = IncidentPlan(scripted: scripted, dice: dice, customers: customers, anchor: anchor)
        traffic = Traffic(dice: dice, plan: plan, anchorDay: anchorDay)
        events = SuppressionEvents(dice: dice, traffic: traffic)
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
