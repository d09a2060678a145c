extension Operation {
    static let accountLimitsArea: [Operation] = area(
        .accountLimits, subusers: true,
        [
            declare(
                "limits.get", .read, .manage("limit", "retrieve"),
                fields: [
                    .user
                ],
                returns: .optional(.accountLimit)),
            declare(
                "limits.remove", .set, .manage("limit", "none"),
                fields: [
                    .user
                ]),
            declare(
                "limits.setRecurring", .set, .manage("limit", "recurring"),
                fields: [
                    .user,
                    .required("credits", .integer(min: 1)),
                    .required("period", .choice(["daily", "weekly", "monthly"])),
                    .optional("startdate", .date, "date of the first reset"),
                    .optional("enddate", .date, "date of the last reset, after startdate"),
                    .optional(
                        "initial_credits", .integer(min: 1), "integer > 0; the first grant, credits when left out"),
                ],
                constraints: [.after("startdate", "enddate")]),
            declare(
                "limits.setTotal", .set, .manage("limit", "total"),
                fields: [
                    .user,
                    .required("credits", .integer(min: 1)),
                ]),
            declare(
                "limits.increment", .change, .manage("limit", "increment"),
                fields: [
                    .user,
                    .required("credits", .integer(min: 1)),
                ],
                inverse: .call("limits.decrement")),
            declare(
                "limits.decrement", .change, .manage("limit", "decrement"),
                fields: [
                    .user,
                    .required("credits", .integer(min: 1)),
                ],
                inverse: .call("limits.increment")),
        ])

    static let timezoneArea: [Operation] = area(
        .timezone, subusers: true,
        [
            declare(
                "timezone.list", .read, .manage("timezone", "list"),
                returns: .list(.timezone)),
            declare(
                "timezone.get", .read, .manage("timezone", "get"),
                fields: [
                    .user
                ],
                returns: .one(.timezone)),
            declare(
                "timezone.set", .set, .manage("timezone", "set"),
                fields: [
                    .user,
                    .required("timezone", .existing(.timezone)),
                ],
                inverse: .restore(from: "timezone.get")),
        ])

    static let pendingAccountChangesArea: [Operation] = area(
        .pendingAccountChanges,
        [
            declare(
                "pending.list", .read, .path("apiv2/reseller.pending", "list"),
                fields: [
                    .optional("username", .filter, "filter"),
                    .optional("type", .choice(["upgrade", "downgrade", "close"])),
                ],
                returns: .list(.pendingChange)),
            declare(
                "pending.delete", .change, .path("apiv2/reseller.pending", "delete"),
                fields: [
                    .user
                ]),
            declare(
                "account.immediateUpgrade", .change, .path("apiv2/reseller.account", "immediate_upgrade"),
                fields: [
                    .user,
                    .required("package", .existing(.package)),
                    .optional(
                        "ip[]", .existing(.ip),
                        "available IPs of this reseller, required when the package has its own IP, repeated"),
                    .optional(
                        "ip_group[]", .existing(.ipGroup),
                        "IP groups of this reseller, required when it has not, repeated"),
                ]),
            declare(
                "account.immediateDowngrade", .change, .path("apiv2/reseller.account", "immediate_downgrade"),
                fields: [
                    .user,
                    .required("package", .existing(.package)),
                    .optional(
                        "ip[]", .existing(.ip),
                        "available IPs of this reseller, may be given when the package has its own IP, repeated"),
                    .optional(
                        "ip_group[]", .existing(.ipGroup),
                        "IP groups of this reseller, may be given when it has not, repeated"),
                ]),
            declare(
                "account.immediateClose", .change, .path("apiv2/reseller.account", "immediate_close"),
                fields: [
                    .user,
                    .optional(
                        "ip_group[]", .existing(.ipGroup),
                        "IP group of this reseller that the closed account moves to, repeated"),
                ]),
            declare(
                "account.scheduledUpgrade", .change, .path("apiv2/reseller.account", "scheduled_upgrade"),
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
                inverse: .call("pending.delete")),
            declare(
                "account.scheduledDowngrade", .change, .path("apiv2/reseller.account", "scheduled_downgrade"),
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
                inverse: .call("pending.delete")),
            declare(
                "account.scheduledClose", .change, .path("apiv2/reseller.account", "scheduled_close"),
                fields: [
                    .user,
                    .optional(
                        "ip_group[]", .existing(.ipGroup),
                        "IP group of this reseller that the closed account moves to, repeated"),
                ],
                inverse: .call("pending.delete")),
        ])

    static let availablePackagesArea: [Operation] = area(
        .availablePackages,
        [
            declare(
                "packages.list", .read, .path("apiv2/reseller.packages"),
                returns: .list(.package))
        ])

    static let accountOverviewArea: [Operation] = area(
        .accountOverview,
        [
            declare(
                "account.overview", .read, .path("apiv2/reseller.account", "overview"),
                fields: [
                    .user
                ],
                returns: .one(.accountOverview))
        ])
}
