import Foundation

/// An answer as the JSON that `resellerdesk call` prints: the same whether the wire was JSON or XML.
///
/// Wire names, counts as numbers, truth as true and false, missing as null, money as decimal strings, dates and times
/// in ISO form. Characters that could harm a terminal are written as escapes, those that XML can't say as U+FFFD.
package enum CallOutput {
    /// Pretty JSON without a line break at its end. Login links are masked unless `reveal` is given.
    package static func json(_ reply: Reply, reveal: Bool = false) -> String {
        let isSecret = reply.operation.returns.shape == .loginParams && !reveal
        var output = ""
        append(isSecret ? masked(reply.value) : reply.value, indent: 0, to: &output)
        return output
    }

    /// The same in one line, for records of the program's own.
    package static func line(_ record: Record) -> String {
        var output = ""
        append(.record(record), indent: nil, to: &output)
        return output
    }

    /// Any value the same way.
    package static func json(_ value: Value) -> String {
        var output = ""
        append(value, indent: 0, to: &output)
        return output
    }

    /// Without an `indent` all stands in one line.
    private static func append(_ value: Value, indent: Int?, to output: inout String) {
        switch value {
        case .null: output += "null"
        case .text(let text): append(quoted: text, to: &output)
        case .truth(let truth): output += truth ? "true" : "false"
        case .count(let count): output += String(count)
        case .number(let number): output += number.description
        case .money(let money): append(quoted: money.description, to: &output)
        case .date(let date): append(quoted: date.description, to: &output)
        case .time(let time): append(quoted: iso(time), to: &output)
        case .list(let values):
            append(values, open: "[", close: "]", indent, to: &output) { append($0, indent: $1, to: &$2) }
        case .record(let record):
            append(record.entries, open: "{", close: "}", indent, to: &output) { entry, indent, output in
                append(quoted: entry.name, to: &output)
                output += ": "
                append(entry.value, indent: indent, to: &output)
            }
        }
    }

    private static func append<Item>(
        _ items: [Item], open: String, close: String, _ indent: Int?, to output: inout String,
        item: (Item, Int?, inout String) -> Void
    ) {
        output += open
        for (index, each) in items.enumerated() {
            if let indent {
                output += index == 0 ? "\n" : ",\n"
                output += String(repeating: "  ", count: indent + 1)
            } else if index > 0 {
                output += ", "
            }
            item(each, indent.map { $0 + 1 }, &output)
        }
        if let indent, !items.isEmpty { output += "\n" + String(repeating: "  ", count: indent) }
        output += close
    }

    private static func iso(_ time: WireTime) -> String {
        let text = time.description
        return text.prefix(10) + "T" + text.suffix(8)
    }

    private static func append(quoted text: String, to output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            default:
                let scalar = isBeyondXML(scalar) ? "\u{FFFD}" : scalar
                if scalar.isHarmful {
                    append(escaped: scalar, to: &output)
                } else {
                    output.unicodeScalars.append(scalar)
                }
            }
        }
        output += "\""
    }

    /// Whether XML can't say this character, so that the same answer would print differently in JSON.
    private static func isBeyondXML(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }

    private static func append(escaped scalar: Unicode.Scalar, to output: inout String) {
        for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }

    /// Every text of a login answer with what opens the account taken out.
    private static func masked(_ value: Value) -> Value {
        switch value {
        case .text(let text): return .text(LoginLink(params: text).masked)
        case .list(let values): return .list(values.map(masked))
        case .record(let record):
            return .record(Record(record.entries.map { Record.Entry($0.name, masked($0.value)) }))
        default: return value
        }
    }
}

extension Unicode.Scalar {
    /// Whether this could harm a terminal or deceive its reader: controls, format characters (bidirectional
    /// overrides, zero widths, tags), line and paragraph separators, and what Unicode gives no meaning.
    package var isHarmful: Bool {
        if value < 0x7F { return value < 0x20 }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: return true
        default: return false
        }
    }
}

/// What logs into a customer's account for a short time. Never logged, never kept; described without its secret.
package struct LoginLink: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    private let params: String
    private static let secret = "al_hash"

    package init(params: String) { self.params = params }

    /// Whether a text holds what opens an account, whatever answer it came in.
    static func isIn(_ text: String) -> Bool { text.contains(secret) }

    /// The address to open; it is a key to the account.
    package var address: String { "https://sendgrid.com/account?" + params }

    /// The parameters without the hash; where there is none to be found, nothing.
    package var masked: String {
        var found = false
        let parts = params.split(separator: "&", omittingEmptySubsequences: false).map { part -> String in
            guard let name = part.split(separator: "=").first, name.hasSuffix(Self.secret) else { return String(part) }
            found = true
            return name + "=***"
        }
        return found ? parts.joined(separator: "&") : "***"
    }

    package var description: String { masked }
    package var customMirror: Mirror { Mirror(self, children: ["params": masked]) }
}
