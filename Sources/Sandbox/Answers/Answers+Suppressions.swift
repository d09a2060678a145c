import ResellerAPI

/// The four suppression lists.
extension Answers {
    func suppressions(_ list: SuppressionList, _ call: Call) throws(Refusal) -> Reply {
        let account = try call.target()
        let dated = call.parameters["date"] == "1"
        let rows = scene.suppressions(list, account).map { event in
            row(list, event) + (dated ? [Column("created", scene.wireTime(account, event.created))] : [])
        }
        return .rows(list.shape, rows)
    }

    private func row(_ list: SuppressionList, _ event: SuppressionEvent) -> Row {
        switch list {
        case .bounced:
            [Column("status", event.status), Column("reason", event.reason), Column("email", event.email)]
        case .invalid: [Column("reason", event.reason), Column("email", event.email)]
        case .unsubscribed, .spam: [Column("email", event.email)]
        }
    }
}

extension SuppressionList {
    var shape: ShapeName {
        switch self {
        case .bounced: .bounce
        case .unsubscribed: .unsubscribe
        case .invalid: .invalidEmail
        case .spam: .spamReport
        }
    }
}

extension Scene {
    /// The entries of a list as they stand, oldest first.
    func suppressions(_ list: SuppressionList, _ account: AccountID) -> [SuppressionEvent] {
        let persona = persona(account)
        let from = max(persona.created, now - SuppressionEvents.depth * 86_400)
        let spans = spans(account, persona, from: from, to: now)
        var events = world.events.events(list, account, persona, spans: spans)
        guard let changes = state.accounts[account] else { return events }
        if let deleted = changes.deleted[list], !deleted.isEmpty {
            events.removeAll { event in deleted[event.email.lowercased()].map { event.created <= $0 } ?? false }
        }
        // What was added by a call was added after the last delete, which takes added rows away: also in its second.
        guard list == .unsubscribed, !changes.added.isEmpty else { return events }
        return (events + changes.added).sorted { $0.created < $1.created }
    }
}
