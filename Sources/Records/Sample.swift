/// A sampled message, as the list shows it. All texts are hostile.
package struct Sample: Sendable, Hashable, Identifiable {
    /// File name in the Maildir without its flags: unique and stable.
    package let id: String
    /// Seconds since 1970, UTC: of the Date header, else of delivery.
    package let date: Double
    /// Username of the customer it was sent by, where a header tells it.
    package let customer: String?
    /// Name of the monitor record that sent it, where a header tells it.
    package let record: String?
    package let from: String
    /// The address in From, in small letters; nil where none is told.
    package let sender: String?
    package let subject: String
    package let spf: CheckResult
    package let dkim: CheckResult
    package let dmarc: CheckResult
    /// Spam score, where a header tells it.
    package let score: Double?
    /// Bytes.
    package let size: Int

    package init(
        id: String, date: Double, customer: String?, record: String?, from: String, sender: String? = nil,
        subject: String,
        spf: CheckResult, dkim: CheckResult, dmarc: CheckResult, score: Double?, size: Int
    ) {
        self.id = id
        self.date = date
        self.customer = customer
        self.record = record
        self.from = from
        self.sender = sender
        self.subject = subject
        self.spf = spf
        self.dkim = dkim
        self.dmarc = dmarc
        self.score = score
        self.size = size
    }
}

extension Sample {
    /// The domain of the sender's address; nil where none is told.
    package var senderDomain: String? {
        guard let sender, let at = sender.lastIndex(of: "@") else { return nil }
        let domain = sender[sender.index(after: at)...]
        return domain.isEmpty ? nil : String(domain)
    }
}

/// What an Authentication-Results header says of one check.
package enum CheckResult: String, Sendable, Hashable {
    case pass
    case fail
    /// Softfail, neutral, policy, temporary or permanent error.
    case other
    /// Not told.
    case none
}
