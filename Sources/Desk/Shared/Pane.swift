import ResellerAPI

/// The five panes of the desk; the raw value is the digit in their title.
package enum Pane: Int, Sendable, Hashable, CaseIterable {
    case customers = 1
    case overview, statistics, suppressions, samples

    package var title: String {
        switch self {
        case .customers: "Customers"
        case .overview: "Overview"
        case .statistics: "Statistics"
        case .suppressions: "Suppressions"
        case .samples: "Samples"
        }
    }
}

/// What stands in the head line of every screen: which account, and what this desk may do with it.
package struct Session: Sendable, Equatable {
    package enum Role: String, Sendable, Equatable {
        case production, staging, development, sandbox
    }

    /// Name of the context, or the user where there is none.
    package var account: String
    package var role: Role
    package var writes: Bool
    /// Where the calls go, for messages.
    package var baseURL: String
    /// What archive and journal know the account by: user and service.
    package var archiveKey: String
    /// The login name of the person at the keyboard.
    package var who: String
    /// Whether it hangs on a wall: nothing is changed, nothing ends by accident, names are masked.
    package var isKiosk: Bool
    /// Which calls there are in the dialect that the account speaks.
    package var capabilities: Capabilities

    package init(
        account: String, role: Role, writes: Bool, baseURL: String, archiveKey: String = "", who: String = "",
        isKiosk: Bool = false, capabilities: Capabilities = .undecided
    ) {
        self.account = account
        self.role = role
        self.writes = writes
        self.baseURL = baseURL
        self.archiveKey = archiveKey
        self.who = who
        self.isKiosk = isKiosk
        self.capabilities = capabilities
    }
}

/// The last result, at the right of the key line.
package struct Notice: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case done, warning, failed, plain
    }

    package var kind: Kind
    package var text: String
    /// What is left of it where keys need the room; a notice without it was asked for by a key, and is said whole.
    package var short: String?
    /// Whether it stays until a key is pressed: what happens by itself must not wipe out what nobody could read yet.
    package var isPinned: Bool

    package init(_ kind: Kind, _ text: String, short: String? = nil, isPinned: Bool = false) {
        self.kind = kind
        self.text = text
        self.short = short
        self.isPinned = isPinned
    }
}

extension DeskState {
    /// Says what came to pass without anybody's doing.
    mutating func tell(_ news: Notice) {
        if notice?.isPinned != true { notice = news }
    }

    /// Takes back what was said, where it still stands: it is no longer true.
    mutating func withdraw(_ old: Notice) {
        if notice == old { notice = nil }
    }
}
