import Foundation
import Testing

/// The desk without a screen, driven through a pipe.
@Suite("Plain mode")
struct PlainTests {
    /// What the program wrote for these lines, with the prompts.
    private func run(_ lines: [String], _ arguments: [String] = [], home: Home? = nil) async throws -> Finished {
        let home = try home ?? Home()
        // A key without a user is an error of its own.
        let key = arguments.contains("--user") ? ["RESELLERDESK_KEY": "sandbox"] : [:]
        return try await Finished.desk(
            ["--plain"] + arguments, home: home, environment: key, input: lines.map { $0 + "\n" }.joined())
    }

    @Test("A customer is found, opened, changed with form and dialog, and the change is taken back")
    func change() async throws {
        let home = try Home()
        // No mail of the customer uses up what was set meanwhile.
        let sandbox = try await SandboxProcess(["--customers", "2000", "--speed", "0"], home: home)
        let lines = [
            "/anchorloom", "1", "limits.setTotal", "500", "alerts@anchorloom.example", "limits.setTotal", "77", "t T-1",
            "y", "undo", "y", "Q",
        ]
        let result = try await run(lines, ["--base-url", sandbox.url, "--user", "sandbox", "--write"], home: home)
        #expect(result.status == 0)
        let told = result.output
        for words in [
            "sandbox, production, changes can be made", "Customers: 1 of 2,000, filter anchorloom, by username",
            "Overview of alerts@anchorloom.example", "Form: Set a total credit limit",
            "Let alerts@anchorloom.example send 500 messages and no more?",
            "type y to do it; t TEXT notes a ticket; anything else cancels",
            "done: alerts@anchorloom.example can send 500 messages", "left: 500 becomes 77", "ticket: T-1",
            "done: alerts@anchorloom.example can send 77 messages", "Change: undo: Set a total credit limit",
            "left: 77 becomes 500",
        ] { #expect(told.contains(words), "\(words)\n\(told)") }
        #expect(
            told.components(separatedBy: "can send 500 messages\n").count == 3, "done once, then once again by undo")
    }

    @Test("Nothing is sent without y, and nothing at all with --read-only")
    func careful() async throws {
        let cancelled = try await run(["1", "limits.setTotal", "500", "yes", "Esc", "undo"])
        #expect(cancelled.output.contains("Nothing was sent"))
        #expect(!cancelled.output.contains("done: alerts@anchorloom.example can send"))
        let readOnly = try await run(["1", "limits.setTotal", "500", "y", "Esc"], ["--read-only"])
        #expect(readOnly.output.contains("sandbox, sandbox, read only"))
        #expect(!readOnly.output.contains("can send 500 messages"))
    }

    @Test("There is no escape byte, no carriage return, and no painting, with every place looked at")
    func plain() async throws {
        let result = try await run([
            "?", "", "q", "2", "pane 3", "pane 4", "pane 5", "1", "back", "customer", "billing",
        ])
        #expect(result.status == 0)
        #expect(!result.output.utf8.contains { $0 == 0x1B || $0 == 0x0D || $0 == 0x08 })
        #expect(result.errors == "")
        for place in [
            "Commands: ", "Overview of ", "Statistics, 30 days, of ", "Suppressions of ", "Samples: ", "Customer: ",
        ] {
            #expect(result.output.contains(place), "\(place)")
        }
    }

    @Test("The end of the lines is the end, also right at the start and on a dumb terminal")
    func end() async throws {
        let result = try await run([])
        #expect(result.status == 0)
        #expect(result.output.hasSuffix("> \n"))
    }

    @Test("ACCESSIBLE=1 asks for lines too; an unknown view is named with the nearest one")
    func asked() async throws {
        let accessible = try await Finished.desk([], home: try Home(), environment: ["ACCESSIBLE": "1"])
        #expect(accessible.output.hasPrefix("sandbox, sandbox, changes can be made\n"))
        let view = try await run([], ["--view", "biling"])
        #expect(view.status == 2)
        #expect(view.errors.contains("billing"))
        let billing = try await run([], ["--view", "billing"])
        #expect(billing.output.contains("Billing\n"))
    }

    @Test("An account is added, tried and gone over to; a wrong key is told and nothing of it kept")
    func account() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "30"], home: home)
        let result = try await run(
            [
                "account add", "mine", "sandbox", "wrong-key", sandbox.url, "3", "", "sandbox", "", "", "", "1",
                "context", "", "Q",
            ], home: home)
        let told = result.output
        #expect(told.contains("not kept: "), "\(told)")
        #expect(told.contains("done: mine is kept in "), "\(told)")
        #expect(told.contains("mine, development, read only"), "\(told)")
        #expect(told.contains("Customers: 30, by username"), "\(told)")
        #expect(try home.text(".config/resellerdesk/accounts/mine.key") == "sandbox\n")
        let mode =
            try FileManager.default.attributesOfItem(
                atPath: home.path + "/.config/resellerdesk/accounts/mine.key")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(!told.contains("wrong-key"))
        sandbox.stop()
    }
}
