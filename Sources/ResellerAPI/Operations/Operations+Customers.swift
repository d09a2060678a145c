extension Operation {
    static let customersArea: [Operation] = [
        customerList,
        customerCreate,
        customerDelete,
        customerEnable,
        customerDisable,
        customerWebsiteEnable,
        customerWebsiteDisable,
        customerSetProfile,
        customerSetPassword,
        customerSetUsername,
        customerSetEmail,
    ]

    package static let customerList = declare(
        "customer.list", .read, .customers,
        says: .show("the customers", of: nil),
        fields: [
            .optional("limit", .integer(min: 1), "integer >= 1"),
            .optional("offset", .integer(min: 0)),
            .optional("id", .exact),
            .optional("username", .filter),
            .optional("email", .filter),
            .optional("first_name", .filter),
            .optional("last_name", .filter),
            .optional("address", .filter),
            .optional("city", .filter),
            .optional("state", .filter),
            .optional("country", .filter),
            .optional("zip", .filter),
            .optional("phone", .filter),
            .optional("website", .filter),
        ],
        returns: .list(.customer))

    package static let customerCreate = declare(
        "customer.create", .change, .customers,
        says: Wording(
            "Create a customer", ask: "Create the customer {username}?",
            done: "{username} is a customer now",
            consequence: "The name stays taken for good, also after the account is closed."),
        fields: [
            .required("username", .newName),
            .required("password", .password),
            .required("confirm_password", .equals("password")),
            .required("email", .email(max: 64)),
            .required("first_name", .text(max: 50)),
            .required("last_name", .text(max: 50)),
            .required("address", .text(max: 100)),
            .required("city", .text(max: 100)),
            .required("state", .text(max: 100)),
            .required("country", .text(max: 100)),
            .required("zip", .text(max: 50)),
            .required("phone", .text(max: 50)),
            .required("website", .text(max: 255)),
            .required("company", .text(max: 255)),
            .optional(
                "package", .existing(.package, max: 255),
                "name of an available package, <= 255 characters; required unless free_user is true"),
            .required(
                "whitelabel", .domain(max: 255),
                "domain, <= 255 characters; sendgrid.me when there is no own one"),
            .optional(
                "ip_group[]", .existing(.ipGroup, max: 255),
                "name of an IP group of this reseller, <= 255 characters, repeated"),
            .optional(
                "ip[]", .existing(.ip),
                "an available IP of this reseller, when the package has its own IP, repeated"),
            .optional("free_user", .choice(["true", "false"]), "true | false; true for a free customer"),
            .optional("billing_date", .date, "first billing date, today..one billing cycle ahead"),
        ],
        constraints: [.requiredUnless("package", field: "free_user", is: "true")],
        leaves: .customer(
            .appears([
                .given("username"), .given("email"), .given("first_name"), .given("last_name"),
                .given("address"),
                .given("city"), .given("state"), .given("zip"), .given("country", .cut(5)), .given("phone"),
                .given("website", .withScheme),
            ]),
            shows: [
                "username", "email", "first_name", "last_name", "address", "city", "state", "zip", "country",
                "phone", "website",
            ], by: "username"),
        inverse: .none("the service can only close an account, and the name stays taken"))

    package static let customerDelete = declare(
        "customer.delete", .change, .customers,
        says: Wording(
            "Delete the customer at the end of the cycle",
            ask: "Delete {user} at the end of the billing cycle?",
            done: "{user} is deleted at the end of the cycle",
            consequence: "The account works until then, and the change stands among the pending ones. After it "
                + "the account is gone, and its name stays taken.", grade: .worst),
        fields: [
            .user
        ],
        leaves: .pending(.planned("Account Close")),
        inverse: .call("pending.delete"))

    package static let customerEnable = declare(
        "customer.enable", .set, .customers,
        says: Wording(
            "Start sending", ask: "Let {user} send mail again?",
            done: "{user} sends mail again",
            consequence: "Login to the website is another switch and stays as it is."),
        fields: [
            .user
        ],
        leaves: .customerSwitch("active", "true"),
        inverse: .call("customer.disable"))

    package static let customerDisable = declare(
        "customer.disable", .set, .customers,
        says: Wording(
            "Stop sending", ask: "Stop all mail of {user}?",
            done: "{user} sends no more mail",
            consequence: "Login to the website is another switch and stays as it is."),
        fields: [
            .user
        ],
        leaves: .customerSwitch("active", "false"),
        inverse: .call("customer.enable"))

    package static let customerWebsiteEnable = declare(
        "customer.websiteEnable", .set, .customers,
        says: Wording(
            "Allow login to the website", ask: "Let {user} log in to the website?",
            done: "{user} can log in to the website",
            consequence: "Sending is another switch and stays as it is."),
        fields: [
            .user
        ],
        leaves: .customerSwitch("website_access", "true"),
        inverse: .call("customer.websiteDisable"))

    package static let customerWebsiteDisable = declare(
        "customer.websiteDisable", .set, .customers,
        says: Wording(
            "Stop login to the website", ask: "Stop {user} from logging in to the website?",
            done: "{user} can't log in to the website",
            consequence: "Sending is another switch and stays as it is."),
        fields: [
            .user
        ],
        leaves: .customerSwitch("website_access", "false"),
        inverse: .call("customer.websiteEnable"))

    package static let customerSetProfile = declare(
        "customer.setProfile", .set, .customers,
        says: Wording(
            "Change the profile", ask: "Change the profile of {user}?",
            done: "the profile of {user} is changed",
            consequence: "What is not given stays as it is. The service keeps five characters of a country."),
        fields: [
            .user,
            .optional("first_name", .text(max: 50)),
            .optional("last_name", .text(max: 50)),
            .optional("address", .text(max: 100)),
            .optional("city", .text(max: 100)),
            .optional("state", .text(max: 100)),
            .optional("country", .text(max: 100)),
            .optional("zip", .text(max: 50)),
            .optional("phone", .text(max: 50)),
            .optional("website", .text(max: 255)),
        ],
        leaves: .customer(
            .becomes([
                .given("first_name"), .given("last_name"), .given("address"), .given("city"), .given("state"),
                .given("country", .cut(5)), .given("zip"), .given("phone"), .given("website", .withScheme),
            ]),
            shows: [
                "first_name", "last_name", "address", "city", "state", "country", "zip", "phone", "website",
            ]),
        inverse: .restore(from: "customer.list"))

    package static let customerSetPassword = declare(
        "customer.setPassword", .set, .customers,
        says: Wording(
            "Set a new password", ask: "Set a new password for {user}?",
            done: "{user} has a new password",
            consequence: "The old password ends at once, for the website and for programs that send with it."),
        fields: [
            .user,
            .required("password", .password),
            .required("confirm_password", .equals("password")),
        ],
        inverse: .none("the old password is not known"))

    package static let customerSetUsername = declare(
        "customer.setUsername", .change, .customers,
        says: Wording(
            "Change the username", ask: "Rename {user} to {username}?",
            done: "{user} is called {username} now",
            consequence: "The login for SMTP and for the website changes at once: programs that send under the "
                + "old name are refused. Whether the old name can be had again is not documented.",
            grade: .worst),
        fields: [
            .user,
            .required("username", .newName),
        ],
        leaves: .customer(.renamed, shows: ["username"]),
        inverse: .none("whether the old name can be had again is not documented"))

    package static let customerSetEmail = declare(
        "customer.setEmail", .set, .customers,
        says: Wording(
            "Change the email address", ask: "Set the email address of {user} to {email}?",
            done: "the email address of {user} is {email}"),
        fields: [
            .user,
            .required("email", .email(max: 100)),
        ],
        leaves: .customer(.becomes([.given("email")]), shows: ["email"]),
        inverse: .restore(from: "customer.list"))

    static let authenticateArea: [Operation] = [
        customerAuthenticate
    ]

    package static let customerAuthenticate = declare(
        "customer.authenticate", .read, .authenticate,
        says: Wording(
            "Check a password", ask: "Check this password for {user}?",
            done: "that is the password of {user}"),
        fields: [
            .user,
            .required("password", .typedPassword, "what the customer typed"),
        ])

    static let automaticLoginArea: [Operation] = [
        customerLoginURL
    ]

    package static let customerLoginURL = declare(
        "customer.loginURL", .read, .automaticLogin,
        says: Wording(
            "Get a login address", ask: "Get an address that logs in as {user}?",
            done: "the login address of {user} is there",
            consequence: "Whoever has the address is logged in as {user}."),
        fields: [
            .user,
            .optional("password", .typedPassword, "the customer's password"),
        ],
        returns: .one(.loginParams))

    static let credentialsArea: [Operation] = [
        credentialAdd,
        credentialEdit,
        credentialDelete,
    ]

    package static let credentialAdd = declare(
        "credential.add", .change, .credentials,
        says: Wording(
            "Add a login", ask: "Add the login {credential_name} to the account of {user}?",
            done: "{credential_name} can log in to the account of {user}",
            consequence: "On newer accounts it has full administrator rights. Whether its name can be had "
                + "again after a deletion is not documented."),
        fields: [
            .user,
            .required(
                "credential_name", .newName,
                "3..64 characters, not all digits; unused for add, existing otherwise"),
            .required("credential_password", .password),
        ],
        inverse: .call("credential.delete"))

    package static let credentialEdit = declare(
        "credential.edit", .set, .credentials,
        says: Wording(
            "Set the password of a login", ask: "Set a new password for the login {credential_name} of {user}?",
            done: "the login {credential_name} has a new password",
            consequence: "The old password ends at once."),
        fields: [
            .user,
            .required(
                "credential_name", .existing(.credential),
                "3..64 characters, not all digits; unused for add, existing otherwise"),
            .required("new_credential_password", .password),
        ],
        inverse: .none("the old password is not known"))

    package static let credentialDelete = declare(
        "credential.delete", .change, .credentials,
        says: Wording(
            "Delete a login", ask: "Delete the login {credential_name} of {user}?",
            done: "{credential_name} can't log in any more",
            consequence: "Whether its name can be had again is not documented."),
        fields: [
            .user,
            .required(
                "credential_name", .existing(.credential),
                "3..64 characters, not all digits; unused for add, existing otherwise"),
        ],
        inverse: .none("the password is not known"))
}
