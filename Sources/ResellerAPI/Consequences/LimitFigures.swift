/// A credit limit as the service shows it.
struct LimitFigures: Hashable {
    /// What each reset grants; 0 for a total limit.
    let credits: Int
    let remaining: Int

    init(credits: Int, remaining: Int) {
        self.credits = credits
        self.remaining = remaining
    }

    /// Nil where there is no limit.
    init?(_ image: StateImage) {
        guard image.isThere, let credits = image["credit"].flatMap({ Int($0) }),
            let remaining = image["credit_remain"].flatMap({ Int($0) })
        else { return nil }
        self.init(credits: credits, remaining: remaining)
    }
}

extension Trace.LimitChange {
    /// The limit after the call, as the service was seen to count; nil where that depends on a state that is not known.
    ///
    /// A total limit shows 0 credits and all of it as left. More or less is counted on what is left, which becomes
    /// a total limit: nothing is filled again after it.
    func predicted(_ parameters: Parameters, from before: StateImage?) -> LimitFigures? {
        guard let credits = parameters["credits"].flatMap({ Int($0) }) else { return nil }
        switch self {
        case .total: return LimitFigures(credits: 0, remaining: credits)
        case .recurring:
            let first = parameters["initial_credits"].flatMap { Int($0) }
            return LimitFigures(credits: credits, remaining: first ?? credits)
        case .increment, .decrement:
            guard let before else { return nil }
            let left = LimitFigures(before)?.remaining ?? 0
            let sum = left.addingReportingOverflow(self == .increment ? credits : -credits)
            return LimitFigures(credits: 0, remaining: sum.overflow ? Int.max : max(0, sum.partialValue))
        }
    }

    func verdict(_ parameters: Parameters, before: StateImage?, after: StateImage) -> Verdict {
        guard let wanted = predicted(parameters, from: before) else { return .undecided }
        let now = LimitFigures(after)
        guard let before else {
            // Without the state before, only the exact figures tell.
            return now == wanted ? .carriedOut : now?.credits == wanted.credits ? .undecided : .notCarriedOut
        }
        let old = LimitFigures(before)
        if old?.credits != now?.credits {
            // Another kind of limit than before: mail may have been sent since, never taken back.
            guard let now, now.credits == wanted.credits else { return .undecided }
            return now.remaining <= wanted.remaining ? .carriedOut : .undecided
        }
        guard let old, let now, old.credits == wanted.credits else { return .notCarriedOut }
        if self == .recurring {
            // Period and dates are shown nowhere, and a reset fills up as the call does.
            return now == old ? (now == wanted ? .undecided : .notCarriedOut) : now == wanted ? .carriedOut : .undecided
        }
        return Self.verdict(old.remaining, now.remaining, wanted: wanted.remaining)
    }

    /// Judges what is left of a total limit. Mail that goes out between the reads lowers it, and nothing but a call
    /// raises it: between two figures that is proof in one direction, below both it could be either.
    private static func verdict(_ old: Int, _ now: Int, wanted: Int) -> Verdict {
        if now == wanted { return .carriedOut }
        if now == old { return .notCarriedOut }
        if old < now, now < wanted { return .carriedOut }
        if wanted < now, now < old { return .notCarriedOut }
        return .undecided
    }
}
