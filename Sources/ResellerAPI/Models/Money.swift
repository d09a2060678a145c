import Foundation

/// An amount of money; decimal, never a binary float. The service names no currency.
package struct Money: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let amount: Decimal

    package init(_ amount: Decimal) { self.amount = amount }

    /// Reads digits with an optional sign and decimal point; nil for anything else.
    package init?(_ text: String) {
        let digits = text.drop { $0 == "-" || $0 == "+" }
        guard digits.contains(where: \.isNumber), digits.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E }),
            digits.utf8.count(where: { $0 == 0x2E }) <= 1, let amount = Decimal(string: text)
        else { return nil }
        self.amount = amount
    }

    /// As many digits as the amount has.
    package var description: String { amount.description }

    package static func < (one: Money, other: Money) -> Bool { one.amount < other.amount }
}
