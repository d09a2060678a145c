internal import ResellerAPI

/// Version 3, the service of today, for accounts whose customers are subusers: paths that name things, methods that say
/// what is done, JSON, and a status that decides.
extension Dialect {
    package static let v3Subusers = Dialect(
        name: "v3", credentials: .bearer, refusals: .statusFirst, budget: .usual, bindings: thirdBindings,
        reasons: thirdReasons)

    private static let thirdBindings: [Operation: Binding] = thirdCustomers.merging(thirdLists) { $1 }
        .merging(thirdSettings) { $1 }

    private static let lacking: [String: [Operation]] = [
        "Email Monitor was retired in 2022": [
            .monitorList, .monitorCreate, .monitorEdit, .monitorDelete, .monitorAppend, .monitorDetach,
        ],
        "time zones can't be read or changed": [.timezoneList, .timezoneGet, .timezoneSet],
        "invoices and usage are on the website only": [
            .invoiceNumbers, .invoiceList, .billingCustomerInvoices, .billingCurrentUsage,
        ],
        "subusers have credits instead of packages": [
            .pendingList, .pendingDelete, .packagesList, .accountImmediateUpgrade, .accountImmediateDowngrade,
            .accountImmediateClose, .accountScheduledUpgrade, .accountScheduledDowngrade, .accountScheduledClose,
        ],
        "it asks for the old password, which only the customer knows": [.customerSetPassword],
        "passwords can't be checked": [.customerAuthenticate],
        "there are no login links": [.customerLoginURL],
    ]

    private static let thirdReasons: [Operation: String] = lacking.reduce(into: [:]) { reasons, entry in
        for operation in entry.value { reasons[operation] = entry.key }
    }

    // MARK: - Customers

    private static let thirdCustomers: [Operation: Binding] = [
        .customerList: get("v3/subusers").with {
            $0.places = ["username": .query("username"), "limit": .query("limit"), "offset": .query("offset")]
            $0.lacks = [
                "id", "email", "first_name", "last_name", "address", "address2", "city", "state", "zip", "country",
                "phone", "website",
            ]
            $0.paging = .offset(field: "offset", limit: "limit", sizes: PageSizes(first: 500, most: 500))
            $0.spelling = AnswerSpelling(names: ["disabled": "active"], opposites: ["disabled"])
        },
        .customerDelete: call(.delete, "v3/subusers/{name}", user: .path("name")),
        .customerEnable: turning("v3/subusers/{name}", disabled: "false"),
        .customerDisable: turning("v3/subusers/{name}", disabled: "true"),
        .customerWebsiteEnable: turning("v3/subusers/{name}/website_access", disabled: "false"),
        .customerWebsiteDisable: turning("v3/subusers/{name}/website_access", disabled: "true"),
        .customerSetEmail: call(.put, "v3/user/email", json: ["email": .text]),
        .customerSetUsername: call(.put, "v3/user/username", json: ["username": .text]),
        .limitsGet: get("v3/subusers/{name}/credits", user: .path("name")).with { $0.spelling = credits },
        .limitsRemove: credit(type: "unlimited"),
        .limitsSetTotal: credit(type: "nonrecurring"),
        .limitsSetRecurring: credit(type: "recurring").with {
            $0.places["period"] = .json("reset_frequency")
            $0.lacks = ["startdate", "enddate", "initial_credits"]
        },
        .limitsIncrement: remaining(.count),
        .limitsDecrement: remaining(.negated),
        // Its other figures are those of the credits.
        .accountOverview: get("v3/subusers/reputations", user: .query("usernames")),
    ]

    // MARK: - Statistics and lists

    private static let thirdLists: [Operation: Binding] = [
        .statsDaily: get("v3/subusers/stats", user: .query("subusers")).with(spanning).with {
            $0.spelling = AnswerSpelling(
                inside: ["stats", "metrics"],
                names: ["spam_reports": "spamreports", "invalid_emails": "invalid_email"])
        },
        .statsCategories: get("v3/categories").with { $0.paging = .everyPage(of: 500) },
        .statsByCategory: get("v3/categories/stats").with(spanning).with {
            $0.places["category"] = .query("categories")
            $0.spelling = AnswerSpelling(
                inside: ["stats", "metrics"],
                names: [
                    "spam_reports": "spamreports", "invalid_emails": "invalid_email", "blocks": "blocked",
                    "spam_report_drops": "spam_drop",
                ])
        },
        .bouncesList: list("v3/suppression/bounces"),
        .bouncesDelete: removal("v3/suppression/bounces/{email}"),
        .unsubscribesList: list("v3/suppression/unsubscribes"),
        .unsubscribesAdd: call(.post, "v3/asm/suppressions/global").with {
            $0.hasJSONBody = true
            $0.places["email"] = .json("recipient_emails", .element)
        },
        .unsubscribesDelete: removal("v3/asm/suppressions/global/{email}"),
        .invalidEmailsList: list("v3/suppression/invalid_emails"),
        .invalidEmailsDelete: removal("v3/suppression/invalid_emails/{email}"),
        .spamReportsList: list("v3/suppression/spam_reports"),
        .spamReportsDelete: removal("v3/suppression/spam_reports/{email}"),
    ]

