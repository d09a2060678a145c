import Foundation
import ResellerAPI
import ResellerClient
import Testing

@testable import resellerdesk

@Suite("The file of a trace")
struct TraceFileTests {
    @Test("A file that grows too long keeps whole lines of its newer half")
    func bounded() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "trace-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try TraceFile(path: path, longest: 4_000)
        for number in 1...200 {
            file.write(
                CallTrace(
                    operation: "ip.all", attempt: number, status: .answered(200), milliseconds: 1, priority: .rest,
                    isShared: false), at: Date(timeIntervalSince1970: 1_700_000_000))
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? .max
            #expect(size <= 4_000)
        }
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count > 10)
        #expect(lines.allSatisfy { $0.hasPrefix("2023-11-14T22:13:20.000Z\toperation=ip.all\tattempt=") })
        #expect(lines.last?.contains("attempt=200\tstatus=200\tms=1\tpriority=background\tcached=no") == true)
    }
}
