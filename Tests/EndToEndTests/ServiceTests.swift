import Foundation
import Testing

/// The service as it should not be: gone, refusing, or talking nonsense. The program says so and goes on.
@Suite("Bad service", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct ServiceTests {
    private func open(
        _ url: String, key: String = "sandbox", home: Home? = nil, _ body: (TmuxTerminal) async throws -> Void
    ) async throws {
        try await TmuxTerminal.open(script: DeskScript.run(against: url, key: key), home: try home ?? Home(), body)
    }

    /// The program still takes keys, and ends as it should.
    private func expectAlive(_ terminal: TmuxTerminal) async throws {
        try await terminal.keys("?")
        try await terminal.wait(for: "Help: ")
        try await terminal.keys("Escape")
        try await terminal.wait(without: "Help: ")
        #expect(try await terminal.quit().contains("exit=0"))
    }

    @Test("The second start paints the customers of the first, marked old, when the service is gone")
    func archived() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "60"], home: home)
        try await open(sandbox.url, home: home) { terminal in
            try await terminal.wait("60 customers") { $0.contains("60 customers") && $0.isFresh("2 Overview") }
            #expect(try await terminal.quit().contains("exit=0"))
        }
        sandbox.stop()
        try await open(sandbox.url, home: home) { terminal in
            // A frame may be seen half drawn: rows and title have to be there together.
            let screen = try await terminal.wait("the customers of the first start, marked old") { screen in
                screen.rows[0].contains("60 customers") && screen.row(with: "1 Customers").contains("old")
                    && screen.count("@") > 10
            }
            #expect(screen.rows[0].contains("PRODUCTION"))
            try await terminal.wait("the failed readings, and the key that tries again") { screen in
                screen.rows.last?.contains("failed") == true && screen.rows.last?.contains("r retries") == true
            }
            // The panes show what is kept of the customer with its age; the cause is with the calls that failed.
            try await terminal.keys("g", "e")
            #expect(try await terminal.wait(for: "connection refused").contains("127.0.0.1:\(sandbox.port)"))
            try await terminal.keys("Escape")
            try await terminal.wait(without: "What went wrong")
            try await expectAlive(terminal)
        }
    }

    @Test("A service that is not there is named; when it comes, r reads from it")
    func unreachable() async throws {
        let home = try Home()
        let port = try TinyServer.unusedPort()
        try await open("http://127.0.0.1:\(port)", home: home) { terminal in
            let screen = try await terminal.wait(for: "127.0.0.1:\(port)")
            #expect(screen.row(with: "Could not load").contains("no connection"))
            try await terminal.wait(for: "r retries now")
            let sandbox = try await SandboxProcess(["--customers", "60"], port: port, home: home)
            try await terminal.keys("R")
            try await terminal.wait(for: "60 customers")
            let read = try await terminal.wait("rows, and no failure any more") { screen in
                !screen.contains("Could not load") && screen.count("@") > 10
            }
            #expect(!read.contains("connection refused"))
            #expect(try await terminal.quit().contains("exit=0"))
            sandbox.stop()
        }
    }

    @Test("A wrong key is told apart from everything else")
    func wrongKey() async throws {
        let sandbox = try await SandboxProcess(["--customers", "60"], home: try Home())
        try await open(sandbox.url, key: "of-somebody-else") { terminal in
            let screen = try await terminal.wait("the refusal") { screen in
                screen.row(with: "Could not load").contains("user and key")
            }
            #expect(!screen.contains("of-somebody-else"))
            try await expectAlive(terminal)
        }
        sandbox.stop()
    }

    @Test("Without a key nothing is sent, and the message says where to put one")
    func noKey() async throws {
        let script = DeskScript.run("--base-url http://127.0.0.1:9 --user acme")
        try await TmuxTerminal.open(script: script, home: try Home()) { terminal in
            let screen = try await terminal.wait(for: "RESELLERDESK_KEY")
            #expect(!screen.contains("connection refused"))
        }
    }

    @Test(
        "An answer that can't be read is said so, with the operation and the reason",
        arguments: [
            BadAnswer("no JSON", body: "]}{ \u{1B}[31m\u{7}nonsense"),
            BadAnswer("cut JSON", body: "[{\"username\":\"mail@cut.example\",\"ema"),
            BadAnswer("another shape", body: "{\"surprise\":[1,2,3]}"),
        ])
    func garbled(answer: BadAnswer) async throws {
        try await answered(answer, with: "unreadable response")
    }

    @Test("A web page is named as one, with what to look at")
    func page() async throws {
        let body = "<html><body>Welcome to the hotel network</body></html>"
        try await answered(
            BadAnswer("HTML", body: body, type: "text/html"), with: "a web page instead of an answer")
    }

    @Test("A server that does not speak HTTP is told in words")
    func otherProtocol() async throws {
        try await answered(BadAnswer("mail", whole: "220 mail.example ESMTP\r\n"), with: "connection lost")
    }

    @Test("A web server that is not the service is told in words")
    func otherWebServer() async throws {
        let answer = BadAnswer("web", whole: "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        try await answered(answer, with: "the API has no such call")
    }

    /// The desk with a server that answers so: the words are on the screen, the list of failures names the call.
    private func answered(_ answer: BadAnswer, with words: String) async throws {
        let server = try TinyServer(answering: answer.text)
        try await open(server.url) { terminal in
            try await terminal.wait(for: words)
            try await terminal.keys("g", "e")
            try await terminal.wait("the failures") { screen in
                screen.contains("What went wrong") && screen.contains("customer.list")
            }
            try await terminal.keys("Escape")
            try await terminal.wait(without: "What went wrong")
            try await expectAlive(terminal)
        }
        withExtendedLifetime(server) {}
    }
}

/// An answer that is not what the service promises.
struct BadAnswer: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String

    init(_ name: String, whole text: String) { (testDescription, self.text) = (name, text) }

    init(_ name: String, body: String, type: String = "application/json") {
        self.init(
            name,
            whole: "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n"
                + "Connection: close\r\n\r\n\(body)")
    }
}
