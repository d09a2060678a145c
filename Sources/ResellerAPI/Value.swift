import Foundation

/// A value of an answer after reading; the same whether the wire was JSON or XML.
package enum Value: Sendable, Hashable {
    /// Not told.
    case null
    case text(String)
    case truth(Bool)
    case count(Int)
    /// A number that is not whole.
    case number(Decimal)
    case money(Money)
    case date(CalendarDate)
    case time(WireTime)
    case list([Value])
    case record(Record)
}

/// Named values in their order.
package struct Record: Sendable, Hashable {
    /// One value under its wire name.
    package struct Entry: Sendable, Hashable {
        package let name: String
        package let value: Value

        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    package var entries: [Entry]

    package init(_ entries: [Entry] = []) { self.entries = entries }

    /// The value under this name; `.null` where there is none.
    package subscript(name: String) -> Value { entries.first { $0.name == name }?.value ?? .null }

    package func text(_ name: String) -> String? {
        if case .text(let text) = self[name] { text } else { nil }
    }

    package func truth(_ name: String) -> Bool? {
        if case .truth(let truth) = self[name] { truth } else { nil }
    }

    /// No account counts as far. What is above is unknown: the sum of a few such numbers is none.
    package static let mostCounted = 1_000_000_000_000_000

    /// A whole number; one with a fraction is rounded down.
    package func count(_ name: String) -> Int? {
        let count: Int? =
            switch self[name] {
            case .count(let count): count
            case .number(let number): Int(exactly: NSDecimalNumber(decimal: number).doubleValue.rounded(.down))
            default: nil
            }
        return count.flatMap { $0.magnitude <= UInt(Self.mostCounted) ? $0 : nil }
    }

    package func money(_ name: String) -> Money? {
        if case .money(let money) = self[name] { money } else { nil }
    }

    package func date(_ name: String) -> CalendarDate? {
        switch self[name] {
        case .date(let date): date
        case .time(let time): time.date
        default: nil
        }
    }

    package func time(_ name: String) -> WireTime? {
        switch self[name] {
        case .time(let time): time
        case .date(let date): WireTime(date: date, second: 0)
        default: nil
        }
    }

    package func texts(_ name: String) -> [String] {
        guard case .list(let values) = self[name] else { return [] }
        return values.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }
}

/// What a call gave back: a list, a record, or `.null` where there was nothing to tell.
///
/// Described by its operation only: the values may open an account.
package struct Reply: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    package let operation: Operation
    package let value: Value

    package init(operation: Operation, value: Value) {
        self.operation = operation
        self.value = value
    }

    package var description: String { "answer to \(operation.id)" }
    package var customMirror: Mirror { Mirror(self, children: ["operation": operation.id]) }

    /// The records of the answer: of a list all, of one the one, of nothing none.
    package var records: [Record] {
        switch value {
        case .list(let values): values.compactMap { if case .record(let record) = $0 { record } else { nil } }
        case .record(let record): [record]
        default: []
        }
    }
}
