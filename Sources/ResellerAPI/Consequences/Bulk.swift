/// What one call can be repeated over.
package enum BulkSubject: Sendable, Hashable {
    /// Many customers, or many subusers, with the same values.
    case customers
    /// Many addresses on a list of one customer.
    case addresses
}

extension Operation {
    /// What this call may be run over; nil where each run needs values of its own.
    package var bulkOver: BulkSubject? {
        guard kind != .read, fields.contains(where: { $0.required && $0.name == "user" }) else { return nil }
        if case .having(member: "email", _)? = trace?.look.pick { return .addresses }
        return fields.contains(where: \.isOnesOwn) ? nil : .customers
    }
}

/// How it is found out what a call would do to each of many.
package enum BulkLook: Sendable, Hashable {
    /// By the credit limit of each, which is also kept with the figures.
    case limits
    /// By one list that has everybody whom it concerns.
    case list
    /// By a read of each.
    case each
}

extension Operation {
    /// Nil where the call does the same to all.
    package var bulkLook: BulkLook? {
        switch trace?.effect {
        case .counts: .limits
        case .planned: .list
        case .overwritten: .each
        case .disappears where trace?.look.asks.isEmpty == true: .list
        case .appears, .disappears, .renamed, .becomes, .moved, .joins, nil: nil
        }
    }
}

extension StateImage {
    /// A credit limit as its read shows it.
    package init(_ limit: AccountLimit) {
        self.init(
            isThere: true,
            entries: [
                Entry("credit", String(limit.credits)), Entry("credit_remain", String(limit.remaining)),
                Entry("last_reset", limit.lastReset?.description),
            ])
    }
}

extension Field {
    /// Whether the value belongs to one customer alone: a secret, a new name, an address, a hostname, a login.
    fileprivate var isOnesOwn: Bool {
        switch rule {
        case .newName, .email, .existing(.address, _), .existing(.credential, _): true
        case .text: required
        default: isSecret
        }
    }
}
