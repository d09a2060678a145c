import Desk
import Records
import Screen

/// What the score and the checks of a sample amount to.
struct SampleVerdict {
    /// From here on filters at mailbox providers act.
    static let alarm = 5.0
    static let critical = 8.0

    let score: Double?
    let scoreSeverity: Severity
    /// What is wrong with the checks, in a word or two each.
    private(set) var failures: [String]

    init(of sample: Sample) {
        let score = sample.score.flatMap { $0.isFinite ? $0 : nil }
        self.score = score
        scoreSeverity = (score ?? 0) >= Self.critical ? .critical : (score ?? 0) >= Self.alarm ? .warning : .well
        failures =
            (sample.dkim == .fail ? ["signature fails"] : []) + (sample.spf == .fail ? ["sender not allowed"] : [])
        // DMARC fails because of the others; it is worth a word alone.
        if failures.isEmpty, sample.dmarc == .fail { failures = ["DMARC fails"] }
    }

    var severity: Severity { max(scoreSeverity, failures.isEmpty ? .well : .warning) }
}

/// What is suspicious in a message; told from the message alone, nothing is looked up.
struct SampleWarnings {
    struct Warning: Equatable {
        let severity: Severity
        let text: String
    }

    /// A link whose words name another place than it leads to, or one that leads to a bare address.
    enum LinkTrouble: Equatable {
        case lies
        case bareAddress
    }

    let message: SampleMessage

    /// The worst first.
    var all: [Warning] {
        let found = links + programs + replies + hiddenCharacters
        return found.filter { $0.severity == .critical } + found.filter { $0.severity != .critical }
    }

    var lyingLinks: Int { message.links.count { trouble($0) == .lies } }
    var hasProgram: Bool { !programs.isEmpty }

    func trouble(_ link: SampleMessage.Link) -> LinkTrouble? {
        guard let target = Self.host(of: link.target) else { return nil }
        if let shown = Self.hostShown(in: link.shown), !Self.belongTogether(shown, target) { return .lies }
        return Self.isBareAddress(target) ? .bareAddress : nil
    }

    private var links: [Warning] {
        message.links.enumerated().compactMap { index, link in
            guard let trouble = trouble(link), let target = Self.host(of: link.target) else { return nil }
            switch trouble {
            case .lies:
                return Warning(
                    severity: .critical,
                    text:
                        "link \(index + 1) shows \(Self.hostShown(in: link.shown) ?? ""), goes to \(Self.site(target))")
            case .bareAddress:
                return Warning(severity: .warning, text: "link \(index + 1) goes to a bare address, \(target)")
            }
        }
    }

    private static let programEndings: Set<String> = [
        "exe", "scr", "com", "bat", "cmd", "js", "jse", "vbs", "vbe", "wsf", "msi", "jar", "lnk", "ps1", "hta", "iso",
    ]

    private var programs: [Warning] {
        message.parts.compactMap { part in
            guard let name = part.fileName, let ending = name.lowercased().split(separator: ".").last,
                Self.programEndings.contains(String(ending))
            else { return nil }
            return Warning(
                severity: .critical, text: "attachment \(name) is a program, \(ByteCounts.text(part.size))")
        }
    }

    private var replies: [Warning] {
        guard let from = domain("from"), let reply = domain("reply-to"), !Self.belongTogether(from, reply) else {
            return []
        }
        return [Warning(severity: .warning, text: "replies go to another domain than From")]
    }

    private var hiddenCharacters: [Warning] {
        let subject = message.sample.subject
        if subject.unicodeScalars.contains(where: {
            (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
        }) {
            return [Warning(severity: .warning, text: "subject holds a character that turns text round")]
        }
        let isHonest = Text.neutralise(subject) == subject
        return isHonest ? [] : [Warning(severity: .warning, text: "subject holds characters that hide")]
    }

    private func domain(_ name: String) -> String? {
        guard let value = message.headers.first(where: { $0.name.lowercased() == name })?.value,
            let at = value.lastIndex(of: "@")
        else { return nil }
        let domain = value[value.index(after: at)...].prefix { $0 != ">" && !$0.isWhitespace && $0 != "," }
        return domain.isEmpty ? nil : domain.lowercased()
    }

    // MARK: - Hosts

    static func host(of target: String) -> String? {
        guard let scheme = target.firstRange(of: "://") else { return nil }
        let rest = target[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = rest.split(separator: "@").last?.prefix { $0 != ":" } ?? ""
        return host.isEmpty ? nil : host.lowercased()
    }

    /// The host that a link's words name, if they look like an address at all.
    static func hostShown(in words: String) -> String? {
        if let host = host(of: words) { return host }
        guard !words.contains(where: \.isWhitespace), !words.contains("@") else { return nil }
        let host = words.prefix { $0 != "/" && $0 != "?" }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }),
            let last = labels.last, last.count >= 2, last.allSatisfy(\.isLetter)
        else { return nil }
        return host.lowercased()
    }

    /// Whether one is the other or a part of it: `go.shop.example` belongs to `shop.example`.
    static func belongTogether(_ one: String, _ other: String) -> Bool {
        one == other || one.hasSuffix("." + other) || other.hasSuffix("." + one)
            || site(one) == site(other)
    }

    /// The last two labels; good enough to hold siblings together.
    private static func site(_ host: String) -> String { host.split(separator: ".").suffix(2).joined(separator: ".") }

    static func isBareAddress(_ host: String) -> Bool {
        host.hasPrefix("[") || (!host.isEmpty && host.allSatisfy { $0.isNumber || $0 == "." })
    }
}

/// `48.2 kB`.
enum ByteCounts {
    static func text(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: "\(bytes) B"
        case ..<1_000_000: Numbers.decimal(Double(bytes) / 1e3, places: 1) + " kB"
        default: Numbers.decimal(Double(bytes) / 1e6, places: 1) + " MB"
        }
    }
}
