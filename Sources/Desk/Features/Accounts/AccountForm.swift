import Formats

/// A new account, asked for step by step. The key is in no description.
package struct AccountForm: Sendable, Equatable, CustomReflectable {
    package enum Field: Sendable, Hashable, CaseIterable {
        case name, user, key, keyCommand, baseURL, role, samples
    }

    package enum Stage: Sendable, Equatable {
        case typing
        /// User and key are tried with one read, then the account is kept.
        case checking
    }

    private static let longestName = 40
    package static let defaultBaseURL = "https://api.sendgrid.com"

    package var entries: [Field: TextEntry] = [
        .baseURL: TextEntry(defaultBaseURL), .role: TextEntry(Session.Role.production.rawValue),
    ]
    /// The field being typed.
    package var field = Field.name
    package var stage = Stage.typing
    /// Fields that were left or confirmed: their faults are shown.
    package var seen: Set<Field> = []
    /// Why the account was not kept the last time.
    package var problem: String?
    /// Names that other accounts have.
    package var taken: [String] = []

    package init() {}

    package var customMirror: Mirror {
        Mirror(self, children: ["account": draft.description, "field": field, "stage": stage])
    }

    package subscript(field: Field) -> TextEntry {
        get { entries[field] ?? TextEntry() }
        set { entries[field] = newValue }
    }

    /// What is typed, as it would be kept.
    package var draft: AccountDraft {
        var draft = AccountDraft()
        draft.name = text(.name)
        draft.user = text(.user)
        draft.key = text(.key)
        draft.keyCommand = draft.key.isEmpty ? text(.keyCommand).split(separator: " ").map(String.init) : []
        draft.baseURL = text(.baseURL).isEmpty ? Self.defaultBaseURL : text(.baseURL)
        draft.role = Session.Role(rawValue: text(.role)) ?? .production
        draft.maildir = text(.samples)
        return draft
    }

    private func text(_ field: Field) -> String { self[field].text.trimmingBlanks }

    /// The fields asked for: a key that is typed needs no command.
    package var fields: [Field] {
        Field.allCases.filter { $0 != .keyCommand || text(.key).isEmpty }
    }

    /// What is wrong with a field, as the rest of a sentence; nil when nothing is.
    package func fault(of field: Field) -> String? {
        let text = text(field)
        switch field {
        case .name: return nameFault(text)
        case .user: return text.isEmpty ? AccountsWords.needed : text.contains(" ") ? AccountsWords.noBlanks : nil
        case .key: return text.contains(" ") ? AccountsWords.noBlanks : nil
        case .keyCommand:
            return text.isEmpty && self.text(.key).isEmpty ? AccountsWords.neededWithoutKey : nil
        case .baseURL:
            guard !text.isEmpty else { return nil }
            do throws(ServiceURL.Fault) { _ = try ServiceURL(text) } catch { return error.words }
            return nil
        case .role:
            return Session.Role(rawValue: text) == nil ? AccountsWords.roles : nil
        case .samples: return nil
        }
    }

    /// The name is that of a file.
    private func nameFault(_ name: String) -> String? {
        if name.isEmpty { return AccountsWords.needed }
        if taken.contains(where: { $0.lowercased() == name.lowercased() }) { return AccountsWords.taken }
        let isPlain = name.unicodeScalars.allSatisfy { scalar in
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
                || "._-".unicodeScalars.contains(scalar)
        }
        let startsPlain = name.first.map { $0.isLetter || $0.isNumber } ?? false
        if !isPlain || !startsPlain { return AccountsWords.plainName }
        return name.count > Self.longestName ? AccountsWords.tooLong(Self.longestName) : nil
    }

    mutating func move(_ step: Int) {
        let fields = fields
        seen.insert(field)
        let place = fields.firstIndex(of: field) ?? 0
        field = fields[((place + step) % fields.count + fields.count) % fields.count]
    }
}

extension AccountForm.Field {
    package var label: String {
        switch self {
        case .name: "name"
        case .user: "user"
        case .key: "key"
        case .keyCommand: "key command"
        case .baseURL: "service"
        case .role: "role"
        case .samples: "samples"
        }
    }

    /// The rule, and what it is for.
    package var help: String {
        switch self {
        case .name: AccountsWords.help.name
        case .user: AccountsWords.help.user
        case .key: AccountsWords.help.key
        case .keyCommand: AccountsWords.help.keyCommand
        case .baseURL: AccountsWords.help.baseURL
        case .role: AccountsWords.help.role
        case .samples: AccountsWords.help.samples
        }
    }

    package var isSecret: Bool { self == .key }

    package var choices: [String] {
        self == .role
            ? [Session.Role.production, .staging, .development, .sandbox].map(\.rawValue) : []
    }
}
