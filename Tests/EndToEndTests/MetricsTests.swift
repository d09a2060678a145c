import Archive
import Foundation
import FoundationNetworking
import Records
import ResellerAPI
import Testing

/// The figures for an existing Prometheus.
@Suite("metrics, from the shell and over HTTP")
struct MetricsTests {
    private static let promtool = Executable.found("promtool")
    private static let prometheus = Executable.found("prometheus")
    private static let key = "a-k3y-that-stays"
    private static let hostile = "evil\"\\\n\u{1B}[31m@x.example"
    private static let arguments = [
        "metrics", "--base-url", "http://127.0.0.1:9", "--user", "acme", "--max-series", "100",
    ]
    private static let login = ["RESELLERDESK_KEY": key]

    /// A home with an archive in which there are figures of two customers, one with a hostile name.
    private func home() throws -> Home {
        let home = try Home()
        let archive = try Archive(path: home.path + "/.local/state/resellerdesk/archive.sqlite")
        var counts = MailCounts()
        (counts.requests, counts.bounces) = (1000, 61)
        let day = DayStats(date: CalendarDate(daysSinceEpoch: 20_000), counts: counts)
        let account = "acme at http://127.0.0.1:9/"
        let readAt = Date().timeIntervalSince1970 - 60
        try archive.saveFigures(
            [Self.hostile, "ops@b.example"].map { CustomerFigures(username: $0, readAt: readAt, days: [day]) },
            of: account)
        let alarm = Alarm(
            key: AlarmKey(username: Self.hostile, concern: .bounces), firstSeen: readAt, lastSeen: readAt,
            severity: .critical, value: 0.061)
        try archive.sawAlarms([alarm], of: account)
        return home
    }

