/// An amount of money in hundredths.
struct Cents: Sendable, Hashable {
    var value: Int

    init(_ value: Int = 0) { self.value = value }

    /// Reads a price such as `79.95`.
    init(price: String) { value = Self.digits(price, after: 2) }

    /// So many times a price such as `0.00085`, rounded to hundredths.
    init(_ count: Int, times rate: String) { value = (count * Self.digits(rate, after: 6) + 5000) / 10_000 }

    /// The share of the whole, rounded.
    func part(_ days: Int, of all: Int) -> Cents { all > 0 ? Cents((value * days * 2 + all) / (2 * all)) : Cents() }

    static func + (one: Cents, other: Cents) -> Cents { Cents(one.value + other.value) }
    static func += (one: inout Cents, other: Cents) { one.value += other.value }

    var wire: Wire {
        let rest = value % 100
        return .digits("\(value / 100).\(rest < 10 ? "0" : "")\(rest)")
    }

    private static func digits(_ text: String, after places: Int) -> Int {
        let sides = text.split(separator: ".", maxSplits: 1).map(String.init)
        let fraction = (sides.count > 1 ? sides[1] : "") + String(repeating: "0", count: places)
        return Int((sides.first ?? "0") + fraction.prefix(places)) ?? 0
    }
}
