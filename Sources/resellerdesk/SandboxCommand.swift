import ArgumentParser
import Dispatch
import Foundation
import Sandbox

/// The embedded service on its own.
struct SandboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "Run the embedded Reseller API server; user and key are `sandbox`.")

    @OptionGroup var account: AccountOptions

    @Option(help: "The port to listen on; 0 for a free one.")
    var port = 0

    @Option(help: "Number of customers.")
    var customers = 2000

    @Option(help: "Seed of the generated data; the same seed gives the same data.")
    var seed: UInt64 = 1

    @Option(help: "Start of the clock, such as 2026-01-31T12:00:00Z; now by default.")
    var now: String?

    @Option(help: "Speed of the clock; 1 is real time, 0 stops it.")
    var speed = 1.0

    @Option(help: "Calls per minute; 0 for no limit.")
    var rateLimit = 600

    @Option(help: "Which answers carry rate headers: \(names(RateManners.Headers.self)).")
    var rateHeaders = RateManners.Headers.always

    @Option(help: "How calls are counted: \(names(RateManners.Counting.self)).")
    var rateWindow = RateManners.Counting.minute

    @Option(help: "Retry-After of a refused call: \(names(RateManners.Retry.self)).")
    var retryAfter = RateManners.Retry.none

    @Option(help: "Seconds by which its Date and rate headers are ahead.")
    var clockAhead = 0

    @Option(help: "Milliseconds by which every answer is delayed.")
    var latency = 0

    @Option(help: "The Maildir for sampled messages.")
    var maildir: String?

    @Option(help: "A JSON file of the only incidents: [{customer, kind, start, end}].")
    var incidents: String?

    @Option(help: "A file that keeps changes across restarts.")
    var data: String?

    @Option(
        name: .customLong("fault"),
        help: ArgumentHelp(
            "How often answers go wrong, as KIND=RATE from 0 to 1; repeatable. Kinds: "
                + FaultKind.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "kind=rate"))
    var faults: [String] = []

    @Option(help: "Seconds by which a late call is carried out, with --fault late.")
    var lateBy = 8.0

    @Option(name: .customLong("fault-after"), help: "Calls that succeed before faults begin.")
    var faultsAfter = 0

    private static func names<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> String {
        type.allCases.map(\.rawValue).joined(separator: ", ")
    }

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port is 0 to 65535, not \(port)") }
        guard (1...5_000_000).contains(customers) else {
            throw ValidationError("--customers is 1 to 5,000,000, not \(customers)")
        }
        guard speed >= 0, speed.isFinite else { throw ValidationError("--speed is 0 or more, not \(speed)") }
        guard rateLimit >= 0 else { throw ValidationError("--rate-limit is 0 or more, not \(rateLimit)") }
        guard latency >= 0 else { throw ValidationError("--latency is 0 or more, not \(latency)") }
        guard (-86_400...86_400).contains(clockAhead) else {
            throw ValidationError("--clock-ahead is -86,400 to 86,400 seconds, not \(clockAhead)")
        }
        guard faultsAfter >= 0 else { throw ValidationError("--fault-after is 0 or more, not \(faultsAfter)") }
        _ = try date()
        _ = try faultRates()
    }

    private func faultRates() throws -> [FaultKind: Double] {
        var rates: [FaultKind: Double] = [:]
        for fault in faults {
            let parts = fault.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let kind = FaultKind(rawValue: parts[0]) else {
                let kinds = FaultKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--fault is KIND=RATE, not \(fault); kinds are \(kinds)")
            }
            guard let rate = Double(parts[1]), (0...1).contains(rate) else {
                throw ValidationError("--fault \(parts[0]): the rate is from 0 to 1, not \(parts[1])")
            }
            rates[kind] = rate
        }
        return rates
    }

    func run() throws {
        var configuration = SandboxConfiguration()
        configuration.port = port
        configuration.lateBy = lateBy
        configuration.customers = customers
        configuration.seed = seed
        configuration.now = try date()
        configuration.speed = speed
        configuration.rateLimit = rateLimit
        configuration.rateManners.headers = rateHeaders
        configuration.rateManners.counting = rateWindow
        configuration.rateManners.retry = retryAfter
        configuration.rateManners.clockAhead = clockAhead
        configuration.latency = latency
        configuration.maildir = maildir
        configuration.incidentsFile = incidents
        configuration.dataFile = data
        configuration.faults = try faultRates()
        configuration.faultsAfter = faultsAfter
        Self.serve(configuration)
    }

    private func date() throws -> Date? {
        guard let now else { return nil }
        guard let date = try? Date(now, strategy: .iso8601) else {
            throw ValidationError("--now is a time such as 2026-01-31T12:00:00Z, not \(now)")
        }
        return date
    }

    /// Runs until a signal ends the process.
    private static func serve(_ configuration: SandboxConfiguration) -> Never {
        Connections.raiseDescriptorLimit()
        Task {
            do throws(SandboxError) {
                let server = try SandboxServer(configuration)
                let port = try await server.start()
                // Without it nobody knows where.
                if !Console.write("listening on http://127.0.0.1:\(port)\n") { Console.exit(1) }
            } catch {
                Console.say("resellerdesk sandbox: \(error)")
                Console.exit(1)
            }
        }
        dispatchMain()
    }
}

extension RateManners.Headers: ExpressibleByArgument {}
extension RateManners.Counting: ExpressibleByArgument {}
extension RateManners.Retry: ExpressibleByArgument {}
