import Foundation
import ResellerAPI

/// Reads single values, however the wire spells them. What does not fit its kind stays the text that it was.
enum ScalarReader {
    static func read(_ value: WireValue, as kind: Member.Kind) -> Value {
        guard let text = scalar(value) else { return value.isEmpty ? .null : plain(value) }
        if kind == .text { return .text(text) }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        switch kind {
        case .text: return .text(text)
        case .slashed: return .text(text.replacingOccurrences(of: "\\/", with: "/"))
        case .truth: return trimmed.isEmpty ? .null : truth(trimmed).map(Value.truth) ?? .text(text)
        case .count: return trimmed.isEmpty ? .null : count(trimmed) ?? .text(text)
        case .money: return trimmed.isEmpty ? .null : decimal(trimmed).map { .money(Money($0)) } ?? .text(text)
        case .date, .time: return trimmed.isEmpty ? .null : day(trimmed, kind) ?? .text(text)
        case .texts, .records, .settings: return .text(text)
        }
    }

    /// The text of a scalar, also where it came in a list of one.
    private static func scalar(_ value: WireValue) -> String? {
        if case .list(let values) = value, values.count == 1 { return values[0].scalarText }
        return value.scalarText
    }

    static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1", "yes", "on": true
        case "false", "0", "no", "off": false
        default: nil
        }
    }

    private static func count(_ text: String) -> Value? {
        if let count = Int(text) { return .count(count) }
        guard let number = decimal(text) else { return nil }
        return Int(number.description).map(Value.count) ?? .number(number)
    }

    /// Digits with an optional sign, fraction and exponent.
    private static func decimal(_ text: String) -> Decimal? {
        let digits = text.hasPrefix("+") ? String(text.dropFirst()) : text
        let whole = digits.hasPrefix(".") ? "0" + digits : digits.replacingOccurrences(of: "-.", with: "-0.")
        guard JSONReader.isNumber(whole), let number = Decimal(string: whole, locale: Locale(identifier: "C")),
            number.isFinite
        else { return nil }
        return number
    }

    private static func day(_ text: String, _ kind: Member.Kind) -> Value? {
        if let date = CalendarDate(text) { return .date(date) }
        guard let time = WireTime(text) else { return nil }
        return kind == .date && time.second == 0 ? .date(time.date) : .time(time)
    }

    /// A field that its shape does not know: as another shape has it, if one does.
    static func extra(_ member: WireMember) -> Value {
        guard !member.value.isContainer, let kind = Shape.kinds[member.name] else { return plain(member.value) }
        return read(member.value, as: kind)
    }

    /// A value that no shape knows: texts, as JSON and XML can't be told apart otherwise.
    static func plain(_ value: WireValue) -> Value {
        switch value {
        case .null: return .null
        case .list(let values): return .list(values.map(plain))
        case .object(let members):
            if members.count > 1, Set(members.map(\.name)).count == 1 { return .list(members.map { plain($0.value) }) }
            return .record(Record(grouped(members).map { Record.Entry($0.name, plain($0.value)) }))
        default: return value.scalarText.map(Value.text) ?? .null
        }
    }

    /// Whether a name is there more than once; records are small enough to compare each with each.
    private static func isRepeating(_ members: [WireMember]) -> Bool {
        guard members.count <= 32 else { return Set(members.map(\.name)).count < members.count }
        for (index, member) in members.enumerated() {
            for other in members[..<index] where other.name == member.name { return true }
        }
        return false
    }

    /// Members under one name each: a name that is there several times holds a list.
    static func grouped(_ members: [WireMember]) -> [WireMember] {
        guard isRepeating(members) else { return members }
        var order: [String] = []
        var values: [String: [WireValue]] = [:]
        for member in members {
            if values[member.name] == nil { order.append(member.name) }
            values[member.name, default: []].append(member.value)
        }
        return order.map { name in
            let found = values[name] ?? []
            return WireMember(name: name, value: found.count == 1 ? found[0] : .list(found))
        }
    }
}
