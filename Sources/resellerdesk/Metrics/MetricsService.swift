import Dispatch
import Foundation

/// The server, and beside it the collecting where that is wanted, until a signal ends the process.
struct MetricsService: Sendable {
    let server: MetricsServer
    /// What is done beside serving, until it is cancelled.
    let collect: @Sendable () async -> Void

    func run() -> Never {
        let collecting = Task { await collect() }
        let sources = [SIGINT, SIGTERM, SIGHUP].map { Self.ending(by: $0, collecting) }
        Task {
            do {
                try await server.run { url in
                    if !Console.write("listening on \(url)\n") { Console.exit(1) }
                }
                Console.exit(0)
            } catch {
                Console.say("resellerdesk: \(error)")
                Console.exit(1)
            }
        }
        withExtendedLifetime(sources) { dispatchMain() }
    }

    /// What was collected is kept and the right to collect given back before the signal does what it always does.
    private static func ending(by number: Int32, _ collecting: Task<Void, Never>) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
        source.setEventHandler {
            Task {
                collecting.cancel()
                await collecting.value
                Console.die(of: number)
            }
        }
        source.resume()
        return source
    }
}
