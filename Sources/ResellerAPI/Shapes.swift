/// The table of shapes.
extension Shape {
    /// The shape of this name.
    package static func of(_ name: ShapeName) -> Shape { table[name] ?? message }

    /// How a field is read that its shape does not know, but another shape does.
    package static let kinds: [String: Member.Kind] = {
        let members = ShapeName.allCases.flatMap { of($0).members }.filter { !$0.kind.holdsMany }
        return Dictionary(members.map { ($0.name, $0.kind) }) { first, _ in first }
    }()

    private static let table: [ShapeName: Shape] = [
        .message: message, .customer: customer, .dayStats: dayStats, .totals: totals, .category: category,
        .categoryDayStats: categoryDayStats, .bounce: bounce, .unsubscribe: unsubscribe, .spamReport: spamReport,
        .invalidEmail: invalidEmail, .accountLimit: accountLimit, .timezone: timezone, .monitorRecord: monitorRecord,
        .ip: ip, .ipUsage: ipUsage, .whitelabel: whitelabel, .eventURL: eventURL, .parseSettings: parseSettings,
        .app: app, .appSettings: appSettings, .invoiceNumber: invoiceNumber, .invoice: invoice,
        .customerInvoice: customerInvoice, .invoiceUsage: invoiceUsage, .pendingChange: pendingChange,
        .package: packageShape, .accountOverview: accountOverview, .loginParams: loginParams,
    ]

    private static let message = Shape("Message", [.some("message")], wrappers: ["result"])

    private static let customer = Shape(
        "Customer",
        [.some("id"), .essential("username"), .some("email"), .some("active", .truth)]
            + Member.several([
                "first_name", "last_name", "address", "address2", "city", "state", "zip", "country", "phone", "website",
            ])
            + [.some("website_access", .truth)],
        wrappers: ["users", "user"])

    private static let counts = [
        "requests", "delivered", "bounces", "repeat_bounces", "unsubscribes", "repeat_unsubscribes", "clicks", "opens",
        "spamreports", "repeat_spamreports", "invalid_email", "blocks", "unique_clicks", "unique_opens",
    ]

    private static let dayStats = Shape(
        "DayStats", [.essential("date", .date)] + Member.several(counts, .count), wrappers: ["stats", "day"])

    private static let totals = Shape("Totals", Member.several(counts, .count), wrappers: ["stats", "day"])

    private static let category = Shape("Category", [.essential("category")], wrappers: ["categories", "category"])

    private static let categoryDayStats = Shape(
        "CategoryDayStats",
        [.essential("date", .date), .some("category")]
            + Member.several(counts.map { $0 == "blocks" ? "blocked" : $0 } + ["spam_drop"], .count),
        wrappers: ["stats", "day"])

    private static let bounce = Shape(
        "Bounce", [.essential("email"), .some("status"), .some("reason"), .some("created", .time)],
        wrappers: ["bounces", "bounce"])

    private static let unsubscribe = Shape(
        "Unsubscribe", [.essential("email"), .some("created", .time)], wrappers: ["unsubscribes", "unsubscribe"])

    private static let spamReport = Shape(
        "SpamReport", [.essential("email"), .some("created", .time)], wrappers: ["spamreports", "spamreport"])

    private static let invalidEmail = Shape(
        "InvalidEmail", [.essential("email"), .some("reason"), .some("created", .time)],
        wrappers: ["invalidemails", "invalidemail"])

    private static let accountLimit = Shape(
        "AccountLimit",
        [.essential("credit", .count), .essential("credit_remain", .count), .some("last_reset", .date)],
        wrappers: ["credits", "credit"])

    private static let timezone = Shape(
        "Timezone", [.some("display"), .some("name"), .some("offset", .count), .essential("timezone", .slashed)],
        wrappers: ["timezones", "timezone"])

    private static let monitorRecord = Shape(
        "MonitorRecord",
        [.essential("name"), .some("email"), .essential("frequency", .count), .some("users", .texts(element: "user"))],
        wrappers: ["monitors", "monitor"])

    private static let ip = Shape("IP", [.essential("ip")], wrappers: ["ips", "ip"])
    private static let ipUsage = Shape("IPUsage", [.essential("ip"), .some("user")], wrappers: ["ips", "entry"])

    private static let whitelabel = Shape(
        "Whitelabel", [.essential("mail_domain"), .some("url_domain")], wrappers: ["whitelabels", "whitelabel"])

    private static let eventURL = Shape("EventURL", [.essential("url", .slashed)])

    private static let parseEntry = Shape(
        "ParseEntry", [.essential("hostname"), .some("url", .slashed), .some("spam_check", .truth)],
        wrappers: ["parse", "entry"])

    private static let parseSettings = Shape("ParseSettings", [.essential("parse", .records(parseEntry))])

    private static let app = Shape(
        "App", [.essential("name"), .some("title"), .some("description"), .some("activated", .truth)],
        wrappers: ["apps", "filters", "app", "filter"])

    private static let appSettings = Shape(
        "AppSettings", [.some("settings", .settings), .some("message")], wrappers: ["app", "filter"])

    private static let invoiceNumber = Shape(
        "InvoiceNumber", [.essential("number")], wrappers: ["invoices", "invoice"])

    private static let invoiceMembers: [Member] =
        [.some("package"), .some("credits", .count), .some("date_invoiced", .time), .some("status")]
        + Member.several(["amount", "additional_charges", "overage", "final_amount"], .money)
        + [.some("type"), .some("prorated", .money), .some("start_date", .date), .some("end_date", .date)]

    private static let invoice = Shape(
        "Invoice", [.essential("number")] + invoiceMembers, wrappers: ["invoices", "invoice"])

    private static let customerInvoice = Shape(
        "CustomerInvoice", [.some("number"), .some("username")] + invoiceMembers,
        wrappers: ["usage", "invoices", "invoice"])

    private static let invoiceUsage = Shape(
        "InvoiceUsage", [.some("number"), .essential("invoices", .records(customerInvoice))], wrappers: ["usage"])

    private static let pendingChange = Shape(
        "PendingChange",
        [
            .essential("username"), .some("type"), .some("current"), .some("update"),
            .some("ip_groups", .texts(element: "ip_group")), .some("ips", .texts(element: "ip")), .some("date", .date),
        ],
        wrappers: ["pending", "user"])

    private static let packageShape = Shape(
        "Package",
        [
            .essential("name"), .some("price", .money), .some("description"), .some("credits", .count),
            .some("overage", .money), .some("has_reseller", .truth), .some("has_ip", .truth),
            .some("distributor_price", .money),
        ],
        wrappers: ["packages", "package"])

    private static let accountOverview = Shape(
        "AccountOverview",
        [.some("reputation", .count), .some("requests", .count), .some("package")]
            + Member.several(["credits_allowed", "credits_used", "credits_remain", "credits_overage"], .count)
            + Member.several(["billing_start_date", "billing_end_date", "billing_process_date"], .date),
        wrappers: ["overview"])

    private static let loginParams = Shape("LoginParams", [.essential("params")], wrappers: ["params"])
}
