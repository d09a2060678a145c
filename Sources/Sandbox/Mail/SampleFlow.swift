import Foundation

/// Sends samples as mail flows: every n-th message of the customers on a monitor record.
struct SampleFlow: Sendable {
    let ledger: Ledger
    let clock: WorldClock
    let maildir: Maildir
    /// Real seconds between two looks at the traffic.
    static let step = 5
    /// Most samples of one look; more would be a flood nobody reads.
    static let burst = 3
    /// Samples there at the start.
    static let backlog = 40

    /// Delivers the samples of the last hours, one after the other the newer the denser.
    func fill() async throws {
        let now = clock.now
        let scene = await ledger.scene(at: now)
        let watched = scene.state.monitors.flatMap { monitor in monitor.users.map { (monitor, $0) } }
        // A folder that was used before has samples enough.
        guard !watched.isEmpty, try maildir.messages().count < Self.backlog else { return }
        for number in (0..<Self.backlog).reversed() {
            let date = now - 60 - number * number * 11 - scene.world.dice.pick(60, .sample, number)
            // Every fourth sample is of the first ones on the list, those in trouble.
            let choice = scene.world.dice.pick(
                number % 4 == 1 ? min(3, watched.count) : watched.count, .sample, number, 1)
            let (monitor, account) = watched[choice]
            try deliver(scene, monitor, account, date: date, number: number)
        }
        try maildir.trim()
    }

    /// Watches the traffic until it is cancelled.
    func run() async throws {
        var seen = clock.now
        var number = Self.backlog
        var left: [String: Int] = [:]
        while !Task.isCancelled {
            try await Task.sleep(for: .seconds(Self.step))
            let now = clock.now
            guard now > seen else { continue }
            let scene = await ledger.scene(at: now)
            for sample in due(scene, from: seen, &left).prefix(Self.burst) {
                try deliver(scene, sample.monitor, sample.account, date: now, number: number)
                number += 1
            }
            try maildir.trim()
            seen = now
        }
    }

    /// The samples that fall due between a point in time and the scene's; `left` counts the messages of each record
    /// since its last sample.
    func due(
        _ scene: Scene, from: Int, _ left: inout [String: Int]
    ) -> [(monitor: Monitor, account: AccountID)] {
        var found: [(monitor: Monitor, account: AccountID)] = []
        for monitor in scene.state.monitors {
            var count = left[monitor.name] ?? monitor.frequency / 2
            for account in monitor.users {
                count += scene.counts(account, scene.persona(account), from: from, to: scene.now).requests
                while count >= monitor.frequency {
                    count -= monitor.frequency
                    found.append((monitor, account))
                }
            }
            left[monitor.name] = count
        }
        return found
    }

    private func deliver(
        _ scene: Scene, _ monitor: Monitor, _ account: AccountID, date: Int, number: Int
    ) throws {
        let incidents = scene.world.plan.incidents(of: account.customer, from: date, to: date + 1)
        let mail = SampleMail(
            customer: scene.username(account), domain: scene.world.usernames.stem(account.customer) + ".example",
            record: monitor.name, recordEmail: monitor.email, date: date, number: number,
            trouble: incidents.first?.kind, dice: scene.world.dice)
        try maildir.deliver(mail.text(), date: date, number: number)
    }
}
