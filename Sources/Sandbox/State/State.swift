import ResellerAPI

/// What was done to the world since it began; all that is not in here is as generated.
struct State: Sendable {
    /// Changes of generated and of new accounts.
    var accounts: [AccountID: Changes] = [:]
    /// Customers made by calls; their index follows those of the generated ones.
    var created: [NewCustomer] = []
    /// Accounts whose names are not the generated ones: renamed and new customers.
    var names: [String: AccountID] = [:]
    /// Names that were ever given by a call, lower case: none of them is to be had again.
    var given: Set<String> = []
    /// Further logins, by lower case name.
    var credentials: [String: Credential] = [:]
    var monitors: [Monitor] = []
    /// At most one change that waits for the end of the cycle, by customer index.
    var pending: [Int: PendingMove] = [:]
    /// What immediate changes cost.
    var charges: [Charge] = []

    /// Changes one account's entry.
    mutating func change(_ account: AccountID, _ body: (inout Changes) -> Void) {
        body(&accounts[account, default: Changes()])
    }
}

/// A customer made by a call.
struct NewCustomer: Sendable {
    let created: Int
    let package: Offer
    /// Day of the month on which cycles begin.
    let billingDay: Int
}

/// A further login to a customer's account.
struct Credential: Sendable, Hashable {
    let account: AccountID
    var digest: String
}

/// What was changed of one account; nil is as generated.
struct Changes: Sendable {
    var username: String?
    var portrait: Portrait?
    var digest: String?
    var websiteAccess: Bool?
    var timezone: String?
    /// When sending was stopped, and until when; replaces the generated stops.
    var stops: [Range<Int>]?
    /// A limit set by a call; `.some(nil)` is none.
    var limit: AccountCap??
    /// When a call first touched the limit; from then on generated limits no longer stop the account.
    var limitSince: Int?
    /// When nothing was left under limits that have been replaced since.
    var dried: [Range<Int>] = []
    /// Packages by the moment from which they count, seconds since 1970, oldest first.
    var packages: [(from: Int, offer: Offer)] = []
    var addresses: [String]?
    var groups: [String]?
    var mailDomain: String?
    /// `.some(nil)` is none.
    var eventURL: String??
    var parse: [ParseEntry]?
    var apps: [String: AppState] = [:]
    var deleted: [SuppressionList: [String: Int]] = [:]
    var added: [SuppressionEvent] = []
    /// When the customer ceased to be.
    var goneAt: Int?
}

/// Where a hostname's incoming mail is posted to.
struct ParseEntry: Sendable, Hashable {
    let hostname: String
    var url: String
    var spamCheck: Bool
}

/// Whether an app is on, and its settings where there are any.
struct AppState: Sendable, Hashable {
    var isOn: Bool
    var settings: [String: [String]]?
}

/// A limit of what an account may send.
struct AccountCap: Sendable, Hashable {
    enum Period: String, Sendable, CaseIterable {
        case daily, weekly, monthly
    }

    /// What each reset grants; 0 for a limit that is never reset.
    var credit: Int
    /// What was there when the limit was set.
    var granted: Int
    /// When it was set, seconds since 1970.
    var since: Int
    var period: Period?
    /// Day of the first reset, days since 1970, in the account's timezone.
    var firstReset = 0
    /// Day of the last reset.
    var lastReset: Int?
    /// Shown as `last_reset` until the first reset: the day of the call.
    var setOn: Int
    /// When the limit falls away by itself; generated limits only.
    var until: Int?
}

/// A record that has every n-th message of some accounts sent to an address.
struct Monitor: Sendable, Hashable {
    var name: String
    var email: String
    var frequency: Int
    var users: [AccountID]
}

/// A change of package that waits for the end of the billing cycle.
struct PendingMove: Sendable {
    enum Kind: String, Sendable {
        case upgrade = "Account Upgrade"
        case downgrade = "Account Downgrade"
        case close = "Account Close"

        /// The word that the list is filtered by.
        var word: String { String(rawValue.dropFirst("Account ".count)).lowercased() }
    }

    let kind: Kind
    /// Whether the customer is gone afterwards.
    var isDeletion = false
    let current: Offer
    let update: Offer
    let groups: [String]
    let addresses: [String]
    let date: CalendarDate
    /// Seconds since 1970.
    let due: Int
}

/// One line of an invoice that an immediate change made at once.
struct Charge: Sendable {
    let customer: Int
    let at: Int
    let offer: Offer
    let amount: Cents
    let prorated: Cents
    let overage: Cents
    let start: CalendarDate
    let end: CalendarDate
}
