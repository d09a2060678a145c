import Records

/// The monitor samples pane: messages of a Maildir, newest first.
package struct SamplesState: Sendable, Equatable {
    package enum Source: Sendable, Equatable {
        /// No Maildir is configured for this account.
        case notConfigured
        /// The Maildir is not there yet; its path.
        case missing(String)
        case watching
        case failed(String)
    }

    /// By what the samples are sorted.
    package enum Order: Sendable, Hashable {
        case time, score
    }

    package var source: Source = .notConfigured
    /// All of them, newest arrival first.
    package var samples: [Sample] = []
    /// When the last change was seen; seconds since 1970.
    package var changedAt: Double?
    package var cursor = 0
    package var top = 0
    package var filter = ""
    package var order = Order.time
    /// Whether the oldest, or those with the lowest score, come first.
    package var isInverted = false
    /// What is shown where it is another list than `samples`; kept, so that drawing does not filter.
    package var arranged: [Sample]?
    /// Whose samples alone are shown, and how the desk stood before; nil where all are.
    package var visit: SamplesVisit?
    /// Whether nobody may look for what is written in them.
    package var hidesContents = false
    /// The message being read, over the desk.
    package var opened: OpenedSample?

    /// Whose domains are whose; nil until a sample asks for it.
    package var domains: DomainIndex?
    /// The customers that an index is being made of.
    package var indexing: CustomerTable?
    /// Customers by sender domain, as persons decided.
    package var assigned: [String: String] = [:]
    /// Domains that the archive was asked for.
    package var askedDomains: Set<String> = []
    /// Whose the samples are that no header tells of.
    package var owners: [Sample.ID: SampleOwner] = [:]

    package init() {}

    /// The rows of the pane.
    package var shown: [Sample] { arranged ?? samples }

    package var underCursor: Sample? { shown.indices.contains(cursor) ? shown[cursor] : nil }

    /// Domains of senders whose customer no header tells.
    var openDomains: Set<String> { Set(samples.lazy.filter { $0.customer == nil }.flatMap(\.domainsOfOwner)) }

    /// Whose a sample is; nil where nothing tells.
    package func owner(of sample: Sample) -> SampleOwner? {
        sample.customer.map { SampleOwner(customer: $0, source: .header) } ?? owners[sample.id]
    }
}

/// A look at the samples of one customer, from anywhere; the way back restores what it changed.
package struct SamplesVisit: Sendable, Equatable {
    package let customer: String
    let filter: String
    let focus: Pane
    let isZoomed: Bool

    package init(_ customer: String, filter: String = "", focus: Pane = .customers, isZoomed: Bool = false) {
        self.customer = customer
        self.filter = filter
        self.focus = focus
        self.isZoomed = isZoomed
    }
}

/// Whose a sample is, and how that is known.
package struct SampleOwner: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        case header, domain, person
        /// The mail that it reports of tells.
        case report
    }

    package let customer: String
    package let source: Source

    package init(customer: String, source: Source) {
        self.customer = customer
        self.source = source
    }
}

/// The parts of an opened message; the raw value is the digit in their title.
package enum SampleSection: Int, Sendable, Hashable, CaseIterable {
    case headers = 1
    case checks, text, links, warnings, parts

    package var title: String {
        switch self {
        case .headers: "Headers"
        case .checks: "Checks"
        case .text: "Text"
        case .links: "Links"
        case .warnings: "Warnings"
        case .parts: "Parts"
        }
    }
}

/// A message that was opened.
package struct OpenedSample: Sendable, Equatable {
    package var id: Sample.ID
    /// Nil while it is being read.
    package var message: SampleMessage?
    package var problem: String?
    /// What the spam filter of this machine says; nil where there is none.
    package var spam: SpamReport?
    /// The part that scrolls.
    package var section = SampleSection.text
    /// First line shown of each part that was scrolled.
    package var tops: [SampleSection: Int] = [:]
    package var showsAllHeaders = false
    /// Whether the text of the HTML part is read where there is a plain one too.
    package var readsHTML = false
    /// The message as it lies there; nil while it is not shown.
    package var source: SourceText?

    package init(id: Sample.ID) { self.id = id }

    /// First line shown of the part that scrolls.
    package var top: Int {
        get { tops[section] ?? 0 }
        set { tops[section] = newValue == 0 ? nil : newValue }
    }

    /// The text to be read.
    package var text: String {
        guard let message else { return "" }
        return readsHTML ? message.textOfHTML ?? message.text : message.text
    }
}

/// The source of a message, being read or there.
package struct SourceText: Sendable, Equatable {
    package var text: String?
    package var problem: String?
    package var top = 0

    package init() {}
}

/// What the watcher of the Maildir tells.
package enum SamplesEvent: Sendable, Equatable {
    case source(SamplesState.Source)
    case samples([Sample])
}

/// What came of work about samples.
package enum SampleAction: Sendable, Equatable {
    case domainsIndexed(DomainIndex)
    /// Customers by sender domain, as the archive remembers them.
    case assignmentsLoaded([String: String])
    case sourceRead(Sample.ID, Outcome<String>)
    case spamJudged(Sample.ID, SpamReport)
    /// Customers that match what was typed to assign a sender.
    case customersFound(String, [String])
}
