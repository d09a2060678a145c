/// Something that goes wrong with one customer for a while.
struct Incident: Sendable, Hashable {
    /// What goes wrong. The raw values are those of the incidents file and of `truth.json`.
    enum Kind: String, Sendable, CaseIterable {
        /// Mail goes to addresses of one dead domain: bounces rise to 6-9 %.
        case listGoneBad = "list-gone-bad"
        /// Unwanted mail: spam reports rise to about 0.4 %, unsubscribes and blocks with them.
        case spamRun = "spam-run"
        /// The account limit runs down, and nothing is sent once it is used up.
        case creditsOut = "credits-out"
        /// More than four times the usual volume.
        case volumeJump = "volume-jump"
        /// The reputation falls by five points every six hours, opens halve, spam reports double.
        case reputationDecline = "reputation-decline"
        /// One large provider refuses the mail: blocks rise to about 18 %.
        case blocked
        /// Opens and clicks are no longer counted.
        case trackingOff = "tracking-off"
    }

    let kind: Kind
    /// Seconds since 1970.
    let start: Int
    let end: Int
    /// For a limit that runs out: when nothing is left.
    var dryAt: Int { start + (end - start) * 3 / 10 }
}

/// When which incidents happen to whom.
struct IncidentPlan: Sendable {
    /// Incidents given in a file, by customer index; then no others happen.
    let scripted: [Int: [Incident]]?
    /// In every world one customer of each kind is in trouble when it starts, so that there is something to see.
    let showcases: [Int: Incident]
    let dice: Dice

    /// Every customer's life is cut into stretches of three weeks, in each of which at most one incident starts.
    private static let stretch = 21 * 86_400

    /// Incidents that touch the span, by start.
    func incidents(of customer: Int, from: Int, to: Int) -> [Incident] {
        if let scripted { return (scripted[customer] ?? []).filter { $0.start < to && $0.end > from } }
        var found: [Incident] = []
        let first = from / Self.stretch - 1
        let last = max(first, to / Self.stretch)
        for number in first...last {
            if let incident = rolled(customer, number), incident.start < to, incident.end > from {
                found.append(incident)
            }
        }
        if let shown = showcases[customer], shown.start < to, shown.end > from {
            found.removeAll { $0.start < shown.end && $0.end > shown.start }
            found.append(shown)
            found.sort { $0.start < $1.start }
        }
        return found
    }

    private func rolled(_ customer: Int, _ number: Int) -> Incident? {
        guard dice.unit(.incident, customer, number) < 0.25, Personas.isLarge(AccountID(customer), dice) else {
            return nil
        }
        let kind = dice.pick(from: Incident.Kind.allCases, .incidentKind, customer, number)
        let length = 6 * 3600 + dice.pick(66 * 3600, .incidentLength, customer, number)
        let room = Self.stretch - length
        let start = number * Self.stretch + dice.pick(room, .incidentStart, customer, number)
        return Incident(kind: kind, start: start / 60 * 60, end: (start + length) / 60 * 60)
    }
}
