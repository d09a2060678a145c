/// Reads one context, of config.json or of a file of its own.
struct ContextReader {
    private(set) var context: ConfigFile.Context
    private(set) var reader: EntryReader
    private static let known = [
        "user", "key_command", "key_file", "base_url", "format", "dialect", "region", "role", "writes",
        "rate", "samples",
    ]
    private static let blocks = "The context is ignored."

    init(file: String, name: String, line: Int) {
        context = ConfigFile.Context(name: name, file: file, line: line)
        reader = EntryReader(file: file, inside: "context \(Problem.quoted(name))", known: Self.known)
    }

    mutating func read(_ node: JSONNode) {
        let entries = reader.entries(node, what: reader.inside)
        if node.members == nil { block() }
        for (key, value) in entries { read(key, value) }
        if entries.contains(where: { $0.key == "key_file" }), entries.contains(where: { $0.key == "key_command" }) {
            reader.note(.twoKeys(inside: reader.inside), line: context.line)
        }
    }

    private mutating func read(_ key: String, _ value: JSONNode) {
        switch key {
        case "user", "base_url", "key_command", "key_file": readIdentity(key, value)
        case "format":
            context.format = reader.choice(
                value, key, of: ResolvedAccount.Format.self, instead: "\"json\" is used.")
        case "dialect":
            context.dialect = reader.choice(value, key, of: ResolvedAccount.Dialect.self, instead: "\"v2\" is used.")
        case "region": readRegion(value)
        case "role":
            context.role = reader.choice(
                value, key, of: ResolvedAccount.Role.self, instead: "\"production\" is used.")
        case "writes":
            context.writes = reader.truth(value, key, instead: "The account stays read-only.") ?? false
        case "rate":
            context.rate = reader.number(
                value, key, in: ResolvedAccount.rates, instead: "\(ResolvedAccount.defaultRate) is used.")
        default: readSamples(value)
        }
    }

    /// Entries that decide who is asked and with which key: a wrong one blocks the context.
    private mutating func readIdentity(_ key: String, _ value: JSONNode) {
        let before = reader.problems.count
        switch key {
        case "user": context.user = reader.text(value, key, instead: Self.blocks)
        case "key_command":
            if let words = reader.words(value, key, instead: Self.blocks) { context.keySource = .command(words) }
        case "key_file":
            let path = reader.text(value, key, instead: Self.blocks)
            if let path, context.keySource == nil { context.keySource = .file(path) }
        default: readAddress(value)
        }
        if reader.problems.count > before { block() }
    }

    private mutating func readAddress(_ value: JSONNode) {
        guard let text = reader.text(value, "base_url", instead: Self.blocks) else { return }
        switch ServiceAddress.checked(text) {
        case .success(let url): context.baseURL = url
        case .failure(let fault): reader.note(fault.reason, value)
        }
    }

    /// A wrong region blocks the context: its key would go to the servers of another one.
    private mutating func readRegion(_ value: JSONNode) {
        let before = reader.problems.count
        context.region = reader.choice(value, "region", of: ResolvedAccount.Region.self, instead: Self.blocks)
        if reader.problems.count > before { block() }
    }

    private mutating func readSamples(_ value: JSONNode) {
        var samples = EntryReader(
            file: reader.file, inside: "\"samples\" of \(reader.inside)",
            known: ["maildir", "customer_header", "authserv_id"])
        for (key, value) in samples.entries(value, what: samples.inside) {
            switch key {
            case "maildir": context.maildir = samples.text(value, key, instead: "No samples are read.")
            case "authserv_id":
                context.authservID = samples.serverName(value, key, instead: "The topmost server is used.")
            default: context.customerHeader = samples.headerName(value, key, instead: "The default is used.")
            }
        }
        for problem in samples.problems { reader.add(problem) }
    }

    private mutating func block() { context.blocking = context.blocking ?? reader.problems.last }
}
