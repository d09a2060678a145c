import Archive
import Foundation
import Records
import ResellerAPI
import Synchronization

/// How long a person's entry of the journal waits while a list of 100,000 customers is being kept, and how much is
/// written for what is kept.
enum ArchiveBenchmark {
    private static let customers = 100_000
    private static let lists = 200

    static func run() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "archive-benchmark-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = try Archive(path: folder + "/archive.sqlite")
        let chunks = stride(from: 0, to: customers, by: 5000).map(chunk)
        print("an archive of \(customers) customers")
        print(row("entry of the journal, nothing else", try entries(200, in: archive)))
        let (saving, written, waits) = try whileSaving(chunks, in: archive)
        print(Stopwatch.label("keeping the list") + milliseconds(saving) + megabytes(written))
        print(row("entry of the journal meanwhile", waits))
        let before = Self.written
        let keeping = try seconds { try keepLists(in: archive) }
        print(
            Stopwatch.label("keeping \(lists) suppression lists") + milliseconds(keeping)
                + megabytes(Self.written - before))
    }

    // MARK: - What is done

    /// Seconds that each of some entries took until it was on the disk.
    private static func entries(_ count: Int, in archive: Archive) throws -> [Double] {
        try (0..<count).map { _ in try seconds { try enter(in: archive) } }
    }

    private static func enter(in archive: Archive) throws {
        _ = try archive.beginEntry(
            JournalEntry(
                at: 1_700_000_000, account: "acme", context: "acme", who: "kim", operation: "limits.increment",
                parameters: ["user": "frost", "credits": "10"]))
    }

    /// Seconds and bytes that keeping took, and seconds that each entry took that was made at the same time.
    private static func whileSaving(
        _ chunks: [CustomerChunk], in archive: Archive
    ) throws -> (saving: Double, written: Int, waits: [Double]) {
        let order = (0..<UInt32(customers)).map { $0 }
        let snapshot = CustomerSnapshot(account: "acme", readAt: 1_700_000_000, chunks: chunks, byUsername: order)
        let took = Mutex<Double?>(nil)
        let before = written
        Thread.detachNewThread {
            let seconds = (try? seconds { try archive.saveCustomers(snapshot) }) ?? .nan
            took.withLock { $0 = seconds }
        }
        var waits: [Double] = []
        while took.withLock({ $0 }) == nil {
            waits.append(try seconds { try enter(in: archive) })
            usleep(2000)
        }
        return (took.withLock { $0 } ?? 0, written - before, waits)
    }

    /// The lists of customers as somebody looks at one after the other.
    private static func keepLists(in archive: Archive) throws {
        for number in 0..<lists {
            let addresses = (0..<50).map {
                Suppression(
                    list: .bounced, email: "person\($0)@customer\(number).example", status: "5.1.1",
                    reason: "550 5.1.1 no such user", created: nil)
            }
            try archive.saveSeen(
                account: "acme", username: "mail\(number)@larkfield.example", list: .bounced, addresses,
                readAt: 1_700_000_000 + Double(number))
        }
    }

    private static func chunk(_ start: Int) -> CustomerChunk {
        var builder = CustomerChunkBuilder(reserving: 5000)
        for row in start..<start + 5000 {
            builder.append { field in
                let text = field == .username ? "mail\(row)@larkfield\(row).example" : "\(field) \(row)"
                return ArraySlice(Array(text.utf8))
            }
        }
        return builder.chunk()
    }

    // MARK: - What is measured

    private static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        let took = ContinuousClock.now - start
        return Double(took.components.attoseconds) / 1e18 + Double(took.components.seconds)
    }

    /// Bytes that this process has written to files so far.
    private static var written: Int {
        let text = (try? String(contentsOfFile: "/proc/self/io", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("wchar") } ?? ""
        return Int(line.split(separator: " ").last ?? "") ?? 0
    }

    private static func row(_ name: String, _ waits: [Double]) -> String {
        let sorted = waits.sorted()
        guard let longest = sorted.last else { return Stopwatch.label(name) + "        none" }
        return Stopwatch.label(name) + milliseconds(sorted[sorted.count / 2]) + " median" + milliseconds(longest)
            + " at most, of \(sorted.count)"
    }

    private static func milliseconds(_ seconds: Double) -> String { String(format: "%9.1f ms", seconds * 1000) }
    private static func megabytes(_ bytes: Int) -> String { String(format: "%9.1f MB written", Double(bytes) / 1e6) }
}
