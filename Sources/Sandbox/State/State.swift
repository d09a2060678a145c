import ResellerAPI

/// What was done to the world since it began; all that is not in here is as generated.
struct State: Sendable {
    /// Changes of generated and of new accounts.
    var accounts: [AccountID: Changes] = [:]
    /// Customers made by calls; their index follows those of the generated ones.
    var created: [NewCustomer] = []
    /// Names that are not where the generated names say: renamed and new customers.
    var names: [String: AccountID] = [:]
    var monitors: [Monitor] = []
}

/// A customer made by a call.
struct NewCustomer: Sendable {
    var created: Int
    var package: Offer
}

/// What was changed of one account; nil is as generated.
struct Changes: Sendable {
    var username: String?
    var portrait: Portrait?
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
    var package: Offer?
    var deleted: [SuppressionList: [String: Int]] = [:]
    var added: [SuppressionEvent] = []
    var isGone = false
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
