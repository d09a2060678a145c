/// How a piece of HTML is styled, as far as it decides whether a reader sees it.
struct Styling {
    /// How it is hidden by something that its content can't undo.
    private var hiddenForGood: String?
    private var colour = Colour.black
    private var background = Colour.white
    private var isOnPicture = false

    /// How it is hidden; nil where it can be seen.
    var hiddenBy: String? {
        if hiddenForGood != nil || isOnPicture || !colour.isLike(background) { return hiddenForGood }
        return colour.isLike(.white) ? "white on white" : "text in the colour of its ground"
    }

    /// The style of an element inside of one that is styled like this.
    func inside(_ tag: HTMLTag, rules: [String: String]) -> Styling {
        guard !tag.attributes.isEmpty || !rules.isEmpty else { return self }
        var result = self
        if let colour = tag.attributes["bgcolor"].flatMap(Colour.init) { result.background = colour }
        if tag.name == "font", let colour = tag.attributes["color"].flatMap(Colour.init) { result.colour = colour }
        if tag.attributes["background"] != nil { result.isOnPicture = true }
        if tag.attributes["hidden"] != nil { result.hide("hidden") }
        for name in selectors(tag) { if let style = rules[name] { result.apply(style) } }
        if let style = tag.attributes["style"] { result.apply(style) }
        return result
    }

    private func selectors(_ tag: HTMLTag) -> [String] {
        let classes = (tag.attributes["class"] ?? "").split(whereSeparator: \.isWhitespace).prefix(20)
        let ids = tag.attributes["id"].map { ["#" + $0] } ?? []
        return [tag.name] + classes.flatMap { ["." + $0, tag.name + "." + $0] } + ids
    }

    private mutating func hide(_ how: String) { hiddenForGood = hiddenForGood ?? how }

    private mutating func apply(_ style: String) {
        let values = Self.declarations(style)
        if let colour = values["color"].flatMap(Colour.init) { self.colour = colour }
        for name in ["background-color", "background"] {
            guard let value = values[name] else { continue }
            if value.contains("url(") || value.contains("gradient") { isOnPicture = true }
            let words = value.split(separator: " ").map(String.init)
            if let colour = Colour(value) ?? words.lazy.compactMap(Colour.init).first { background = colour }
        }
        if values["display"] == "none" { hide("display:none") }
        if values["visibility"] == "hidden" { hide("visibility:hidden") }
        if let size = values["font-size"].flatMap(Self.pixels), size < 2 {
            hide("font-size:\(values["font-size"] ?? "")")
        }
        if let opacity = values["opacity"].flatMap(Double.init), opacity < 0.05 { hide("opacity:0") }
        if values["overflow"] == "hidden" {
            for name in ["height", "max-height", "width", "max-width"]
            where values[name].flatMap(Self.pixels) == 0 { hide("\(name):0") }
        }
        for name in ["text-indent", "left", "top", "margin-left", "margin-top"] {
            if let place = values[name].flatMap(Self.pixels), place <= -500 { hide("off-screen") }
        }
    }

    /// The declarations of a style in small letters; at most fifty.
    static func declarations(_ style: String) -> [String: String] {
        var found: [String: String] = [:]
        for piece in style.prefix(4000).split(separator: ";").prefix(50) {
            let pair = piece.split(separator: ":", maxSplits: 1)
            guard pair.count == 2 else { continue }
            let value = pair[1].lowercased().replacing("!important", with: "")
            found[trimmed(pair[0].lowercased())] = trimmed(value)
        }
        return found
    }

    /// A length in pixels, roughly; nil where it is none.
    private static func pixels(_ value: String) -> Double? {
        let digits = value.prefix { "-+.0123456789".contains($0) }
        guard let number = Double(digits) else { return nil }
        switch value.dropFirst(digits.count) {
        case "", "px": return number
        case "pt": return number * 4 / 3
        case "em", "rem": return number * 16
        case "%": return number == 0 ? 0 : nil
        default: return nil
        }
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // MARK: - Style sheets

    /// The declarations of a style sheet by simple selector: `p`, `.a`, `p.a`, `#a`. What applies at some sizes only is
    /// left out.
    static func rules(_ sheet: String) -> [String: String] {
        var rules: [String: String] = [:]
        var (selectors, body) = ("", "")
        var (depth, isConditional) = (0, false)
        for character in sheet.prefix(100_000) {
            switch character {
            case "{":
                depth += 1
                if depth == 1, trimmed(selectors).hasPrefix("@") { isConditional = true }
                body = ""
            case "}":
                depth = max(0, depth - 1)
                if !isConditional { add(body, selectors, to: &rules) }
                if depth == 0 { (selectors, isConditional) = ("", false) }
                body = ""
            default:
                if depth == 0 { selectors.append(character) } else { body.append(character) }
            }
        }
        return rules
    }

    private static func add(_ body: String, _ selectors: String, to rules: inout [String: String]) {
        for selector in selectors.split(separator: ",").prefix(50) where rules.count < 500 {
            let name = trimmed(selector)
            let isSimple = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || ".#-_".contains($0) }
            if isSimple { rules[name] = (rules[name].map { $0 + ";" } ?? "") + body }
        }
    }
}

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
