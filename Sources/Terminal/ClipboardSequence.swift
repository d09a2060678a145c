import Foundation

/// The sequence that puts a text on the clipboard of the machine where the terminal runs (OSC 52).
enum ClipboardSequence {
    /// More than that terminals drop: 100,000 bytes with encoding and frame.
    static let limit = 74_994

    /// Nil if the text is too long, or the terminal has no clipboard.
    static func make(for text: String, environment: [String: String]) -> String? {
        let terminal = environment["TERM"] ?? ""
        let hasNone = ["linux", "vt", "dumb", "cons", "ansi"].contains { terminal.hasPrefix($0) } || terminal.isEmpty
        guard text.utf8.count <= limit, !hasNone else { return nil }
        let plain = "\u{1B}]52;c;" + Data(text.utf8).base64EncodedString() + "\u{07}"
        if environment["TMUX"] != nil {
            // tmux takes the plain one where it is told to, and hands the wrapped one on where it may.
            return plain + "\u{1B}Ptmux;" + plain.replacingOccurrences(of: "\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
        }
        return environment["STY"] != nil || terminal.hasPrefix("screen") ? wrappedForScreen(plain) : plain
    }

    /// screen passes on what stands in a DCS, in pieces that it can hold.
    private static func wrappedForScreen(_ sequence: String) -> String {
        var rest = Substring(sequence)
        var result = ""
        while !rest.isEmpty {
            result += "\u{1B}P" + rest.prefix(240) + "\u{1B}\\"
            rest = rest.dropFirst(240)
        }
        return result
    }
}
