import Foundation
import Testing

/// The rows of the board from the shell.
@Suite("list live")
struct ListLiveTests {
    @Test("One round is made where nothing is kept; after that the archive answers, also without the service")
    func rows() async throws {
        let bench = try await BoardBench(customers: 12, home: try Home())
        let first = try await bench.list("--csv")
        #expect(first.status == 0)
        #expect(first.errors == "12 read, collected now\n")
        let lines = first.output.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.first == "customer,severity,kind,value,cause,since,read_at,trend,state")
        #expect(lines.count == 4 && lines.last == "")
        #expect(lines[1].hasPrefix("\(BoardBench.bouncing),critical,bounces,"))
        #expect(lines[2].hasPrefix("\(BoardBench.untracked),warning,opens,0%,"))
        #expect(lines[2].hasSuffix(",new"))
        bench.sandbox.stop()
        let json = try await bench.list("--json", "--filter", "kind:bounces")
        #expect(json.status == 0)
        #expect(json.errors == "12 read, from the archive\n")
        let rows = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(rows?.map { $0["customer"] as? String } == [BoardBench.bouncing])
        #expect(
            rows?.first.map { Set($0.keys) }
                == ["customer", "severity", "kind", "value", "cause", "since", "read_at", "trend", "state"])
        let plain = try await bench.list()
        #expect(plain.output.hasPrefix("customer "))
        #expect(plain.output.split(separator: "\n").count == 3)
    }

    @Test("A board on which nobody stands is an empty array, or the heading alone")
    func empty() async throws {
        let bench = try await BoardBench(customers: 12, home: try Home())
        let json = try await bench.list("--filter", "customer:nobody", "--json")
        #expect(json.status == 0)
        #expect(json.output == "[]\n")
        let csv = try await bench.list("--filter", "customer:nobody", "--csv")
        #expect(csv.status == 0)
        #expect(csv.output == "customer,severity,kind,value,cause,since,read_at,trend,state\r\n")
        let plain = try await bench.list("--filter", "customer:nobody")
        #expect(plain.status == 0)
        #expect(plain.output == "customer  severity  kind  value  cause  since  read at  trend  state\n")
    }

    @Test("A service that is not there, or does not take the key, ends it with 1 and the reason")
    func failures() async throws {
        let home = try Home()
        let port = try TinyServer.unusedPort()
        let arguments = ["list", "live", "--json", "--user", "sandbox", "--base-url"]
        let away = try await Finished.desk(
            arguments + ["http://127.0.0.1:\(port)"], home: home, environment: ["RESELLERDESK_KEY": "sandbox"])
        #expect(away.status == 1)
        #expect(away.output == "")
        #expect(
            away.errors
                == "resellerdesk: Could not reach 127.0.0.1:\(port): connection refused. Check the base URL or the "
                + "network. Try again.\n")
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        let refused = try await Finished.desk(
            arguments + [sandbox.url], home: home, environment: ["RESELLERDESK_KEY": "wr0ng-key"])
        #expect(refused.status == 1)
        #expect(refused.output == "")
        #expect(refused.errors.contains("user and key") && !refused.errors.contains("wr0ng-key"))
        let noKey = try await Finished.desk(arguments + [sandbox.url], home: home)
        #expect(noKey.status == 1 || noKey.status == 2)
        #expect(noKey.errors.contains("RESELLERDESK_KEY"))
    }

    @Test("Two formats at once, and a wait that is no number, are refused with 2")
    func usage() async throws {
        let home = try Home()
        let both = try await Finished.desk(["list", "live", "--json", "--csv"], home: home)
        #expect(both.status == 2)
        #expect(both.errors.contains("--json and --csv exclude each other."))
        let wait = try await Finished.desk(["list", "live", "--wait", "long"], home: home)
        #expect(wait.status == 2)
    }
}
