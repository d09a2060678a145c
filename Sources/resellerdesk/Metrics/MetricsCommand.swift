import Archive
import ArgumentParser
import Foundation
import Records
import Settings

/// The live board's figures for an existing Prometheus.
struct MetricsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics", abstract: "Print or serve the live board's figures for Prometheus.",
        discussion: """
            Without --listen it prints them once. They come from the archive, where a running desk stores them; if there
            are none, one round is made first. With --collect this process asks the service whenever no other does.
            The server answers GET /metrics and has no login: keep it on this machine.
            """)

    @OptionGroup var account: AccountOptions

    @Option(
        help: ArgumentHelp(
            "Serve on this address until a signal; a port alone means 127.0.0.1, 0 a free port; "
                + "unix:PATH is a socket for this user only.", valueName: "address"))
    var listen: String?

    @Option(
        name: .customLong("allow-host"),
        help: ArgumentHelp(
            "Another host name that requests may use besides localhost and the address; repeatable.",
            valueName: "name"))
    var allowedHosts: [String] = []

    @Option(help: "Most series of single customers, the worst first; none by default.")
    var maxSeries = 0

    @Flag(help: "With --listen: collect figures while no other process does.")
    var collect = false

    @Option(help: "Longest time for the first round, in seconds, if there are no figures.")
    var wait = 20

    func validate() throws {
        try Waiting.check(Double(wait))
        guard !collect || listen != nil else {
            throw ValidationError(
                "--collect needs --listen; without it one round is made if there are no figures.")
        }
        guard allowedHosts.isEmpty || listen != nil else { throw ValidationError("--allow-host needs --listen.") }
        guard maxSeries >= 0 else { throw ValidationError("--max-series is 0 or more, not \(maxSeries)") }
        _ = try address()
    }

    func run() throws {
        let settings = account.settings()
        let resolved = try account.resolveAloud(write: false, settings: settings)
        let reader = MetricsReader(
            path: account.archivePath, account: resolved, version: ResellerDesk.versionNumber, maxSeries: maxSeries)
        let rules = settings.config?.rules ?? AlarmRules()
        guard let address = try address() else { return try print(reader, resolved, rules) }
        let world = collect ? world(resolved) : nil
        let server = MetricsServer(address: address, reader: reader, hosts: allowedHosts)
        MetricsService(server: server) { await world?.collect(rules) }.run()
    }

    private func address() throws -> ListenAddress? {
        guard let listen else { return nil }
        guard let address = ListenAddress(listen) else {
            throw ValidationError(
                "--listen is an address such as 127.0.0.1:9464 or unix:/run/user/1000/desk.sock, not \"\(listen)\"")
        }
        return address
    }

    private func world(_ resolved: ResolvedAccount) -> ReadingWorld {
        ReadingWorld("metrics", account: resolved, options: account, maildir: nil, collects: true)
    }

    private func print(_ reader: MetricsReader, _ account: ResolvedAccount, _ rules: AlarmRules) throws {
        var metrics = try read(reader)
        if metrics.customers.isEmpty, wait > 0 {
            let (world, seconds) = (world(account), Double(wait))
            if let problem = Blocking.wait({ await world.round(rules, atMost: seconds) }) {
                throw CommandFailure(problem)
            }
            metrics = try read(reader)
        }
        Console.say("resellerdesk: \(metrics.coverage)")
        Console.write(MetricsText.text(metrics.families()))
    }

    private func read(_ reader: MetricsReader) throws -> LiveMetrics {
        let outcome = Blocking.wait { () async -> Result<LiveMetrics, ArchiveError> in
            do throws(ArchiveError) {
                return .success(try await reader.read())
            } catch {
                return .failure(error)
            }
        }
        return try outcome.mapError { CommandFailure($0.message) }.get()
    }
}

extension LiveMetrics {
    /// How many customers the figures are about, for a person.
    var coverage: String {
        guard let known else { return "the figures cover \(customers.count) customers; the list has not been read yet" }
        return "the figures cover \(customers.count) of \(known) customers"
    }
}
