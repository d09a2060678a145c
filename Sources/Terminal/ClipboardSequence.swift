import Formats
import Foundation

/// The sequence that puts a text on the clipboard of the machine where the terminal runs (OSC 52).
enum ClipboardSequence {
    /// Nil if the text is too long, or the terminal has no clipboard.
    static func make(for clip: ClipText, environment: [String: String]) -> String? {
        let terminal = environment["TERM"] ?? ""
        let hasNone = ["linux", "vt", "dumb", "cons", "ansi"].contains { terminal.hasPrefix($0) } || terminal.isEmpty
        guard !clip.isTooLong, !hasNone else { return nil }
        let plain = "\u{1B}]52;c;" + Data(clip.text.utf8).base64EncodedString() + "\u{07}"
        guard let multiplexer = Multiplexer(environment: environment) else { return plain }
        // tmux takes the plain one where it is told to, and hands the wrapped one on where it may.
        return (multiplexer == .tmux ? plain : "") + multiplexer.handingOn(plain)
    }
}
