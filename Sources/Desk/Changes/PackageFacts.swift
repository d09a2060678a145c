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
    /// Price, credits and what they mean for the running cycle; none for calls about something else.
    package func packageFacts(of request: Request) -> [PackageFact] {
        guard request.operation.id.hasPrefix("account."), request.operation.kind != .read,
            let overview = request.target.flatMap({ details[$0]?.overview.value })
        else { return [] }
        let new = request.parameters["package"].flatMap { name in packages.value?.first { $0.name == name } }
        let old = packages.value?.first { $0.name == overview.package }
        var facts: [PackageFact] = []
        if let new { facts.append(PackageFact("price     \(old.map { "\($0.price)" } ?? "not told") to \(new.price)")) }
        if let credits = new?.credits {
            facts.append(PackageFact("credits   \(old?.credits.map(String.init) ?? "not told") to \(credits)"))
            if let used = overview.creditsUsed, used > credits {
                facts.append(
                    PackageFact(
                        "\(used) credits are used, more than the new package has: what is above is overage",
                        isWarning: true))
            }
        }
        return facts + [timing(request, overview)]
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
