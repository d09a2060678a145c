import Foundation
import ResellerAPI
import ResellerClient

/// Measures what has to stay fast, and prints it with ratios: `swift run -c release Benchmarks [pages|metrics|domains|archive]`.
@main
struct Benchmarks {
    static func main() throws {
        let chosen = CommandLine.arguments.dropFirst()
        let all: [(String, () throws -> Void)] = [
            ("pages", PageBenchmark.run), ("metrics", MetricsBenchmark.run), ("domains", DomainBenchmark.run),
            ("archive", ArchiveBenchmark.run),
        ]
        for (name, run) in all where chosen.isEmpty || chosen.contains(name) { try run() }
    }
}

/// Times of work that is done several times.
enum Stopwatch {
    /// Seconds of the fastest round; every round has to find as many as are there.
    static func best(of rounds: Int, expecting count: Int, _ work: () throws -> Int) throws -> Double {
        var best = Double.infinity
        for _ in 0..<rounds {
            let start = ContinuousClock.now
            let found = try work()
            let took = ContinuousClock.now - start
            guard found == count else { throw WrongCount(found: found, expected: count) }
            best = min(best, Double(took.components.attoseconds) / 1e18 + Double(took.components.seconds))
        }
        return best
    }

    /// Megabytes of memory that the process has now.
    static var megabytes: Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return (Double(line.split(separator: " ").dropFirst().first ?? "") ?? 0) / 1000
    }

    static func label(_ name: String) -> String { "  " + name.padding(toLength: 40, withPad: " ", startingAt: 0) }
}

/// How fast a page of customers is read, by the client's own scanner and by Foundation's readers: MB/s, and how many
/// times as fast as JSONDecoder.
enum PageBenchmark {
    static func run() throws {
        for (customers, rounds) in [(1000, 40), (100_000, 3)] {
            let page = Page(customers: customers)
            print("\(customers) customers, \(String(format: "%.1f", page.megabytes)) MB of JSON, best of \(rounds)")
            let readers: [(String, () throws -> Int)] = [
                ("JSONDecoder", page.decoded), ("JSONSerialization", page.serialized),
                ("general reader", page.generallyRead), ("scanner", page.scanned),
            ]
            var base: Double?
            for (name, read) in readers {
                let seconds = try Stopwatch.best(of: rounds, expecting: customers, read)
                let speed = page.megabytes / seconds
                let ratio = speed / (base ?? speed)
                base = base ?? speed
                print(row(name, seconds: seconds, speed: speed, ratio: ratio))
            }
            let xml = try Stopwatch.best(of: rounds, expecting: customers) { try CustomerPage.read(page.xml).count }
            let speed = Double(page.xml.count) / 1e6 / xml
            print(row("general, XML", seconds: xml, speed: speed, ratio: speed / (base ?? speed)))
        }
    }

    private static func row(_ name: String, seconds: Double, speed: Double, ratio: Double) -> String {
        let label = name.padding(toLength: 18, withPad: " ", startingAt: 0)
        return "  \(label)" + String(format: "%9.1f ms %8.1f MB/s %6.1fx", seconds * 1000, speed, ratio)
    }
}

/// A reader that did not find all customers is not worth measuring.
struct WrongCount: Error {
    let found: Int
    let expected: Int
}

/// A generated page as the service sends it: compact, slashes escaped, what is beyond ASCII as `\uXXXX`.
struct Page {
    let bytes: [UInt8]
    /// The same customers in XML, as far as a comparison of speed needs them.
    let xml: [UInt8]
    var megabytes: Double { Double(bytes.count) / 1e6 }

    init(customers: Int) {
        var text = "["
        for number in 0..<customers { text += (number == 0 ? "" : ",") + Self.customer(number) }
        bytes = Array((text + "]").utf8)
        xml = Self.document(customers)
    }

    private static func document(_ customers: Int) -> [UInt8] {
        var text = "<users>"
        for number in 0..<customers {
            text += "<user>"
            for field in CustomerField.allCases {
                text += "<\(field.wireName)>mail\(number)@larkfield.example</\(field.wireName)>"
            }
            text += "</user>"
        }
        return Array((text + "</users>").utf8)
    }

    private static func customer(_ number: Int) -> String {
        let name = number % 9 == 0 ? "Zo\\u00eb" : "Robin"
        return
            #"{"id":"\#(number)","username":"mail\#(number)@larkfield.example","email":"ops\#(number)@larkfield.example","#
            + #""active":"\#(number % 7 == 0 ? "false" : "true")","first_name":"\#(name)","last_name":"Field\#(number)","#
            + #""address":"\#(number) Mill Lane","address2":"","city":"Northmill","state":"NM","zip":"10001","#
            + #""country":"US","phone":"555 0100","website":"http:\/\/www.larkfield\#(number).example","#
            + #""website_access":"true"}"#
    }

    /// The same fields as the scanner keeps, as Codable has them.
    private struct Row: Decodable {
        let id, username, email, active, first_name, last_name, address, address2, city, state, zip, country: String?
        let phone, website, website_access: String?
    }

    func decoded() throws -> Int { try JSONDecoder().decode([Row].self, from: Data(bytes)).count }

    func serialized() throws -> Int {
        (try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])?.count ?? 0
    }

    func generallyRead() throws -> Int { try CustomerPage.readGenerally(bytes).count }

    func scanned() throws -> Int { try CustomerPage.read(bytes).count }
}
