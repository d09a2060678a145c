/// What may go to the clipboard. A line end that is pasted into a shell runs what stands before it, so that texts of
/// others are one line, whatever they hold.
package struct ClipText: Sendable, Equatable, CustomStringConvertible {
    /// Bytes that terminals take with one OSC 52: 100,000 with encoding and frame. Longer ones they drop.
    package static let limit = 74_994

    package let text: String

    private init(lines: [[String]]) {
        text = lines.map { $0.map(Harmless.line).joined(separator: "\t") }.joined(separator: "\n")
    }

    /// One value, such as an id, an address or a link.
    package init(_ value: String) { self.init(lines: [[value]]) }

    /// The values of one row, parted by tabs.
    package init(row: [String]) { self.init(lines: [row]) }

    /// A table of the program's own making, its values parted by tabs.
    package static func table(_ rows: [[String]]) -> ClipText { ClipText(lines: rows) }

    /// A text of the program's own making for a ticket, in lines.
    package static func report(_ lines: [String]) -> ClipText { ClipText(lines: lines.map { [$0] }) }

    package var description: String { text }

    /// Whether it is more than a terminal takes.
    package var isTooLong: Bool { text.utf8.count > Self.limit }

    /// Why no terminal takes a text of this length; nil where it may.
    package static func refusal(of text: String) -> String? {
        let size = text.utf8.count
        return size > limit ? "\(size) bytes are more than the \(limit) that a terminal takes" : nil
    }
}
