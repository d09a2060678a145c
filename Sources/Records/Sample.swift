/// A sampled message, as the list shows it. All texts are hostile.
package struct Sample: Sendable, Hashable, Identifiable {
    /// File name in the Maildir without its flags: unique and stable.
    package let id: String
    /// Seconds since 1970, UTC: of the Date header, else of delivery.
    package let date: Double
    /// Username of the customer it was sent by, where a header of the receiving server tells it.
    package let customer: String?
    /// Name of the monitor record that sent it, where a header tells it.
    package let record: String?
    package let from: String
    /// The address in From, in small letters; nil where none is told. The first one, where there is doubt.
    package let sender: String?
    /// Why From leaves a doubt who it is from; nil where it leaves none.
    package let fromTrouble: FromTrouble?
    package let subject: String
    package let spf: CheckResult
    package let dkim: CheckResult
    package let dmarc: CheckResult
    /// Spam score, where a header of the receiving server tells it.
    package let score: Double?
    /// Bytes.
    package let size: Int
    /// What it reports of a customer's mail; nil where it is a customer's mail itself.
    package let report: MailReport?

    package init(
        id: String, date: Double, customer: String?, record: String?, from: String, sender: String? = nil,
        fromTrouble: FromTrouble? = nil, subject: String,
        spf: CheckResult, dkim: CheckResult, dmarc: CheckResult, score: Double?, size: Int,
        report: MailReport? = nil
    ) {
        self.id = id
        self.date = date
        self.customer = customer
        self.record = record
        self.from = from
        self.sender = sender
        self.fromTrouble = fromTrouble
        self.subject = subject
        self.spf = spf
        self.dkim = dkim
        self.dmarc = dmarc
        self.score = score
        self.size = size
        self.report = report
    }
}

extension Sample {
    /// The domain of the sender's address; nil where none is told.
    package var senderDomain: String? { sender.flatMap(Self.domain) }

    /// The addresses that tell whose mail it is, the surest first: of a report those of the mail that it is about, else
    /// the sender's. None, where From leaves a doubt.
    package var addressesOfOwner: [String] {
        if let report { return report.owners }
        guard fromTrouble == nil, let sender else { return [] }
        return [sender]
    }

    /// Whether it is judged as a customer's mail: not what came back from elsewhere about it. Nobody gets out of it by
    /// calling his mail an automatic reply, nor where a header tells that it is his.
    package var isJudged: Bool { report.map { $0.kind == .autoReply || customer != nil } ?? true }

    /// The domains of those addresses.
    package var domainsOfOwner: [String] { addressesOfOwner.compactMap(Self.domain) }

    package static func domain(of address: String) -> String? {
        guard let at = address.lastIndex(of: "@") else { return nil }
        let domain = address[address.index(after: at)...]
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
