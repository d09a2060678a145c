import Records

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
        package var region: ResolvedAccount.Region?
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

    /// An account whose own file can't be used.
    package struct Broken: Sendable, Equatable {
        package let name: String
        package let problem: Problem
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
    /// Accounts whose own files can't be read, in the order of their names.
    package private(set) var broken: [Broken] = []
    package private(set) var problems: [Problem] = []
    /// Why nobody can tell what the settings say of accounts: nothing is read or sent then.
    package private(set) var fault: Problem?
    /// Whether there is a config.json, and whether it is about accounts or has mistakes: the sandbox does not stand for it.
    private var exists = true
    private var isAboutAccounts = true

    /// - Parameter name: how the file is called in problems.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        switch JSONReader.read(bytes) {
        case .failure(let failure):
            refuse(
                Problem(
                    file: name, line: failure.place.line, column: failure.place.column, reason: .json(failure.fault)))
        case .success(let node): read(node)
        }
    }

    /// A config.json that is there and can't be read.
    package init(name: String, unreadable fault: FileFault) {
        self.name = name
        refuse(Problem(file: name, reason: .file(fault)))
    }

    /// No config.json at all; contexts with files of their own may be added.
    package init(missing name: String) {
        self.name = name
        (exists, isAboutAccounts) = (false, false)
    }

    /// Adds contexts that have files of their own; config.json comes before them.
    package mutating func add(_ accounts: [AccountFile]) {
        for account in accounts {
            problems += account.problems
            guard let read = account.context else {
                if let problem = account.problems.first { broken.append(Broken(name: account.name, problem: problem)) }
                continue
            }
            if let known = context(named: read.name) {
                problems.append(
                    Problem(file: read.file, reason: .config(.contextElsewhere(read.name, file: known.file))))
            } else {
                contexts.append(read)
            }
        }
    }

    /// The folder of accounts with files of their own can't be read.
    package mutating func addUnreadableAccounts(_ folder: String, _ fault: FileFault) {
        refuse(Problem(file: folder, reason: .file(fault)))
    }

    package func context(named name: String) -> Context? { contexts.first { $0.name == name } }

    /// Why an account's own file can't be used.
    func problem(ofAccount name: String) -> Problem? { broken.first { $0.name == name }?.problem }

    /// The only context, where nothing says which is current; nil where no account is configured, and the sandbox is meant.
    func onlyContext() throws(Problem) -> Context? {
        if let broken = broken.first { throw broken.problem }
        if contexts.count == 1 { return contexts[0] }
        guard contexts.isEmpty else {
            throw Problem(file: exists ? name : "accounts", reason: .config(.manyContexts(contexts.map(\.name))))
        }
        guard !isAboutAccounts else { throw Problem(file: name, reason: .config(.namesNoAccount)) }
        return nil
    }

    // MARK: - Reading

    private mutating func refuse(_ problem: Problem) {
        problems.append(problem)
        fault = fault ?? problem
    }

    private mutating func read(_ node: JSONNode) {
        var reader = EntryReader(
            file: name, inside: "the file", known: ["current", "contexts", "theme", "rules", "notify", "collect"])
        let entries = reader.entries(node, what: "the file")
        if node.members == nil { fault = reader.problems.last }
        for (key, value) in entries {
            switch key {
            case "current":
                current = reader.text(value, key, instead: "No account is used.")
                currentLine = value.place.line
                if current == nil { fault = fault ?? reader.problems.last }
            case "theme": theme = reader.text(value, key, instead: "\"terminal\" is used.")
            case "rules": readRules(value)
            case "collect": collects = reader.truth(value, key, instead: "Figures are collected.") ?? true
            case "notify": readNotify(value)
            default: readContexts(value, &reader)
            }
        }
        problems = reader.problems + problems
        problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
        // A file that only sets a theme or the like is for the sandbox as well; one with a mistake may have meant accounts.
        isAboutAccounts =
            entries.isEmpty || !problems.isEmpty || entries.contains { ["current", "contexts"].contains($0.key) }
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
            reader.note(.notAnObject("\"contexts\"", found: node.kind), node)
            fault = fault ?? reader.problems.last
            return
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
