/// A sampled message, opened. All texts are hostile.
package struct SampleMessage: Sendable, Hashable {
    package let sample: Sample
    /// Decoded headers in their order.
    package let headers: [Header]
    /// The readable text; of HTML, its text without what is hidden.
    package let text: String
    /// Whether `text` was made from HTML, as there is no plain part.
    package let textIsFromHTML: Bool
    /// The text of the HTML part, where `text` is that of a plain one.
    package let textOfHTML: String?
    package let parts: [Part]
    /// Links of the HTML part, else the addresses in the text: what is shown, and where it goes.
    package let links: [Link]
    /// What the HTML holds beside text and links.
    package let page: Page
    /// What the checks of the receiving server said, and what they rest on.
    package let checks: [Check]
    /// How many of `headers`, from the first, the receiving server wrote.
    package let headersOfServer: Int
    /// What the sender wrote in that server's words, and is not believed.
    package let claims: [Claim]
    /// What the message holds and was not looked at.
    package let unseen: [Unseen]
    /// Whether more was sent than is read: of the message, its parts or its text.
    package let isCut: Bool
    /// What is suspicious; the worst first.
    package private(set) var findings: [Finding] = []
    /// What is wrong with each link, by its place in `links`.
    package private(set) var linkTroubles: [Int: LinkTrouble] = [:]

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
        package let charset: String?
        /// The most dangerous of its names.
        package let fileName: String?
        /// What other mail programs call it.
        package let otherNames: [String]
        /// Bytes after decoding.
        package let size: Int
        /// At most the first eight bytes after decoding.
        package let head: [UInt8]

        package init(
            depth: Int, type: String, charset: String? = nil, fileName: String?, otherNames: [String] = [], size: Int,
            head: [UInt8] = []
        ) {
            self.depth = depth
            self.type = type
            self.charset = charset
            self.fileName = fileName
            self.otherNames = otherNames
            self.size = size
            self.head = head
        }
    }

    package struct Link: Sendable, Hashable {
        package let shown: String
        package let target: String
        /// Whether it stands where the reader of the mail can't see it.
        package let isHidden: Bool
        package init(shown: String, target: String, isHidden: Bool = false) {
            self.shown = shown
            self.target = target
            self.isHidden = isHidden
        }
    }

    /// Something that the sender wrote in the receiving server's place.
    package struct Claim: Sendable, Hashable {
        package enum Kind: Sendable, Hashable { case results, spam, customer }
        package let kind: Kind
        package let text: String
        package init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// Something that a message holds and nobody can see into from here.
    package struct Unseen: Sendable, Hashable {
        /// A file name, or what else it is called by.
        package let name: String
        /// Why: `an archive`.
        package let why: String
        /// Whether honest mass mail has no such thing.
        package let isOdd: Bool
        package init(_ name: String, _ why: String, isOdd: Bool) {
            self.name = name
            self.why = why
            self.isOdd = isOdd
        }
    }

    /// What HTML holds beside text and links.
    package struct Page: Sendable, Hashable {
        /// Passages that the reader of the mail can't see, at most a hundred.
        package var hidden: [Hidden] = []
        /// Addresses that pictures and styles would be loaded from, at most a hundred.
        package var pictures: [String] = []
        /// Where forms send what is typed, at most a hundred.
        package var forms: [String] = []
        /// Where the page moves on to by itself, at most a hundred.
        package var moves: [String] = []
        package var hasScript = false

        package struct Hidden: Sendable, Hashable {
            package let text: String
            /// How it is hidden: `display:none`.
            package let how: String
            package init(text: String, how: String) {
                self.text = text
                self.how = how
            }
        }

        package init() {}
    }

    /// One check of the receiving server.
    package struct Check: Sendable, Hashable {
        /// `SPF`, `DKIM`, `DMARC`, `TLS`, `ARC`.
        package let name: String
        package let result: CheckResult
        /// What it rests on, in a few words; empty where nothing is told.
        package let detail: String
        package init(_ name: String, _ result: CheckResult, detail: String = "") {
            self.name = name
            self.result = result
            self.detail = detail
        }
    }

    package init(
        sample: Sample, headers: [Header], text: String, textIsFromHTML: Bool, textOfHTML: String? = nil,
        parts: [Part], links: [Link], page: Page = Page(), checks: [Check]? = nil, headersOfServer: Int? = nil,
        claims: [Claim] = [], unseen: [Unseen] = [], isCut: Bool = false
    ) {
        self.sample = sample
        self.headers = headers
        self.text = text
        self.textIsFromHTML = textIsFromHTML
        self.textOfHTML = textOfHTML
        self.parts = parts
        self.links = links
        self.page = page
        self.checks =
            checks ?? [Check("SPF", sample.spf), Check("DKIM", sample.dkim), Check("DMARC", sample.dmarc)]
        self.headersOfServer = headersOfServer ?? headers.count
        self.claims = claims
        self.unseen = unseen
        self.isCut = isCut
        judge(trackers: [])
    }

    /// Works out what is suspicious. Links of the sender may go through `trackers`, hosts in small letters.
    package mutating func judge(trackers: Set<String>) {
        linkTroubles = [:]
        // A sender in doubt has no trackers.
        let sender = sample.fromTrouble == nil ? sample.senderDomain : nil
        for (index, link) in links.enumerated() {
            linkTroubles[index] = LinkTrouble(of: link, from: sender, trackers: trackers)
        }
        findings = SampleFindings(message: self).all
    }
}

extension SampleMessage {
    /// The value of the first header of a name, which is given in small letters.
    package func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }

    /// The same of those that the receiving server wrote.
    package func headerOfServer(_ name: String) -> String? {
        headers.prefix(headersOfServer).first { $0.name.lowercased() == name }?.value
    }

    /// Whether all that was sent was read, and could be.
    package var isSeenWhole: Bool { unseen.isEmpty && !isCut }
}
