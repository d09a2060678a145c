import Foundation
import Testing

/// An address that gets no mail: found, explained, let through, gone.
@Suite("Why an address gets no mail", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct WhyTests {
    @Test("A bounced address is typed after w, its reason read, and let through with y; then it is gone")
    func walk() async throws {
        let home = try Home()
        // At this time the newest bounce is on one list only, no other address is like it, and its reason is plain.
        let sandbox = try await SandboxProcess(
            ["--customers", "40", "--speed", "0", "--now", "2027-02-27T00:06:00Z"], home: home)
        let key = ["RESELLERDESK_KEY": "sandbox"]
        let arguments = ["--base-url", sandbox.url, "--user", "sandbox"]
        try await TmuxTerminal.open(
            script: DeskScript.run(arguments.joined(separator: " ") + " --write", exports: key), home: home
        ) { terminal in
            let desk = try await terminal.wait("a customer that was read") { screen in
                screen.isFresh("2 Overview") && screen.isFresh("4 Suppressions") && screen.cursorRow.contains("@")
            }
            let customer = desk.cursorCustomer
            let list = { () async throws -> [[String: String?]] in
                let call = ["call", "bounces.list", "user=\(customer)", "date=1"] + arguments
                let answer = try await Finished.desk(call, home: try Home(), environment: key)
                #expect(answer.status == 0, "\(answer.errors)")
                return try JSONDecoder().decode([[String: String?]].self, from: Data(answer.output.utf8))
            }
            let bounce = try #require(try await list().last)
            let address = try #require(bounce["email"] ?? nil)
            let reason = try #require(bounce["reason"] ?? nil)
            try await terminal.keys("w")
            try await terminal.wait(for: "Why does an address get no mail?")
            try await terminal.type("Somebody <\(address.uppercased())>")
            try await terminal.wait(for: "<\(address.uppercased())>")
            try await terminal.keys("Enter")
            try await terminal.wait("the list and the reason") { why in
                why.contains("Held on the list bounced: no mail of \(customer)") && why.contains("the server said")
                    && why.contains(String(reason.prefix(20)))
            }
            try await terminal.keys("d")
            try await terminal.wait("the dialog with the state before") { $0.contains("email   \(address)") }
            try await terminal.keys("y")
            try await terminal.wait(for: "Not on any of \(customer)")
            #expect(try await list().allSatisfy { $0["email"] != address })
            try await terminal.keys("Escape")
            try await terminal.wait(for: "1 Customers")
            _ = try await terminal.quit()
        }
    }
}
