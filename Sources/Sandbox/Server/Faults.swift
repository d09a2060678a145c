/// Draws the faults that were asked for, by seed and number of the call.
actor Faults {
    private let dice: Dice
    private let rates: [(kind: FaultKind, rate: Double)]
    private let after: Int
    private let listRates: [FaultKind: Double]
    private var number = 0
    /// How many customers the list hides at its top.
    private var hidden: Int
    private var pages = 0

    init(seed: UInt64, rates: [FaultKind: Double], after: Int = 0) {
        dice = Dice(seed: seed)
        self.after = after
        self.rates = FaultKind.allCases.compactMap { kind in kind.isOfList ? nil : rates[kind].map { (kind, $0) } }
        listRates = rates.filter { $0.key.isOfList }
        // Those who are to come have to be somewhere before.
        hidden = rates[.arrive] == nil ? 0 : Self.inWaiting
    }

    private static let inWaiting = 1000

    /// How many customers the list hides, for a page that begins at this place: below it rows may come and go.
    func hidden(beforePageAt offset: Int) -> Int {
        guard offset > 0, !listRates.isEmpty else { return hidden }
        pages += 1
        let (gone, come) = (listRates[.vanish] ?? 0, listRates[.arrive] ?? 0)
        if dice.unit(.fault, pages, 100) < gone { hidden += 1 }
        if dice.unit(.fault, pages, 101) < come { hidden = max(0, hidden - 1) }
        return hidden
    }

    /// Counts the pages of proxies.
    private var proxyPages = 0

    /// The next page that a proxy gives in place of an answer.
    func proxyPage() -> Exchange {
        proxyPages += 1
        return FaultKind.proxyPage(proxyPages - 1)
    }

    /// The fault of the next call; nil for none.
    func next() -> FaultKind? {
        guard !rates.isEmpty else { return nil }
        number += 1
        guard number > after else { return nil }
        for (position, entry) in rates.enumerated() where dice.unit(.fault, number, position) < entry.rate {
            return entry.kind
        }
        return nil
    }
}

extension FaultKind {
    /// The answer that is given instead of doing the call; nil for faults that come after it.
    func instead(_ format: ReplyEncoder.Format) -> Exchange? {
        switch self {
        case .tooManyCalls:
            return Exchange(status: 429, contentType: "application/json", bytes: Refusal.tooManyCalls.bytes(.json))
        case .serverError:
            return Exchange(status: 500, contentType: format.contentType, bytes: Refusal.broken.bytes(format))
        case .html:
            return Exchange(
                status: 403, contentType: "text/html", bytes: Array(#"{"error":"Access forbidden"}"#.utf8))
        case .dropBefore:
            return Self.dropped(format)
        case .empty: return Exchange(status: 200, contentType: format.contentType, bytes: [])
        case .nothing: return Exchange(status: 200, contentType: "application/json", bytes: Array("[]".utf8))
        case .page:
            return Exchange(
                status: 200, contentType: "text/html",
                bytes: Array("<!DOCTYPE html><html><head><title>Log in</title></head><body></body></html>".utf8))
        case .dropAfter, .cut, .garble, .stall, .slow, .late, .proxy, .vanish, .arrive: return nil
        }
    }

    /// What a call is answered with whose connection is dropped.
    static func dropped(_ format: ReplyEncoder.Format) -> Exchange {
        var exchange = Exchange(status: 200, contentType: format.contentType, bytes: [])
        exchange.fault = .dropBefore
        return exchange
    }

    /// What stands between client and service answers in many ways; none of them is the service's.
    static func proxyPage(_ number: Int) -> Exchange {
        let pages = [
            (502, "502 Bad Gateway"), (403, "Access denied by policy"), (404, "Not found"), (302, "Please log in"),
            (400, "Bad request"), (408, "Request time-out"), (499, "Client closed request"), (200, "Please log in"),
            (504, "504 Gateway Time-out"),
        ]
        let (status, words) = pages[number % pages.count]
        let page = "<html><head><title>\(words)</title></head><body><h1>\(words)</h1></body></html>"
        return Exchange(status: status, contentType: "text/html", bytes: Array(page.utf8))
    }

    /// The bytes with some of them wrong: every 40th, and always some at the beginning and in the middle.
    static func garbled(_ bytes: [UInt8]) -> [UInt8] {
        var garbled = bytes
        for position in garbled.indices where position % 40 == 0 || position == garbled.count / 2 {
            garbled[position] = garbled[position] &* 31 ^ 0xA5
        }
        return garbled
    }
}
