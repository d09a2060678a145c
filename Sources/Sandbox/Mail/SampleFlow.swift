import Foundation

/// Sends samples as mail flows: every n-th message of the customers on a monitor record.
actor SampleFlow {
    private let ledger: Ledger
    private let clock: WorldClock
    private let maildir: Maildir
    /// Up to when the traffic was looked at, seconds since 1970.
    private var seen: Int
    private var number = SampleFlow.backlog
    /// Messages of each record since its last sample.
    private var left: [String: Int] = [:]

    /// Real seconds between two looks at the traffic.
    private static let step = 5
    /// Most samples of one look; more would be a flood nobody reads.
    private static let burst = 6
    /// Samples there at the start.
    private static let backlog = 40

    init(ledger: Ledger, clock: WorldClock, maildir: Maildir) {
        self.ledger = ledger
        self.clock = clock
        self.maildir = maildir
        seen = clock.now
    }

    /// Delivers the samples of the last hours, the newer the denser.
    func fill() async throws {
        let now = clock.now
        let scene = await ledger.scene(at: now)
        let watched = scene.state.monitors.flatMap { monitor in monitor.users.map { (monitor, $0) } }
        // A folder that was used before has samples enough.
        guard !watched.isEmpty, try maildir.messages().count < Self.backlog else { return }
        for number in (0..<Self.backlog).reversed() {
            let date = now - 60 - number * number * 11 - scene.world.dice.pick(60, .sample, number)
            // Every fourth sample is of the first ones on the list, those in trouble.
            let bound = number % 4 == 1 ? min(3, watched.count) : watched.count
            let (monitor, account) = watched[scene.world.dice.pick(bound, .sample, number, 1)]
            try deliver(scene, monitor, account, date: date, number: number)
        }
        try maildir.trim()
    }

    /// Watches the traffic until it is cancelled.
    func run() async throws {
        while !Task.isCancelled {
            try await Task.sleep(for: .seconds(Self.step))
            try await look()
        }
    }

    /// Delivers what fell due since the last look.
    func look() async throws {
        let now = clock.now
        guard now > seen else { return }
        let from = seen
        seen = now
        let scene = await ledger.scene(at: now)
        for sample in Self.chosen(due(scene, from: from)) {
            try deliver(scene, sample.monitor, sample.account, date: now, number: number)
            number += 1
        }
        try maildir.trim()
    }

    private struct Due {
        let monitor: Monitor
        let account: AccountID
    }

    /// The samples that fell due, record by record.
    private func due(_ scene: Scene, from: Int) -> [[Due]] {
        scene.state.monitors.map { monitor in
            var found: [Due] = []
            var count = left[monitor.name] ?? monitor.frequency / 2
            for account in monitor.users {
                count += scene.counts(account, scene.persona(account), from: from, to: scene.now).requests
                if count >= monitor.frequency { found.append(Due(monitor: monitor, account: account)) }
                count %= monitor.frequency
            }
            left[monitor.name] = count
            return found
        }
    }

    /// As many as one look delivers, of each record one before any has two.
    private static func chosen(_ due: [[Due]]) -> [Due] {
        let longest = due.map(\.count).max() ?? 0
        let rounds = (0..<longest).flatMap { round in due.compactMap { round < $0.count ? $0[round] : nil } }
        return Array(rounds.prefix(burst))
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
