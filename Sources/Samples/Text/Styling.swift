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
    func inside(_ tag: HTMLTag, rules: StyleSheet) -> Styling {
        guard !tag.attributes.isEmpty || !rules.isEmpty else { return self }
        var result = self
        if let colour = tag.attributes["bgcolor"].flatMap(Colour.init) { result.background = colour }
        if tag.name == "font", let colour = tag.attributes["color"].flatMap(Colour.init) { result.colour = colour }
        if tag.attributes["background"] != nil { result.isOnPicture = true }
        if tag.attributes["hidden"] != nil { result.hide("hidden") }
        if !rules.isEmpty { for name in selectors(tag) { if let values = rules[name] { result.apply(values) } } }
        if let style = tag.attributes["style"] { result.apply(StyleSheet.declarations(style)) }
        return result
    }

    private func selectors(_ tag: HTMLTag) -> [String] {
        let classes = (tag.attributes["class"] ?? "").split(whereSeparator: \.isWhitespace).prefix(20)
        let ids = tag.attributes["id"].map { ["#" + $0] } ?? []
        return [tag.name] + classes.flatMap { ["." + $0, tag.name + "." + $0] } + ids
    }

    private mutating func hide(_ how: String) { hiddenForGood = hiddenForGood ?? how }

    private mutating func apply(_ values: [String: String]) {
        if let colour = values["color"].flatMap(Colour.init) { self.colour = colour }
        for name in ["background-color", "background"] {
            guard let value = values[name] else { continue }
            if value.contains("url(") || value.contains("gradient") { isOnPicture = true }
            let words = value.split(separator: " ").map(String.init)
            if let colour = Colour(value) ?? words.lazy.compactMap(Colour.init).first { background = colour }
        }
        if values["display"] == "none" { hide("display:none") }
        if values["visibility"] == "hidden" { hide("visibility:hidden") }
        if let opacity = values["opacity"].flatMap(Double.init), opacity < 0.05 { hide("opacity:0") }
        if values["color"].map(Colour.isTransparent) == true { hide("transparent") }
        applySizes(values)
    }

    /// What is too small, cut off or out of the picture.
    private mutating func applySizes(_ values: [String: String]) {
        if let size = values["font-size"].flatMap(Self.pixels), size < 2 {
            hide("font-size:\(values["font-size"] ?? "")")
        }
        if let size = values["font"].flatMap(Self.size), size < 2 { hide("font:\((values["font"] ?? "").prefix(20))") }
        if values["overflow"] == "hidden" {
            for name in ["height", "max-height", "width", "max-width"] {
                if let value = values[name], let size = Self.pixels(value), size <= 1 { hide("\(name):\(value)") }
            }
        }
        if let clip = values["clip"], clip.hasPrefix("rect("), !clip.contains(where: { ("1"..."9").contains($0) }) {
            hide("clip:\(clip.prefix(20))")
        }
        let path = values["clip-path"] ?? ""
        if ["inset(50%", "inset(100%", "circle(0"].contains(where: path.hasPrefix) { hide("clip-path") }
        let turn = values["transform"] ?? ""
        if ["scale(0)", "scale(0,", "scalex(0)", "scaley(0)"].contains(where: turn.contains) { hide("scale(0)") }
        for name in ["text-indent", "left", "top", "margin-left", "margin-top"] {
            if let place = values[name].flatMap(Self.pixels), place <= -500 { hide("off-screen") }
        }
    }

    /// The size that stands in `font: bold 0/0 arial`.
    private static func size(_ value: String) -> Double? {
        let words = value.split { $0 == " " || $0 == "/" }
        return words.first { $0.first?.isNumber == true && Int($0).map { $0 < 100 } != false }
            .flatMap { pixels(String($0)) }
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
}
