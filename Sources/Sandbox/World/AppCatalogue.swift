/// An app that customers can switch on, and the settings it takes.
struct AppEntry: Sendable {
    let name: String
    let title: String
    let description: String
    let fields: [AppField]
    /// Whether any one of the fields is enough.
    var anyField = false
    /// Whether it can't be switched off.
    var alwaysOn = false
    /// Whether numbers among its settings are sent as numbers.
    var numbers = false

    func field(_ name: String) -> AppField? { fields.first { $0.name == name } }
}

/// One setting of an app.
struct AppField: Sendable {
    enum Form: Sendable {
        case text, zeroOrOne, trueOrFalse, number, url, email, domain, version, listed
        /// HTML that holds the place of the mail's body.
        case template
    }

    let name: String
    let form: Form
    let required: Bool
    /// What older callers call it.
    var olderName: String?

    init(_ name: String, _ form: Form, required: Bool = true, olderName: String? = nil) {
        self.name = name
        self.form = form
        self.required = required
        self.olderName = olderName
    }

    func isWellFormed(_ value: String) -> Bool {
        switch form {
        case .text: true
        case .zeroOrOne: value == "0" || value == "1"
        case .trueOrFalse: value == "true" || value == "false"
        case .number: Double(value).map { $0.isFinite } ?? false
        case .url: Forms.isURL(value)
        case .email: Forms.isEmail(value)
        case .domain: Forms.isDomain(value) && value.contains(".")
        case .version: ["1", "2", "3"].contains(value)
        case .listed: Forms.isEmail(value) || Forms.isDomain(value) && value.contains(".")
        case .template: value.contains("<% body %>")
        }
    }
}

extension AppEntry {
    static func named(_ name: String) -> AppEntry? { all.first { $0.name == name } }

