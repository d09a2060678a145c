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
            let words = "\(used) credits are used, more than the new package has: what is above is overage"
            facts.append(PackageFact(words, isWarning: true))
        }
        return facts + [timing(request, packages.overview)]
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
        let isNow = request.operation.id.contains("immediate")
        guard isNow else {
            let date = overview.billingProcess.map { "on \($0)" } ?? "at the end of the cycle"
            return PackageFact("takes effect \(date); not prorated")
        }
        let end = overview.billingEnd.map { " until \($0)" } ?? ""
        let isClose = request.operation.id.hasSuffix("Close")
        return PackageFact(
            isClose
                ? "takes effect at once: overage is invoiced"
                : "takes effect at once: the rest of the cycle\(end) is invoiced, prorated")
    }

    /// How the reading stands that a field's choices come from; nil where no call lists them.
    package func choiceReading(_ field: FormField, of form: FormState) -> Loadable<[Record]>? {
        choiceRequest(field.source, of: form).map { readings[$0] }
    }
}
