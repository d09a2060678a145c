/// Style sheets of a page, as far as they decide whether something can be seen: declarations by simple selector, `p`, `.a`,
/// `p.a`, `#a`. What applies at some sizes only is left out.
struct StyleSheet {
    private var rules: [String: [String: String]] = [:]

    private static let most = 1_000

    var isEmpty: Bool { rules.isEmpty }

    subscript(selector: String) -> [String: String]? { rules[selector] }

    /// Those of one more sheet; the later declaration counts.
    mutating func add(_ sheet: String) {
        var (selectors, body) = ("", "")
        var (depth, isConditional) = (0, false)
        for character in sheet.prefix(100_000) {
            switch character {
            case "{":
                depth += 1
                if depth == 1, Styling.trimmed(selectors).hasPrefix("@") { isConditional = true }
                body = ""
            case "}":
                depth = max(0, depth - 1)
                if !isConditional { add(body, selectors) }
                if depth == 0 { (selectors, isConditional) = ("", false) }
                body = ""
            default:
                if depth == 0 { selectors.append(character) } else { body.append(character) }
            }
        }
    }

    private mutating func add(_ body: String, _ selectors: String) {
        guard rules.count < Self.most else { return }
        let values = Self.declarations(body)
        for selector in selectors.split(separator: ",").prefix(50) {
            let name = Styling.trimmed(selector)
            let isSimple = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || ".#-_".contains($0) }
            if isSimple { rules[name, default: [:]].merge(values) { $1 } }
        }
    }

    // MARK: - Declarations

    /// What is asked of a style; the rest is passed over, so that no page makes it long.
    private static let known: Set<String> = [
        "color", "background", "background-color", "display", "visibility", "font", "font-size", "opacity", "overflow",
        "height", "max-height", "width", "max-width", "clip", "clip-path", "transform", "text-indent", "left", "top",
        "margin-left", "margin-top",
    ]

    /// The declarations of a style in small letters; at most fifty.
    static func declarations(_ style: String) -> [String: String] {
        var found: [String: String] = [:]
        for piece in plain(style.utf8.count > 4_000 ? style.prefix(4_000) : style[...]).split(separator: ";").prefix(50)
        {
            guard let colon = piece.utf8.firstIndex(of: 0x3A) else { continue }
            let name = Styling.trimmed(piece[..<colon].lowercased())
            guard known.contains(name) else { continue }
            let value = piece[piece.utf8.index(after: colon)...].lowercased()
            let plain = value.utf8.contains(0x21) ? value.replacing("!important", with: "") : value
            found[name] = String(Styling.trimmed(plain).prefix(200))
        }
        return found
    }

    /// Without comments, and with escapes undone.
    private static func plain(_ style: Substring) -> String {
        guard style.utf8.contains(0x5C) || style.contains("/*") else { return String(style) }
        var (result, rest) = ("", style)
        while let first = rest.first {
            rest.removeFirst()
            if first == "/", rest.first == "*" {
                rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
            } else if first == "\\" {
                let digits = rest.prefix(6).prefix(while: \.isHexDigit)
                if digits.isEmpty, let next = rest.popFirst() { result.append(next) }
                rest = rest.dropFirst(digits.count)
                let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
                if let scalar { result.unicodeScalars.append(scalar) }
                if !digits.isEmpty, rest.first?.isWhitespace == true { rest.removeFirst() }
            } else {
                result.append(first)
            }
        }
        return result
    }

    /// Addresses that a style loads something from: of `url(…)`.
    static func addresses(in style: String) -> [String] {
        var (found, rest) = ([String](), style[...])
        while found.count < 20, let open = rest.firstRange(of: "url(") {
            rest = rest[open.upperBound...]
            let address = rest.prefix { $0 != ")" }.prefix(2_000).filter { !" \"'\n".contains($0) }
            if !address.isEmpty { found.append(address) }
        }
        return found
    }
}
