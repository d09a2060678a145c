import Foundation
import Screen

/// The sequence that asks the terminal for a notification (OSC 9).
enum NotificationSequence {
    private static let longest = 200

    /// The text without anything that could end the sequence or begin another one.
    static func make(for text: String, environment: [String: String]) -> String {
        let plain = "\u{1B}]9;" + Text.neutralise(String(text.prefix(longest))) + "\u{07}"
        if environment["TMUX"] != nil {
            // tmux hands on only what is wrapped.
            return "\u{1B}Ptmux;" + plain.replacingOccurrences(of: "\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
        }
        let isScreen = environment["STY"] != nil || (environment["TERM"] ?? "").hasPrefix("screen")
        return isScreen ? "\u{1B}P" + plain + "\u{1B}\\" : plain
    }
}
