extension Operation {
    static let statisticsArea: [Operation] = [
        statsDaily,
        statsAggregate,
        statsCategories,
        statsByCategory,
    ]

    package static let statsDaily = declare(
        "stats.daily", .read, .statistics,
        says: .show("the statistics by day"),
        fields: [
            .user,
            .optional("days", .integer(min: 1), "integer > 0; not together with start_date/end_date"),
            .optional("start_date", .date, "date, <= end_date"),
            .optional("end_date", .date, "date, >= start_date"),
        ],
        constraints: [
            .exclusive("days", with: ["start_date", "end_date"]), .ordered("start_date", "end_date"),
        ],
        returns: .list(.dayStats))

    package static let statsAggregate = declare(
        "stats.aggregate", .read, .statistics,
        says: .show("the all-time totals"),
        fields: [
            .user
        ],
        returns: .one(.totals))

    package static let statsCategories = declare(
        "stats.categories", .read, .statistics,
        says: .show("the categories"),
        fields: [
            .user
        ],
        returns: .list(.category))

    package static let statsByCategory = declare(
        "stats.byCategory", .read, .statistics,
        says: Wording(
            "Show the statistics of a category", ask: "Show the statistics of {category} of {user}?",
            done: "the statistics of {category} of {user} are there"),
        fields: [
            .user,
            .required("category", .existing(.category)),
            .optional("days", .integer(min: 1), "integer > 0; not together with start_date/end_date"),
            .optional("start_date", .date, "date, <= end_date"),
            .optional("end_date", .date, "date, >= start_date"),
        ],
        constraints: [
            .exclusive("days", with: ["start_date", "end_date"]), .ordered("start_date", "end_date"),
        ],
        returns: .list(.categoryDayStats))

    static let bouncesArea: [Operation] = [
        bouncesList,
        bouncesDelete,
    ]

    package static let bouncesList = declare(
        "bounces.list", .read, .bounces,
        says: .show("the bounced addresses"),
        fields: [
            .user,
            .optional("date", .flag("1"), "1: add the created timestamp"),
        ],
        returns: .list(.bounce))

    package static let bouncesDelete = declare(
        "bounces.delete", .change, .bounces,
        says: Wording(
            "Let a bounced address get mail again", ask: "Let {email} get mail of {user} again?",
            done: "{email} is off the bounced list of {user}",
            consequence: "If mail to it bounces again, it is back on the list."),
        fields: [
            .user,
            .required("email", .existing(.address)),
        ],
        leaves: .address(on: bouncesList, .disappears, shows: ["status", "reason"]),
        inverse: .none("only the service puts addresses on this list"))

    static let unsubscribesArea: [Operation] = [
        unsubscribesList,
        unsubscribesAdd,
        unsubscribesDelete,
    ]

    package static let unsubscribesList = declare(
        "unsubscribes.list", .read, .unsubscribes,
        says: .show("the unsubscribed addresses"),
        fields: [
            .user,
            .optional("date", .flag("1"), "1: add the created timestamp"),
        ],
        returns: .list(.unsubscribe))

    package static let unsubscribesAdd = declare(
        "unsubscribes.add", .change, .unsubscribes,
        says: Wording(
            "Unsubscribe an address", ask: "Send no more mail of {user} to {email}?",
            done: "{email} gets no more mail of {user}"),
        fields: [
            .user,
            .required("email", .email(max: nil)),
        ],
        leaves: .address(on: unsubscribesList, .appears([.given("email")]), thing: .unsubscribe),
        inverse: .call("unsubscribes.delete"))

    package static let unsubscribesDelete = declare(
        "unsubscribes.delete", .change, .unsubscribes,
        says: Wording(
            "Let an unsubscribed address get mail again", ask: "Let {email} get mail of {user} again?",
            done: "{email} is off the unsubscribed list of {user}",
            consequence: "The recipient asked for no more mail: do it only if the recipient wants it again."),
        fields: [
            .user,
            .required("email", .existing(.address)),
        ],
        leaves: .address(on: unsubscribesList, .disappears, thing: .unsubscribe),
        inverse: .call("unsubscribes.add"))

    static let invalidEmailsArea: [Operation] = [
        invalidEmailsList,
        invalidEmailsDelete,
    ]

    package static let invalidEmailsList = declare(
        "invalidEmails.list", .read, .invalidEmails,
        says: .show("the invalid addresses"),
        fields: [
            .user,
            .optional("date", .flag("1"), "1: add the created timestamp"),
        ],
        returns: .list(.invalidEmail))

    package static let invalidEmailsDelete = declare(
        "invalidEmails.delete", .change, .invalidEmails,
        says: Wording(
            "Let an invalid address get mail again", ask: "Let {email} get mail of {user} again?",
            done: "{email} is off the invalid list of {user}",
            consequence: "If the address is still invalid, it is back on the list."),
        fields: [
            .user,
            .required("email", .existing(.address)),
        ],
        leaves: .address(on: invalidEmailsList, .disappears, shows: ["reason"]),
        inverse: .none("only the service puts addresses on this list"))

    static let spamReportsArea: [Operation] = [
        spamReportsList,
        spamReportsDelete,
    ]

    package static let spamReportsList = declare(
        "spamReports.list", .read, .spamReports,
        says: .show("the addresses that reported spam"),
        fields: [
            .user,
            .optional("date", .flag("1"), "1: add the created timestamp"),
        ],
        returns: .list(.spamReport))

    package static let spamReportsDelete = declare(
        "spamReports.delete", .change, .spamReports,
        says: Wording(
            "Let an address that reported spam get mail again", ask: "Let {email} get mail of {user} again?",
            done: "{email} is off the spam report list of {user}",
            consequence: "The recipient reported mail as spam: one more report harms the reputation."),
        fields: [
            .user,
            .required("email", .existing(.address)),
        ],
        leaves: .address(on: spamReportsList, .disappears),
        inverse: .none("only the service puts addresses on this list"))
}
