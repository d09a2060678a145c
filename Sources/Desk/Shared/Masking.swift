import Records
import ResellerAPI

/// Hides who an address belongs to, for a shared screen: `kim.frost@gone.example` becomes `k…t@gone.example`.
package enum Masking {
    /// The text with every address in it masked, but for those to be spared.
    package static func mask(_ text: String, sparing spared: Set<String> = []) -> String {
        guard text.utf8.contains(0x40) else { return text }
        var result = ""
        var token = ""
        for character in text {
            if character == "@" || isPartOfName(character) {
                token.append(character)
            } else {
                result += masked(token, spared)
                result.append(character)
                token = ""
            }
        }
        return result + masked(token, spared)
    }

    package static func mask(_ text: String, if isWanted: Bool) -> String { isWanted ? mask(text) : text }

    /// A run of letters without a blank: what stands before each `@` is hidden.
    private static func masked(_ token: String, _ spared: Set<String>) -> String {
        guard token.utf8.contains(0x40), !spared.contains(token) else { return token }
        let parts = token.split(separator: "@", omittingEmptySubsequences: false)
        return (parts.dropLast().map(hidden) + parts.suffix(1).map(String.init)).joined(separator: "@")
    }

    private static func hidden(_ name: Substring) -> String {
        guard let first = name.first, let last = name.last else { return "" }
        return name.count > 1 ? "\(first)…\(last)" : "…"
    }

    private static func isPartOfName(_ character: Character) -> Bool {
        !character.isWhitespace && !"<>()[]\"',;:=/".contains(character)
    }
}

extension DeskState {
    /// A text as it may be seen now: with `P` every address in it is masked, but that of the customer shown.
    package func masked(_ text: String) -> String {
        guard masksAddresses else { return text }
        if session.isKiosk { return Masking.mask(text) }
        return Masking.mask(text, sparing: ownAddresses)
    }

    /// A customer's name as it may be seen now: whole, but for a wall.
    package func shownName(_ user: String) -> String { onWall(user) }

    /// A text that is whole everywhere but on a wall.
    package func onWall(_ text: String) -> String { session.isKiosk ? Masking.mask(text) : text }

    /// The subject of a message as it may be seen now.
    package func shownSubject(_ subject: String) -> String {
        session.isKiosk && !subject.isEmpty ? "(a subject of \(subject.count) characters)" : masked(subject)
    }

    /// Who a message is from, as it may be seen now: on a wall without the name.
    package func shownSender(_ sample: Sample) -> String {
        session.isKiosk ? Masking.mask(sample.sender ?? "") : sample.from
    }

    /// The customer's name and address.
    private var ownAddresses: Set<String> {
        guard let subject else { return [] }
        let row = subjectRow.flatMap {
            $0 < customers.table.count && customers.table.username($0) == subject ? $0 : nil
        }
        return Set([subject, row.flatMap { customers.table.text($0, .email) }].compactMap(\.self))
    }
}
