import ResellerAPI

/// Where all processes that work on an account take their places in its minute before they call, so that together they
/// keep to its limit.
package struct SharedSpending: Sendable {
    /// Why the others can't be heard.
    package struct Unavailable: Error, Sendable, Equatable {
        package let reason: String

        package init(_ reason: String) { self.reason = reason }
    }

    /// Tells the others, and asks them. Returns within some seconds, whatever happens.
    package var exchange: @Sendable (CallExchange) async -> Result<CallStanding, Unavailable>

    package init(_ exchange: @escaping @Sendable (CallExchange) async -> Result<CallStanding, Unavailable>) {
        self.exchange = exchange
    }
}

/// What this process has to tell the others, and whether they can be heard.
struct Sharing {
    /// Seconds for which nobody is asked who gave no answer.
    static let pause = 30.0

    let owner = Int64.random(in: .min ... .max)
    let isWanted: Bool
    /// Places that are otherwise than was told.
    private var changed: Set<Int64> = []
    private var news = CallNews()
    private var toldLimit: Int?
    private var aloneUntil = -Double.infinity
    private(set) var isAsking = false
    /// Why this process is alone; nil while it is not.
    private(set) var problem: String?

    init(isWanted: Bool) { self.isWanted = isWanted }

    func isOpen(_ now: Double) -> Bool { isWanted && now >= aloneUntil }

    var hasNews: Bool { isWanted && (!changed.isEmpty || news != CallNews()) }

    mutating func change(_ slots: [Int64]) { if isWanted { changed.formUnion(slots) } }
    mutating func hold(seconds: Double) { news.heldFor = max(news.heldFor ?? 0, seconds) }

    /// A limit that the service told.
    mutating func limit(_ limit: Int?) {
        guard let limit, limit > 0, limit != toldLimit else { return }
        (toldLimit, news.limit) = (limit, limit)
    }

    /// What is to be told now, with as many places as are wanted.
    mutating func begin(
        _ window: CallWindow, wanted: Int, for priority: CallPriority, lasting: Double, at moment: CallMoment
    ) -> CallExchange {
        let limit = window.limit
        let exchange = CallExchange(
            owner: owner, at: moment,
            slots: changed.map { CallSlot(id: $0, left: window.left(of: $0, now: moment.steady) ?? lasting) },
            news: news, wanted: (0..<wanted).map { _ in Int64.random(in: .min ... .max) }, lasting: lasting,
            allowed: { standing in
                let limit = min(limit, standing.news.limit ?? limit)
                if standing.news.heldFor != nil { return 0 }
                let others = standing.others.count
                return CallWindow.allowed(priority, own: standing.own, others: others, limit: limit)
                    - standing.own - others
            })
        (changed, news, isAsking) = ([], CallNews(), true)
        return exchange
    }

    /// What was told is known to the others, or has to be told again.
    mutating func end(_ exchange: CallExchange, _ failure: SharedSpending.Unavailable?, now: Double) {
        isAsking = false
        problem = failure?.reason
        guard failure != nil else { return }
        aloneUntil = now + Self.pause
        changed.formUnion(exchange.slots.map(\.id))
        news = CallNews(limit: news.limit ?? exchange.news.limit, heldFor: news.heldFor ?? exchange.news.heldFor)
    }
}
