import Foundation
import GRDB
internal import ResellerAPI

/// Values of calls as text of the archive: JSON, so that a person with another tool can read it.
enum KeptText {
    /// `[["user","a@b.example"],["credits","100"]]`.
    static func encode(_ parameters: Parameters) -> String {
        var text = "["
        for (index, pair) in parameters.pairs.enumerated() {
            text += index == 0 ? "[" : ",["
            append(quoted: pair.name, to: &text)
            text += ","
            append(quoted: pair.value, to: &text)
            text += "]"
        }
        return text + "]"
    }

    /// Nil where the text is none of ours.
    static func parameters(_ text: String) -> Parameters? {
        guard let pairs = try? JSONDecoder().decode([[String]].self, from: Data(text.utf8)),
            pairs.allSatisfy({ $0.count == 2 })
        else { return nil }
        return Parameters(pairs.map { Parameters.Pair($0[0], $0[1]) })
    }

    static func encode(_ image: StateImage?) throws -> String? {
        guard let image else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(image), as: UTF8.self)
    }

    static func image(_ text: String?) -> StateImage? {
        text.flatMap { try? JSONDecoder().decode(StateImage.self, from: Data($0.utf8)) }
    }

    /// Written by hand: the encoder of the system takes seconds for the rows of a large run.
    private static func append(quoted value: String, to text: inout String) {
        text += "\""
        if value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
            text += value
        } else {
            for scalar in value.unicodeScalars { append(scalar, to: &text) }
        }
        text += "\""
    }

    private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
        switch scalar.value {
        case 0x22: text += "\\\""
        case 0x5C: text += "\\\\"
        case ..<0x20: text += (scalar.value < 0x10 ? "\\u000" : "\\u00") + String(scalar.value, radix: 16)
        default: text.unicodeScalars.append(scalar)
        }
    }
}

/// A pattern of `LIKE` that finds a text anywhere; `\` is its escape.
func likePattern(_ text: String) -> String {
    var pattern = "%"
    for character in text {
        if "%_\\".contains(character) { pattern.append("\\") }
        pattern.append(character)
    }
    return pattern + "%"
}
