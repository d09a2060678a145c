import Formats
import Records
import ResellerAPI
import Screen

/// What is left of a customer's credits, in words: `8,800 of 50,000 left (limit)`.
package struct CreditWords: Sendable, Equatable {
    /// `8,800`.
    package let left: String
    /// ` of 50,000 left (limit)`.
    package let rest: String
    /// `, 120 over` the package.
    package let over: String?

    /// - Parameter isShort: `8.8k of 50k left`, where there is little room.
    package init(_ credits: CreditFigures, isShort: Bool = false) {
        let number = isShort ? Numbers.short : Numbers.grouped
        left = number(credits.left)
        let size = credits.size.map { " of \(number($0))" } ?? ""
        rest = "\(size) left" + (isShort ? "" : " (\(credits.source.words))")
        over = credits.over > 0 ? ", \(number(credits.over)) over" : nil
    }

    package var text: String { left + rest + (over ?? "") }
}

extension DeskState {
    /// What is left of the credits of a customer, as it was read last; nil where nothing tells it.
    package func credits(of user: String) -> CreditFigures? {
        guard let detail = details[user] else { return nil }
        return CreditFigures(detail.overview.value, detail.limitState)
    }

    /// `512,304 since 08-30`: messages of the running billing cycle.
    package func sentWords(_ overview: AccountOverview) -> String? {
        overview.requests.map { count in
            Numbers.grouped(count) + (overview.billingStart.map { " since \(day($0))" } ?? " this billing cycle")
        }
    }
}

extension CustomerDetail {
    package var limitState: LimitState {
        switch limit.value {
        case nil: .unread
        case .some(nil): .unlimited
        case .some(let limit?): .limited(limit)
        }
    }
}
