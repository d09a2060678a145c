extension Operation {
    static let accountLimitsArea: [Operation] = area(
        .accountLimits, subusers: true,
        [
            declare(
                "limits.get", .read, .manage("limit", "retrieve"),
                says: .show("the credit limit"),
                fields: [
                    .user
                ],
                returns: .optional(.accountLimit)),
            declare(
                "limits.remove", .set, .manage("limit", "none"),
                says: Wording(
                    "Remove the credit limit", ask: "Let {user} send without a limit?",
                    done: "{user} sends without a limit",
                    consequence: "Nothing caps what is sent and what it costs."),
                fields: [
                    .user
                ],
                leaves: .limit(.disappears),
                inverse: .restore(from: "limits.get")),
            declare(
                "limits.setRecurring", .set, .manage("limit", "recurring"),
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
                inverse: .restore(from: "limits.get")),
            declare(
                "limits.setTotal", .set, .manage("limit", "total"),
                says: Wording(
                    "Set a total credit limit", ask: "Let {user} send {credits} messages and no more?",
                    done: "{user} can send {credits} messages",
                    consequence: "It takes the place of the limit that is in force now, and is not filled again."),
                fields: [
                    .user,
                    .required("credits", .integer(min: 1)),
                ],
                leaves: .limit(.counts(.total)),
                inverse: .restore(from: "limits.get")),
            declare(
                "limits.increment", .change, .manage("limit", "increment"),
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
                inverse: .call("limits.decrement")),
            declare(
                "limits.decrement", .change, .manage("limit", "decrement"),
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
                inverse: .call("limits.increment")),
        ])

    static let timezoneArea: [Operation] = area(
        .timezone, subusers: true,
        [
            declare(
                "timezone.list", .read, .manage("timezone", "list"),
                says: .show("the time zones", of: nil),
                returns: .list(.timezone)),
            declare(
                "timezone.get", .read, .manage("timezone", "get"),
                says: .show("the time zone"),
                fields: [
                    .user
                ],
                returns: .one(.timezone)),
            declare(
                "timezone.set", .set, .manage("timezone", "set"),
                says: Wording(
                    "Set the time zone", ask: "Set the time zone of {user} to {timezone}?",
                    done: "the time zone of {user} is {timezone}",
                    consequence: "The dates in statistics and lists move with it."),
                fields: [
                    .user,
                    .required("timezone", .existing(.timezone)),
                ],
                leaves: .single("timezone.get", "timezone", .becomes([.given("timezone")])),
                inverse: .restore(from: "timezone.get")),
        ])

    static let pendingAccountChangesArea: [Operation] = area(
        .pendingAccountChanges,
        [
            declare(
                "pending.list", .read, .path("apiv2/reseller.pending", "list"),
                says: .show("the pending changes", of: nil),
                fields: [
                    .optional("username", .filter, "filter"),
                    .optional("type", .choice(["upgrade", "downgrade", "close"])),
                ],
                returns: .list(.pendingChange)),
            declare(
                "pending.delete", .change, .path("apiv2/reseller.pending", "delete"),
                says: Wording(
                    "Call off the pending change", ask: "Call off the pending change of {user}?",
                    done: "the pending change of {user} is called off",
                    consequence: "The account stays what it is now."),
                fields: [
                    .user
                ],
                leaves: .pending(.disappears),
                inverse: .restore(from: "pending.list")),
            declare(
                "account.immediateUpgrade", .change, .path("apiv2/reseller.account", "immediate_upgrade"),
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
                inverse: .none("an invoice was written")),
            declare(
                "account.immediateDowngrade", .change, .path("apiv2/reseller.account", "immediate_downgrade"),
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
                inverse: .none("an invoice was written")),
            declare(
                "account.immediateClose", .change, .path("apiv2/reseller.account", "immediate_close"),
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
                inverse: .none("the account is closed, and only a new upgrade with an invoice brings a package back")),
            declare(
                "account.scheduledUpgrade", .change, .path("apiv2/reseller.account", "scheduled_upgrade"),
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
                inverse: .call("pending.delete")),
            declare(
                "account.scheduledDowngrade", .change, .path("apiv2/reseller.account", "scheduled_downgrade"),
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
                inverse: .call("pending.delete")),
            declare(
                "account.scheduledClose", .change, .path("apiv2/reseller.account", "scheduled_close"),
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
                inverse: .call("pending.delete")),
        ])

    static let availablePackagesArea: [Operation] = area(
        .availablePackages,
        [
            declare(
                "packages.list", .read, .path("apiv2/reseller.packages"),
                says: .show("the packages", of: nil),
                returns: .list(.package))
        ])

    static let accountOverviewArea: [Operation] = area(
        .accountOverview,
        [
            declare(
                "account.overview", .read, .path("apiv2/reseller.account", "overview"),
                says: .show("the account overview"),
                fields: [
                    .user
                ],
                returns: .one(.accountOverview))
        ])
}
