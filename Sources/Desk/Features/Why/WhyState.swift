import Formats
import Records
import ResellerAPI

/// Why an address gets no mail: of the customer shown at once, of all others what the archive has seen and, asked for,
/// the rest.
package struct WhyState: Sendable, Equatable {
    /// What is looked for: as it is stored where it came from a row, else as it was read; nil until one was given.
    package var address: String?
    /// What the address was read out of, where something was taken off.
    package var takenFrom: String?
    /// What the lists of the customer shown say; as far as they have been read.
    package var findings: [SuppressionList: WhyFinding] = [:]
    /// Whether the customer shown may send at all.
    var sending: WhySending?
    /// What the archive has seen of all customers.
    package var seen = WhySeen.notAsked
    /// Who holds the address, the customer shown too: what the archive knew first, then what was found in the order in
    /// which it came.
    package var hits: [SeenSuppression] = []
    /// The asking of all customers that the archive has not seen lately; nil until somebody asks for it.
    package var rest: RestRun?
    /// The row under the cursor; nil is the first that tells something.
    package var cursor: WhyRow?
    /// An address that was pasted where no text is typed: it is offered next.
    var pasted: AddressReading?
    /// Addresses looked for, the last one first.
    var history: [String] = []

    package init() {}
}

/// Whether a customer may send, as its row of the table has it.
struct WhySending: Sendable, Equatable {
    let user: String
    let table: CustomerTable
    /// Nil where the service did not tell.
    let isOn: Bool?
}

/// What the archive has seen of an address.
package enum WhySeen: Sendable, Equatable {
    case notAsked
    case asking
    /// How much of the account it has seen; the rows are the hits.
    case there(SeenCoverage)
    /// Why it could not be looked at.
    case failed(String)
}

/// A row that the cursor can be on.
package enum WhyRow: Sendable, Hashable {
    case fact(WhyFact)
    case list(SuppressionList)
    /// Index in `whyDeeds`.
    case deed(Int)
    /// Asking all other customers.
    case rest
    case hit(String, SuppressionList)
}

/// What stops all mail of a customer, whatever the address.
package enum WhyFact: Sendable, Hashable {
    case sendingOff
    case creditsUsedUp
    /// The account closes; the day where the service tells it.
    case closing(CalendarDate?)
}

/// Something to do from here.
package enum WhyDeed: Sendable, Hashable {
    case change(Deed)
    case showSuppressions
}

/// The line that an address is typed in.
package struct WhyPrompt: Sendable, Equatable {
    package var entry = TextEntry()
    /// What Enter takes as long as nothing is typed.
    package var offer: String?

    package init(offer: String? = nil) { self.offer = offer }
}

/// What can happen to it.
package enum WhyAction: Sendable, Equatable {
    /// The archive was looked through for an address.
    case seenRead(String, Outcome<SeenAnswer>)
    /// So many customers have to be asked, so many were asked lately, the first of them at that time.
    case restPlanned(customers: Int, fresh: Int, oldest: Double?)
    case restAnswered(RestAnswer)
    /// Half a second passed while the rest is being asked.
    case restTicked(now: Double)
    /// All were asked, or why the asking was given up.
    case restEnded(now: Double, APIError?)
    /// An explanation was copied, or could not be.
    case copied(String, Bool)
}
