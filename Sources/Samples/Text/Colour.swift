/// A colour as HTML writes it.
struct Colour: Equatable {
    private let (red, green, blue): (Int, Int, Int)

    static let black = Colour(0, 0, 0)
    static let white = Colour(255, 255, 255)

    private init(_ red: Int, _ green: Int, _ blue: Int) { (self.red, self.green, self.blue) = (red, green, blue) }

    init?(_ text: String) {
        let text = Styling.trimmed(text.lowercased())
        if let named = Self.named[text] {
            self = named
        } else if text.hasPrefix("rgb") {
            let numbers = text.drop { $0 != "(" }.dropFirst().split(whereSeparator: { " ,/)".contains($0) })
                .prefix(3).compactMap { Int($0) }
            guard numbers.count == 3 else { return nil }
            self.init(numbers[0], numbers[1], numbers[2])
        } else {
            let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
            guard let number = Int(digits, radix: 16), number >= 0 else { return nil }
            switch digits.count {
            case 3: self.init((number >> 8) * 17, (number >> 4 & 15) * 17, (number & 15) * 17)
            case 6: self.init(number >> 16, number >> 8 & 255, number & 255)
            default: return nil
            }
        }
    }

    /// `transparent`, and colours whose last share is nothing.
    static func isTransparent(_ text: String) -> Bool {
        let text = Styling.trimmed(text.lowercased())
        if text == "transparent" { return true }
        if text.hasPrefix("#"), text.count == 9 || text.count == 5 {
            return text.hasSuffix(text.count == 9 ? "00" : "0")
        }
        guard text.hasPrefix("rgba(") || text.hasPrefix("hsla(") || text.hasPrefix("rgb(") else { return false }
        let numbers = text.drop { $0 != "(" }.dropFirst().split { " ,/)".contains($0) }
        return numbers.count == 4 && Double(numbers[3].filter { $0 != "%" }) == 0
    }

    /// Whether nobody can tell one from the other.
    func isLike(_ other: Colour) -> Bool {
        abs(red - other.red) + abs(green - other.green) + abs(blue - other.blue) <= 24
    }

    private static let named: [String: Colour] = [
        "black": .black, "white": .white, "snow": Colour(255, 250, 250), "ivory": Colour(255, 255, 240),
        "whitesmoke": Colour(245, 245, 245), "red": Colour(255, 0, 0), "green": Colour(0, 128, 0),
        "blue": Colour(0, 0, 255), "yellow": Colour(255, 255, 0), "gray": Colour(128, 128, 128),
        "grey": Colour(128, 128, 128), "silver": Colour(192, 192, 192), "navy": Colour(0, 0, 128),
    ]
}
