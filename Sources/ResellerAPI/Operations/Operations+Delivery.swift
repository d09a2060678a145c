extension Operation {
    static let monitorRecordsArea: [Operation] = area(
        .monitorRecords, subusers: true,
        [
            declare(
                "monitor.list", .read, .manage("monitor", "list"),
                says: .show("the monitor records", of: nil),
                returns: .list(.monitorRecord)),
            declare(
                "monitor.create", .change, .manage("monitor", "create"),
                says: Wording(
                    "Create a monitor record", ask: "Create the monitor record {name}?",
                    done: "the monitor record {name} is there",
                    consequence: "Samples flow once somebody is put on it."),
                fields: [
                    .required("name", .text(max: 255), "unique, <= 255 characters"),
                    .required("email", .email(max: nil), "email: where samples go"),
                    .required("frequency", .integer(min: 1), "integer > 0: one sample every N messages"),
                ],
                leaves: .monitor(.appears([.given("name"), .given("email"), .given("frequency")])),
                inverse: .call("monitor.delete")),
            declare(
                "monitor.edit", .change, .manage("monitor", "edit"),
                says: Wording(
                    "Change a monitor record", ask: "Change the monitor record {name}?",
                    done: "the monitor record {name} is changed",
                    consequence: "It changes for everybody who is on it."),
                fields: [
                    .required("name", .existing(.monitor)),
                    .optional("new_name", .text(max: 255), "unique, <= 255 characters"),
                    .optional("new_email", .email(max: nil)),
                    .optional("new_frequency", .integer(min: 1)),
                ],
                leaves: .monitor(
                    .becomes([
                        .given("new_name", as: "name"), .given("new_email", as: "email"),
                        .given("new_frequency", as: "frequency"),
                    ]), newName: "new_name"),
                inverse: .restore(from: "monitor.list")),
            declare(
                "monitor.delete", .change, .manage("monitor", "delete"),
                says: Wording(
                    "Delete a monitor record", ask: "Delete the monitor record {name}?",
                    done: "the monitor record {name} is gone",
                    consequence: "The service refuses while any are on it."),
                fields: [
                    .required("name", .existing(.monitor))
                ],
                returns: Answer(.message, .one, words: "Message; error while a customer still uses it"),
                leaves: .monitor(.disappears),
                inverse: .call("monitor.create")),
            declare(
                "monitor.append", .set, .manage("monitor", "append"),
                says: Wording(
                    "Put a customer on a monitor record", ask: "Put {user} on the monitor record {name}?",
                    done: "{user} is on the monitor record {name}",
                    consequence: "Samples of the mail go to the address of the record."),
                fields: [
                    .user,
                    .required("name", .existing(.monitor)),
                ],
                leaves: .monitorsOfCustomer(.joins),
                inverse: .call("monitor.detach")),
            declare(
                "monitor.detach", .set, .manage("monitor", "detach"),
                says: Wording(
                    "Take a customer off all monitor records", ask: "Take {user} off all monitor records?",
                    done: "{user} is on no monitor record",
                    consequence: "The service takes a name off every record, never off one alone."),
                fields: [
                    .user
                ],
                leaves: .monitorsOfCustomer(.disappears),
                inverse: .call("monitor.append")),
        ])

    static let ipManagementArea: [Operation] = area(
        .ipManagement,
        [
            declare(
                "ip.all", .read, .path("apiv2/reseller.ip", "all"),
                says: .show("all IP addresses", of: nil),
                fields: [
                    .optional("ip", .filter, "filter: whole or part of an address"),
                    .optional("system", .flag("true"), "true: also IPs assigned by the provider"),
                ],
                returns: .list(.ip)),
            declare(
                "ip.free", .read, .path("apiv2/reseller.ip", "free"),
                says: .show("the free IP addresses", of: nil),
                fields: [
                    .optional("ip", .filter, "filter: whole or part of an address")
                ],
                returns: .list(.ip)),
            declare(
                "ip.taken", .read, .path("apiv2/reseller.ip", "taken"),
                says: .show("the taken IP addresses", of: nil),
                fields: [
                    .optional("ip", .filter, "filter: whole or part of an address")
                ],
                returns: .list(.ip)),
            declare(
                "ip.available", .read, .path("apiv2/reseller.ip", "available"),
                says: .show("the available IP addresses", of: nil),
                fields: [
                    .optional("ip", .filter, "filter: whole or part of an address")
                ],
                returns: .list(.ip)),
            declare(
                "ip.usage", .read, .path("apiv2/reseller.ip", "usage"),
                says: .show("who uses which IP address", of: nil),
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
                says: .show("the whitelabel records", of: nil),
                returns: .list(.whitelabel)),
            declare(
                "whitelabel.append", .set, .manage("whitelabel", "append"),
                says: Wording(
                    "Set the whitelabel record", ask: "Put {user} on the whitelabel record {mail_domain}?",
                    done: "{user} is on the whitelabel record {mail_domain}",
                    consequence: "It takes the place of the record before. IP addresses stay as they are."),
                fields: [
                    .user,
                    .required("mail_domain", .existing(.mailDomain)),
                ],
                inverse: .none("the service does not tell which whitelabel record it had before")),
        ])

    static let eventNotificationURLArea: [Operation] = area(
        .eventNotificationURL, subusers: true,
        [
            declare(
                "eventURL.get", .read, .manage("eventposturl", "get"),
                says: .show("the event URL"),
                fields: [
                    .user
                ],
                returns: .optional(.eventURL)),
            declare(
                "eventURL.set", .set, .manage("eventposturl", "set"),
                says: Wording(
                    "Set the event URL", ask: "Send the events of {user} to {url}?",
                    done: "the events of {user} go to {url}",
                    consequence: "An address that was set before gets no more events."),
                fields: [
                    .user,
                    .required("url", .url, "URL; stored as sent, the scheme may be missing"),
                ],
                leaves: .single("eventURL.get", "url", .becomes([.given("url")])),
                inverse: .restore(from: "eventURL.get")),
            declare(
                "eventURL.delete", .set, .manage("eventposturl", "delete"),
                says: Wording(
                    "Delete the event URL", ask: "Send no more events of {user}?",
                    done: "the events of {user} go nowhere"),
                fields: [
                    .user
                ],
                leaves: .single("eventURL.get", "url", .disappears),
                inverse: .call("eventURL.set")),
        ])

    static let parseSettingsArea: [Operation] = area(
        .parseSettings, subusers: true,
        [
            declare(
                "parse.list", .read, .manage("parse", "get"),
                says: .show("the parse entries"),
                fields: [
                    .user
                ],
                returns: .one(.parseSettings)),
            declare(
                "parse.create", .change, .manage("parse", "set"),
                says: Wording(
                    "Add a parse entry", ask: "Pass mail for {hostname} of {user} on to {url}?",
                    done: "mail for {hostname} is passed on to {url}"),
                fields: [
                    .user,
                    .required("hostname", .text(max: 255)),
                    .required("url", .url, "where parsed mail goes; the scheme may be missing"),
                    .optional("spam_check", .choice(["0", "1"])),
                ],
                leaves: .parse(.appears([.given("hostname"), .given("url"), .given("spam_check", .asTruth)])),
                inverse: .call("parse.delete")),
            declare(
                "parse.update", .set, .manage("parse", "update"),
                says: Wording(
                    "Change a parse entry", ask: "Pass mail for {hostname} of {user} on to {url}?",
                    done: "mail for {hostname} is passed on to {url}"),
                fields: [
                    .user,
                    .required("hostname", .text(max: 255)),
                    .required("url", .url, "where parsed mail goes; the scheme may be missing"),
                    .optional("spam_check", .choice(["0", "1"])),
                ],
                leaves: .parse(.becomes([.given("url"), .given("spam_check", .asTruth)])),
                inverse: .restore(from: "parse.list")),
            declare(
                "parse.delete", .change, .manage("parse", "delete"),
                says: Wording(
                    "Delete a parse entry", ask: "Pass mail for {hostname} of {user} on no more?",
                    done: "mail for {hostname} is passed on no more"),
                fields: [
                    .user,
                    .required("hostname", .text(max: 255)),
                ],
                leaves: .parse(.disappears),
                inverse: .call("parse.create")),
        ])

    static let appsArea: [Operation] = area(
        .apps, subusers: true,
        [
            declare(
                "apps.list", .read, .manage("apps", "getavailable"),
                says: .show("the apps"),
                fields: [
                    .user
                ],
                returns: .list(.app)),
            declare(
                "apps.activate", .set, .manage("apps", "activate"),
                says: Wording(
                    "Switch an app on", ask: "Switch {name} on for {user}?",
                    done: "{name} is on for {user}",
                    consequence: "It runs with the settings that it has."),
                fields: [
                    .user,
                    .required("name", .existing(.app)),
                ],
                leaves: .appSwitch("true"),
                inverse: .call("apps.deactivate")),
            declare(
                "apps.deactivate", .set, .manage("apps", "deactivate"),
                says: Wording(
                    "Switch an app off", ask: "Switch {name} off for {user}?",
                    done: "{name} is off for {user}"),
                fields: [
                    .user,
                    .required("name", .existing(.app)),
                ],
                leaves: .appSwitch("false"),
                inverse: .call("apps.activate")),
            declare(
                "apps.setup", .set, .manage("apps", "setup"),
                says: Wording(
                    "Set up an app", ask: "Replace the settings of {name} for {user}?",
                    done: "{name} has new settings for {user}",
                    consequence: "All settings of the app are overwritten: what is left out is emptied. It does not "
                        + "switch the app on."),
                fields: [
                    .user,
                    .required("name", .existing(.app)),
                    .required("<field>", .appSetting),
                ],
                leaves: .appSettings,
                inverse: .restore(from: "apps.settings")),
            declare(
                "apps.settings", .read, .manage("apps", "getsettings"),
                says: Wording(
                    "Show the settings of an app", ask: "Show the settings of {name} of {user}?",
                    done: "the settings of {name} of {user} are there"),
                fields: [
                    .user,
                    .required("name", .existing(.app)),
                ],
                returns: .one(.appSettings)),
        ])
}
