internal import ResellerAPI

/// The calls that versions 1 and 2 share, under the module that each of them has for its paths.
struct Module {
    /// `apiv2/reseller`, to which a dot and the name of the call are added.
    let path: String
    /// The name of the calls for subusers.
    let subusers: String
    /// Another name of them.
    let otherSubusers: String?
    let isFirst: Bool

    /// All calls but the list of customers, which each version has in its own way.
    var table: [Operation: Binding] {
        let shared = customers.merging(account) { $1 }.merging(subuserCalls) { $1 }.merging(billing) { $1 }
        return isFirst ? shared : shared.merging(later) { $1 }
    }

    // MARK: - Forms of a call

    func manage(_ method: String, _ task: String? = nil, and more: (String, String)? = nil) -> Binding {
        managing(Binding(.post, "\(path).manage.{format}"), method, task, more)
    }

    private func subuser(_ method: String, _ task: String? = nil, and more: (String, String)? = nil) -> Binding {
        var binding = managing(Binding(.post, "\(path).\(subusers).{format}"), method, task, more)
        binding.otherPath = otherSubusers.map { "\(path).\($0).{format}" }
        return binding
    }

    private func managing(
        _ binding: Binding, _ method: String, _ task: String?, _ more: (String, String)?
    ) -> Binding {
        binding.with {
            $0.constants = [Binding.Constant(name: "method", value: method)] + Self.task(task)
            if let more { $0.constants.append(Binding.Constant(name: more.0, value: more.1)) }
        }
    }

    private func call(_ name: String, _ task: String? = nil) -> Binding {
        Binding(.post, "\(path).\(name).{format}").with { $0.constants = Self.task(task) }
    }

    private static func task(_ task: String?) -> [Binding.Constant] {
        task.map { [Binding.Constant(name: "task", value: $0)] } ?? []
    }
}

/// The table of calls, in the order of the operations.
extension Module {
    private var customers: [Operation: Binding] {
        [
            .customerEnable: manage("enable"),
            .customerDisable: manage("disable"),
            .customerWebsiteEnable: manage("website_enable"),
            .customerWebsiteDisable: manage("website_disable"),
            .customerSetProfile: manage("profile", "set"),
            .customerSetPassword: manage("password"),
            .customerSetUsername: manage("profile", "setUsername"),
            .customerSetEmail: manage("profile", "setEmail"),
            .customerAuthenticate: manage("auth"),
            .customerLoginURL: manage("geturl"),
            .statsDaily: manage("stats"),
            .statsAggregate: manage("stats", and: ("aggregate", "1")),
            .statsCategories: manage("stats", and: ("list", "true")),
            .statsByCategory: manage("stats"),
            .bouncesList: manage("bounces", "get"),
            .bouncesDelete: manage("bounces", "delete"),
            .unsubscribesList: manage("unsubscribes", "get"),
            .unsubscribesAdd: manage("unsubscribes", "add"),
            .unsubscribesDelete: manage("unsubscribes", "delete"),
            .invalidEmailsList: manage("invalidemails", "get"),
            .invalidEmailsDelete: manage("invalidemails", "delete"),
            .spamReportsList: manage("spamreports", "get"),
            .spamReportsDelete: manage("spamreports", "delete"),
            .limitsGet: manage("limit", "retrieve"),
            .limitsRemove: manage("limit", "none"),
            .limitsSetRecurring: manage("limit", "recurring"),
            .limitsSetTotal: manage("limit", "total"),
            .limitsIncrement: manage("limit", "increment"),
            .limitsDecrement: manage("limit", "decrement"),
            .monitorList: manage("monitor", "list"),
            .monitorCreate: manage("monitor", "create"),
            .monitorEdit: manage("monitor", "edit"),
            .monitorDelete: manage("monitor", "delete"),
            .monitorAppend: manage("monitor", "append"),
            .monitorDetach: manage("monitor", "detach"),
            .whitelabelList: manage("whitelabel", "list"),
            .whitelabelAppend: manage("whitelabel", "append"),
            .eventURLGet: manage("eventposturl", "get"),
            .eventURLSet: manage("eventposturl", "set"),
            .eventURLDelete: manage("eventposturl", "delete"),
            .parseList: manage("parse", "get"),
            .parseCreate: manage("parse", "set"),
            .parseUpdate: manage("parse", "update"),
            .parseDelete: manage("parse", "delete"),
            .appsList: manage("apps", "getavailable"),
            .appsActivate: manage("apps", "activate"),
            .appsDeactivate: manage("apps", "deactivate"),
            .appsSetup: manage("apps", "setup"),
            .appsSettings: manage("apps", "getsettings"),
        ]
    }

