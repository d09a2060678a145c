import Dialects
import ResellerAPI

/// One way in which a call may be wrong, and the reason for which the contract has it refused.
struct Wrong: Sendable, CustomStringConvertible {
    let description: String
    let reason: APIError.Reason
    let alteration: Bench.Alteration

    init(_ description: String, _ reason: APIError.Reason, _ alteration: @escaping Bench.Alteration) {
        self.description = description
        self.reason = reason
        self.alteration = alteration
    }

    /// Refused with these words.
    init(_ description: String, words: [String], _ alteration: @escaping Bench.Alteration) {
        self.init(description, .refused(words), alteration)
    }
}

/// All that can be wrong with a call that was right, as its declaration tells.
struct WrongCalls {
    let operation: ResellerAPI.Operation
    /// The right ones.
    let parameters: Parameters

    var all: [Wrong] { envelope + operation.fields.flatMap(missing) + operation.fields.flatMap(misfits) + together }

    /// Path, credentials and method.
    private var envelope: [Wrong] {
        var found = [
            Wrong("unknown path", .notFound) { $0.path = $0.path.replacing(".json", with: ".nothing.json") + "x" },
            Wrong("unknown suffix", .notFound) { $0.path = $0.path.replacing(".json", with: ".txt") + "x" },
            Wrong("wrong key", .wrongCredentials) { $0.set("api_key", "wrong") },
            Wrong("no key", .wrongCredentials) { $0.set("api_key", nil) },
            Wrong("wrong user", .wrongCredentials) { $0.set("api_user", "nobody") },
        ]
        let constants = Dialect.v2.binding(of: operation)?.constants ?? []
        if let deciding = constants.first(where: { $0.name == "task" }) ?? constants.first {
            found.append(Wrong("unknown \(deciding.name)", .notFound) { $0.set(deciding.name, "nothing") })
            found.append(
                Wrong("\(deciding.name) in capitals", .notFound) {
                    $0.set(deciding.name, deciding.value.uppercased())
                })
        }
        return found
    }

    /// A field that has to be there and is not, or is empty.
    private func missing(_ field: Field) -> [Wrong] {
        let isRequired =
            field.required
            || operation.constraints.contains { constraint in
                if case .requiredUnless(field.name, _, _) = constraint { true } else { false }
            }
        // Without its category, statistics by category are those of the days.
        guard isRequired, field.rule != .appSetting, field.rule != .existing(.category) else { return [] }
        let words = ["\(Self.label(field)) is required"] + mismatches(of: field)
        return [
            Wrong("no \(field.name)", words: words) { $0.set(field.name, nil) },
            Wrong("\(field.name) empty", words: words) { $0.set(field.name, "") },
        ]
    }

    /// Values that break the field's own rule; for fields that the call holds.
    private func misfits(_ field: Field) -> [Wrong] {
        guard !parameters.values(of: field).isEmpty else { return [] }
        return Self.misfits(field.rule).compactMap { value, fault in
            let reason = reason(fault, field)
            let text = value.count > 20 ? "\(value.count) characters" : value
            return reason.map { reason in Wrong("\(field.name)=\(text)", reason) { $0.set(field.name, value) } }
        }
    }

    /// Fields that contradict each other.
    private var together: [Wrong] {
        operation.constraints.compactMap { constraint in
            switch constraint {
            case .exclusive(let one, let others):
                guard let other = others.first(where: { !parameters.values(of: $0).isEmpty }) else { return nil }
                return Wrong("\(one) beside \(other)", words: ["\(Self.label(one)) is invalid"]) { $0.set(one, "3") }
            case .ordered(let first, let second), .after(let first, let second):
                guard !parameters.values(of: second).isEmpty else { return nil }
                return Wrong("\(first) after \(second)", words: ["\(Self.label(second)) is invalid"]) {
                    $0.set(first, "2026-09-20")
                    $0.set(second, "2026-09-19")
                }
            case .needs(let one, let other):
                guard !parameters.values(of: one).isEmpty else { return nil }
                return Wrong("\(one) without \(other)", words: ["\(Self.label(other)) is required"]) {
                    $0.set(other, nil)
                }
            case .requiredUnless, .anyOf: return nil
            }
        }
    }

