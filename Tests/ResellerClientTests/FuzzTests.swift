import Dialects
import ResellerAPI
import Testing

@testable import ResellerClient

/// A generator that gives the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Bodies that were damaged in a hundred thousand ways: each is read or refused, nothing else happens.
@Suite struct FuzzTests {
    private static let tokens: [[UInt8]] = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83e", "null", "true", "<", ">", "</", "/>", "&", "&#",
        "&#x",
        "&lt;", "<![CDATA[", "]]>", "<!--", "-->", "<?", "<!DOCTYPE", "\u{FEFF}", "0", "-", "e9", "1e999", "error",
        "message",
    ].map { Array($0.utf8) }

    private static func mutated(_ body: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = body
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes = Array(bytes[..<place])
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 3: bytes.insert(contentsOf: tokens.randomElement(using: &random) ?? [], at: place)
            case 4:
                let end = min(bytes.count, place + Int.random(in: 0...12, using: &random))
                bytes.removeSubrange(place..<end)
            default:
                let end = min(bytes.count, place + Int.random(in: 0...24, using: &random))
                bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
            }
        }
        return bytes
    }

    /// How the cases ended.
    struct Tally {
        var read = 0
        var refused = 0
    }

    private static func run(_ bodies: [(Operation, [UInt8])], seed: UInt64, cases: Int) async -> Tally {
        var random = SeededGenerator(seed: seed)
        var tally = Tally()
        for number in 0..<cases {
            // Other tests share the threads.
            if number % 50 == 0 { await Task.yield() }
            let (operation, body) = bodies[number % bodies.count]
            let response = TransportResponse(status: 200, body: mutated(body, &random))
            do throws(APIError) {
                _ = try AnswerReader(operation, in: .v2).reply(response)
                if operation.id == "customer.list" { _ = CustomerScanner.scan(response.body) }
                tally.read += 1
            } catch {
                tally.refused += 1
            }
        }
        return tally
    }

    @Test("100,000 damaged answers in both wires are read or refused", arguments: [1, 2] as [UInt64])
    func damaged(seed: UInt64) async throws {
        let bodies = try ShapeTests.samples.flatMap { sample in
            [sample.json, sample.xml].map { (text: $0, id: sample.id) }
        }.filter { $0.text.utf8.count < 400 }.map { (try operation($0.id), Array($0.text.utf8)) }
        let cases = 50_000
        let tally = await Self.run(bodies, seed: seed, cases: cases)
        #expect(tally.read + tally.refused == cases)
        #expect(tally.read > cases / 20)
        #expect(tally.refused > cases / 5)
    }

    @Test("The scanner never reads what the general reader refuses, and agrees with it otherwise")
    func scannerAgrees() async throws {
        let list = try operation("customer.list")
        let body = Array(#"[{"id":"7","username":"ops\u00e9","email":"a","active":"true"},{"username":"b"}]"#.utf8)
        var random = SeededGenerator(seed: 3)
        var scans = 0
        for number in 0..<10_000 {
            if number % 50 == 0 { await Task.yield() }
            let bytes = Self.mutated(body, &random)
            guard let scanned = CustomerScanner.scan(bytes) else { continue }
            scans += 1
            let response = TransportResponse(status: 200, body: bytes)
            let reply = try AnswerReader(list, in: .v2).reply(response)
            #expect(reply.records.count == scanned.count, "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(scans > 200)
    }
}
