import Formats
import Foundation
import Records
import ResellerAPI
import ResellerClient
import Synchronization

/// The clients of this process: at its end they tell the other processes what they spent, and a command that has to
/// wait for its calls says so.
enum OpenClients {
    /// Also those that nobody needs any more: what they spent counts for a minute, and there are as many as accounts.
    private static let known = Mutex<[ResellerClient]>([])

    private static var all: [ResellerClient] { known.withLock { $0 } }

    static func add(_ client: ResellerClient) { known.withLock { $0.append(client) } }

    /// Tells the others before the process ends.
    static func settle() {
        let clients = all
        guard !clients.isEmpty else { return }
        Blocking.wait { for client in clients { await client.settle() } }
    }

    /// For commands without a screen: says on stderr, once each, what calls wait for and who is not heard.
    static func sayWhatIsAwaited() {
        Task.detached {
            var said: Set<String> = []
            while true {
                try? await Task.sleep(for: .seconds(2))
                for client in all {
                    for line in lines(client.budget) where said.insert(line).inserted {
                        Console.write("resellerdesk: \(line)\n", to: STDERR_FILENO)
                    }
                }
            }
        }
    }

    private static func lines(_ budget: CallBudget) -> [String] {
        var lines: [String] = []
        if let until = budget.heldUntil {
            lines.append("the service takes no calls until \(clock(until))")
        } else if budget.waiting > 0, budget.remaining == 0 {
            lines.append("waiting: all \(budget.limit) calls of this minute are used")
        }
        return lines + aloneLine(budget)
    }

    private static func clock(_ time: Double) -> String {
        LocalTime(time, in: ZoneClock(.current, now: Date()))?.clock ?? "?"
    }

    private static func aloneLine(_ budget: CallBudget) -> [String] {
        budget.aloneBecause.map { ["the calls of other processes are not counted: \($0)"] } ?? []
    }

    /// The same where a command ended sooner.
    static func sayWhoIsNotHeard() {
        for line in Set(all.flatMap { aloneLine($0.budget) }) {
            Console.write("resellerdesk: \(line)\n", to: STDERR_FILENO)
        }
    }
}
