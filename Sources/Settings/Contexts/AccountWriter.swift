/// An account as a person gave it to the program. No description shows its key.
package struct NewAccount: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    package enum Key: Sendable, Equatable {
        /// The key itself, as it was typed; it gets a file of its own.
        case file(contents: String)
        /// The words of a command that prints it.
        case command([String])
    }

    package var name: String
    package var user: String
    /// Nil for the service's own.
    package var baseURL: String?
    package var role: ResolvedAccount.Role
    package var key: Key
    package var writes: Bool
    package var maildir: String?

    package init(
        name: String, user: String, baseURL: String? = nil, role: ResolvedAccount.Role = .production, key: Key,
        writes: Bool = false, maildir: String? = nil
    ) {
        self.name = name
        self.user = user
        self.baseURL = baseURL
        self.role = role
        self.key = key
        self.writes = writes
        self.maildir = maildir
    }

    package var description: String { "account \(name) of \(user)" }
    package var customMirror: Mirror { Mirror(self, children: ["account": description]) }
}

/// Makes the files of a new account. It writes nothing itself: a hand-edited config.json stays as it is.
package enum AccountWriter {
    /// A file to be made, for its owner only.
    package struct File: Sendable, Equatable {
        /// Below the settings.
        package let place: String
        package let bytes: [UInt8]
    }

    /// What has to be written; the key first.
    package struct Files: Sendable, Equatable {
        package let key: File?
        package let account: File
    }

    private static let longestName = 40
    package static let longestKey = 4096

    /// The files of a new account, or what is wrong with it.
    ///
    /// - Parameter known: names of the contexts that there are.
    package static func files(for new: NewAccount, known: [String]) -> Result<Files, AccountFault> {
        Result { () throws(AccountFault) -> Files in
            try check(name: new.name, known: known)
            guard isWord(new.user) else { throw .user }
            var entries = [("user", quoted(new.user))]
            let key = try keyFile(of: new, &entries)
            if let baseURL = new.baseURL {
                guard case .success(let url) = ServiceAddress.checked(baseURL) else { throw .address(baseURL) }
                entries.append(("base_url", quoted(url)))
            }
            entries.append(("role", quoted(new.role.rawValue)))
            entries.append(("writes", new.writes ? "true" : "false"))
            if let maildir = new.maildir, !maildir.isEmpty {
                entries.append(("samples", "{ \"maildir\": \(quoted(maildir)) }"))
            }
            let text = "{ " + entries.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ",\n  ") + " }\n"
            return Files(key: key, account: File(place: AccountFile.place(new.name), bytes: Array(text.utf8)))
        }
    }

    /// A name is a file's as well: letters, digits, and `.`, `-`, `_` inside.
    private static func check(name: String, known: [String]) throws(AccountFault) {
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isPlain, let first = name.first, first.isLetter || first.isNumber, name.count <= longestName else {
            throw .name(name)
        }
        // On some disks these are one file.
        guard !(known + ["sandbox"]).contains(where: { $0.lowercased() == name.lowercased() }) else {
            throw .nameTaken(name)
        }
    }

    private static func keyFile(
        of new: NewAccount, _ entries: inout [(String, String)]
    ) throws(AccountFault) -> File? {
        switch new.key {
        case .command(let words):
            guard let first = words.first, !first.isEmpty else { throw .noKey }
            entries.append(("key_command", "[\(words.map(quoted).joined(separator: ", "))]"))
            return nil
        case .file(let contents):
            let key = contents.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
            guard !key.isEmpty else { throw .noKey }
            guard isWord(String(key)), String(key).utf8.count <= longestKey else { throw .key }
            let place = "accounts/\(new.name).key"
            entries.append(("key_file", quoted(place)))
            return File(place: place, bytes: Array((String(key) + "\n").utf8))
        }
    }

    /// One word that can be typed: no blanks, no controls.
    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0.value >= 0x20 && $0.value != 0x7F }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: result += "\\\""
            case 0x5C: result += "\\\\"
            case ..<0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// What is wrong with a new account. Never holds its key.
package enum AccountFault: Error, Sendable, Equatable {
    case name(String)
    case nameTaken(String)
    case user
    case noKey
    case key
    case address(String)

    /// What is the case, and what to do.
    package var text: String {
        switch self {
        case .name(let name):
            "\(Problem.quoted(name)) can't be a name: use up to 40 letters, digits and . - _, starting with a letter or digit"
        case .nameTaken(let name): "there is already an account \(Problem.quoted(name)); choose another name"
        case .user: "a user is required, one word"
        case .noKey: "a key is required, or a command that prints it"
        case .key: "a key is one word of at most 4,096 bytes; did you paste something else?"
        case .address(let address):
            switch ServiceAddress.checked(address) {
            case .success: ""
            case .failure(let fault): Problem(file: "address", reason: .config(fault.reason)).text
            }
        }
    }
}
