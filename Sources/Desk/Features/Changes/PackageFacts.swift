import ResellerAPI

/// What a person should know before a customer changes packages.
package struct PackageFact: Sendable, Hashable {
    package let words: String
    package let isWarning: Bool

    package init(_ words: String, isWarning: Bool = false) {
        self.words = words
        self.isWarning = isWarning
    }
}

extension DeskState {
    /// Old → new as the dialog shows it: what the call changes, and price and credits of the packages.
    package func changes(of confirm: ConfirmState) -> [ValueChange] {
        let changes = confirm.request.changes(from: confirm.before)
        guard let packages = packages(of: confirm.request), let new = packages.new else { return changes }
        let old = packages.old
        return changes + [
            ValueChange("price", old: old.map { "\($0.price)" }, new: "\(new.price)"),
            ValueChange(
                "credits", old: old?.credits.map(String.init), new: new.credits.map(String.init),
                isCount: true),
        ]
    }

    /// What the change means for the running cycle; none for calls about something else.
    package func packageFacts(of request: Request) -> [PackageFact] {
        guard let packages = packages(of: request) else { return [] }
        var facts: [PackageFact] = []
        if let credits = packages.new?.credits, let used = packages.overview.creditsUsed, used > credits {
            facts.append(PackageFact(ChangesWords.overUsed(used), isWarning: true))
        }
        return facts + addressFacts(request, packages) + [timing(request, packages.overview)]
    }

    /// Whose the addresses are that it gets, and which it loses.
    private func addressFacts(_ request: Request, _ packages: Packages) -> [PackageFact] {
        let user = request.target ?? ""
        let wanted = request.parameters.pairs.filter { $0.name == "ip[]" || $0.name == "ip" }.map(\.value)
        var facts = wanted.compactMap { address -> PackageFact? in
            let others = users(of: address).filter { $0 != user }
            guard !others.isEmpty else { return nil }
            return PackageFact(ChangesWords.addressInUse(address, by: others), isWarning: true)
        }
        let losesAll = packages.new.map { $0.hasIP == false } ?? (request.operation.plan?.direction == .close)
        let lost = addresses(of: user).filter { !wanted.contains($0) }
        guard packages.old?.hasIP == true, losesAll || !wanted.isEmpty, losesAll || !lost.isEmpty else { return facts }
        facts.append(PackageFact(ChangesWords.losesAddresses(user, lost), isWarning: true))
        return facts
    }

    /// What the dialog of such a change reads besides the state before.
    func factRequests(of request: Request) -> [Request] {
        guard request.operation.plan != nil, let user = request.target
        else { return [] }
        let wanted = request.parameters.pairs.filter { $0.name == "ip[]" || $0.name == "ip" }.map(\.value)
        return [usageRequest(of: user)] + wanted.map(usersRequest)
    }

    private typealias Packages = (overview: AccountOverview, old: Package?, new: Package?)

    /// The packages that a change of the account is about.
    private func packages(of request: Request) -> Packages? {
        guard request.operation.area == .pendingAccountChanges, request.operation.id.hasPrefix("account."),
            let overview = request.target.flatMap({ details[$0]?.overview.value })
        else { return nil }
        let known = packages.value ?? []
        return (
            overview, known.first { $0.name == overview.package },
            request.parameters["package"].flatMap { name in known.first { $0.name == name } }
        )
    }

    private func timing(_ request: Request, _ overview: AccountOverview) -> PackageFact {
        let isNow = request.operation.plan?.timing == .now
        guard isNow else { return PackageFact(ChangesWords.laterChange(overview.billingProcess.map { "\($0)" })) }
        let isClose = request.operation.plan?.direction == .close
        let end = overview.billingEnd.map { "\($0)" }
        return PackageFact(isClose ? ChangesWords.closesNow : ChangesWords.changesNow(until: end))
    }

    /// How the reading stands that a field's choices come from; nil where no call lists them.
    package func choiceReading(_ field: FormField, of form: FormState) -> Loadable<[Record]>? {
        choiceRequest(field.source, of: form).map { readings[$0] }
    }
}
