import ResellerAPI

/// One entry of a suppression list.
struct SuppressionEvent: Sendable, Hashable {
    let email: String
    var status = ""
    var reason = ""
    /// Seconds since 1970.
    let created: Int
}

/// Makes the entries of suppression lists from the very counts that the statistics tell.
struct SuppressionEvents: Sendable {
    let dice: Dice
    let traffic: Traffic

    /// Longest generated list.
    static let cap = 5000
    /// How far back lists go, in days.
    static let depth = 120

    /// The newest entries of the spans, oldest first.
    func events(
        _ list: SuppressionList, _ account: AccountID, _ persona: Persona, spans: [Range<Int>]
    ) -> [SuppressionEvent] {
        var found: [SuppressionEvent] = []
        for span in spans.reversed() where found.count < Self.cap {
            var day = (span.upperBound - 1) / 86_400
            while day * 86_400 + 86_400 > span.lowerBound, found.count < Self.cap {
                let from = max(span.lowerBound, day * 86_400)
                let to = min(span.upperBound, day * 86_400 + 86_400)
                traffic.forEachPiece(account, persona, from: from, to: to) { piece in
                    append(list, account, persona, piece, to: &found)
                }
                day -= 1
            }
        }
        found.sort { ($0.created, $0.email) < ($1.created, $1.email) }
        return Array(found.suffix(Self.cap))
    }

    private func append(
        _ list: SuppressionList, _ account: AccountID, _ persona: Persona, _ piece: Traffic.Piece,
        to found: inout [SuppressionEvent]
    ) {
        let total = piece.totals[list.metric]
        let first = (Double(total) * piece.from).rounded(.down)
        let last = piece.to >= 1 ? Double(total) : (Double(total) * piece.to).rounded(.down)
        guard last > first else { return }
        for number in Int(first)..<Int(last) {
            let share = (Double(number) + 1) / Double(total)
            let second = Int(persona.profile.second(at: share)).clamped(to: 0...86_399)
            let place = account.place &* 4 &+ list.place
            let key = piece.day &* 100_003 &+ number &+ (piece.incident == nil ? 0 : 50_000)
            found.append(event(list, place, key, piece, at: piece.day * 86_400 + second))
        }
    }

    private func event(
        _ list: SuppressionList, _ place: Int, _ key: Int, _ piece: Traffic.Piece, at created: Int
    ) -> SuppressionEvent {
        let gone =
            list == .bounced && piece.incident?.kind == .listGoneBad && dice.pick(10, .eventDomain, place, key) < 9
        let domain = gone ? "gone.example" : dice.pick(from: Reasons.domains, .eventDomain, place, key + 1)
        let email = local(place, key) + "@" + domain
        switch list {
        case .unsubscribed, .spam: return SuppressionEvent(email: email, created: created)
        case .invalid:
            let kind = dice.pick(Reasons.invalid.count, .eventReason, place, key)
            return SuppressionEvent(
                email: Self.spoilt(email, kind), reason: Reasons.invalid[kind], created: created)
        case .bounced:
            let choices =
                gone ? Reasons.dead : dice.pick(400, .eventReason, place, key) == 0 ? Reasons.hostile : Reasons.bounces
            let refusal = dice.pick(from: choices, .eventReason, place, key + 1)
            return SuppressionEvent(
                email: email, status: refusal.status, reason: fill(refusal.text, email, domain, place, key),
                created: created)
        }
    }

    private func local(_ place: Int, _ key: Int) -> String {
        let first = dice.pick(from: Self.locals, .eventLocal, place, key)
        let last = dice.pick(from: Self.surnames, .eventLocal, place, key + 1)
        switch dice.pick(4, .eventLocal, place, key + 2) {
        case 0: return first + "." + last
        case 1: return String(first.prefix(1)) + "." + last
        case 2: return last + String(dice.pick(99, .eventLocal, place, key + 3))
        default: return first + String(1960 + dice.pick(50, .eventLocal, place, key + 3))
        }
    }

    private func fill(_ text: String, _ email: String, _ domain: String, _ place: Int, _ key: Int) -> String {
        guard text.contains("%") else { return text }
        var filled = ""
        var rest = Substring(text)
        while let mark = rest.firstIndex(of: "%") {
            filled += rest[..<mark]
            rest = rest[rest.index(after: mark)...]
            switch rest.first {
            case "a": filled += email
            case "d": filled += domain
            case "n": filled += String(1 + dice.pick(97, .extra, place, key))
            default: filled += "%"
            }
            rest = rest.dropFirst()
        }
        return filled + rest
    }

    /// An address that is none, in the way that its reason names.
    private static func spoilt(_ email: String, _ kind: Int) -> String {
        switch kind {
        case 3: email.replacing("@", with: ".")
        case 4: "..\(email)"
        case 5: String(email.prefix { $0 != "@" }) + "@"
        default: email.replacing(".example", with: ".invalid")
        }
    }

    private static let locals = Words.split(
        """
        anna ben carla dana elias flora greta hugo irene jonas kim lena maja nils otto paula rita sam tess uwe vera will
        xenia yann zora info sales office contact jobs press billing hello support team orders finance marketing
        """)
    private static let surnames = Words.split(
        """
        marlow quist holm okafor dell vance castle moss arden birch lark frost reed stone hale bell carter dale ellis
        finch grant hart irving james knox lowe mills nash owens price quinn rhodes shaw todd upton voss wells york
        """)
}

extension SuppressionList {
    /// What the statistics count when an address gets onto this list.
    var metric: Metric {
        switch self {
        case .bounced: .bounces
        case .unsubscribed: .unsubscribes
        case .invalid: .invalid
        case .spam: .spam
        }
    }

    var place: Int {
        switch self {
        case .bounced: 0
        case .unsubscribed: 1
        case .invalid: 2
        case .spam: 3
        }
    }
}

extension Comparable {
    func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}