    // MARK: - Settings and addresses

    private static let thirdSettings: [Operation: Binding] = [
        .ipAll: get("v3/ips").with {
            $0.places = ["ip": .query("ip")]
            $0.lacks = ["system"]
            $0.paging = .everyPage(of: 500)
        },
        .whitelabelList: get("v3/whitelabel/domains").with {
            $0.spelling = AnswerSpelling(names: ["domain": "mail_domain"])
            $0.paging = .everyPage(of: 500)
        },
        .parseList: get("v3/user/webhooks/parse/settings").with { $0.spelling = AnswerSpelling(rows: "result") },
        .parseCreate: call(
            .post, "v3/user/webhooks/parse/settings", json: ["hostname": .text, "url": .text, "spam_check": .truth]),
        .parseUpdate: call(
            .patch, "v3/user/webhooks/parse/settings/{hostname}", json: ["url": .text, "spam_check": .truth]
        ).with { $0.places["hostname"] = .path("hostname") },
        .parseDelete: call(.delete, "v3/user/webhooks/parse/settings/{hostname}").with {
            $0.places["hostname"] = .path("hostname")
        },
    ]

    // MARK: - Forms of a call

    /// Whom the call is for, where the path does not say it.
    private static let onBehalfOf = Binding.Place.header("on-behalf-of")

    private static func get(_ path: String, user: Binding.Place = onBehalfOf) -> Binding {
        Binding(.get, path).with { $0.places["user"] = user }
    }

    private static func call(
        _ method: Binding.Method, _ path: String, user: Binding.Place = onBehalfOf,
        json: [String: Binding.JSONKind] = [:]
    ) -> Binding {
        Binding(method, path).with {
            $0.places = json.reduce(into: ["user": user]) { $0[$1.key] = .json($1.key, $1.value) }
            $0.hasJSONBody = !json.isEmpty
        }
    }

    private static func turning(_ path: String, disabled: String) -> Binding {
        call(.patch, path, user: .path("name")).with {
            $0.hasJSONBody = true
            $0.constants = [Binding.Constant(name: "disabled", value: disabled, kind: .truth)]
        }
    }

    private static func credit(type: String) -> Binding {
        call(.put, "v3/subusers/{name}/credits", user: .path("name")).with {
            $0.hasJSONBody = true
            $0.constants = [Binding.Constant(name: "type", value: type)]
            $0.places["credits"] = .json("total", .count)
        }
    }

    private static func remaining(_ kind: Binding.JSONKind) -> Binding {
        call(.patch, "v3/subusers/{name}/credits/remaining", user: .path("name")).with {
            $0.hasJSONBody = true
            $0.places["credits"] = .json("allocation_update", kind)
        }
    }

    private static func list(_ path: String) -> Binding {
        get(path).with {
            $0.places["date"] = .unsent
            $0.paging = .everyPage(of: 500)
            $0.spelling = AnswerSpelling(epochs: ["created"])
        }
    }

    private static func removal(_ path: String) -> Binding {
        call(.delete, path).with { $0.places["email"] = .path("email") }
    }

    /// A span of days; the service wants its first, so a number of days is counted back.
    private static func spanning(_ binding: inout Binding) {
        binding.places["days"] = .daysBack("start_date")
        binding.places["start_date"] = .query("start_date")
        binding.places["end_date"] = .query("end_date")
    }

    private static let credits = AnswerSpelling(names: ["total": "credit", "remain": "credit_remain"])
        .without("type", "unlimited")
}

extension RefusalSpelling {
    /// The status says whether; why stands in `errors`, `message` or `error`. What is not found is a thing, not a path.
    static let statusFirst = RefusalSpelling(
        isStatusFirst: true, listStatuses: Set(400...499), wordStatuses: Set(400...499), textStatuses: Set(400...499),
        wrongCredentials: "authorization required", notAuthorized: "access forbidden",
        tooManyCalls: "too many requests", notFound: "")
}
