/// The table of all calls: each is declared once per area, its customer-subuser twin follows from it.
extension Operation {
    /// Every operation, customers' first, in the order of the areas.
    package static let all: [Operation] = customerOperations + subuserOperations

    /// The operation of this id, or nil.
    package static func named(_ id: String) -> Operation? { byID[id] }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    private static let customerOperations: [Operation] = Area.allCases.flatMap(operations(of:))

    private static func operations(of area: Area) -> [Operation] {
        switch area {
        case .customers: customersArea
        case .authenticate: authenticateArea
        case .automaticLogin: automaticLoginArea
        case .statistics: statisticsArea
        case .bounces: bouncesArea
        case .unsubscribes: unsubscribesArea
        case .invalidEmails: invalidEmailsArea
        case .spamReports: spamReportsArea
        case .accountLimits: accountLimitsArea
        case .timezone: timezoneArea
        case .monitorRecords: monitorRecordsArea
        case .ipManagement: ipManagementArea
        case .whitelabel: whitelabelArea
        case .eventNotificationURL: eventNotificationURLArea
        case .parseSettings: parseSettingsArea
        case .apps: appsArea
        case .invoiceRetrieval: invoiceRetrievalArea
        case .endUserInvoices: endUserInvoicesArea
        case .asYouGoUsage: asYouGoUsageArea
        case .pendingAccountChanges: pendingAccountChangesArea
        case .availablePackages: availablePackagesArea
        case .accountOverview: accountOverviewArea
        case .credentials: credentialsArea
        }
    }
}

extension Operation {
    static func declare(
        _ id: String, _ kind: Kind, _ area: Area, says wording: Wording, fields: [Field] = [],
        constraints: [Constraint] = [], returns answer: Answer = .done, leaves trace: Trace? = nil,
        inverse: Inverse = .none("it changed nothing"), retired: Retirement? = nil, plan: AccountPlan? = nil
    ) -> Operation {
        Operation(
            id: id, baseID: id, area: area, scope: .customer, fields: fields, constraints: constraints, kind: kind,
            returns: answer, inverse: inverse, wording: wording, trace: trace, retired: retired, plan: plan)
    }
}

extension Field {
    static let user = Field.required("user", .existing(.customer))
}

extension Operation {
    /// Whether the same call exists for the subusers of a customer.
    package var hasSubuserTwin: Bool { scope == .customer && subuserTwin != nil }

    /// The same call in the scope of a customer's subuser; nil where the service has none.
    package var subuserTwin: Operation? { Self.named(Self.subuserID(baseID)) }

    /// This call as its declaration makes it for subusers.
    var forSubuser: Operation {
        Operation(
            id: Self.subuserID(id), baseID: id, area: area, scope: .subuser, fields: fields.map(\.forSubuser),
            constraints: constraints, kind: kind, returns: returns, inverse: inverse.forSubuser,
            wording: wording.forSubuser, trace: trace, retired: retired, plan: plan)
    }

    /// The same call with other fields, where a dialect has others.
    package func taking(_ fields: [Field]) -> Operation {
        Operation(
            id: id, baseID: baseID, area: area, scope: scope, fields: fields, constraints: constraints, kind: kind,
            returns: returns, inverse: inverse, wording: wording, trace: trace, retired: retired, plan: plan)
    }

    /// `customer.authenticate` becomes `subuser.authenticate`, `bounces.list` becomes `subuser.bounces.list`.
    fileprivate static func subuserID(_ id: String) -> String {
        let customer = "customer."
        return "subuser." + (id.hasPrefix(customer) ? String(id.dropFirst(customer.count)) : id)
    }

    /// The id of a customer's call, or of its twin where this one is a subuser's.
    func sibling(_ id: String) -> String { scope == .subuser ? Self.subuserID(id) : id }

    /// This call in the scope of another one, where there is one.
    package func inScope(of other: Operation) -> Operation? { other.scope == scope ? self : subuserTwin }
}

extension Operation.Inverse {
    fileprivate var forSubuser: Operation.Inverse {
        switch self {
        case .none(let reason): .none(reason.replacingCustomerBySubuser)
        case .call(let id): .call(Operation.subuserID(id))
        case .restore(let id): .restore(from: Operation.subuserID(id))
        }
    }
}

extension Wording {
    /// The same for a subuser, who is called so wherever the name stands.
    fileprivate var forSubuser: Wording {
        func reworded(_ text: String) -> String { text.replacing("{user}", with: "subuser {user}") }
        return Wording(
            title.contains("customer") ? title.replacing("customer", with: "subuser") : title + " (subuser)",
            ask: reworded(question), done: reworded(done),
            consequence: consequence.map(reworded), grade: grade)
    }
}

extension Field {
    fileprivate var forSubuser: Field {
        if case .existing(.customer, _) = rule {
            return Field(name: name, required: required, rule: .existing(.subuser), help: Rule.Thing.subuser.summary)
        }
        return Field(
            name: name, required: required, rule: rule, help: help.replacingCustomerBySubuser)
    }
}

extension String {
    /// The one word that differs between the two scopes.
    fileprivate var replacingCustomerBySubuser: String {
        split(separator: " ", omittingEmptySubsequences: false)
            .map { $0 == "customer" ? "subuser" : $0 == "customer's" ? "subuser's" : $0 }
            .joined(separator: " ")
    }
}
