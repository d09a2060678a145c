internal import Records

/// What the checks of the receiving server said, from Authentication-Results headers (RFC 8601).
struct Authentication: Equatable {
    private(set) var spf = CheckResult.none
    private(set) var dkim = CheckResult.none
    private(set) var dmarc = CheckResult.none

    private(set) var arc = CheckResult.none
    /// What each check rests on, by its method, in a few words.
    private(set) var details: [String: String] = [:]

    /// One statement of a header: what it says, and what stands in its comments and its quotation marks.
    private struct Statement {
        var text = ""
        var comment = ""
        var quoted = ""

        func property(_ name: String) -> String? {
            for word in text.split(whereSeparator: \.isWhitespace) where word.lowercased().hasPrefix(name + "=") {
                let value = word.dropFirst(name.count + 1)
                return value.isEmpty ? nil : String(value.prefix(100))
            }
            return nil
        }
    }

    /// `headers` as the receiving server wrote them, in the order of the message. Only those of one server count: of `server`,
    /// else of the topmost. One that names no server, as Exchange writes them, is of the server by its place. Of each check the topmost header that tells it counts, and of several signatures in it one
    /// that passes is enough.
    init(headers: [String], server: String? = nil) {
        var told: Set<String> = []
        let own = server?.lowercased() ?? headers.first.flatMap(Self.server)
        for header in headers where Self.isOf(own, header) {
            let results = Self.results(of: header)
            for method in ["spf", "dkim", "dmarc", "arc"] where !told.contains(method) {
                let said = results.filter { $0.method == method }
                guard !said.isEmpty else { continue }
                told.insert(method)
                let best = Self.best(of: said.map(\.result))
                set(method, best)
                if let statement = said.first(where: { $0.result == best })?.statement {
                    details[method] = Self.detail(method, best, statement)
                }
            }
        }
    }

    /// What a Received-SPF header says (RFC 7208), where no other tells it: `fail (mx.desk.example: …)`.
    mutating func take(receivedSPF header: String) {
        guard spf == .none, details["spf"] == nil, let statement = Self.statements(of: header).first,
            let word = statement.text.split(whereSeparator: \.isWhitespace).first
        else { return }
        spf = Self.result(of: word.lowercased())
        details["spf"] = statement.comment
    }

    private mutating func set(_ method: String, _ result: CheckResult) {
        switch method {
        case "spf": spf = result
        case "dkim": dkim = result
        case "arc": arc = result
        default: dmarc = result
        }
    }

    static func isOf(_ server: String?, _ header: String) -> Bool {
        let named = Self.server(of: header)
        return named == server || named == ""
    }

    /// The name of the server that a header begins with, in small letters; empty where it names none.
    private static func server(of header: String) -> String? {
        guard let first = statements(of: header).first, !first.text.contains("=") else { return "" }
        let name = first.text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? first.quoted
        return name.lowercased()
    }

    /// What a header says, for a person: `mx.shop.example: spf=pass, dkim=none`.
    static func words(of header: String) -> String {
        let results = results(of: header).prefix(6).map { "\($0.method)=\($0.word)" }
        let server = server(of: header) ?? ""
        return (server.isEmpty ? "no server" : String(server.prefix(80))) + ": "
            + (results.isEmpty ? "none" : results.joined(separator: ", "))
    }

    private static func best(of results: [CheckResult]) -> CheckResult {
        [.pass, .fail, .other].first(where: results.contains) ?? .none
    }

    private typealias Result = (method: String, word: String, result: CheckResult, statement: Statement)

    private static func results(of header: String) -> [Result] {
        // The first piece is most often the name of the server.
        statements(of: header).compactMap { statement in
            let word = statement.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                .replacing(" =", with: "=").replacing("= ", with: "=")
            let pair = (word.split(separator: " ").first ?? "").split(separator: "=", maxSplits: 1)
            guard pair.count == 2, let method = pair[0].split(separator: "/").first else { return nil }
            let said = pair[1].lowercased()
            return (method.lowercased(), String(said.prefix(20)), result(of: said), statement)
        }
    }