    /// All apps in the order of the service.
    static let all: [AppEntry] = [
        AppEntry(name: "gravatar", title: "Gravatar", description: "Shows the sender's picture.", fields: []),
        AppEntry(
            name: "clicktrack", title: "Click Tracking", description: "Counts clicks on the links of a mail.",
            fields: [AppField("enable_text", .zeroOrOne)]),
        AppEntry(
            name: "subscriptiontrack", title: "Subscription Tracking", description: "Adds a link to unsubscribe.",
            fields: ["text/html", "text/plain", "url", "landing", "replace"].map {
                AppField($0, $0 == "url" ? .url : .text, required: false)
            }, anyField: true),
        AppEntry(
            name: "opentrack", title: "Open Tracking", description: "Counts how often a mail is opened.", fields: []),
        AppEntry(
            name: "footer", title: "Footer", description: "Adds a footer to each mail.",
            fields: [AppField("text/html", .text, required: false), AppField("text/plain", .text, required: false)],
            anyField: true),
        AppEntry(
            name: "spamcheck", title: "Spam Checker", description: "Keeps back mail that looks like spam.",
            fields: [AppField("max_score", .number, olderName: "maxscore"), AppField("url", .url)]),
        AppEntry(
            name: "ganalytics", title: "Google Analytics", description: "Marks links for web statistics.",
            fields: ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"].map {
                AppField($0, .text, required: false)
            }, anyField: true),
        AppEntry(
            name: "template", title: "Email Template", description: "Puts each mail into a frame.",
            fields: [AppField("text/html", .template)]),
        AppEntry(
            name: "domainkeys", title: "Domain Keys", description: "Signs mail with domain keys.",
            fields: [AppField("domain", .domain), AppField("sender", .zeroOrOne, required: false)], numbers: true),
        AppEntry(
            name: "bcc", title: "BCC", description: "Sends a copy of each mail.", fields: [AppField("email", .email)]),
        eventNotification,
        AppEntry(
            name: "seedlist", title: "Return Path Seedlist", description: "Measures delivery with seed addresses.",
            fields: []),
        AppEntry(name: "forwardspam", title: "Forward Spam", description: "Forwards spam reports.", fields: []),
        AppEntry(
            name: "addresswhitelist", title: "Address Whitelist", description: "Never suppresses these addresses.",
            fields: [AppField("list", .listed)]),
        AppEntry(
            name: "dkim", title: "DKIM", description: "Signs each mail.",
            fields: [AppField("domain", .domain), AppField("use_from", .zeroOrOne, required: false)], alwaysOn: true,
            numbers: true),
        AppEntry(
            name: "newrelic", title: "SendGrid for New Relic", description: "Sends statistics to New Relic.",
            fields: [AppField("license_key", .text), AppField("enable_subusers", .trueOrFalse)]),
        AppEntry(
            name: "sendwithus", title: "Sendwithus", description: "Connects to Sendwithus.",
            fields: [AppField("license_key", .text)]),
    ]

    private static let eventNotification = AppEntry(
        name: "eventnotify", title: "Event Notification", description: "Posts events to an address.",
        fields: [AppField("url", .url)]
            + ["processed", "dropped", "deferred", "delivered", "bounce", "click", "open", "unsubscribe", "spamreport"]
            .map { AppField($0, .zeroOrOne) }
            + ["group_unsubscribe", "group_resubscribe"].map { AppField($0, .zeroOrOne, required: false) }
            + [AppField("version", .version, required: false)])

    /// All faults of the settings that a setup call sends, in the order of the fields.
    func faults(_ parameters: Parameters) -> [String] {
        if anyField, fields.allSatisfy({ given($0, parameters).isEmpty }) {
            return fields.first.map { [Refusal.required($0.name)] } ?? []
        }
        return fields.compactMap { field in
            let values = given(field, parameters)
            if values.isEmpty { return field.required ? Refusal.required(field.name) : nil }
            return values.allSatisfy(field.isWellFormed) ? nil : Refusal.invalid(field.name)
        }
    }

    /// The settings that a setup call leaves: all that it sends and nothing else.
    func settings(_ parameters: Parameters) -> [String: [String]] {
        var settings: [String: [String]] = [:]
        for field in fields {
            let values = given(field, parameters)
            settings[field.name] = values.isEmpty && field.form != .listed ? [""] : values
        }
        if name == "eventnotify" { settings["version"] = ["3"] }
        return settings
    }

    private func given(_ field: AppField, _ parameters: Parameters) -> [String] {
        if field.form == .listed { return parameters.list(field.name) }
        let value = parameters.filled(field.name) ?? field.olderName.flatMap { parameters.filled($0) }
        return value.map { [$0] } ?? []
    }
}

extension World {
    /// An app as it stands with a generated account.
    func app(_ entry: AppEntry, _ account: AccountID) -> AppState {
        guard account.customer < customers else { return AppState(isOn: entry.alwaysOn) }
        let number = AppEntry.all.firstIndex { $0.name == entry.name } ?? 0
        let often = ["clicktrack", "opentrack", "subscriptiontrack"].contains(entry.name) ? 85 : 12
        guard entry.alwaysOn || dice.pick(100, .apps, account.place, number) < often else {
            return AppState(isOn: false)
        }
        guard !entry.fields.isEmpty else { return AppState(isOn: true) }
        let stem = usernames.stem(account.customer)
        let values = entry.fields.map { field in (field.name, [Self.usual(field, stem)]) }
        return AppState(isOn: true, settings: Dictionary(uniqueKeysWithValues: values))
    }

    private static func usual(_ field: AppField, _ stem: String) -> String {
        switch field.form {
        case .text: field.name == "text/html" ? "<p>\(stem).example</p>" : field.name.hasPrefix("utm_") ? "mail" : stem
        case .zeroOrOne: "1"
        case .trueOrFalse: "false"
        case .number: "5.0"
        case .url: "https://hooks.\(stem).example/\(field.name)"
        case .email: "archive@\(stem).example"
        case .domain, .listed: "\(stem).example"
        case .version: "3"
        case .template: "<html><body><% body %></body></html>"
        }
    }
}