    /// What the service says when the field changes and others have to equal it.
    private func mismatches(of field: Field) -> [String] {
        operation.fields.filter { $0.rule == .equals(field.name) }.map { "\(Self.label($0)) does not match" }
    }

    /// In which way a value is wrong.
    private enum Fault { case tooLong, invalid, mismatch, unknown }

    private func reason(_ fault: Fault, _ field: Field) -> APIError.Reason? {
        let label = Self.label(field)
        return switch fault {
        case .tooLong: .refused(["\(label) is too long"] + mismatches(of: field))
        case .invalid: .refused(["\(label) is invalid"] + mismatches(of: field))
        case .mismatch: .refused(["\(label) does not match"])
        case .unknown: unknown(field, label)
        }
    }

    /// What the service says of a thing that is not there; nil where it says nothing.
    private func unknown(_ field: Field, _ label: String) -> APIError.Reason? {
        guard case .existing(let thing, _) = field.rule else { return nil }
        switch thing {
        case .customer, .subuser: return .refused([unknownUser])
        case .address: return .refused(["Email does not exist"])
        case .ip: return .refused(["IP is not available"])
        case .app: return .notAuthorized
        case .monitor: return .refused(["Monitor record not found"])
        case .mailDomain: return .refused(["Whitelabel record not found"])
        case .package, .ipGroup, .timezone, .invoice, .credential: return .refused(["\(label) not found"])
        case .category: return nil
        }
    }

    private var unknownUser: String {
        switch Dialect.v2.binding(of: operation)?.constants.first?.value {
        case "enable", "disable", "website_enable", "website_disable": "User not found"
        case "auth": "Invalid username and/or password"
        default: "User does not exist"
        }
    }

    private static func misfits(_ rule: Rule) -> [(String, Fault)] {
        switch rule {
        case .text(let max): max.map { [(long($0), .tooLong)] } ?? []
        case .integer(let min): [("\(min - 1)", .invalid), ("many", .invalid), ("1.5", .invalid)]
        case .choice: [("other", .invalid)]
        case .date: [("2026-02-30", .invalid), ("today", .invalid), ("01/02/2026", .invalid)]
        case .email(let max):
            [("nobody", .invalid), ("a b@mail.example", .invalid)]
                + (max.map { [(long($0) + "@mail.example", .tooLong)] } ?? [])
        case .password:
            [("sh0rt", .invalid), ("lettersonly", .invalid), ("12345678", .invalid), (long(128) + "1", .tooLong)]
        case .equals: [("something-else-1", .mismatch)]
        case .newName: [("ab", .invalid), ("12345", .invalid), ("x@sendgrid.com", .invalid), (long(64), .tooLong)]
        case .url: [("two words", .invalid), ("ftp://words.example", .invalid)]
        case .domain(let max): [("two words", .invalid)] + (max.map { [(long($0), .tooLong)] } ?? [])
        case .existing(.ip, _): [("192.0.2.254", .unknown)]
        case .existing(_, let max): [("nothing-of-that-name", .unknown)] + (max.map { [(long($0), .tooLong)] } ?? [])
        case .filter, .exact, .flag, .typedPassword, .appSetting: []
        }
    }

    /// One character more than allowed.
    private static func long(_ max: Int) -> String { String(repeating: "x", count: max + 1) }

    private static func label(_ field: Field) -> String { label(field.bareName) }

    /// The service's name for a parameter: blanks for underscores, first letter large, IP in capitals.
    private static func label(_ name: String) -> String {
        let words = name.split(separator: "_").map { $0 == "ip" ? "IP" : String($0) }.joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
