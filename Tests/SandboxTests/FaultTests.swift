import Foundation
import FoundationNetworking
import Sandbox
import Testing

@Suite("Faults, incidents and samples")
struct FaultTests {
    private func bench(_ fault: FaultKind, rate: Double = 1) throws -> Bench {
        try Bench(customers: 60) { $0.faults = [fault: rate] }
    }

    @Test(
        "Faults that come instead of the call change nothing",
        arguments: [FaultKind.tooManyCalls, .serverError, .html, .dropBefore])
    func before(fault: FaultKind) async throws {
        let bench = try bench(fault)
        let status = [FaultKind.tooManyCalls: 429, .serverError: 500, .html: 403, .dropBefore: 0][fault]
        let response = try await bench.call("monitor.create", ["name": "m", "email": "a@b.example", "frequency": "2"])
        #expect(response.status == status)
        if fault == .html {
            #expect(response["content-type"] == "text/html")
            #expect(response.text == #"{"error":"Access forbidden"}"#)
        }
        let truth = await bench.send("truth.json", [])
        #expect(truth.status == 200)
    }

    @Test("Answers come empty, as an empty list or as a web page, and only after the calls that shall go well")
    func foreign() async throws {
        for (fault, text) in [(FaultKind.empty, ""), (.nothing, "[]"), (.page, "<!DOCTYPE html>")] {
            let bench = try Bench(customers: 60) {
                $0.faults = [fault: 1]
                $0.faultsAfter = 2
            }
            for call in 1...4 {
                let response = try await bench.call("customer.list", ["limit": "5"])
                #expect(response.status == 200)
                #expect(
                    call > 2 ? response.text.hasPrefix(text) && response.text.count < 100 : response.text.count > 100)
            }
        }
    }

    @Test("A call whose answer a proxy replaces was done all the same")
    func replaced() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("faults-\(UUID().uuidString).sqlite")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bench = try Bench(customers: 60) {
            $0.faults = [.proxy: 1]
            $0.dataFile = path
        }
        var statuses: [Int] = []
        for number in 0..<9 {
            let response = try await bench.call(
                "monitor.create", ["name": "m\(number)", "email": "a@b.example", "frequency": "2"])
            statuses.append(response.status)
            #expect(!response.text.contains("success"))
        }
        #expect(statuses == [502, 403, 404, 302, 400, 408, 499, 200, 504])
        let sound = try Bench(customers: 60) { $0.dataFile = path }
        #expect(try await sound.rows("monitor.list").contains { $0["name"] as? String == "m8" })
    }

    @Test("Between two pages rows go from above, or come there")
    func movingList() async throws {
        let still = try await Bench(customers: 1200).usernames(1200)
        let vanishing = try bench(.vanish)
        let whole = try await vanishing.usernames(60)
        let rest = try await vanishing.rows("customer.list", ["offset": "10", "limit": "5"])
        #expect(rest.compactMap { $0["username"] as? String } == Array(whole[11..<16]))
        let arriving = try Bench(customers: 1200) { $0.faults = [.arrive: 1] }
        #expect(try await arriving.usernames(1200) == Array(still.dropFirst(1000)))
        let next = try await arriving.rows("customer.list", ["offset": "10", "limit": "5"])
        #expect(next.compactMap { $0["username"] as? String } == Array(still[1009..<1014]))
    }

    @Test("An answer that is lost was done all the same")
    func dropAfter() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("faults-\(UUID().uuidString).sqlite")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let faulty = try Bench(customers: 60) {
            $0.faults = [.dropAfter: 1]
            $0.dataFile = path
        }
        let lost = try await faulty.call("monitor.create", ["name": "m", "email": "a@b.example", "frequency": "2"])
        #expect(lost.status == 0)
        let sound = try Bench(customers: 60) { $0.dataFile = path }
        #expect(try await sound.rows("monitor.list").contains { $0["name"] as? String == "m" })
    }

    @Test("Answers are cut in the middle, or some of their bytes are wrong")
    func damaged() async throws {
        let whole = try await Bench(customers: 60).call("customer.list").body
        let cut = try await bench(.cut).call("customer.list").body
        #expect(cut == Array(whole.prefix(whole.count / 2)))
        let garbled = try await bench(.garble).call("customer.list").body
        #expect(garbled.count == whole.count)
        let wrong = zip(whole, garbled).count { $0 != $1 }
        #expect(wrong > 0 && wrong < whole.count / 20)
    }

    @Test("A rate is met about as often as asked for, the same calls each time")
    func rate() async throws {
        func outcomes() async throws -> [Int] {
            let bench = try bench(.serverError, rate: 0.25)
            var found: [Int] = []
            for _ in 0..<200 { found.append(try await bench.call("packages.list").status) }
            return found
        }
        let first = try await outcomes()
        #expect((30...70).contains(first.count { $0 == 500 }))
        #expect(try await outcomes() == first)
    }

    @Test(
        "Over a socket dropped and cut connections fail, and the next one is answered",
        arguments: [FaultKind.dropBefore, .dropAfter, .cut])
    func overSocket(fault: FaultKind) async throws {
        let bench = try bench(fault)
        let port = try await bench.server.start()
        let base = "http://127.0.0.1:\(port)"
        let call = try #require(URL(string: "\(base)/apiv2/reseller.packages.json?api_user=sandbox&api_key=sandbox"))
        await #expect(throws: (any Error).self) { _ = try await URLSession.shared.data(from: call) }
        let truth = try #require(URL(string: "\(base)/truth.json"))
        #expect(try await URLSession.shared.data(from: truth).0.isEmpty == false)
        await bench.server.stop()
    }

    private func incidents(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("incidents-\(UUID().uuidString).json")
            .path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test("Planned incidents happen, no others do, and truth.json tells them with the counts of the API")
    func planned() async throws {
        let quiet = try Bench()
        var user = ""
        for name in try await quiet.usernames() {
            let row = try await quiet.rows("stats.daily", ["user": name]).first
            if row?["requests"] as? Int ?? 0 > 3000 {
                user = name
                break
            }
        }
        let path = try incidents(
            #"[{"customer": "\#(user)", "kind": "list-gone-bad", "start": "-20h", "end": "2026-09-22T10:00:00Z"}]"#)
        let bench = try Bench { $0.incidentsFile = path }
        let truth = try #require(await bench.send("truth.json", []).json as? [String: Any])
        let found = try #require(truth["incidents"] as? [[String: Any]])
        #expect(found.count == 1)
        #expect(found.first?["state"] as? String == "running")
        let today = try #require(found.first?["today"] as? [String: Int])
        let row = try #require(try await bench.rows("stats.daily", ["user": user]).first)
        for (name, count) in today { #expect(row[name] as? Int == count) }
        let bounces = try await bench.rows("bounces.list", ["user": user]).suffix(20)
        #expect(bounces.count { ($0["email"] as? String ?? "").hasSuffix("@gone.example") } > 10)
    }

    @Test(
        "A wrong incidents file is named with what is wrong in it",
        arguments: [
            ("{}", "must be a JSON array of incidents"), ("[3]", "incident 1 must be an object"),
            ("[{}]", "incident 1 has no \"customer\""),
            (#"[{"customer": "nobody"}]"#, "incident 1: there is no customer \"nobody\""),
            (#"[{"customer": "%", "kind": "x"}]"#, "kind"),
            (#"[{"customer": "%", "kind": "blocked", "start": "soon"}]"#, "incident 1: \"start\" is no time"),
            (
                #"[{"customer": "%", "kind": "blocked", "start": "+1h", "end": "+1m"}]"#,
                "incident 1 ends before it starts"
            ),
        ])
    func wrongIncidents(text: String, problem: String) async throws {
        let user = try #require(try await Bench().usernames(1).first)
        let path = try incidents(text.replacing("%", with: user))
        do {
            _ = try Bench { $0.incidentsFile = path }
            Issue.record("the file was accepted")
        } catch let error as SandboxError {
            #expect(error.description.contains(path) && error.description.contains(problem))
        }
    }

    @Test("Samples are delivered the Maildir way, with the headers that the list needs")
    func samples() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("maildir-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bench = try Bench { $0.maildir = path }
        _ = try await bench.server.start()
        await bench.server.stop()
        let files = try FileManager.default.contentsOfDirectory(atPath: path + "/new").sorted()
        #expect(files.count == 40)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/tmp").isEmpty)
        let users = Set(try await bench.usernames())
        var named = 0
        for file in files {
            let text = try String(contentsOfFile: path + "/new/" + file, encoding: .utf8)
            let header = { (name: String) in
                text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
                    .first { $0.hasPrefix(name + ": ") }?.dropFirst(name.count + 2)
            }
            if let customer = header("X-SG-Sample-Customer") {
                #expect(users.contains(String(customer)))
                named += 1
            } else {
                // Only the sender tells whose these are.
                #expect(header("From")?.hasPrefix("Events <events@") == true)
            }
            #expect(["abuse-watch", "new-senders", "vip"].contains(header("X-SG-Sample-Record") ?? ""))
            #expect(header("Authentication-Results")?.contains("spf=") == true)
            for name in ["From", "To", "Subject", "Date", "Message-ID", "X-Spam-Score"] {
                #expect(header(name)?.isEmpty == false, "\(name)")
            }
        }
        #expect(named >= 30)
    }

    @Test("A customer appended to a monitor record is sampled as its mail flows")
    func appendedMonitor() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("maildir-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bench = try Bench { $0.maildir = path }
        var user = ""
        for name in try await bench.usernames() where user.isEmpty {
            let row = try await bench.rows("stats.daily", ["user": name]).first
            if row?["requests"] as? Int ?? 0 > 500 { user = name }
        }
        _ = try await bench.call("monitor.create", ["name": "close-look", "email": "a@b.example", "frequency": "3"])
        _ = try await bench.call("monitor.append", ["user": user, "name": "close-look"])
        try await bench.server.advance(seconds: 86_400)
        let files = try FileManager.default.contentsOfDirectory(atPath: path + "/new")
        let texts = try files.map { try String(contentsOfFile: path + "/new/" + $0, encoding: .utf8) }
        let found = texts.filter { $0.contains("X-SG-Sample-Record: close-look\n") }
        #expect(found.count == 1)
        #expect(found.allSatisfy { $0.contains("X-SG-Sample-Customer: \(user)\n") })
    }

    @Test("Values that make no world are refused by name")
    func wrongValues() throws {
        #expect(throws: SandboxError.value(name: "the speed", problem: "must be from 0 to 1,000,000")) {
            try Bench(speed: -1)
        }
        #expect(throws: SandboxError.value(name: "the rate of cut", problem: "must be from 0 to 1")) {
            try Bench { $0.faults = [.cut: 2] }
        }
        #expect(SandboxError.portTaken(80).description == "port 80 is taken: choose another one, or 0 for a free one")
    }
}
