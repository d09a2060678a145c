/// The table of all calls: each is declared once per area, its customer-subuser twin follows from it.
extension Operation {
    /// Every operation, customers' first, in the order of the areas.
    package static let all: [Operation] = customerOperations + customerOperations.compactMap(\.subuserTwin)

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

/// Where a declaration goes: path and fixed parameters.
struct Target {
    let path: String
    let fixed: [FixedParameter]

    static func manage(_ method: String, _ task: String? = nil, also more: [FixedParameter] = []) -> Target {
        Target(path: "apiv2/reseller.manage", fixed: [FixedParameter("method", method)] + Self.task(task) + more)
    }

    static func path(_ path: String, _ task: String? = nil) -> Target {
        Target(path: path, fixed: Self.task(task))
    }

    private static func task(_ task: String?) -> [FixedParameter] {
        task.map { [FixedParameter("task", $0)] } ?? []
    }
}

/// One entry of an area before it knows its area.
struct Declaration {
    let id: String
    let kind: Operation.Kind
    let target: Target
    let fields: [Field]
    let constraints: [Constraint]
    let answer: Answer
    let inverse: Operation.Inverse
    let wording: Wording
    let trace: Trace?
}

func declare(
    _ id: String, _ kind: Operation.Kind, _ target: Target, says wording: Wording, fields: [Field] = [],
    constraints: [Constraint] = [], returns answer: Answer = .done, leaves trace: Trace? = nil,
    inverse: Operation.Inverse = .none("it changed nothing")
) -> Declaration {
    Declaration(
        id: id, kind: kind, target: target, fields: fields, constraints: constraints, answer: answer, inverse: inverse,
        wording: wording, trace: trace)
}

extension Field {
    static let user = Field.required("user", .existing(.customer))
}

extension Operation {
    /// Whether the same call exists for the subusers of a customer.
    package var hasSubuserTwin: Bool { subusers && scope == .customer }

    static func area(_ area: Area, subusers: Bool = false, _ declarations: [Declaration]) -> [Operation] {
        declarations.map { entry in
            Operation(
                id: entry.id, area: area, scope: .customer, path: entry.target.path, fixed: entry.target.fixed,
                fields: entry.fields, constraints: entry.constraints, kind: entry.kind, returns: entry.answer,
                inverse: entry.inverse, wording: entry.wording, trace: entry.trace, subusers: subusers)
        }
    }

    /// The same call in the scope of a customer's subuser; nil where the service has none.
    package var subuserTwin: Operation? {
        guard hasSubuserTwin else { return nil }
        return Operation(
            id: Self.subuserID(id), area: area, scope: .subuser, path: "apiv2/reseller.subuserManage", fixed: fixed,
            fields: fields.map(\.forSubuser), constraints: constraints, kind: kind, returns: returns,
            inverse: inverse.forSubuser, wording: wording.forSubuser, trace: trace, subusers: false)
    }

    /// `customer.authenticate` becomes `subuser.authenticate`, `bounces.list` becomes `subuser.bounces.list`.
    static func subuserID(_ id: String) -> String {
        let customer = "customer."
        return "subuser." + (id.hasPrefix(customer) ? String(id.dropFirst(customer.count)) : id)
    }
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
