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
    package let subject: String
    package let spf: CheckResult
    package let dkim: CheckResult
    package let dmarc: CheckResult
    /// Spam score, where a header tells it.
    package let score: Double?
    /// Bytes.
    package let size: Int

    package init(
        id: String, date: Double, customer: String?, record: String?, from: String, subject: String, spf: CheckResult,
        dkim: CheckResult, dmarc: CheckResult, score: Double?, size: Int
    ) {
        self.id = id
        self.date = date
        self.customer = customer
        self.record = record
        self.from = from
        self.subject = subject
        self.spf = spf
        self.dkim = dkim
        self.dmarc = dmarc
        self.score = score
        self.size = size
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

/// A sampled message, opened. All texts are hostile.
package struct SampleMessage: Sendable, Hashable {
    package let sample: Sample
    /// Decoded headers in their order.
    package let headers: [Header]
    /// The readable text; of HTML, its text.
    package let text: String
    /// Whether `text` was made from HTML, as there is no plain part.
    package let textIsFromHTML: Bool
    package let parts: [Part]
    /// Links of the HTML part: what is shown, and where it goes.
    package let links: [Link]
    /// Whether more was sent than is read: of the message, its parts or its text.
    package let isCut: Bool

    package struct Header: Sendable, Hashable {
        package let name: String
        package let value: String
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package struct Part: Sendable, Hashable {
        package let depth: Int
        package let type: String
        package let fileName: String?
        /// Bytes after decoding.
        package let size: Int
        package init(depth: Int, type: String, fileName: String?, size: Int) {
            self.depth = depth
            self.type = type
            self.fileName = fileName
            self.size = size
        }
    }

    package struct Link: Sendable, Hashable {
        package let shown: String
        package let target: String
        package init(shown: String, target: String) {
            self.shown = shown
            self.target = target
        }
    }

    package init(
        sample: Sample, headers: [Header], text: String, textIsFromHTML: Bool, parts: [Part], links: [Link],
        isCut: Bool = false
    ) {
        self.sample = sample
        self.headers = headers
        self.text = text
        self.textIsFromHTML = textIsFromHTML
        self.parts = parts
        self.links = links
        self.isCut = isCut
    }
}
