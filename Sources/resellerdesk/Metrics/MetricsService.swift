import Dispatch
import Foundation

/// The server, and beside it the collecting where that is wanted, until a signal ends the process.
struct MetricsService: Sendable {
    let server: MetricsServer
    /// What is done beside serving, until it is cancelled.
    let collect: @Sendable () async -> Void

    func run() -> Never {
        // Not before it listens: what it could not serve need not be read.
        let (isServing, serving) = AsyncStream.makeStream(of: Void.self)
        let collecting = Task {
            for await _ in isServing { await collect() }
        }
        for number in [SIGINT, SIGTERM, SIGHUP] {
            HeardSignals.on(number) { Self.end(by: number, collecting, server.address) }
        }
        Task {
            do {
                try await server.run { url in
                    if !Console.write("listening on \(url)\n") { Console.exit(1) }
                    serving.yield()
                }
                Console.exit(0)
            } catch {
                Console.say("resellerdesk: \(error)")
                Console.exit(1)
            }
        }
        dispatchMain()
    }

    /// What was collected is kept and the right to collect given back before the signal does what it always does.
    private static func end(by number: Int32, _ collecting: Task<Void, Never>, _ address: ListenAddress) {
        Task {
            collecting.cancel()
            await collecting.value
            address.tidy()
            Console.die(of: number)
        }
    }
}
