/// Mail about a customer's mail: what came back, what was complained of, who is away. All texts are hostile.
package struct MailReport: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A mail could not be delivered.
        case bounce
        /// It could not be delivered yet.
        case delay
        /// It was delivered, or passed on.
        case receipt
        /// A recipient called it spam.
        case complaint
        /// A feedback report of another kind: that it is no spam, that its signature failed.
        case feedback
        /// A machine answered: the person is away.
        case autoReply = "auto-reply"
    }

    package let kind: Kind
    /// Whom the customer's mail was for; nil where nothing tells.
    package let recipient: String?
    /// How many others it was for.
    package let others: Int
    /// `5.2.2` of a bounce, `abuse` of a complaint; nil where nothing tells.
    package let status: String?
    /// What the server said; empty where nothing tells.
    package let detail: String
    /// Addresses that tell whose mail it is about, the surest first.
    package let owners: [String]
    /// The username that the mail inside names in a header of its own.
    package let customer: String?

    package init(
        kind: Kind, recipient: String?, others: Int = 0, status: String? = nil, detail: String = "",
        owners: [String] = [], customer: String? = nil
    ) {
        self.kind = kind
        self.recipient = recipient
        self.others = others
        self.status = status
        self.detail = detail
        self.owners = owners
        self.customer = customer
    }
}

extension MailReport {
    /// One word or two for it.
    package var name: String {
        switch kind {
        case .bounce: "bounce"
        case .delay: "delivery delayed"
        case .receipt: "delivery receipt"
        case .complaint: "complaint"
        case .feedback: "feedback report"
        case .autoReply: "automatic reply"
        }
    }

    /// What happened, to whose mail, and to whom it was sent; without a point.
    package var sentence: String {
        let owner = owners.first.map { " of \($0)" } ?? ""
        let to = recipient.map { " to \($0)" + (others > 0 ? " and \(others) more" : "") } ?? ""
        let why = [status, detail.isEmpty ? nil : detail].compactMap(\.self).joined(separator: ", ")
        let reason = why.isEmpty ? "" : ": \(why)"
        switch kind {
        case .bounce: return "Bounce: mail\(owner)\(to) was not delivered\(reason)"
        case .delay: return "Delay: mail\(owner)\(to) is not delivered yet\(reason)"
        case .receipt: return "Receipt: mail\(owner)\(to) was delivered\(reason)"
        case .complaint: return "Complaint about mail\(owner)\(to)\(reason)"
        case .feedback where status == "not-spam": return "No complaint: mail\(owner)\(to) was reported as not spam"
        case .feedback: return "Feedback report, no complaint, about mail\(owner)\(to)\(reason)"
        case .autoReply:
            return "Automatic reply\(recipient.map { " of \($0)" } ?? "")\(owners.first.map { " to \($0)" } ?? "")"
        }
    }
}
