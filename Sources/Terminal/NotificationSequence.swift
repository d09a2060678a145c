import Screen

/// The sequence that asks the terminal for a notification (OSC 9).
enum NotificationSequence {
    /// Bytes of text; terminals drop sequences that are very long.
    private static let longest = 480

    /// The text without anything that could end the sequence or begin another one.
    static func make(for text: String, environment: [String: String]) -> String {
        let harmless = Text.neutralise(text).unicodeScalars[...].beginning(ofBytes: longest)
        let plain = "\u{1B}]9;" + String(harmless) + "\u{07}"
        return Multiplexer(environment: environment)?.handingOn(plain) ?? plain
    }
}
