/// One call of the Reseller API, declared once as data.
///
/// Client, sandbox, `resellerdesk call`, forms, palette, write gate and journal all derive from this value.
package struct Operation: Sendable, Identifiable {
    /// What a second, identical call does.
    package enum Kind: String, Sendable, CaseIterable {
        /// Changes nothing.
        case read
        /// Twice is as once, so a lost answer may be asked for again.
        case set
        /// A second call does more or is refused: it is sent once, and a lost answer means "unknown".
        case change
    }

    /// On whom the call acts.
    package enum Scope: String, Sendable, CaseIterable {
        case customer
        case subuser
    }

    /// What brings the former state back.
    package enum Inverse: Sendable, Equatable {
        /// Nothing does, and why; the dialog says so before.
        case none(String)
        /// The named operation, with the same target.
        case call(String)
        /// A call with the values that the named read gave before: this same operation, or the one that suits them.
        case restore(from: String)
    }

    /// The name used on the command line, in the journal and in messages, for example `bounces.list`.
    package let id: String
    /// The id of the same call for customers; its own where it is one.
    package let baseID: String
    package let area: Area
    package let scope: Scope
    package let fields: [Field]
    package let constraints: [Constraint]
    package let kind: Kind
    package let returns: Answer
    package let inverse: Inverse
    /// What it does, in words.
    package let wording: Wording
    /// Where the service shows what it changes; nil for reads, and where it shows it nowhere.
    package let trace: Trace?
    /// What the live service did away with, and when; nil where nothing is known of that.
    package let retired: Retirement?
    /// What it makes of the account's package; nil where it leaves it alone.
    package let plan: AccountPlan?

    /// The area in the contract's words.
    package var areaWords: String { area.rawValue + (scope == .subuser ? " (customer subuser)" : "") }

    /// The field of this wire name; `category[]` finds `category`.
    package func field(_ name: String) -> Field? {
        fields.first { $0.name == name || $0.bareName == name }
    }
}

extension Operation: Hashable {
    package static func == (one: Operation, other: Operation) -> Bool { one.id == other.id }
    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// Calls that the live service announced to take out, as its release notes tell.
package enum Retirement: Sendable, Hashable {
    case billing
    case plannedChanges
}

/// A change of the package that an account is on.
package struct AccountPlan: Sendable, Hashable {
    package enum Direction: Sendable, Hashable { case upgrade, downgrade, close }
    package enum Timing: Sendable, Hashable { case now, atEndOfCycle }

    package let direction: Direction
    package let timing: Timing

    init(_ direction: Direction, _ timing: Timing) {
        self.direction = direction
        self.timing = timing
    }
}

/// A group of calls, as the service's documentation groups them.
package enum Area: String, Sendable, CaseIterable {
    case customers
    case authenticate
    case automaticLogin = "automatic login"
    case statistics
    case bounces
    case unsubscribes
    case invalidEmails = "invalid emails"
    case spamReports = "spam reports"
    case accountLimits = "account limits"
    case timezone
    case monitorRecords = "monitor records"
    case ipManagement = "ip management"
    case whitelabel
    case eventNotificationURL = "event notification url"
    case parseSettings = "parse settings"
    case apps = "filter / apps"
    case invoiceRetrieval = "invoice retrieval"
    case endUserInvoices = "end user invoices"
    case asYouGoUsage = "as-you-go usage"
    case pendingAccountChanges = "pending account changes"
    case availablePackages = "available packages"
    case accountOverview = "account overview"
    case credentials
}
