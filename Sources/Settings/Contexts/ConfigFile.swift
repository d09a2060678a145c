/// config.json: the contexts, and which one is current. Read and checked, never written.
package struct ConfigFile: Sendable, Equatable {
    /// An account as the file describes it. Nothing in it is a secret.
    package struct Context: Sendable, Equatable {
        package let name: String
        package let line: Int
        package var user: String?
        package var keySource: ResolvedAccount.KeySource?
        package var baseURL: String?
        package var format: ResolvedAccount.Format?
        package var dialect: ResolvedAccount.Dialect?
        package var role: ResolvedAccount.Role?
        package var writes = false
        package var rate: Int?
        /// As written.
        package var maildir: String?
        /// The header of a sample that tells its customer.
        package var customerHeader: String?
        /// A wrong entry that must not be replaced by a default: the key could go to the wrong place.
        package var blocking: Problem?
    }

    package let name: String
    package private(set) var current: String?
    package private(set) var currentLine: Int?
    package private(set) var theme: String?
    /// In the order of the file.
    package private(set) var contexts: [Context] = []
    package private(set) var problems: [Problem] = []

    /// - Parameter name: how the file is called in problems.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        switch JSONReader.read(bytes) {
        case .failure(let failure):
            problems = [
                Problem(
                    file: name, line: failure.place.line, column: failure.place.column, reason: .json(failure.fault))
            ]
        case .success(let node): read(node)
        }
    }

    package func context(named name: String) -> Context? { contexts.first { $0.name == name } }

    private mutating func read(_ node: JSONNode) {
        var reader = EntryReader(file: name, inside: "the file", known: ["current", "contexts", "theme"])
        for (key, value) in reader.entries(node, what: "the file") {
            switch key {
            case "current":
                current = reader.text(value, key, instead: "The sandbox is used.")
                currentLine = value.place.line
            case "theme": theme = reader.text(value, key, instead: "\"terminal\" is used.")
            default: readContexts(value, &reader)
            }
        }
        problems = reader.problems + problems
        problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private mutating func readContexts(_ node: JSONNode, _ reader: inout EntryReader) {
        guard let members = node.members else {
            return reader.note(.notAnObject("\"contexts\"", found: node.kind), node)
        }
        for member in members {
            guard context(named: member.key) == nil else {
                reader.note(.entryTwice(member.key, inside: "\"contexts\""), line: member.place.line)
                continue
            }
            var context = ContextReader(file: name, name: member.key, line: member.place.line)
            context.read(member.value)
            problems += context.reader.problems
            contexts.append(context.context)
        }
    }
}
