extension Operation {
    static let monitorRecordsArea: [Operation] = area(
        .monitorRecords, subusers: true,
        [
            declare(
                "monitor.list", .read, .manage("monitor", "list"),
                returns: .list(.monitorRecord)),
            declare(
                "monitor.create", .change, .manage("monitor", "create"),
                fields: [
                    .required("name", .text(max: 255), "unique, <= 255 characters"),
                    .required("email", .email(max: nil), "email: where samples go"),
                    .required("frequency", .integer(min: 1), "integer > 0: one sample every N messages"),
                ],
                inverse: .call("monitor.delete")),
            declare(
                "monitor.edit", .change, .manage("monitor", "edit"),
                fields: [
                    .required("name", .existing(.monitor)),
                    .optional("new_name", .text(max: 255), "unique, <= 255 characters"),
                    .optional("new_email", .email(max: nil)),
                    .optional("new_frequency", .integer(min: 1)),
                ]),
            declare(
                "monitor.delete", .change, .manage("monitor", "delete"),
                fields: [
                    .required("name", .existing(.monitor))
                ],
                returns: Answer(.message, .one, words: "Message; error while a customer still uses it")),
            declare(
                "monitor.append", .set, .manage("monitor", "append"),
                fields: [
                    .user,
                    .required("name", .existing(.monitor)),
                ],
                inverse: .restore(from: "monitor.list")),
            declare(
                "monitor.detach", .set, .manage("monitor", "detach"),
                fields: [
                    .user
                ],
                inverse: .call("monitor.append")),
        ])

    static let ipManagementArea: [Operation] = area(
        .ipManagement,
        [
            declare(
                "ip.all", .read, .path("apiv2/reseller.ip", "all"),
                fields: [
                    .optional("ip", .filter, "filter: whole or part of an address"),
                    .optional("system", .flag("true"), "true: also IPs assigned by the provider"),
                ],
                returns: .list(.ip)),
            declare(
                "ip.free", .read, .path("apiv2/reseller.ip", "free"),
                fields: [
                    .optional("ip", .filter, "filter: whole or part of an address")
                ],
                returns: .list(.ip)),
            declare(
                "ip.taken", .read, .path("apiv2/reseller.ip", "taken"),
                fields: [
                    .optional("ip", .filter, "filter: whole or part of an address")
                ],
                returns: .list(.ip)),
            declare(
                "ip.available", .read, .path("apiv2/reseller.ip", "available"),
                fields: [
                    .optional("ip", .filter, "filter: whole or part of an address")
                ],
                returns: .list(.ip)),
            declare(
                "ip.usage", .read, .path("apiv2/reseller.ip", "usage"),
                fields: [
                    .optional("ip", .filter, "filter: whole or part of an address"),
                    .optional("user", .filter, "filter: whole or part of a username"),
                    .optional("group", .filter, "filter: whole or part of an IP group's name"),
                    .optional("system", .flag("true"), "true: also IPs assigned by the provider"),
                ],
                returns: .list(.ipUsage)),
        ])

    static let whitelabelArea: [Operation] = area(
        .whitelabel,
        [
            declare(
                "whitelabel.list", .read, .manage("whitelabel", "list"),
                returns: .list(.whitelabel)),
            declare(
                "whitelabel.append", .set, .manage("whitelabel", "append"),
                fields: [
                    .user,
                    .required("mail_domain", .existing(.mailDomain)),
                ]),
        ])

    static let eventNotificationURLArea: [Operation] = area(
        .eventNotificationURL, subusers: true,
        [
            declare(
                "eventURL.get", .read, .manage("eventposturl", "get"),
                fields: [
                    .user
                ],
                returns: .optional(.eventURL)),
            declare(
                "eventURL.set", .set, .manage("eventposturl", "set"),
                fields: [
                    .user,
                    .required("url", .url, "URL; stored as sent, the scheme may be missing"),
                ],
                inverse: .restore(from: "eventURL.get")),
            declare(
                "eventURL.delete", .set, .manage("eventposturl", "delete"),
                fields: [
                    .user
                ],
                inverse: .call("eventURL.set")),
        ])

    static let parseSettingsArea: [Operation] = area(
        .parseSettings, subusers: true,
        [
            declare(
                "parse.list", .read, .manage("parse", "get"),
                fields: [
                    .user
                ],
                returns: .one(.parseSettings)),
            declare(
                "parse.create", .change, .manage("parse", "set"),
                fields: [
                    .user,
                    .required("hostname", .text(max: 255)),
                    .required("url", .url, "where parsed mail goes; the scheme may be missing"),
                    .optional("spam_check", .choice(["0", "1"])),
                ],
                inverse: .call("parse.delete")),
            declare(
                "parse.update", .set, .manage("parse", "update"),
                fields: [
                    .user,
                    .required("hostname", .text(max: 255)),
                    .required("url", .url, "where parsed mail goes; the scheme may be missing"),
                    .optional("spam_check", .choice(["0", "1"])),
                ],
                inverse: .restore(from: "parse.list")),
            declare(
                "parse.delete", .change, .manage("parse", "delete"),
                fields: [
                    .user,
                    .required("hostname", .text(max: 255)),
                ],
                inverse: .call("parse.create")),
        ])

    static let appsArea: [Operation] = area(
        .apps, subusers: true,
        [
            declare(
                "apps.list", .read, .manage("apps", "getavailable"),
                fields: [
                    .user
                ],
                returns: .list(.app)),
            declare(
                "apps.activate", .set, .manage("apps", "activate"),
                fields: [
                    .user,
                    .required("name", .existing(.app)),
                ],
                inverse: .call("apps.deactivate")),
            declare(
                "apps.deactivate", .set, .manage("apps", "deactivate"),
                fields: [
                    .user,
                    .required("name", .existing(.app)),
                ],
                inverse: .call("apps.activate")),
            declare(
                "apps.setup", .set, .manage("apps", "setup"),
                fields: [
                    .user,
                    .required("name", .existing(.app)),
                    .required("<field>", .appSetting),
                ],
                inverse: .restore(from: "apps.settings")),
            declare(
                "apps.settings", .read, .manage("apps", "getsettings"),
                fields: [
                    .user,
                    .required("name", .existing(.app)),
                ],
                returns: .one(.appSettings)),
        ])
}
