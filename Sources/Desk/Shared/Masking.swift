import Records
import ResellerAPI

/// Hides who an address belongs to, for a shared screen: `kim.frost@gone.example` becomes `k…t@gone.example`, and a
/// customer's name `frost` becomes `f…t`.
package enum Masking {
    /// The text with every address and every known name in it masked, but for those to be spared.
    package static func mask(
        _ text: String, sparing spared: Set<String> = [], names isName: (String) -> Bool = { _ in false }
    ) -> String {
        var result = ""
        var token = ""
        for character in text {
            if character == "@" || isPartOfName(character) {
                token.append(character)
            } else {
                result += masked(token, spared, isName)
                result.append(character)
                token = ""
            }
        }
        return result + masked(token, spared, isName)
    }

    /// A name that is masked whatever it looks like.
    package static func name(_ name: String) -> String {
        name.utf8.contains(0x40) ? mask(name) : hidden(name[...])
    }

    /// A run of letters without a blank: what stands before each `@` is hidden, and a name as a whole. A full stop
    /// after it ends a sentence.
    private static func masked(_ token: String, _ spared: Set<String>, _ isName: (String) -> Bool) -> String {
        guard !token.isEmpty, !spared.contains(token) else { return token }
        guard token.utf8.contains(0x40) else {
            if isName(token) { return hidden(token[...]) }
            guard let last = token.last, ".!?".contains(last) else { return token }
            let bare = token.dropLast()
            return isName(String(bare)) && !spared.contains(String(bare)) ? hidden(bare) + String(last) : token
        }
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

/// The customer that is talked about while the screen is shared: the one name that stays.
package struct Talk: Sendable, Equatable {
    package let user: String
    package let email: String?

    package init(user: String, email: String?) {
        self.user = user
        self.email = email
    }
}

extension DeskState {
    /// Masks all names but that of the customer shown now, or ends that. The next customer under the cursor stays masked.
    mutating func toggleMasking() {
        masksAddresses.toggle()
        talk = masksAddresses ? subject.map { Talk(user: $0, email: emailOfSubject) } : nil
        guard masksAddresses else { return notice = Notice(.plain, SharedWords.unmasked) }
        notice = Notice(.plain, SharedWords.masked(except: talk?.user))
    }

    private var emailOfSubject: String? {
        guard let row = subjectRow, row < customers.table.count, customers.table.username(row) == subject else {
            return nil
        }
        return customers.table.text(row, .email)
    }

    /// A text as it may be seen now: with `P` every address and every customer's name in it is masked, but that of the
    /// customer who is talked about.
    package func masked(_ text: String) -> String {
        guard masksAddresses else { return text }
        return Masking.mask(text, sparing: spared) { self.isCustomer($0) }
    }

    /// A customer's name as it may be seen now.
    package func shownName(_ user: String) -> String {
        guard masksAddresses, session.isKiosk || user != talk?.user else { return user }
        return Masking.name(user)
    }

    /// What tells who a customer is, beside name and address: whole only of the one who is talked about.
    package func shownPersonal(_ text: String, of user: String?) -> String {
        guard masksAddresses, session.isKiosk || user == nil || user != talk?.user else { return text }
        return text.isEmpty ? text : "…"
    }

    /// The subject of a message as it may be seen now.
    package func shownSubject(_ subject: String) -> String {
        session.isKiosk && !subject.isEmpty ? SharedWords.hiddenSubject(subject.count) : masked(subject)
    }

    /// Who a message is from, as it may be seen now: masked, without the name.
    package func shownSender(_ sample: Sample) -> String {
        masksAddresses ? masked(sample.sender ?? "") : sample.from
    }

    /// The name and address of the customer who is talked about.
    private var spared: Set<String> {
        guard let talk, !session.isKiosk else { return [] }
        return Set([talk.user, talk.email].compactMap(\.self))
    }

    /// Whether a word is the name of a customer of whom something was read: no table of a million names is walked.
    private func isCustomer(_ word: String) -> Bool {
        word == subject || figures[word] != nil || details[word] != nil
    }
}

extension DeskState {
    /// A cell of a table as it may be seen now.
    package func shown(_ text: String, _ column: SheetColumn, _ row: SheetRow) -> String {
        guard masksAddresses else { return text }
        if column.isPersonal { return shownPersonal(text, of: row.customer) }
        return text == row.customer ? shownName(text) : masked(text)
    }
}
