import Formats
import ResellerAPI

/// The domain that more than half of some addresses end in.
package struct CommonDomain: Sendable, Equatable {
    package let domain: String
    /// Addresses that end in it.
    package let count: Int
    /// Addresses in all.
    package let total: Int
    /// Whether the domain itself seems to be gone: nearly all addresses end in it, and again and again no host was
    /// found for it.
    package let isDead: Bool

    /// Fewer addresses than this have nothing in common.
    static let enough = 10

    package init(domain: String, count: Int, total: Int, isDead: Bool) {
        self.domain = domain
        self.count = count
        self.total = total
        self.isDead = isDead
    }

    /// Nil where no domain has more than half. One walk finds who it could be, a second one counts: a list of a hundred
    /// thousand addresses costs no dictionary of its domains.
    init?(of entries: [Suppression]) {
        guard entries.count >= Self.enough else { return nil }
        var candidate: Substring?
        var lead = 0
        for entry in entries {
            let domain = Self.domain(of: entry.email)
            if lead == 0 { candidate = domain }
            lead += candidate.map { Self.isSame($0, domain) } ?? false ? 1 : -1
        }
        guard let candidate, !candidate.isEmpty else { return nil }
        let members = entries.filter { Self.isSame(Self.domain(of: $0.email), candidate) }
        guard members.count * 2 > entries.count else { return nil }
        domain = candidate.lowercased()
        (count, total) = (members.count, entries.count)
        let hostless = members.count { $0.status == "5.1.2" || $0.status == "5.4.4" }
        isDead = members.count * 10 >= entries.count * 9 && hostless * 10 >= members.count
    }

    /// What is behind the last `@`; nothing where there is none.
    private static func domain(of email: String) -> Substring {
        let bytes = email.utf8
        guard let at = bytes.lastIndex(of: 0x40) else { return email[email.endIndex...] }
        return email[bytes.index(after: at)...]
    }

    /// Without regard to the case of letters of ASCII; nearly always it is the same, which is told fastest.
    private static func isSame(_ one: Substring, _ other: Substring) -> Bool {
        if one == other { return true }
        return one.utf8.count == other.utf8.count
            && one.utf8.elementsEqual(other.utf8) { ASCII.lowered($0) == ASCII.lowered($1) }
    }

}