    private var account: [Operation: Binding] {
        [
            .customerCreate: call("add"),
            .customerDelete: call("delete"),
            .ipAll: call("ip", "all"),
            .ipFree: call("ip", "free"),
            .ipTaken: call("ip", "taken"),
            .ipAvailable: call("ip", "available"),
            .ipUsage: call("ip", "usage"),
            .billingCustomerInvoices: call("billing", "usage"),
            .billingCurrentUsage: call("billing", "current"),
            .pendingList: call("pending", "list"),
            .pendingDelete: call("pending", "delete"),
            .accountImmediateUpgrade: call("account", "immediate_upgrade"),
            .accountImmediateDowngrade: call("account", "immediate_downgrade"),
            .accountImmediateClose: call("account", "immediate_close"),
            .accountScheduledUpgrade: call("account", "scheduled_upgrade"),
            .accountScheduledDowngrade: call("account", "scheduled_downgrade"),
            .accountScheduledClose: call("account", "scheduled_close"),
            .packagesList: call("packages"),
            .accountOverview: call("account", "overview"),
        ]
    }

    /// Billing had its own path in the first version as in the second.
    private var billing: [Operation: Binding] {
        [
            .invoiceNumbers: Binding(.post, "api/billing.list.{format}"),
            .invoiceList: Binding(.post, "api/billing.get.{format}"),
        ]
    }

    private var subuserCalls: [Operation: Binding] {
        [
            .subuserAuthenticate: subuser("auth"),
            .subuserLoginURL: subuser("geturl"),
            .subuserStatsDaily: subuser("stats"),
            .subuserStatsAggregate: subuser("stats", and: ("aggregate", "1")),
            .subuserStatsCategories: subuser("stats", and: ("list", "true")),
            .subuserStatsByCategory: subuser("stats"),
            .subuserBouncesList: subuser("bounces", "get"),
            .subuserBouncesDelete: subuser("bounces", "delete"),
            .subuserUnsubscribesList: subuser("unsubscribes", "get"),
            .subuserUnsubscribesAdd: subuser("unsubscribes", "add"),
            .subuserUnsubscribesDelete: subuser("unsubscribes", "delete"),
            .subuserInvalidEmailsList: subuser("invalidemails", "get"),
            .subuserInvalidEmailsDelete: subuser("invalidemails", "delete"),
            .subuserSpamReportsList: subuser("spamreports", "get"),
            .subuserSpamReportsDelete: subuser("spamreports", "delete"),
            .subuserLimitsGet: subuser("limit", "retrieve"),
            .subuserLimitsRemove: subuser("limit", "none"),
            .subuserLimitsSetRecurring: subuser("limit", "recurring"),
            .subuserLimitsSetTotal: subuser("limit", "total"),
            .subuserLimitsIncrement: subuser("limit", "increment"),
            .subuserLimitsDecrement: subuser("limit", "decrement"),
            .subuserMonitorList: subuser("monitor", "list"),
            .subuserMonitorCreate: subuser("monitor", "create"),
            .subuserMonitorEdit: subuser("monitor", "edit"),
            .subuserMonitorDelete: subuser("monitor", "delete"),
            .subuserMonitorAppend: subuser("monitor", "append"),
            .subuserMonitorDetach: subuser("monitor", "detach"),
            .subuserEventURLGet: subuser("eventposturl", "get"),
            .subuserEventURLSet: subuser("eventposturl", "set"),
            .subuserEventURLDelete: subuser("eventposturl", "delete"),
            .subuserParseList: subuser("parse", "get"),
            .subuserParseCreate: subuser("parse", "set"),
            .subuserParseUpdate: subuser("parse", "update"),
            .subuserParseDelete: subuser("parse", "delete"),
            .subuserAppsList: subuser("apps", "getavailable"),
            .subuserAppsActivate: subuser("apps", "activate"),
            .subuserAppsDeactivate: subuser("apps", "deactivate"),
            .subuserAppsSetup: subuser("apps", "setup"),
            .subuserAppsSettings: subuser("apps", "getsettings"),
        ]
    }

    /// What came with the second version.
    private var later: [Operation: Binding] {
        [
            .timezoneList: manage("timezone", "list"),
            .timezoneGet: manage("timezone", "get"),
            .timezoneSet: manage("timezone", "set"),
            .credentialAdd: call("credential", "add"),
            .credentialEdit: call("credential", "edit"),
            .credentialDelete: call("credential", "delete"),
            .subuserTimezoneList: subuser("timezone", "list"),
            .subuserTimezoneGet: subuser("timezone", "get"),
            .subuserTimezoneSet: subuser("timezone", "set"),
        ]
    }
}
