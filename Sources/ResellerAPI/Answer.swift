/// What comes back from a call: which shape, and how many of it.
package struct Answer: Sendable, Hashable {
    package enum Count: Sendable, Hashable {
        case one
        /// One, or nothing to tell.
        case optional
        case list
    }

    package let shape: ShapeName
    package let count: Count
    /// The contract's own words for this answer.
    package let words: String

    init(_ shape: ShapeName, _ count: Count, words: String? = nil) {
        self.shape = shape
        self.count = count
        let suffix = [Count.one: "", .optional: " or empty", .list: "[]"][count] ?? ""
        self.words = words ?? shape.rawValue + suffix
    }

    package static let done = Answer(.message, .one)
    static func one(_ shape: ShapeName) -> Answer { Answer(shape, .one) }
    static func optional(_ shape: ShapeName) -> Answer { Answer(shape, .optional) }
    static func list(_ shape: ShapeName, words: String? = nil) -> Answer { Answer(shape, .list, words: words) }
}

/// The names of the shapes that answers have; their fields stand in the shape table.
package enum ShapeName: String, Sendable, CaseIterable {
    case message = "Message"
    case customer = "Customer"
    case dayStats = "DayStats"
    case totals = "Totals"
    case category = "Category"
    case categoryDayStats = "CategoryDayStats"
    case bounce = "Bounce"
    case unsubscribe = "Unsubscribe"
    case spamReport = "SpamReport"
    case invalidEmail = "InvalidEmail"
    case accountLimit = "AccountLimit"
    case timezone = "Timezone"
    case monitorRecord = "MonitorRecord"
    case ip = "IP"
    case ipUsage = "IPUsage"
    case whitelabel = "Whitelabel"
    case eventURL = "EventURL"
    case parseSettings = "ParseSettings"
    case app = "App"
    case appSettings = "AppSettings"
    case invoiceNumber = "InvoiceNumber"
    case invoice = "Invoice"
    case customerInvoice = "CustomerInvoice"
    case invoiceUsage = "InvoiceUsage"
    case pendingChange = "PendingChange"
    case package = "Package"
    case accountOverview = "AccountOverview"
    case loginParams = "LoginParams"
}