    private func serve(_ home: Home, _ more: [String] = []) async throws -> (ServingProcess, URL) {
        let server = try await ServingProcess(
            Executable.desk, Self.arguments + ["--listen", "0"] + more,
            home: home, environment: Self.login, until: "listening on ")
        let url = server.line.replacing("listening on ", with: "")
        return (server, try #require(URL(string: url)))
    }

    private func ask(_ url: URL, _ method: String = "GET") async throws -> (text: String, answer: HTTPURLResponse) {
        var request = URLRequest(url: url)
        request.httpMethod = method
        let (body, answer) = try await URLSession.shared.data(for: request)
        return (String(decoding: body, as: UTF8.self), try #require(answer as? HTTPURLResponse))
    }

    // MARK: - Once

    @Test("What is kept is printed with its age, asking nobody; no secret is in it, and no escape byte")
    func kept() async throws {
        let result = try await Finished.desk(Self.arguments, home: try home(), environment: Self.login)
        #expect(result.status == 0)
        #expect(result.errors == "resellerdesk: the figures cover 2 customers; the list has not been read yet\n")
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.contains(#"resellerdesk_customer_bounce_ratio{customer="ops@b.example"} 0.061"#))
        #expect(
            lines.contains(##"resellerdesk_customer_requests_today{customer="evil\"\\\n\\u{1B}[31m@x.example"} 1000"##))
        #expect(!result.output.utf8.contains(0x1B))
        #expect(!(result.output + result.errors).contains(Self.key))
    }

    @Test("Series of single customers are there only where they are asked for")
    func noSeries() async throws {
        let result = try await Finished.desk(
            Array(Self.arguments.prefix(5)), home: try home(), environment: Self.login)
        #expect(result.status == 0)
        #expect(result.output.contains("\nresellerdesk_customers_left_out 2\n"))
        #expect(!result.output.contains("customer="))
    }

    @Test("Without figures one round is made first, and how many customers it covers is said")
    func round() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        let arguments = ["metrics", "--base-url", sandbox.url, "--user", "sandbox", "--max-series", "100"]
        let result = try await Finished.desk(arguments, home: home, environment: ["RESELLERDESK_KEY": "sandbox"])
        #expect(result.status == 0)
        #expect(result.errors == "resellerdesk: the figures cover 5 of 5 customers\n")
        let lines = result.output.split(separator: "\n")
        #expect(lines.contains("resellerdesk_customers_known 5"))
        #expect(lines.count { $0.hasPrefix("resellerdesk_customer_read_timestamp_seconds{") } == 5)
    }

    @Test("A service that can't be asked ends the first round with 1 and the reason")
    func unreachable() async throws {
        let result = try await Finished.desk(Self.arguments, home: try Home(), environment: Self.login)
        #expect(result.status == 1)
        #expect(result.output == "")
        #expect(result.errors.contains("Could not reach 127.0.0.1:9"))
    }

    @Test(
        "An address that is none is refused with 2",
        arguments: ["many", "127.0.0.1:65536", "::1:9464", "http://127.0.0.1:9464", "[localhost]:1", ""])
    func address(text: String) async throws {
        let result = try await Finished.desk(Self.arguments + ["--listen", text], home: try Home())
        #expect(result.status == 2)
        #expect(result.errors.contains("--listen is an address such as 127.0.0.1:9464"))
    }

    @Test(
        "promtool finds nothing to complain of",
        .enabled(if: promtool != nil, "promtool (Debian: prometheus) is not installed"))
    func checked() async throws {
        let home = try home()
        let printed = try await Finished.desk(Self.arguments, home: home, environment: Self.login)
        #expect(printed.output.contains("# TYPE resellerdesk_customer_bounce_ratio gauge\n"))
        try Data(printed.output.utf8).write(to: URL(filePath: home.path + "/metrics"))
        let tool = try #require(Self.promtool)
        let script = "'\(tool)' check metrics < '\(home.path)/metrics' > '\(home.path)/said' 2>&1; echo ended $?"
        let shell = try await ServingProcess("/bin/sh", ["-c", script], home: home, until: "ended ")
        #expect(shell.line == "ended 0")
        #expect(try home.text("said") == "")
    }

    // MARK: - Served

    @Test("Served on this machine alone: GET and HEAD of /metrics, nothing else; a signal ends it with its number")
    func served() async throws {
        let (server, url) = try await serve(try home())
        #expect(url.host() == "127.0.0.1")
        let page = url.appending(path: "metrics")
        let got = try await ask(page)
        #expect(got.answer.statusCode == 200)
        #expect(
            got.answer.value(forHTTPHeaderField: "Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
        #expect(got.text.contains("\nresellerdesk_customers_read 2\n"))
        #expect(got.text.contains("\nresellerdesk_collector_active 0\n"))
        let head = try await ask(page, "HEAD")
        #expect(head.answer.statusCode == 200 && head.text == "")
        let posted = try await ask(page, "POST")
        #expect(posted.answer.statusCode == 405)
        #expect(posted.answer.value(forHTTPHeaderField: "Allow") == "GET, HEAD")
        #expect(try await ask(url.appending(path: "other")).answer.statusCode == 404)
        #expect(server.end(by: SIGTERM) == 128 + SIGTERM)
    }

    @Test(
        "No connection is kept: not after an answer, whatever was asked for, and not for a client that says nothing",
        arguments: [
            "GET /metrics HTTP/1.0\r\n\r\n",
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n", "",
            "GET /metr",
        ])
    func closing(request: String) async throws {
        let (server, url) = try await serve(try home())
        let answer = try TinyServer.talk(to: try #require(url.port), request)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") == request.hasSuffix("\r\n\r\n"))
        #expect(answer.contains("\nresellerdesk_customers_read 2\n") == request.hasSuffix("\r\n\r\n"))
        server.end()
    }

    @Test("A page that reaches it under a name of its own is refused; with --allow-host the name is taken")
    func rebinding() async throws {
        for (host, more, status) in [
            ("evil.example", [], "421"), ("evil.example:80", ["--allow-host", "stats.example"], "421"),
            ("stats.example", ["--allow-host", "stats.example"], "200"),
        ] {
            let (server, url) = try await serve(try home(), more)
            let answer = try TinyServer.talk(
                to: try #require(url.port), "GET /metrics HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(host) \(more)")
            #expect(answer.contains("resellerdesk_customers_read") == (status == "200"))
            server.end()
        }
    }

    @Test("Over a socket in the file system it serves its own user, takes over a stale one and leaves none behind")
    func unixSocket() async throws {
        let home = try home()
        let path = home.path + "/desk.sock"
        let arguments = Self.arguments + ["--listen", "unix:\(path)"]
        let start = { (home: Home) in
            try await ServingProcess(
                Executable.desk, arguments, home: home, environment: Self.login, until: "listening on unix:")
        }
        let killed = try await start(home)
        #expect(killed.line == "listening on unix:\(path)")
        killed.end(by: SIGKILL)
        #expect(home.has("desk.sock"))
        let server = try await start(home)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let second = try await Finished.desk(arguments, home: home, environment: Self.login)
        #expect(second.status == 1)
        #expect(second.errors.contains("another process listens on \(path)"))
        #expect(server.end(by: SIGINT) == 128 + SIGINT)
        #expect(!home.has("desk.sock"))
    }

    @Test("Every signal that ends a process ends it", arguments: [SIGINT, SIGTERM, SIGHUP])
    func signals(number: Int32) async throws {
        let (server, _) = try await serve(try home(), ["--collect"])
        #expect(server.end(by: number) == 128 + number)
    }

    @Test("A port that is taken ends it with 1")
    func taken() async throws {
        let home = try home()
        let (server, url) = try await serve(home)
        let port = try #require(url.port)
        let second = try await Finished.desk(
            Self.arguments + ["--listen", "\(port)"], home: home, environment: Self.login)
        #expect(second.status == 1)
        #expect(second.output == "")
        #expect(second.errors.contains("can't listen on http://127.0.0.1:\(port): Address already in use"))
        server.end()
    }

    @Test("With --collect it asks the service itself, and gives the right to do so back at the end")
    func collecting() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        let server = try await ServingProcess(
            Executable.desk,
            ["metrics", "--listen", "0", "--collect", "--base-url", sandbox.url, "--user", "sandbox"],
            home: home, environment: ["RESELLERDESK_KEY": "sandbox"], until: "listening on ")
        let url = try #require(URL(string: server.line.replacing("listening on ", with: "") + "/metrics"))
        let text = try await text(of: url) {
            $0.contains("\nresellerdesk_customers_read 5\n") && $0.contains("\nresellerdesk_service_up 1\n")
        }
        #expect(text.contains("\nresellerdesk_collector_active 1\n"))
        #expect(server.end(by: SIGTERM) == 128 + SIGTERM)
        let archive = try Archive(path: home.path + "/.local/state/resellerdesk/archive.sqlite")
        let lease = "collect sandbox at \(sandbox.url)/"
        #expect(try archive.leaseHolder(lease, now: Date().timeIntervalSince1970) == nil)
    }

    @Test(
        "A real Prometheus scrapes it, and finds hostile names whole",
        .enabled(if: prometheus != nil, "prometheus is not installed"))
    func scraped() async throws {
        let home = try home()
        let (server, url) = try await serve(home)
        let port = try TinyServer.unusedPort()
        let config = """
            global: { scrape_interval: 1s }
            scrape_configs:
              - job_name: resellerdesk
                static_configs: [{ targets: ["127.0.0.1:\(try #require(url.port))"] }]
            """
        try Data(config.utf8).write(to: URL(filePath: home.path + "/prometheus.yml"))
        let prometheus = try await ServingProcess(
            try #require(Self.prometheus),
            [
                "--config.file=\(home.path)/prometheus.yml", "--storage.tsdb.path=\(home.path)/data",
                "--web.listen-address=127.0.0.1:\(port)",
            ], home: home, until: "Server is ready to receive web requests")
        #expect(prometheus.line != "")
        let query = try #require(
            URL(string: "http://127.0.0.1:\(port)/api/v1/query?query=resellerdesk_customer_bounce_ratio"))
        let text = try await text(of: query) { $0.contains("ops@b.example") }
        let answer = try JSONDecoder().decode(QueryAnswer.self, from: Data(text.utf8))
        let values = Dictionary(uniqueKeysWithValues: answer.data.result.map { ($0.metric["customer"], $0.text) })
        #expect(values == ["ops@b.example": "0.061", "evil\"\\\n\\u{1B}[31m@x.example": "0.061"])
        prometheus.end()
        server.end()
    }

    /// Asks until the answer is as it should be.
    private func text(of url: URL, until isThere: (String) -> Bool) async throws -> String {
        let deadline = DispatchTime.now() + Patience.seconds
        while true {
            let text = try await ask(url).text
            if isThere(text) { return text }
            guard DispatchTime.now() < deadline else {
                throw HarnessError.timedOut(waitingFor: url.absoluteString, screen: text)
            }
        }
    }

    /// What Prometheus answers to a query.
    private struct QueryAnswer: Decodable {
        struct Series: Decodable {
            let metric: [String: String]
            let text: String

            enum CodingKeys: String, CodingKey {
                case metric, value
            }

            init(from decoder: any Decoder) throws {
                let values = try decoder.container(keyedBy: CodingKeys.self)
                metric = try values.decode([String: String].self, forKey: .metric)
                var pair = try values.nestedUnkeyedContainer(forKey: .value)
                _ = try pair.decode(Double.self)
                text = try pair.decode(String.self)
            }
        }

        struct Found: Decodable {
            let result: [Series]
        }

        let data: Found
    }
}
