import Foundation

/// What is wrong with one value, as the rest of a sentence that starts with the field's name.
extension Rule {
    /// Nil where the value fits. `other` gives the value of another field of the same call.
    package func fault(of value: String, other: (String) -> String?) -> String? {
        switch self {
        case .filter, .exact, .typedPassword, .appSetting: return nil
        case .text(let max): return Self.tooLong(value, max)
        case .existing(let thing, let max): return Self.tooLong(value, max) ?? thing.fault(of: value)
        case .integer(let min): return Self.integer(value, min)
        case .flag(let only): return value == only ? nil : "must be \(only), or be left out"
        case .choice(let values): return values.contains(value) ? nil : "must be \(Self.alternatives(values))"
        case .date: return CalendarDate(value) == nil ? "must be a day as YYYY-MM-DD" : nil
        case .email(let max):
            return Self.tooLong(value, max) ?? (Self.isEmail(value) ? nil : "must be an email address")
        case .password: return Self.password(value)
        case .equals(let name): return value == other(name) ? nil : "must be the same as \(name)"
        case .newName: return Self.name(value) ?? Self.reservedDomain(value)
        case .url: return Self.isURL(value) ? nil : "must be a web address without blanks"
        case .domain(let max): return Self.tooLong(value, max) ?? (Self.isDomain(value) ? nil : "must be a domain")
        }
    }

    /// `a`, `a or b`, `a, b or c`.
    static func alternatives(_ values: [String]) -> String {
        guard let last = values.last, values.count > 1 else { return values.first ?? "" }
        return values.dropLast().joined(separator: ", ") + " or " + last
    }

    private static func tooLong(_ value: String, _ max: Int?) -> String? {
        guard let max, value.unicodeScalars.count > max else { return nil }
        return "must have at most \(max) characters"
    }

    private static func integer(_ value: String, _ min: Int) -> String? {
        let isDigits = !value.isEmpty && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isDigits, let number = Int(value), number >= min else {
            return "must be a whole number of at least \(min)"
        }
        return nil
    }

    private static func password(_ value: String) -> String? {
        let fits =
            (8...128).contains(value.unicodeScalars.count) && value.contains(where: \.isLetter)
            && value.contains(where: \.isNumber)
        return fits ? nil : "must have 8 to 128 characters with at least one letter and one digit"
    }

    fileprivate static func name(_ value: String) -> String? {
        let isDigits = value.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let fits = (3...64).contains(value.unicodeScalars.count) && !isDigits
        return fits ? nil : "must have 3 to 64 characters, not all of them digits"
    }

    private static func reservedDomain(_ value: String) -> String? {
        let name = value.lowercased()
        let isReserved = ["@sendgrid.com", ".sendgrid.com"].contains { name.hasSuffix($0) } || name == "sendgrid.com"
        return isReserved ? "must not be in the domain sendgrid.com" : nil
    }

    static func isEmail(_ value: String) -> Bool {
        guard let at = value.lastIndex(of: "@"), at != value.startIndex, !hasBlanks(value) else { return false }
        let domain = value[value.index(after: at)...]
        return !domain.isEmpty && !domain.hasPrefix(".") && !domain.hasSuffix(".") && !domain.contains("..")
    }

    static func isURL(_ value: String) -> Bool {
        var rest = Substring(value)
        if let scheme = rest.range(of: "://") {
            guard ["http", "https"].contains(rest[..<scheme.lowerBound].lowercased()) else { return false }
            rest = rest[scheme.upperBound...]
        }
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !host.isEmpty && !host.hasPrefix(".") && !hasBlanks(value)
    }

    static func isDomain(_ value: String) -> Bool {
        let labels = value.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1
            && labels.allSatisfy { label in
                (1...63).contains(label.unicodeScalars.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
    }

    /// Blanks and control characters, which no address has.
    private static func hasBlanks(_ value: String) -> Bool {
        value.unicodeScalars.contains { $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F }
    }
}

extension Rule.Thing {
    /// Whether the service has it, only the service knows; what no such thing can be is known here.
    fileprivate func fault(of value: String) -> String? {
        switch self {
        case .credential: return Rule.name(value)
        case .ip: return Self.isAddress(value) ? nil : "must be an IP address"
        default: return nil
        }
    }

    private static func isAddress(_ value: String) -> Bool {
        if value.contains(":") { return value.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." } }
        let numbers = value.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers.allSatisfy { $0.utf8.count <= 3 && UInt8($0) != nil && !$0.hasPrefix("+") }
    }
}