    private static func detail(_ method: String, _ result: CheckResult, _ statement: Statement) -> String {
        let said = [statement.quoted, statement.comment].first { !$0.isEmpty } ?? ""
        switch method {
        case "spf":
            guard said.isEmpty, let from = statement.property("smtp.mailfrom") else { return said }
            let domain = from.split(separator: "@").last.map(String.init) ?? from
            return (result == .pass ? "may send for " : "asked for ") + domain
        case "dkim":
            return said.isEmpty ? statement.property("header.d").map { "signed by \($0)" } ?? "" : said
        case "dmarc":
            let policy = statement.comment.lowercased().split(whereSeparator: { " ,;".contains($0) })
                .first { $0.hasPrefix("p=") }.map { "policy \($0.dropFirst(2))" }
            return policy ?? (said.isEmpty ? statement.property("header.from").map { "for \($0)" } ?? "" : said)
        default: return said
        }
    }

    private static func result(of word: String) -> CheckResult {
        switch word {
        case "pass": .pass
        case "fail", "hardfail": .fail
        case "none": .none
        default: .other
        }
    }

    /// The pieces between semicolons; comments, which nest, and quoted strings, which hold anything, apart.
    private static func statements(of header: String) -> [Statement] {
        var pieces: [Statement] = []
        var (text, comment, quoted) = (
            String.UnicodeScalarView(), String.UnicodeScalarView(), String.UnicodeScalarView()
        )
        var depth = 0
        var (isQuoted, isEscaped) = (false, false)
        func take() {
            pieces.append(
                Statement(
                    text: String(text), comment: String(String(comment).prefix(200)),
                    quoted: String(String(quoted).prefix(200))))
            (text, comment, quoted) = (.init(), .init(), .init())
        }
        for scalar in header.unicodeScalars.prefix(16_384) {
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\", isQuoted || depth > 0 {
                isEscaped = true
            } else if scalar == "\"", depth == 0 {
                isQuoted.toggle()
            } else if isQuoted {
                quoted.append(scalar)
            } else if scalar == "(" {
                depth += 1
            } else if scalar == ")", depth > 0 {
                depth -= 1
                text.append(" ")
            } else if scalar == ";", depth == 0 {
                take()
            } else if depth == 0 {
                text.append(scalar)
            } else {
                comment.append(scalar)
            }
        }
        take()
        return pieces
    }
}

extension Authentication {
    /// The checks as the viewer lists them. Whether the mail came in encrypted is told by the topmost Received header.
    func checks(received: String?) -> [SampleMessage.Check] {
        let told = [("SPF", "spf", spf), ("DKIM", "dkim", dkim), ("DMARC", "dmarc", dmarc)].map {
            name, method, result in
            SampleMessage.Check(name, result, detail: details[method] ?? "")
        }
        let transport = received.map(Self.transport) ?? SampleMessage.Check("TLS", .none)
        return told + [transport, SampleMessage.Check("ARC", arc, detail: details["arc"] ?? "")]
    }

    private static func transport(_ received: String) -> SampleMessage.Check {
        let words = received.uppercased().replacing("_", with: ".").split(whereSeparator: { " \t;(),=".contains($0) })
        for word in words where word.hasPrefix("TLS") {
            let version = word.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." }
            if version.count >= 1 { return SampleMessage.Check("TLS", .pass, detail: String(version.prefix(5))) }
        }
        if words.contains(where: { $0.hasPrefix("ESMTPS") || $0.hasPrefix("LMTPS") || $0 == "SMTPS" }) {
            return SampleMessage.Check("TLS", .pass, detail: "encrypted")
        }
        return words.contains("ESMTP") || words.contains("SMTP")
            ? SampleMessage.Check("TLS", .other, detail: "came in unencrypted") : SampleMessage.Check("TLS", .none)
    }
}
