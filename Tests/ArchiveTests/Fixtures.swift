import Foundation
import Records
import ResellerAPI

@testable import Archive

/// A folder of its own for one test, removed at the end.
final class Scratch {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "archive-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String = "archive.db") -> String { folder + "/" + name }
}

/// Customers with generated names; every seventh tells only its username, every fifth has text beyond ASCII.
func chunk(_ rows: Range<Int>) -> CustomerChunk {
    var builder = CustomerChunkBuilder(reserving: rows.count)
    for row in rows {
        builder.append { field in
            if row % 7 == 0, field != .username { return nil }
            let text =
                switch field {
                case .username: "mail\(row)@customer\(row).example"
                case .city: row % 5 == 0 ? "Málaga 東京" : "Springfield"
                case .active: "1"
                case .phone: ""
                default: "\(field) \(row)"
                }
            return ArraySlice(Array(text.utf8))
        }
    }
    return builder.chunk()
}

func snapshot(_ chunks: [CustomerChunk], account: String = "acme", readAt: Double = 1_700_000_000.5)
    -> CustomerSnapshot
{
    let rows = chunks.reduce(0) { $0 + $1.count }
    return CustomerSnapshot(
        account: account, readAt: readAt, chunks: chunks, byUsername: (0..<UInt32(rows)).reversed())
}

/// Runs `body`, which has to throw; the error it threw.
func error(of body: () throws(ArchiveError) -> Void) -> ArchiveError? {
    do throws(ArchiveError) {
        try body()
        return nil
    } catch {
        return error
    }
}
