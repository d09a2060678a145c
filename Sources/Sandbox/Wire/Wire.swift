/// A value of an answer before a format gives it bytes.
indirect enum Wire: Sendable, Hashable {
    case text(String)
    case number(Int)
    /// A number with the digits given, for money.
    case digits(String)
    case truth(Bool)
    /// A truth value that XML writes as 1 or 0.
    case flag(Bool)
    case none
    /// Values, and the element that holds each of them in XML.
    case list([Wire], element: String)
    case object(Row)
}

/// One value with its wire name.
struct Column: Sendable, Hashable {
    let name: String
    let value: Wire

    init(_ name: String, _ value: Wire) {
        self.name = name
        self.value = value
    }

    init(_ name: String, _ text: String) { self.init(name, .text(text)) }
    init(_ name: String, _ number: Int) { self.init(name, .number(number)) }
}

/// The fields of one object in the order in which they are sent.
typealias Row = [Column]
