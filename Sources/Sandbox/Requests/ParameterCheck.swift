import ResellerAPI

/// Holds the parameters of a call against the rules of its operation.
struct ParameterCheck {
    let operation: ResellerAPI.Operation
    let parameters: Parameters
    let waived: Set<String>
    /// Seconds since 1970.
    let now: Int

    /// All faults in the order of the fields.
    func faults() -> [String] { operation.fields.flatMap(faults(of:)) }

    private func faults(of field: Field) -> [String] {
        if case .appSetting = field.rule { return [] }
        let name = field.bareName
        let values =
            field.repeats || name == "category" ? parameters.list(name) : parameters.filled(name).map { [$0] } ?? []
        guard !values.isEmpty else {
            let required = field.required && !waived.contains(name) || isRequiredByOthers(name)
            return required ? [Refusal.required(name)] : crossFaults(name, given: false)
        }
        if values.contains(where: { isTooLong($0, field.rule) }) { return [Refusal.tooLong(name)] }
        if case .equals(let other) = field.rule {
            return values.last == parameters[other] ? [] : [Refusal.mismatch(name)]
        }
        if values.contains(where: { !isWellFormed($0, field.rule) }) { return [Refusal.invalid(name)] }
        if name == "billing_date", !isWithinCycle(name) { return [Refusal.invalid(name)] }
        return crossFaults(name, given: true)
    }

    private func isRequiredByOthers(_ name: String) -> Bool {
        operation.constraints.contains { constraint in
            guard case .requiredUnless(name, let other, let value) = constraint else { return false }
            return parameters[other] != value && !waived.contains(name)
        }
    }

    /// Faults of fields that go together, told at the field that is out of place.
    private func crossFaults(_ name: String, given: Bool) -> [String] {
        for constraint in operation.constraints {
            switch constraint {
            case .exclusive(name, let others):
                if given, others.contains(where: { parameters.filled($0) != nil }) { return [Refusal.invalid(name)] }
            case .ordered(let first, name):
                if let start = date(first), let end = date(name), start > end { return [Refusal.invalid(name)] }
            case .after(let first, name):
                if let start = date(first), let end = date(name), start >= end { return [Refusal.invalid(name)] }
            case .needs(let other, name):
                if !given, parameters.filled(other) != nil { return [Refusal.required(name)] }
            case .anyOf(let names):
                if name == names.first, names.allSatisfy({ parameters.filled($0) == nil }) {
                    return [Refusal.required(name)]
                }
            default: break
            }
        }
        return []
    }

    /// The first billing date lies between today and one cycle ahead.
    private func isWithinCycle(_ name: String) -> Bool {
        let today = CalendarDate(daysSinceEpoch: now / 86_400)
        return date(name).map { $0 >= today && $0 <= today.followingMonth(day: today.day) } ?? true
    }

    private func date(_ name: String) -> CalendarDate? { parameters.filled(name).flatMap { CalendarDate($0) } }

    private func isTooLong(_ value: String, _ rule: Rule) -> Bool {
        let length = value.unicodeScalars.count
        return switch rule {
        case .text(let max), .email(let max), .domain(let max), .existing(_, let max): max.map { length > $0 } ?? false
        case .password: length > 128
        case .newName: length > 64
        default: false
        }
    }

    private func isWellFormed(_ value: String, _ rule: Rule) -> Bool {
        switch rule {
        case .text, .filter, .exact, .typedPassword, .existing, .appSetting, .equals: true
        case .integer(let min): Forms.integer(value).map { $0 >= min } ?? false
        case .flag: true
        case .choice(let choices): choices.contains(value)
        case .date: CalendarDate(value) != nil
        case .email: Forms.isEmail(value)
        case .password: Forms.isPassword(value)
        case .newName: Forms.isName(value)
        case .url: Forms.isURL(value)
        case .domain: Forms.isDomain(value)
        }
    }
}

/// What values look like.
enum Forms {
    static func integer(_ text: String) -> Int? {
        guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int(text)
    }

    static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && isDomain(String(parts[1])) && parts[1].contains(".")
            && !text.contains(where: \.isWhitespace)
    }

    static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        }
    }

    /// At least eight characters with a letter and a digit.
    static func isPassword(_ text: String) -> Bool {
        text.unicodeScalars.count >= 8 && text.contains(where: \.isLetter) && text.contains(where: \.isNumber)
    }

    static func isName(_ text: String) -> Bool {
        let lower = text.lowercased()
        return text.unicodeScalars.count >= 3 && !text.allSatisfy(\.isNumber) && !lower.hasSuffix("@sendgrid.com")
            && !lower.hasSuffix(".sendgrid.com") && !text.contains(where: \.isNewline)
    }

    /// The scheme may be missing.
    static func isURL(_ text: String) -> Bool {
        guard !text.contains(where: \.isWhitespace) else { return false }
        var rest = Substring(text)
        for scheme in ["http://", "https://"] where text.lowercased().hasPrefix(scheme) {
            rest = text.dropFirst(scheme.count)
        }
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !host.isEmpty && !rest.contains("://")
    }
}
