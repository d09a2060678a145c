import Formats
import Records
import ResellerAPI

/// What the view shows, worked out of what has been read.
extension DeskState {
    /// What stops all mail of the customer shown, or is about to.
    package var whyFacts: [WhyFact] {
        guard subject != nil else { return [] }
        var facts: [WhyFact] = []
        if why.sending?.isOn == false { facts.append(.sendingOff) }
        if let limit = detail?.limit.value, let limit, limit.remaining <= 0 { facts.append(.creditsUsedUp) }
        if let closing = pendingClose { facts.append(.closing(closing.date("date"))) }
        return facts
    }

    /// What could not be asked of the account itself: labels.
    package var whyUnknownFacts: [String] {
        guard subject != nil, let detail else { return [] }
        var labels: [String] = []
        if why.sending?.isOn == nil, !customers.list.isAsking { labels.append("whether sending is on") }
        if detail.limit.value == nil, detail.limit.failure != nil { labels.append("the credits left") }
        if let request = pendingRequest, readings[request].value == nil, readings[request].failure != nil {
            labels.append("whether the account is closing")
        }
        return labels
    }

    /// The lists of the customer shown that hold the address.
    package var whyHeld: [Suppression] { SuppressionList.allCases.compactMap { why.findings[$0]?.entry } }

    /// Addresses that are held and differ by one character; empty where the address itself is.
    package var whySimilar: [Suppression] {
        guard whyHeld.isEmpty else { return [] }
        var seen: Set<String> = []
        return SuppressionList.allCases.flatMap { why.findings[$0]?.similar ?? [] }
            .filter { seen.insert(AddressForms.key($0.email)).inserted }
    }

    /// What can be done for the address with the customer shown; numbered on the screen from 1.
    package var whyDeeds: [WhyDeed] {
        guard let subject, let address = why.address else { return [] }
        var deeds: [WhyDeed] = whyFacts.map { .change(deed(for: $0, of: subject)) }
        deeds += whyHeld.map { .change(letThrough($0, of: subject)) }
        if let finding = why.findings[.unsubscribed], finding.entry == nil, AddressReading.isAddress(address) {
            deeds.append(.change(Deed(.unsubscribesAdd, ["user": subject, "email": address])))
        }
        return deeds + [.showSuppressions]
    }

    func deed(for fact: WhyFact, of user: String) -> Deed {
        switch fact {
        case .sendingOff: Deed(.customerEnable, ["user": user])
        case .creditsUsedUp: Deed(.limitsIncrement, ["user": user])
        case .closing: Deed(.pendingDelete, ["user": user])
        }
    }

    func letThrough(_ entry: Suppression, of user: String) -> Deed {
        Deed(entry.list.deleteOperation, ["user": user, "email": entry.email])
    }

    /// Every row that the cursor can be on, from the top.
    package var whyRows: [WhyRow] {
        guard why.address != nil else { return [] }
        var rows: [WhyRow] = []
        if subject != nil {
            rows += whyFacts.map(WhyRow.fact) + SuppressionList.allCases.map(WhyRow.list)
            rows += whyDeeds.indices.map(WhyRow.deed)
        }
        return rows + [.rest] + whyElsewhere.map(\.row)
    }

    /// The row under the cursor: where none was chosen, the first that says why.
    package var whyCursor: WhyRow? {
        let rows = whyRows
        if let cursor = why.cursor, rows.contains(cursor) { return cursor }
        if let fact = whyFacts.first { return .fact(fact) }
        if let held = whyHeld.first { return .list(held.list) }
        return rows.first
    }

    /// Who else holds the address: all hits but those of the customer shown.
    package var whyElsewhere: [SeenSuppression] { why.hits.filter { $0.username != subject } }

    func hit(_ user: String, _ list: SuppressionList) -> SeenSuppression? {
        why.hits.first { $0.username == user && $0.suppression.list == list }
    }

    /// When this desk took an address off a list, after that list was read; nil when it did not.
    package func letThroughAt(_ user: String, _ entry: Suppression, readAt: Double) -> JournalEntry? {
        changes.journal.first { done in
            guard case .done = done.outcome, done.operation == entry.list.deleteOperation.id else { return false }
            return (done.closedAt ?? done.at) >= readAt && done.parameters["user"] == user
                && done.parameters["email"].map { AddressForms.isSame($0, entry.email) } == true
        }
    }

    // MARK: - Readings

    /// The call that tells whether the account of the customer shown is about to close.
    package var pendingRequest: Request? {
        subject.map { Request(.pendingList, ["username": $0]) }
    }

    private var pendingClose: Record? {
        guard let request = pendingRequest else { return nil }
        return readings[request].value?.first { $0.text("username") == subject && $0.text("type") == "close" }
    }

    /// Looks the address up in what has been read anew; nothing where nothing has.
    package mutating func refreshWhy() {
        guard let address = why.address, let user = subject else {
            (why.findings, why.sending) = ([:], nil)
            return
        }
        for list in SuppressionList.allCases {
            guard let known = details[user]?.suppressions(list), let entries = known.value, let readAt = known.readAt
            else {
                why.findings[list] = nil
                continue
            }
            let basis = WhyFinding.Basis(address: address, user: user, readAt: readAt)
            if why.findings[list]?.basis != basis { why.findings[list] = WhyFinding(basis, in: entries) }
        }
        if why.sending?.user != user || why.sending?.table != customers.table {
            let row = customers.table.row(named: user)
            let active = row.flatMap { customers.table.text($0, .active) }
            why.sending = WhySending(
                user: user, table: customers.table, isOn: active.map { CustomerTable.isTrue($0.utf8) })
        }
    }
}
