import Desk
import Formats
import ResellerAPI
import Screen

/// How the lists that are shown stand together: the worst of them decides.
struct SuppressionStanding {
    let lists: [(list: SuppressionList, state: Loadable<[Suppression]>)]
    private let now: Double
    private let staleAfter: Double

    /// `lists` are those of the pane where none are given.
    init(state: DeskState, lists wanted: [SuppressionList]? = nil) {
        let shown = wanted ?? SuppressionList.allCases
        lists = shown.map { ($0, state.detail?.suppressions($0) ?? Loadable()) }
        now = state.now
        staleAfter = state.staleAfter
    }

    /// Lists of which nothing is known as asking failed.
    var unread: Int { lists.count { $0.state.value == nil && $0.state.failure != nil } }
    var isAnyAsking: Bool { lists.contains { $0.state.value == nil && $0.state.isAsking } }
    /// Since when what is not known is being asked.
    var askedSince: Double? { lists.compactMap { $0.state.value == nil ? $0.state.askedAt : nil }.min() }
    var failure: Failure? { lists.compactMap(\.state.failure).max { $0.at < $1.at } }

    /// When the oldest of the lists was read; nil until all are.
    var readAt: Double? {
        let times = lists.compactMap { $0.state.value == nil ? nil : $0.state.readAt }
        return times.count == lists.count ? times.min() : nil
    }

    var freshness: Freshness {
        let known = lists.filter { $0.state.value != nil }
        guard !known.isEmpty else {
            if let askedSince { return .asking(seconds: max(0, Int(now - askedSince))) }
            return failure.map { .failed(at: $0.at) } ?? .notAsked
        }
        var whole = Loadable<Int>(value: 0, readAt: known.compactMap(\.state.readAt).min())
        whole.failure = known.compactMap(\.state.failure).first
        return whole.freshness(now: now, staleAfter: staleAfter)
    }

    var isOld: Bool { freshness.isOld }
}

/// The counts in the title line; only of lists that were read.
struct SuppressionTitle {
    let state: DeskState
    let standing: SuppressionStanding
    let glyphs: Glyphs

    static func participle(_ list: SuppressionList) -> String {
        switch list {
        case .bounced: "bounced"
        case .unsubscribed: "unsubscribed"
        case .invalid: "invalid"
        case .spam: "reported as spam"
        }
    }

    func counts(width: Int) -> [Span] {
        guard state.selected != nil else { return [] }
        let hasNothing = standing.lists.allSatisfy { $0.state.value == nil }
        if let list = state.suppressions.list { return [Span("\(list.rawValue) ")] + count([list], .title) }
        if hasNothing { return width >= DeskLayout.wideList ? customer : [] }
        if width >= DeskLayout.wideList { return customer + all }
        if width < 50 { return count(SuppressionList.allCases, .dim) }
        return [Span("bounced ")] + count([.bounced], .title) + [Span("  others ", .dim)]
            + count([.unsubscribed, .invalid, .spam], .dim)
    }

    /// With the screen to itself the pane says whose addresses these are.
    private var customer: [Span] {
        guard state.isZoomed, let name = state.selected else { return [] }
        return [Span(Text.clipMiddle(name, width: 34, glyphs: glyphs) + "   ")]
    }

    private var all: [Span] {
        SuppressionList.allCases.enumerated().flatMap { index, list in
            [Span(index == 0 ? "" : "   "), Span("\(list.rawValue) ", index == 0 ? .text : .dim)]
                + count([list], index == 0 ? .title : .dim)
        }
    }

    /// The sum of what was read, and a sign for what was not.
    private func count(_ lists: [SuppressionList], _ role: Role) -> [Span] {
        let states = lists.map { state.detail?.suppressions($0) ?? Loadable() }
        let known = states.compactMap { $0.value?.count }
        let missing: Span? =
            if states.contains(where: { $0.value == nil && $0.failure != nil && !$0.isAsking }) {
                Span(glyphs.unknown, .warn)
            } else if states.contains(where: { $0.value == nil }) {
                Span(states.contains { $0.isAsking } ? glyphs.asking : glyphs.notAsked, .dim)
            } else {
                nil
            }
        let sum = known.isEmpty ? [] : [Span(Numbers.grouped(known.reduce(0, +)), role)]
        return sum + (missing.map { sum.isEmpty ? [$0] : [Span(" + ", .dim), $0] } ?? [])
    }
}
