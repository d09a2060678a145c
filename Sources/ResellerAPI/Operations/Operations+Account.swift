extension Operation {
    static let accountLimitsArea: [Operation] = [
        limitsGet,
        limitsRemove,
        limitsSetRecurring,
        limitsSetTotal,
        limitsIncrement,
        limitsDecrement,
    ]

    package static let limitsGet = declare(
        "limits.get", .read, .accountLimits,
        says: .show("the credit limit"),
        fields: [
            .user
        ],
        returns: .optional(.accountLimit))

    package static let limitsRemove = declare(
        "limits.remove", .set, .accountLimits,
        says: Wording(
            "Remove the credit limit", ask: "Let {user} send without a limit?",
            done: "{user} sends without a limit",
            consequence: "Nothing caps what is sent and what it costs."),
        fields: [
            .user
        ],
        leaves: .limit(.disappears),
        inverse: .restore(from: "limits.get"))

    package static let limitsSetRecurring = declare(
        "limits.setRecurring", .set, .accountLimits,
        says: Wording(
            "Set a recurring credit limit", ask: "Give {user} {credits} credits {period}?",
            done: "{user} gets {credits} credits {period}",
            consequence: "It takes the place of the limit that is in force now."),
        fields: [
            .user,
            .required("credits", .integer(min: 1)),
            .required("period", .choice(["daily", "weekly", "monthly"])),
            .optional("startdate", .date, "date of the first reset"),
            .optional("enddate", .date, "date of the last reset, after startdate"),
            .optional(
                "initial_credits", .integer(min: 1), "integer > 0; the first grant, credits when left out"),
        ],
        constraints: [.after("startdate", "enddate")],
        leaves: .limit(.counts(.recurring)),
        inverse: .restore(from: "limits.get"))

    package static let limitsSetTotal = declare(
        "limits.setTotal", .set, .accountLimits,
        says: Wording(
            "Set a total credit limit", ask: "Let {user} send {credits} messages and no more?",
            done: "{user} can send {credits} messages",
            consequence: "It takes the place of the limit that is in force now, and is not filled again."),
        fields: [
            .user,
            .required("credits", .integer(min: 1)),
        ],
        leaves: .limit(.counts(.total)),
        inverse: .restore(from: "limits.get"))

    package static let limitsIncrement = declare(
        "limits.increment", .change, .accountLimits,
        says: Wording(
            "Raise the credit limit", ask: "Give {user} {credits} more credits?",
            done: "{user} has {credits} more credits",
            consequence: "A limit that is filled again every day, week or month is not filled again after "
                + "this."),
        fields: [
            .user,
            .required("credits", .integer(min: 1)),
        ],
        leaves: .limit(.counts(.increment)),
        inverse: .call("limits.decrement"))

    package static let limitsDecrement = declare(
        "limits.decrement", .change, .accountLimits,
        says: Wording(
            "Lower the credit limit", ask: "Take {credits} credits from {user}?",
            done: "{user} has {credits} credits less",
            consequence: "It ends at 0. A limit that is filled again every day, week or month is not filled "
                + "again after this."),
        fields: [
            .user,
            .required("credits", .integer(min: 1)),
        ],
        leaves: .limit(.counts(.decrement)),
        inverse: .call("limits.increment"))

    static let timezoneArea: [Operation] = [
        timezoneList,
        timezoneGet,
        timezoneSet,
    ]

    package static let timezoneList = declare(
        "timezone.list", .read, .timezone,
        says: .show("the time zones", of: nil),
        returns: .list(.timezone))

    package static let timezoneGet = declare(
        "timezone.get", .read, .timezone,
        says: .show("the time zone"),
        fields: [
            .user
        ],
        returns: .one(.timezone))

    package static let timezoneSet = declare(
        "timezone.set", .set, .timezone,
        says: Wording(
            "Set the time zone", ask: "Set the time zone of {user} to {timezone}?",
            done: "the time zone of {user} is {timezone}",
            consequence: "The dates in statistics and lists move with it."),
        fields: [
            .user,
            .required("timezone", .existing(.timezone)),
        ],
        leaves: .single(.timezone, timezoneGet, "timezone", .becomes([.given("timezone")])),
        inverse: .restore(from: "timezone.get"))

    static let pendingAccountChangesArea: [Operation] = [
        pendingList,
        pendingDelete,
        accountImmediateUpgrade,
        accountImmediateDowngrade,
        accountImmediateClose,
        accountScheduledUpgrade,
        accountScheduledDowngrade,
        accountScheduledClose,
    ]

    package static let pendingList = declare(
        "pending.list", .read, .pendingAccountChanges,
        says: .show("the pending changes", of: nil),
        fields: [
            .optional("username", .filter, "filter"),
            .optional("type", .choice(["upgrade", "downgrade", "close"])),
        ],
        returns: .list(.pendingChange),
        retired: .plannedChanges)

    package static let pendingDelete = declare(
        "pending.delete", .change, .pendingAccountChanges,
        says: Wording(
            "Call off the pending change", ask: "Call off the pending change of {user}?",
            done: "the pending change of {user} is called off",
            consequence: "The account stays what it is now."),
        fields: [
            .user
        ],
        leaves: .pending(.disappears),
        inverse: .restore(from: "pending.list"),
        retired: .plannedChanges)

    package static let accountImmediateUpgrade = declare(
        "account.immediateUpgrade", .change, .pendingAccountChanges,
        says: Wording(
            "Upgrade the account now", ask: "Upgrade {user} to {package} now?",
            done: "{user} is on {package}",
            consequence: "It is invoiced at once: the part for the rest of the cycle, or the full price if the "
                + "account was free. What becomes of a pending change is not documented.", grade: .worst),
        fields: [
            .user,
            .required("package", .existing(.package)),
            .optional(
                "ip[]", .existing(.ip),
                "available IPs of this reseller, required when the package has its own IP, repeated"),
            .optional(
                "ip_group[]", .existing(.ipGroup),
                "IP groups of this reseller, required when it has not, repeated"),
        ],
        leaves: .package,
        inverse: .none("an invoice was written"),
        plan: AccountPlan(.upgrade, .now))

    package static let accountImmediateDowngrade = declare(
        "account.immediateDowngrade", .change, .pendingAccountChanges,
        says: Wording(
            "Downgrade the account now", ask: "Downgrade {user} to {package} now?",
            done: "{user} is on {package}",
            consequence: "It is invoiced at once: the part for the rest of the cycle. What becomes of a "
                + "pending change is not documented.", grade: .worst),
        fields: [
            .user,
            .required("package", .existing(.package)),
            .optional(
                "ip[]", .existing(.ip),
                "available IPs of this reseller, may be given when the package has its own IP, repeated"),
            .optional(
                "ip_group[]", .existing(.ipGroup),
                "IP groups of this reseller, may be given when it has not, repeated"),
        ],
        leaves: .package,
        inverse: .none("an invoice was written"),
        plan: AccountPlan(.downgrade, .now))

    package static let accountImmediateClose = declare(
        "account.immediateClose", .change, .pendingAccountChanges,
        says: Wording(
            "Close the account now", ask: "Close the account of {user} now?",
            done: "the account of {user} is closed: it is a free one now",
            consequence: "It becomes a free account at once, and what was sent above the package is invoiced. "
                + "What becomes of a pending change is not documented.", grade: .worst),
        fields: [
            .user,
            .optional(
                "ip_group[]", .existing(.ipGroup),
                "IP group of this reseller that the closed account moves to, repeated"),
        ],
        leaves: .package,
        inverse: .none("the account is closed, and only a new upgrade with an invoice brings a package back"),
        plan: AccountPlan(.close, .now))

    package static let accountScheduledUpgrade = declare(
        "account.scheduledUpgrade", .change, .pendingAccountChanges,
        says: Wording(
            "Upgrade the account at the end of the cycle",
            ask: "Upgrade {user} to {package} at the end of the billing cycle?",
            done: "{user} moves to {package} at the end of the cycle",
            consequence: "Nothing is invoiced before. What becomes of another pending change is not documented."
        ),
        fields: [
            .user,
            .required("package", .existing(.package)),
            .optional(
                "ip[]", .existing(.ip),
                "available IPs of this reseller, required when the package has its own IP, repeated"),
            .optional(
                "ip_group[]", .existing(.ipGroup),
                "IP groups of this reseller, required when it has not, repeated"),
        ],
        leaves: .pending(.planned("Account Upgrade")),
        inverse: .call("pending.delete"),
        retired: .plannedChanges,
        plan: AccountPlan(.upgrade, .atEndOfCycle))

    package static let accountScheduledDowngrade = declare(
        "account.scheduledDowngrade", .change, .pendingAccountChanges,
        says: Wording(
            "Downgrade the account at the end of the cycle",
            ask: "Downgrade {user} to {package} at the end of the billing cycle?",
            done: "{user} moves to {package} at the end of the cycle",
            consequence: "Nothing is invoiced before. What becomes of another pending change is not documented."
        ),
        fields: [
            .user,
            .required("package", .existing(.package)),
            .optional(
                "ip[]", .existing(.ip),
                "available IPs of this reseller, required when the package has its own IP, repeated"),
            .optional(
                "ip_group[]", .existing(.ipGroup),
                "IP groups of this reseller, required when it has not, repeated"),
        ],
        leaves: .pending(.planned("Account Downgrade")),
        inverse: .call("pending.delete"),
        retired: .plannedChanges,
        plan: AccountPlan(.downgrade, .atEndOfCycle))

    package static let accountScheduledClose = declare(
        "account.scheduledClose", .change, .pendingAccountChanges,
        says: Wording(
            "Close the account at the end of the cycle",
            ask: "Close the account of {user} at the end of the billing cycle?",
            done: "the account of {user} is closed at the end of the cycle",
            consequence: "It becomes a free account then, and only what was sent above the package is "
                + "invoiced. What becomes of another pending change is not documented.", grade: .worst),
        fields: [
            .user,
            .optional(
                "ip_group[]", .existing(.ipGroup),
                "IP group of this reseller that the closed account moves to, repeated"),
        ],
        leaves: .pending(.planned("Account Close")),
        inverse: .call("pending.delete"),
        retired: .plannedChanges,
        plan: AccountPlan(.close, .atEndOfCycle))

    static let availablePackagesArea: [Operation] = [
        packagesList
    ]

    package static let packagesList = declare(
        "packages.list", .read, .availablePackages,
        says: .show("the packages", of: nil),
        returns: .list(.package))

    static let accountOverviewArea: [Operation] = [
        accountOverview
    ]

    package static let accountOverview = declare(
        "account.overview", .read, .accountOverview,
        says: .show("the account overview"),
        fields: [
            .user
        ],
        returns: .one(.accountOverview))
}
