import ResellerAPI

/// What is really the case, for those who check a client: `GET /truth.json`, which is no part of the API.
///
/// ```json
/// { "seed": "1", "now": 1790000000, "customers": 2000,
///   "password": "sandbox and the customer's id",
///   "incidents": [ { "customer": "mail@x.example", "kind": "spam-run", "start": "2026-09-21T10:00:00Z",
///                    "end": "…", "state": "past | running | coming", "from": 1789983000, "to": 1790127000,
///                    "today": { …the counts of stats.daily… }, "during": { …counts since start… },
///                    "reputation": 71, "credits_allowed": 50000, "credits_remain": 41200 } ],
///   "subusers": [ { "customer": "mail@x.example", "subusers": ["x.promo", "x.eu"] } ],
///   "ip_groups": [ { "name": "shared-eu", "ips": ["198.51.100.11"] } ],
///   "sent_today": { …counts of all customers, each in its own day… } }
/// ```
///
/// Incidents are those that touch the two weeks around now. Subusers are those of the first 500 customers that have
/// some. `sent_today` is there with up to 20,000 customers.
struct Truth {
    let scene: Scene
    private static let reach = 7 * 86_400

    func bytes() -> [UInt8] {
        let answers = Answers(scene: scene)
        var row: Row = [
            Column("seed", String(scene.world.seed)), Column("now", scene.now), Column("customers", scene.indexes),
            Column("password", "sandbox and the customer's id"),
            Column("incidents", .list(incidents(answers), element: "incident")),
            Column("subusers", .list(subusers(), element: "entry")),
            Column(
                "ip_groups",
                .list(
                    Addresses.groups.map { group in
                        .object([
                            Column("name", group.name),
                            Column("ips", .list(group.addresses.map(Wire.text), element: "ip")),
                        ])
                    }, element: "group")),
        ]
        if scene.indexes <= 20_000 { row.append(Column("sent_today", .object(sentToday(answers)))) }
        var out: [UInt8] = []
        JSONEncoding.write(row, to: &out)
        return out
    }

    private func incidents(_ answers: Answers) -> [Wire] {
        let customers = scene.world.plan.scripted.map { $0.keys.sorted() } ?? Array(0..<scene.world.customers)
        return customers.flatMap { customer in
            scene.world.plan.incidents(of: customer, from: scene.now - Self.reach, to: scene.now + Self.reach).map {
                .object(row(customer, $0, answers))
            }
        }
    }

    private func row(_ customer: Int, _ incident: Incident, _ answers: Answers) -> Row {
        let account = AccountID(customer)
        let persona = scene.persona(account)
        let isRunning = incident.start <= scene.now && scene.now < incident.end
        let today = answers.counts(account, persona, scene.day(account, at: scene.now))
        let during = scene.counts(account, persona, from: incident.start, to: min(scene.now, incident.end))
        let cycle = scene.cycle(account, persona)
        let used = scene.counts(account, persona, from: cycle.from, to: scene.now).requests
        let credits = scene.credits(account, persona, used: used)
        return [
            Column("customer", scene.username(account)), Column("kind", incident.kind.rawValue),
            Column("start", Self.time(incident.start)), Column("end", Self.time(incident.end)),
            Column("state", isRunning ? "running" : incident.end <= scene.now ? "past" : "coming"),
            Column("from", incident.start), Column("to", incident.end),
            Column("today", .object(answers.columns(today, older: false))),
            Column("during", .object(answers.columns(during, older: false))),
            Column("reputation", scene.reputation(account, persona)), Column("credits_allowed", credits.allowed),
            Column("credits_remain", max(0, credits.allowed - credits.used)),
        ]
    }

    private func subusers() -> [Wire] {
        let owners = (0..<scene.world.customers).lazy.filter { !scene.world.usernames.subusers(of: $0).isEmpty }
        return owners.prefix(500).map { customer in
            let names = scene.world.usernames.subusers(of: customer).map { Wire.text(scene.username($0)) }
            return .object([
                Column("customer", scene.username(AccountID(customer))),
                Column("subusers", .list(names, element: "user")),
            ])
        }
    }

    private func sentToday(_ answers: Answers) -> Row {
        var sum = Counts.zero
        for customer in 0..<scene.indexes where !scene.isGone(AccountID(customer)) {
            let account = AccountID(customer)
            sum += answers.counts(account, scene.persona(account), scene.day(account, at: scene.now))
        }
        return answers.columns(sum, older: false)
    }

    private static func time(_ seconds: Int) -> String {
        WireTime(secondsSinceEpoch: seconds).description.replacing(" ", with: "T") + "Z"
    }
}
