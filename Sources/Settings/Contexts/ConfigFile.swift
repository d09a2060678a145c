/// config.json: the contexts, and which one is current. Read and checked, never written. Contexts that the program added
/// have files of their own; they are read into the same list, behind those of config.json.
package struct ConfigFile: Sendable, Equatable {
    /// An account as the file describes it. Nothing in it is a secret.
    package struct Context: Sendable, Equatable {
        package let name: String
        /// The file it stands in, as problems call it.
        package let file: String
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
        /// The name of the receiving server in Authentication-Results.
        package var authservID: String?
        /// A wrong entry that must not be replaced by a default: the key could go to the wrong place.
        package var blocking: Problem?
    }

    package let name: String
    package private(set) var current: String?
    package private(set) var currentLine: Int?
    package private(set) var theme: String?
    /// How critical alarms are made known.
    package private(set) var notify = NotifySettings()
    /// Whether a desk asks for the figures of all customers itself, where no other process does.
    package private(set) var collects = true
    /// By what customers are judged.
    package private(set) var rules = AlarmRules()
    /// In the order of the file.
    package private(set) var contexts: [Context] = []
    package private(set) var problems: [Problem] = []
    /// Whether it could be seen what config.json says of contexts; else no other account stands for what it may say.
    private var isWhole = true

    /// - Parameter name: how the file is called in problems.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        switch JSONReader.read(bytes) {
        case .failure(let failure):
            isWhole = false
            problems = [
                Problem(
                    file: name, line: failure.place.line, column: failure.place.column, reason: .json(failure.fault))
            ]
        case .success(let node): read(node)
        }
    }

    /// Nothing but contexts with files of their own; `isMissing` says that there is no config.json at all.
    package init(name: String, accounts: [AccountFile], isMissing: Bool = true) {
        self.name = name
        isWhole = isMissing
        add(accounts)
    }

    /// Adds contexts that have files of their own; config.json comes before them.
    package mutating func add(_ accounts: [AccountFile]) {
        for account in accounts {
            problems += account.problems
            guard let read = account.context else { continue }
            if let known = context(named: read.name) {
                problems.append(
                    Problem(file: read.file, reason: .config(.contextElsewhere(read.name, file: known.file))))
            } else {
                contexts.append(read)
            }
        }
    }

    /// The only context, where nothing says which is current.
    var onlyContext: Context? { isWhole && currentLine == nil && contexts.count == 1 ? contexts[0] : nil }

    package func context(named name: String) -> Context? { contexts.first { $0.name == name } }

    private mutating func read(_ node: JSONNode) {
        isWhole = node.members != nil
        var reader = EntryReader(
            file: name, inside: "the file", known: ["current", "contexts", "theme", "rules", "notify", "collect"])
        for (key, value) in reader.entries(node, what: "the file") {
            switch key {
            case "current":
                current = reader.text(value, key, instead: "The sandbox is used.")
                currentLine = value.place.line
            case "theme": theme = reader.text(value, key, instead: "\"terminal\" is used.")
            case "rules": readRules(value)
            case "collect": collects = reader.truth(value, key, instead: "Figures are collected.") ?? true
            case "notify": readNotify(value)
            default: readContexts(value, &reader)
            }
        }
        problems = reader.problems + problems
        problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private mutating func readNotify(_ node: JSONNode) {
        var reader = NotifyReader(file: name)
        reader.read(node)
        notify = reader.settings
        problems += reader.reader.problems
    }

    private mutating func readRules(_ node: JSONNode) {
        var reader = RulesReader(file: name)
        reader.read(node)
        rules = reader.rules
        problems += reader.reader.problems
    }

    private mutating func readContexts(_ node: JSONNode, _ reader: inout EntryReader) {
        guard let members = node.members else {
            isWhole = false
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
