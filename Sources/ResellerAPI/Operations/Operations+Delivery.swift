extension Operation {
    static let monitorRecordsArea: [Operation] = [
        monitorList,
        monitorCreate,
        monitorEdit,
        monitorDelete,
        monitorAppend,
        monitorDetach,
    ]

    package static let monitorList = declare(
        "monitor.list", .read, .monitorRecords,
        says: .show("the monitor records", of: nil),
        returns: .list(.monitorRecord))

    package static let monitorCreate = declare(
        "monitor.create", .change, .monitorRecords,
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
        inverse: .call("monitor.delete"))

    package static let monitorEdit = declare(
        "monitor.edit", .change, .monitorRecords,
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
        inverse: .restore(from: "monitor.list"))

    package static let monitorDelete = declare(
        "monitor.delete", .change, .monitorRecords,
        says: Wording(
            "Delete a monitor record", ask: "Delete the monitor record {name}?",
            done: "the monitor record {name} is gone",
            consequence: "The service refuses while any are on it."),
        fields: [
            .required("name", .existing(.monitor))
        ],
        returns: Answer(.message, .one, words: "Message; error while a customer still uses it"),
        leaves: .monitor(.disappears),
        inverse: .call("monitor.create"))

    package static let monitorAppend = declare(
        "monitor.append", .set, .monitorRecords,
        says: Wording(
            "Put a customer on a monitor record", ask: "Put {user} on the monitor record {name}?",
            done: "{user} is on the monitor record {name}",
            consequence: "Samples of the mail go to the address of the record."),
        fields: [
            .user,
            .required("name", .existing(.monitor)),
        ],
        leaves: .monitorsOfCustomer(.joins),
        inverse: .call("monitor.detach"))

    package static let monitorDetach = declare(
        "monitor.detach", .set, .monitorRecords,
        says: Wording(
            "Take a customer off all monitor records", ask: "Take {user} off all monitor records?",
            done: "{user} is on no monitor record",
            consequence: "The service takes a name off every record, never off one alone."),
        fields: [
            .user
        ],
        leaves: .monitorsOfCustomer(.disappears),
        inverse: .call("monitor.append"))

    static let ipManagementArea: [Operation] = [
        ipAll,
        ipFree,
        ipTaken,
        ipAvailable,
        ipUsage,
    ]

    package static let ipAll = declare(
        "ip.all", .read, .ipManagement,
        says: .show("all IP addresses", of: nil),
        fields: [
            .optional("ip", .filter, "filter: whole or part of an address"),
            .optional("system", .flag("true"), "true: also IPs assigned by the provider"),
        ],
        returns: .list(.ip))

    package static let ipFree = declare(
        "ip.free", .read, .ipManagement,
        says: .show("the free IP addresses", of: nil),
        fields: [
            .optional("ip", .filter, "filter: whole or part of an address")
        ],
        returns: .list(.ip))

    package static let ipTaken = declare(
        "ip.taken", .read, .ipManagement,
        says: .show("the taken IP addresses", of: nil),
        fields: [
            .optional("ip", .filter, "filter: whole or part of an address")
        ],
        returns: .list(.ip))

    package static let ipAvailable = declare(
        "ip.available", .read, .ipManagement,
        says: .show("the available IP addresses", of: nil),
        fields: [
            .optional("ip", .filter, "filter: whole or part of an address")
        ],
        returns: .list(.ip))

    package static let ipUsage = declare(
        "ip.usage", .read, .ipManagement,
        says: .show("who uses which IP address", of: nil),
        fields: [
            .optional("ip", .filter, "filter: whole or part of an address"),
            .optional("user", .filter, "filter: whole or part of a username"),
            .optional("group", .filter, "filter: whole or part of an IP group's name"),
            .optional("system", .flag("true"), "true: also IPs assigned by the provider"),
        ],
        returns: .list(.ipUsage))

    static let whitelabelArea: [Operation] = [
        whitelabelList,
        whitelabelAppend,
    ]

    package static let whitelabelList = declare(
        "whitelabel.list", .read, .whitelabel,
        says: .show("the whitelabel records", of: nil),
        returns: .list(.whitelabel))

    package static let whitelabelAppend = declare(
        "whitelabel.append", .set, .whitelabel,
        says: Wording(
            "Set the whitelabel record", ask: "Put {user} on the whitelabel record {mail_domain}?",
            done: "{user} is on the whitelabel record {mail_domain}",
            consequence: "It takes the place of the record before. IP addresses stay as they are."),
        fields: [
            .user,
            .required("mail_domain", .existing(.mailDomain)),
        ],
        inverse: .none("the service does not tell which whitelabel record it had before"))

    static let eventNotificationURLArea: [Operation] = [
        eventURLGet,
        eventURLSet,
        eventURLDelete,
    ]

    package static let eventURLGet = declare(
        "eventURL.get", .read, .eventNotificationURL,
        says: .show("the event URL"),
        fields: [
            .user
        ],
        returns: .optional(.eventURL))

    package static let eventURLSet = declare(
        "eventURL.set", .set, .eventNotificationURL,
        says: Wording(
            "Set the event URL", ask: "Send the events of {user} to {url}?",
            done: "the events of {user} go to {url}",
            consequence: "An address that was set before gets no more events."),
        fields: [
            .user,
            .required("url", .url, "URL; stored as sent, the scheme may be missing"),
        ],
        leaves: .single(.eventURL, eventURLGet, "url", .becomes([.given("url")])),
        inverse: .restore(from: "eventURL.get"))

    package static let eventURLDelete = declare(
        "eventURL.delete", .set, .eventNotificationURL,
        says: Wording(
            "Delete the event URL", ask: "Send no more events of {user}?",
            done: "the events of {user} go nowhere"),
        fields: [
            .user
        ],
        leaves: .single(.eventURL, eventURLGet, "url", .disappears),
        inverse: .call("eventURL.set"))

    static let parseSettingsArea: [Operation] = [
        parseList,
        parseCreate,
        parseUpdate,
        parseDelete,
    ]

    package static let parseList = declare(
        "parse.list", .read, .parseSettings,
        says: .show("the parse entries"),
        fields: [
            .user
        ],
        returns: .one(.parseSettings))

    package static let parseCreate = declare(
        "parse.create", .change, .parseSettings,
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
        inverse: .call("parse.delete"))

    package static let parseUpdate = declare(
        "parse.update", .set, .parseSettings,
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
        inverse: .restore(from: "parse.list"))

    package static let parseDelete = declare(
        "parse.delete", .change, .parseSettings,
        says: Wording(
            "Delete a parse entry", ask: "Pass mail for {hostname} of {user} on no more?",
            done: "mail for {hostname} is passed on no more"),
        fields: [
            .user,
            .required("hostname", .text(max: 255)),
        ],
        leaves: .parse(.disappears),
        inverse: .call("parse.create"))

    static let appsArea: [Operation] = [
        appsList,
        appsActivate,
        appsDeactivate,
        appsSetup,
        appsSettings,
    ]

    package static let appsList = declare(
        "apps.list", .read, .apps,
        says: .show("the apps"),
        fields: [
            .user
        ],
        returns: .list(.app))

    package static let appsActivate = declare(
        "apps.activate", .set, .apps,
        says: Wording(
            "Switch an app on", ask: "Switch {name} on for {user}?",
            done: "{name} is on for {user}",
            consequence: "It runs with the settings that it has."),
        fields: [
            .user,
            .required("name", .existing(.app)),
        ],
        leaves: .appSwitch("true"),
        inverse: .call("apps.deactivate"))

    package static let appsDeactivate = declare(
        "apps.deactivate", .set, .apps,
        says: Wording(
            "Switch an app off", ask: "Switch {name} off for {user}?",
            done: "{name} is off for {user}"),
        fields: [
            .user,
            .required("name", .existing(.app)),
        ],
        leaves: .appSwitch("false"),
        inverse: .call("apps.activate"))

    package static let appsSetup = declare(
        "apps.setup", .set, .apps,
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
        inverse: .restore(from: "apps.settings"))

    package static let appsSettings = declare(
        "apps.settings", .read, .apps,
        says: Wording(
            "Show the settings of an app", ask: "Show the settings of {name} of {user}?",
            done: "the settings of {name} of {user} are there"),
        fields: [
            .user,
            .required("name", .existing(.app)),
        ],
        returns: .one(.appSettings))
}
