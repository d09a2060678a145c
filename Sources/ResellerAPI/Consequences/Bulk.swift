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
