import ResellerAPI

/// How much is sent with a call.
enum Extent: String, Sendable, CaseIterable {
    /// What is required, and no more.
    case least
    /// Every field that may be given together with the others.
    case full
}

/// Parameters with which a call succeeds, made from the rules of its fields and from what the bench holds.
struct ValidCall {
    let operation: ResellerAPI.Operation
    let facts: Facts
    let extent: Extent

    init(_ operation: ResellerAPI.Operation, _ facts: Facts, _ extent: Extent = .least) {
        self.operation = operation
        self.facts = facts
        self.extent = extent
    }

    var parameters: Parameters {
        var parameters = Parameters()
        for field in operation.fields where isWanted(field) {
            for pair in pairs(field) { parameters.append(pair.name, pair.value) }
        }
        return parameters
    }

    /// Calls that have to be made before this one can succeed and tell something.
    var preparation: [ResellerAPI.Operation] {
        let prefix = operation.scope == .subuser ? "subuser." : ""
        let bare = operation.id.hasPrefix(prefix) ? String(operation.id.dropFirst(prefix.count)) : operation.id
        return (Self.preparations[bare] ?? []).compactMap { ResellerAPI.Operation.named(prefix + $0) }
    }

    private static let preparations: [String: [String]] = [
        "monitor.edit": ["monitor.create"], "monitor.delete": ["monitor.create"], "monitor.append": ["monitor.create"],
        "parse.list": ["parse.create"], "parse.update": ["parse.create"], "parse.delete": ["parse.create"],
        "pending.list": ["account.scheduledClose"], "pending.delete": ["account.scheduledClose"],
        "credential.edit": ["credential.add"], "credential.delete": ["credential.add"],
        "eventURL.get": ["eventURL.set"], "limits.get": ["limits.setTotal"],
        "apps.settings": ["apps.setup", "apps.activate"],
    ]

    private func isWanted(_ field: Field) -> Bool {
        for constraint in operation.constraints {
            switch constraint {
            case .exclusive(let one, let others):
                // One way of saying it is enough; the other one would be refused beside it.
                if field.name == one, operation.fields.contains(where: { others.contains($0.name) }) { return false }
            case .requiredUnless(field.name, _, _): return true
            default: break
            }
        }
        switch field.bareName {
        case "ip" where field.repeats: return package?.hasIP == true
        case "ip_group": return package?.hasIP != true && (package != nil || extent == .full)
        default: return field.required || extent == .full
        }
    }

    /// The package that the call asks for; nil where it asks for none.
    private var package: Package? {
        guard operation.field("package") != nil else { return nil }
        return operation.id.hasSuffix("Upgrade") ? facts.dear : facts.cheap
    }

    private func pairs(_ field: Field) -> [Parameters.Pair] {
        if case .appSetting = field.rule { return Self.settings(of: App.named("footer"), extent) }
        return values(field).map { Parameters.Pair(field.name, $0) }
    }

    private func values(_ field: Field) -> [String] {
        switch field.rule {
        case .text: [text(field.name)]
        case .filter: filter(field.name).map { [$0] } ?? []
        case .exact: [facts.profile.text(field.name) ?? ""]
        case .integer(let min): [String(min == 0 ? 0 : min + 3)]
        case .flag(let value): [value]
        case .choice(let choices): [field.name == "free_user" ? "false" : choices[0]]
        case .date: [date(field.name).description]
        case .email: ["someone@mail.example"]
        case .password: ["n3w-pass-word"]
        case .typedPassword: [facts.password]
        case .equals: ["n3w-pass-word"]
        case .newName: ["fresh@name.example"]
        case .url: ["hooks.example/in?a=1&b=\u{E4}"]
        case .domain: ["mail.words.example"]
        case .existing(let thing, _): existing(thing)
        case .appSetting: []
        }
    }

    private func text(_ name: String) -> String {
        switch name {
        case "hostname": "parse.words.example"
        case "website": "www.words.example"
        case "name": "close-look"
        default: "W\u{F6}rter & <more>"
        }
    }

    /// Part of something that is there; nil where no call tells what could be looked for.
    private func filter(_ name: String) -> String? {
        switch name {
        case "ip": String(facts.freeAddress.prefix(6))
        case "group": facts.group
        case "user": facts.user
        case "active": "true"
        case "company": nil
        default: facts.profile.text(name)
        }
    }

    private func date(_ name: String) -> CalendarDate {
        name.hasPrefix("start") ? facts.today.adding(days: -40) : facts.today
    }

    private func existing(_ thing: Rule.Thing) -> [String] {
        switch thing {
        case .customer, .subuser: [facts.name(operation.scope)]
        case .address: [facts.addresses[operation.id.replacing(".delete", with: ".list")] ?? ""]
        case .package: [package?.name ?? ""]
        case .ip: [facts.freeAddress]
        case .ipGroup: [facts.group]
        case .monitor: ["close-look"]
        case .app: ["footer"]
        case .timezone: [facts.timezone]
        case .mailDomain: [facts.mailDomain]
        case .invoice: [facts.invoice]
        case .credential: ["fresh@name.example"]
        case .category: facts.categories[operation.scope] ?? []
        }
    }

    /// Values for the settings of an app: the required ones, or one at least; all of them in full.
    static func settings(of app: App?, _ extent: Extent) -> [Parameters.Pair] {
        guard let app else { return [] }
        let required = app.fields.filter(\.required)
        let fields = extent == .full ? app.fields : required.isEmpty ? Array(app.fields.prefix(1)) : required
        return fields.map { Parameters.Pair($0.name, value($0.rule)) }
    }

    private static func value(_ rule: App.Rule) -> String {
        switch rule {
        case .text: "W\u{F6}rter & <more>"
        case .lines, .html: "W\u{F6}rter & <more>\nin two lines"
        case .url: "https://hooks.example/a"
        case .domain: "mail.words.example"
        case .email, .emailOrDomain: "someone@mail.example"
        case .choice(let choices): choices[choices.count - 1]
        case .number: "4.5"
        case .template: "<p><% body %></p>"
        }
    }
}
