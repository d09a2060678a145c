internal import Records

/// What the checks of the receiving server said, from Authentication-Results headers (RFC 8601).
struct Authentication: Equatable {
    private(set) var spf = CheckResult.none
    private(set) var dkim = CheckResult.none
    private(set) var dmarc = CheckResult.none

    /// `headers` in the order of the message. Of each check the topmost header that tells it counts: those below were there
    /// before the last server and can be forged. Of several signatures in it one that passes is enough.
    init(headers: [String]) {
        var told: Set<String> = []
        for header in headers {
            let results = Self.results(of: header)
            for method in ["spf", "dkim", "dmarc"] where !told.contains(method) {
                let said = results.filter { $0.method == method }.map(\.result)
                guard !said.isEmpty else { continue }
                told.insert(method)
                set(method, Self.best(of: said))
            }
        }
    }

    private mutating func set(_ method: String, _ result: CheckResult) {
        switch method {
        case "spf": spf = result
        case "dkim": dkim = result
        default: dmarc = result
        }
    }

    private static func best(of results: [CheckResult]) -> CheckResult {
        [.pass, .fail, .other].first(where: results.contains) ?? .none
    }

    private static func results(of header: String) -> [(method: String, result: CheckResult)] {
        // The first piece is the name of the server.
        statements(of: header).dropFirst().compactMap { statement in
            let word = statement.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                .replacing(" =", with: "=").replacing("= ", with: "=")
            let pair = (word.split(separator: " ").first ?? "").split(separator: "=", maxSplits: 1)
            guard pair.count == 2, let method = pair[0].split(separator: "/").first else { return nil }
            return (method.lowercased(), result(of: pair[1].lowercased()))
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

    /// The pieces between semicolons, without comments, which nest, and quoted strings, which hold anything.
    private static func statements(of header: String) -> [String] {
        var pieces: [String] = []
        var piece = String.UnicodeScalarView()
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        for scalar in header.unicodeScalars.prefix(16_384) {
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\", isQuoted || depth > 0 {
                isEscaped = true
            } else if scalar == "\"", depth == 0 {
                isQuoted.toggle()
            } else if isQuoted {
                continue
            } else if scalar == "(" {
                depth += 1
            } else if scalar == ")", depth > 0 {
                depth -= 1
                piece.append(" ")
            } else if scalar == ";", depth == 0 {
                pieces.append(String(piece))
                piece = String.UnicodeScalarView()
            } else if depth == 0 {
                piece.append(scalar)
            }
        }
        return pieces + [String(piece)]
    }
}
