/// One day of a customer's mail. A count that the service did not send is nil, not 0.
package struct DayStats: Sendable, Hashable {
    package let date: CalendarDate
    package var counts: MailCounts

    package init(date: CalendarDate, counts: MailCounts) {
        self.date = date
        self.counts = counts
    }
}

/// Counts of messages; nil is unknown.
package struct MailCounts: Sendable, Hashable {
    package var requests: Int?
    package var delivered: Int?
    package var bounces: Int?
    package var repeatBounces: Int?
    package var unsubscribes: Int?
    package var repeatUnsubscribes: Int?
    package var clicks: Int?
    package var opens: Int?
    package var spamReports: Int?
    package var repeatSpamReports: Int?
    package var invalidEmails: Int?
    package var blocks: Int?
    package var uniqueClicks: Int?
    package var uniqueOpens: Int?

    package init() {}
}

/// One of the four lists of addresses that get no more mail.
package enum SuppressionList: String, Sendable, Hashable, CaseIterable {
    case bounced
    case unsubscribed
    case invalid
    case spam
}

/// An address that gets no more mail of a customer, and why.
package struct Suppression: Sendable, Hashable {
    package let list: SuppressionList
    /// As the service has it; need not be an address. Hostile text.
    package let email: String
    /// `5.1.1`, at times plain `550`; bounces only.
    package let status: String?
    /// What a remote server said. Hostile text.
    package let reason: String?
    package let created: WireTime?

    package init(list: SuppressionList, email: String, status: String?, reason: String?, created: WireTime?) {
        self.list = list
        self.email = email
        self.status = status
        self.reason = reason
        self.created = created
    }
}

/// How many messages a customer may still send.
package struct AccountLimit: Sendable, Hashable {
    package let credits: Int
    package let remaining: Int
    package let lastReset: CalendarDate?

    package init(credits: Int, remaining: Int, lastReset: CalendarDate?) {
        self.credits = credits
        self.remaining = remaining
        self.lastReset = lastReset
    }
}

/// A rule that has every n-th message of some customers sent to an address.
package struct MonitorRecord: Sendable, Hashable {
    package let name: String
    package let email: String
    /// One sample every so many messages.
    package let frequency: Int
    package let users: [String]

    package init(name: String, email: String, frequency: Int, users: [String]) {
        self.name = name
        self.email = email
        self.frequency = frequency
        self.users = users
    }
}

/// What a customer can be put on.
package struct Package: Sendable, Hashable {
    package let name: String
    package let price: Money
    package let description: String?
    package let credits: Int?
    /// Price of one message above the credits.
    package let overage: Money?
    package let hasReseller: Bool?
    package let hasIP: Bool?
    package let distributorPrice: Money?

    package init(
        name: String, price: Money, description: String?, credits: Int?, overage: Money?, hasReseller: Bool?,
        hasIP: Bool?, distributorPrice: Money?
    ) {
        self.name = name
        self.price = price
        self.description = description
        self.credits = credits
        self.overage = overage
        self.hasReseller = hasReseller
        self.hasIP = hasIP
        self.distributorPrice = distributorPrice
    }
}

/// How an account stands in its running billing cycle.
package struct AccountOverview: Sendable, Hashable {
    /// 0 to 100.
    package var reputation: Int?
    package var requests: Int?
    package var package: String?
    package var creditsAllowed: Int?
    package var creditsUsed: Int?
    package var creditsRemaining: Int?
    package var creditsOverage: Int?
    package var billingStart: CalendarDate?
    package var billingEnd: CalendarDate?
    package var billingProcess: CalendarDate?

    package init() {}
}
