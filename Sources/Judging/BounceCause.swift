import Formats
import ResellerAPI

/// What the bounces of the last day have in common.
package struct BounceCause: Sendable, Hashable {
    /// How many of the newest bounces are looked at.
    package static let latest = 1000

    /// The domain of more than half of them, and how many those are.
    private let domain: String?
    private let atDomain: Int
    private let count: Int
    /// `550 unknown user`, where more than half say so.
    private let reason: String?

    /// The entries in any order; nil where they are too few to have something in common.
    package init?(_ bounces: some Sequence<Suppression>) {
        let bounces = Array(bounces)
        let latest = bounces.compactMap(\.created).max()
        let recent = bounces.filter { bounce in
            guard let latest, let created = bounce.created else { return latest == nil }
            return latest.secondsSinceEpoch - created.secondsSinceEpoch < 86_400
        }
        guard recent.count >= 10 else { return nil }
        count = recent.count
        let most = Self.most(recent.compactMap { Self.domain($0.email) })
        (domain, atDomain) = most.map { $0.count * 2 > recent.count ? ($0.text, $0.count) : (nil, 0) } ?? (nil, 0)
        let told = Self.most(recent.compactMap { Self.kind($0.reason ?? "") })
        reason = told.flatMap { $0.count * 2 > recent.count ? $0.text : nil }
        if domain == nil, reason == nil { return nil }
    }

    /// `550 unknown user at gone.example`.
    var words: String? {
        switch (reason, domain) {
        case (let reason?, let domain?): "\(reason) at \(domain)"
        case (let reason?, nil): reason
        case (nil, let domain?): "at \(domain)"
        case (nil, nil): nil
        }
    }

    /// `9 of 10 bounces are at gone.example`.
    package var sentence: String? {
        guard let domain else { return nil }
        // Nearly all is not all.
        let tenths = min(9, (atDomain * 10 + count / 2) / count)
        return atDomain == count
            ? "All of the last bounces are at \(domain)" : "\(tenths) of 10 bounces are at \(domain)"
    }

    private static func domain(_ email: String) -> String? {
        AddressForms.domainKey(email)
    }

    private static func most(_ texts: [String]) -> (text: String, count: Int)? {
        var counts: [String: Int] = [:]
        for text in texts { counts[text, default: 0] += 1 }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { ($0.key, $0.value) }
    }

    /// What a server says in its many dialects, with the number it begins with; nil where it says something else.
    private static func kind(_ reason: String) -> String? {
        let text = String(reason.prefix(300)).lowercased()
        guard let words = kinds.first(where: { kind in kind.signs.contains { text.contains($0) } })?.words else {
            return nil
        }
        let code = text.prefix(3)
        return code.utf8.count == 3 && code.utf8.allSatisfy { (0x30...0x39).contains($0) } ? "\(code) \(words)" : words
    }

    private static let kinds: [(words: String, signs: [String])] = [
        ("no such host", ["no such host", "domain not found", "host not found"]),
        ("mailbox full", ["quota", "mailbox full", "mailbox is full"]),
        ("refused as spam", ["spam", "blacklist", "blocklist", "block list", "blocked"]),
        (
            "unknown user",
            ["user unknown", "unknown user", "no such user", "does not exist", "doesn't have", "user not found"]
        ),
    ]
}
