import Desk
import Foundation
import ResellerAPI

/// How long it takes to know whose mail a sampled message is, among a million customers.
enum DomainBenchmark {
    private static let customers = 1_000_000

    static func run() throws {
        let table = CustomerTable(chunks: stride(from: 0, to: customers, by: 1000).map(chunk))
        let before = Stopwatch.megabytes
        var index: DomainIndex?
        let building = try Stopwatch.best(of: 3, expecting: customers) {
            index = DomainIndex(table)
            return table.count
        }
        print("domains of \(customers) customers, \(String(format: "%.0f", before)) MB before")
        print(Stopwatch.label("building") + String(format: "%9.1f ms", building * 1000))
        print(Stopwatch.label("memory of the index") + String(format: "%9.1f MB", Stopwatch.megabytes - before))
        guard let index else { return }
        let own = try looking(index) { "robin@news.customer\($0 * 1999 % customers).example" }
        let shared = try looking(index) { "person\($0 * 1999 % customers)@mailbox.example" }
        let unknown = try looking(index) { "robin@news.stranger\($0).example" }
        for (name, seconds) in [("own domain", own), ("shared by 100,000", shared), ("nobody's", unknown)] {
            print(
                Stopwatch.label("500 samples, \(name)")
                    + String(format: "%9.1f ms %6.1fx", seconds * 1000, own / seconds))
        }
    }

    private static func looking(_ index: DomainIndex, _ sender: (Int) -> String) throws -> Double {
        let senders = (0..<500).map(sender)
        return try Stopwatch.best(of: 3, expecting: senders.count) {
            senders.count { index.owner(of: $0) != "" }
        }
    }

    /// Every tenth customer has its mailbox at the same large provider.
    private static func chunk(_ start: Int) -> CustomerChunk {
        var builder = CustomerChunkBuilder(reserving: 1000)
        for row in start..<start + 1000 {
            builder.append { field in
                let text: String? =
                    switch field {
                    case .username: "mail@customer\(row).example"
                    case .email: row % 10 == 0 ? "person\(row)@mailbox.example" : "ops@customer\(row).example"
                    case .website: "https://www.customer\(row).example/"
                    default: nil
                    }
                return text.map { ArraySlice(Array($0.utf8)) }
            }
        }
        return builder.chunk()
    }
}
