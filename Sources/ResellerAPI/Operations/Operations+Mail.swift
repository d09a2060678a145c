extension Operation {
    static let statisticsArea: [Operation] = area(
        .statistics, subusers: true,
        [
            declare(
                "stats.daily", .read, .manage("stats"),
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
                returns: .list(.dayStats)),
            declare(
                "stats.aggregate", .read, .manage("stats", also: [FixedParameter("aggregate", "1")]),
                says: .show("the all-time totals"),
                fields: [
                    .user
                ],
                returns: .one(.totals)),
            declare(
                "stats.categories", .read, .manage("stats", also: [FixedParameter("list", "true")]),
                says: .show("the categories"),
                fields: [
                    .user
                ],
                returns: .list(.category)),
            declare(
                "stats.byCategory", .read, .manage("stats"),
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
                returns: .list(.categoryDayStats)),
        ])

    static let bouncesArea: [Operation] = area(
        .bounces, subusers: true,
        [
            declare(
                "bounces.list", .read, .manage("bounces", "get"),
                says: .show("the bounced addresses"),
                fields: [
                    .user,
                    .optional("date", .flag("1"), "1: add the created timestamp"),
                ],
                returns: .list(.bounce)),
            declare(
                "bounces.delete", .change, .manage("bounces", "delete"),
                says: Wording(
                    "Let a bounced address get mail again", ask: "Let {email} get mail of {user} again?",
                    done: "{email} is off the bounced list of {user}",
                    consequence: "If mail to it bounces again, it is back on the list."),
                fields: [
                    .user,
                    .required("email", .existing(.address)),
                ],
                leaves: .address(on: "bounces.list", .disappears, shows: ["status", "reason"]),
                inverse: .none("only the service puts addresses on this list")),
        ])

    static let unsubscribesArea: [Operation] = area(
        .unsubscribes, subusers: true,
        [
            declare(
                "unsubscribes.list", .read, .manage("unsubscribes", "get"),
                says: .show("the unsubscribed addresses"),
                fields: [
                    .user,
                    .optional("date", .flag("1"), "1: add the created timestamp"),
                ],
                returns: .list(.unsubscribe)),
            declare(
                "unsubscribes.add", .change, .manage("unsubscribes", "add"),
                says: Wording(
                    "Unsubscribe an address", ask: "Send no more mail of {user} to {email}?",
                    done: "{email} gets no more mail of {user}"),
                fields: [
                    .user,
                    .required("email", .email(max: nil)),
                ],
                leaves: .address(on: "unsubscribes.list", .appears([.given("email")])),
                inverse: .call("unsubscribes.delete")),
            declare(
                "unsubscribes.delete", .change, .manage("unsubscribes", "delete"),
                says: Wording(
                    "Let an unsubscribed address get mail again", ask: "Let {email} get mail of {user} again?",
                    done: "{email} is off the unsubscribed list of {user}",
                    consequence: "The recipient asked for no more mail: do it only if the recipient wants it again."),
                fields: [
                    .user,
                    .required("email", .existing(.address)),
                ],
                leaves: .address(on: "unsubscribes.list", .disappears),
                inverse: .call("unsubscribes.add")),
        ])

    static let invalidEmailsArea: [Operation] = area(
        .invalidEmails, subusers: true,
        [
            declare(
                "invalidEmails.list", .read, .manage("invalidemails", "get"),
                says: .show("the invalid addresses"),
                fields: [
                    .user,
                    .optional("date", .flag("1"), "1: add the created timestamp"),
                ],
                returns: .list(.invalidEmail)),
            declare(
                "invalidEmails.delete", .change, .manage("invalidemails", "delete"),
                says: Wording(
                    "Let an invalid address get mail again", ask: "Let {email} get mail of {user} again?",
                    done: "{email} is off the invalid list of {user}",
                    consequence: "If the address is still invalid, it is back on the list."),
                fields: [
                    .user,
                    .required("email", .existing(.address)),
                ],
                leaves: .address(on: "invalidEmails.list", .disappears, shows: ["reason"]),
                inverse: .none("only the service puts addresses on this list")),
        ])

    static let spamReportsArea: [Operation] = area(
        .spamReports, subusers: true,
        [
            declare(
                "spamReports.list", .read, .manage("spamreports", "get"),
                says: .show("the addresses that reported spam"),
                fields: [
                    .user,
                    .optional("date", .flag("1"), "1: add the created timestamp"),
                ],
                returns: .list(.spamReport)),
            declare(
                "spamReports.delete", .change, .manage("spamreports", "delete"),
                says: Wording(
                    "Let an address that reported spam get mail again", ask: "Let {email} get mail of {user} again?",
                    done: "{email} is off the spam report list of {user}",
                    consequence: "The recipient reported mail as spam: one more report harms the reputation."),
                fields: [
                    .user,
                    .required("email", .existing(.address)),
                ],
                leaves: .address(on: "spamReports.list", .disappears),
                inverse: .none("only the service puts addresses on this list")),
        ])
}
