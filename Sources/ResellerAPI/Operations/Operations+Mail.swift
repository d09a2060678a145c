extension Operation {
    static let statisticsArea: [Operation] = area(
        .statistics, subusers: true,
        [
            declare(
                "stats.daily", .read, .manage("stats"),
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
                fields: [
                    .user
                ],
                returns: .one(.totals)),
            declare(
                "stats.categories", .read, .manage("stats", also: [FixedParameter("list", "true")]),
                fields: [
                    .user
                ],
                returns: .list(.category)),
            declare(
                "stats.byCategory", .read, .manage("stats"),
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
                fields: [
                    .user,
                    .optional("date", .flag("1"), "1: add the created timestamp"),
                ],
                returns: .list(.bounce)),
            declare(
                "bounces.delete", .change, .manage("bounces", "delete"),
                fields: [
                    .user,
                    .required("email", .existing(.address)),
                ]),
        ])

    static let unsubscribesArea: [Operation] = area(
        .unsubscribes, subusers: true,
        [
            declare(
                "unsubscribes.list", .read, .manage("unsubscribes", "get"),
                fields: [
                    .user,
                    .optional("date", .flag("1"), "1: add the created timestamp"),
                ],
                returns: .list(.unsubscribe)),
            declare(
                "unsubscribes.add", .change, .manage("unsubscribes", "add"),
                fields: [
                    .user,
                    .required("email", .email(max: nil)),
                ],
                inverse: .call("unsubscribes.delete")),
            declare(
                "unsubscribes.delete", .change, .manage("unsubscribes", "delete"),
                fields: [
                    .user,
                    .required("email", .existing(.address)),
                ],
                inverse: .call("unsubscribes.add")),
        ])

    static let invalidEmailsArea: [Operation] = area(
        .invalidEmails, subusers: true,
        [
            declare(
                "invalidEmails.list", .read, .manage("invalidemails", "get"),
                fields: [
                    .user,
                    .optional("date", .flag("1"), "1: add the created timestamp"),
                ],
                returns: .list(.invalidEmail)),
            declare(
                "invalidEmails.delete", .change, .manage("invalidemails", "delete"),
                fields: [
                    .user,
                    .required("email", .existing(.address)),
                ]),
        ])

    static let spamReportsArea: [Operation] = area(
        .spamReports, subusers: true,
        [
            declare(
                "spamReports.list", .read, .manage("spamreports", "get"),
                fields: [
                    .user,
                    .optional("date", .flag("1"), "1: add the created timestamp"),
                ],
                returns: .list(.spamReport)),
            declare(
                "spamReports.delete", .change, .manage("spamreports", "delete"),
                fields: [
                    .user,
                    .required("email", .existing(.address)),
                ]),
        ])
}
