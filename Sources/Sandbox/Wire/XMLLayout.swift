import ResellerAPI

/// Where a shape stands in XML: the elements around the rows, and the element of one row.
struct XMLLayout {
    let outer: [String]
    /// Nil where the fields stand right inside the innermost outer element.
    let row: String?
    /// Whether a row is nothing but the text of its only field.
    var isLeaf = false

    static func of(_ shape: ShapeName, older: Bool = false) -> XMLLayout {
        switch shape {
        case .message: XMLLayout(outer: ["result"], row: nil)
        case .customer: XMLLayout(outer: ["users"], row: "user")
        case .dayStats, .categoryDayStats: XMLLayout(outer: ["stats"], row: "day")
        case .totals: XMLLayout(outer: ["stats"], row: nil)
        case .category: XMLLayout(outer: ["categories"], row: "category", isLeaf: true)
        case .bounce: XMLLayout(outer: ["bounces"], row: "bounce")
        case .unsubscribe: XMLLayout(outer: ["unsubscribes"], row: "unsubscribe")
        case .spamReport: XMLLayout(outer: ["spamreports"], row: "spamreport")
        case .invalidEmail: XMLLayout(outer: ["invalidemails"], row: "invalidemail")
        case .accountLimit: XMLLayout(outer: ["credits"], row: "credit")
        case .timezone: XMLLayout(outer: ["timezones"], row: "timezone")
        case .monitorRecord: XMLLayout(outer: ["monitors"], row: "monitor")
        case .ip: XMLLayout(outer: ["ips"], row: "ip", isLeaf: true)
        case .ipUsage: XMLLayout(outer: ["ips"], row: "entry")
        case .whitelabel: XMLLayout(outer: ["whitelabels"], row: "whitelabel")
        case .eventURL: XMLLayout(outer: [], row: "url", isLeaf: true)
        case .parseSettings: XMLLayout(outer: ["parse"], row: "entry")
        case .app: older ? XMLLayout(outer: ["filters"], row: "filter") : XMLLayout(outer: ["apps"], row: "app")
        case .appSettings: XMLLayout(outer: [older ? "filter" : "app"], row: nil)
        case .invoiceNumber, .invoice: XMLLayout(outer: ["invoices"], row: "invoice")
        case .customerInvoice: XMLLayout(outer: ["usage", "invoices"], row: "invoice")
        case .invoiceUsage: XMLLayout(outer: ["usage"], row: nil)
        case .pendingChange: XMLLayout(outer: ["result", "pending"], row: "user")
        case .package: XMLLayout(outer: ["result", "packages"], row: "package")
        case .accountOverview: XMLLayout(outer: ["result", "overview"], row: nil)
        case .loginParams: XMLLayout(outer: ["params"], row: nil)
        }
    }
}
