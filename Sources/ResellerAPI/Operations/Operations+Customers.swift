extension Operation {
    static let customersArea: [Operation] = area(
        .customers,
        [
            declare(
                "customer.list", .read, .manage("profile", "get"),
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
                returns: .list(.customer)),
            declare(
                "customer.create", .change, .path("apiv2/reseller.add"),
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
                constraints: [.requiredUnless("package", field: "free_user", is: "true")]),
            declare(
                "customer.delete", .change, .path("apiv2/reseller.delete"),
                fields: [
                    .user
                ],
                inverse: .call("pending.delete")),
            declare(
                "customer.enable", .set, .manage("enable"),
                fields: [
                    .user
                ],
                inverse: .call("customer.disable")),
            declare(
                "customer.disable", .set, .manage("disable"),
                fields: [
                    .user
                ],
                inverse: .call("customer.enable")),
            declare(
                "customer.websiteEnable", .set, .manage("website_enable"),
                fields: [
                    .user
                ],
                inverse: .call("customer.websiteDisable")),
            declare(
                "customer.websiteDisable", .set, .manage("website_disable"),
                fields: [
                    .user
                ],
                inverse: .call("customer.websiteEnable")),
            declare(
                "customer.setProfile", .set, .manage("profile", "set"),
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
                inverse: .restore(from: "customer.list")),
            declare(
                "customer.setPassword", .set, .manage("password"),
                fields: [
                    .user,
                    .required("password", .password),
                    .required("confirm_password", .equals("password")),
                ]),
            declare(
                "customer.setUsername", .change, .manage("profile", "setUsername"),
                fields: [
                    .user,
                    .required("username", .newName),
                ]),
            declare(
                "customer.setEmail", .set, .manage("profile", "setEmail"),
                fields: [
                    .user,
                    .required("email", .email(max: 100)),
                ],
                inverse: .restore(from: "customer.list")),
        ])

    static let authenticateArea: [Operation] = area(
        .authenticate, subusers: true,
        [
            declare(
                "customer.authenticate", .read, .manage("auth"),
                fields: [
                    .user,
                    .required("password", .typedPassword, "what the customer typed"),
                ])
        ])

    static let automaticLoginArea: [Operation] = area(
        .automaticLogin, subusers: true,
        [
            declare(
                "customer.loginURL", .read, .manage("geturl"),
                fields: [
                    .user,
                    .optional("password", .typedPassword, "the customer's password"),
                ],
                returns: .one(.loginParams))
        ])

    static let credentialsArea: [Operation] = area(
        .credentials,
        [
            declare(
                "credential.add", .change, .path("apiv2/reseller.credential", "add"),
                fields: [
                    .user,
                    .required(
                        "credential_name", .newName,
                        "3..64 characters, not all digits; unused for add, existing otherwise"),
                    .required("credential_password", .password),
                ],
                inverse: .call("credential.delete")),
            declare(
                "credential.edit", .set, .path("apiv2/reseller.credential", "edit"),
                fields: [
                    .user,
                    .required(
                        "credential_name", .existing(.credential),
                        "3..64 characters, not all digits; unused for add, existing otherwise"),
                    .required("new_credential_password", .password),
                ]),
            declare(
                "credential.delete", .change, .path("apiv2/reseller.credential", "delete"),
                fields: [
                    .user,
                    .required(
                        "credential_name", .existing(.credential),
                        "3..64 characters, not all digits; unused for add, existing otherwise"),
                ]),
        ])
}
