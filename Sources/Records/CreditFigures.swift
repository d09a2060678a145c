import Formats
import ResellerAPI

/// How many messages a customer may still send, and of what: the limit that the reseller set comes before the package.
///
/// The one definition: list, overview, settings, board, alarms and metrics all tell these numbers.
package struct CreditFigures: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        case limit, package

        /// What `of` is the size of.
        package var words: String {
            switch self {
            case .limit: "limit"
            case .package: "package"
            }
        }
    }

    package let source: Source
    /// As the service tells it; negative where more was sent than allowed.
    package let left: Int
    /// Nil for a limit without a size, as a total one: only what is left of it is known.
    package let size: Int?
    /// Messages sent beyond the package, which cost extra.
    package let over: Int
    /// What is left as a share, at least 0: of the size; for a limit without one, of the package.
    package let share: Double?

    /// Nil where nothing tells it: neither limit nor overview were read, or the service left it out.
    package init?(_ overview: AccountOverview?, _ limit: LimitState) {
        let allowed = overview?.creditsAllowed.flatMap { $0 > 0 ? $0 : nil }
        let ofPackage = overview.flatMap { $0.creditsRemaining ?? Self.difference($0) }
        if case .limited(let limit) = limit {
            (source, left, size, over) = (.limit, limit.remaining, limit.credits > 0 ? limit.credits : nil, 0)
            share = limit.remaining <= 0 ? 0 : Self.share(left, size) ?? ofPackage.flatMap { Self.share($0, allowed) }
            return
        }
        guard let ofPackage else { return nil }
        (source, left, size, over) = (.package, ofPackage, allowed, max(0, overview?.creditsOverage ?? 0))
        share = Self.share(left, size)
    }

    package init?(_ figures: CustomerFigures) { self.init(figures.overview, figures.limit) }

    private static func difference(_ overview: AccountOverview) -> Int? {
        guard let allowed = overview.creditsAllowed, let used = overview.creditsUsed else { return nil }
        let (left, isTooLarge) = allowed.subtractingReportingOverflow(used)
        return isTooLarge ? nil : left
    }

    private static func share(_ left: Int, _ size: Int?) -> Double? { size.map { max(0, Double(left) / Double($0)) } }
}
