import CNcurses
import Formats
import Foundation
import Glibc
import Screen

/// How many colours the terminal shows.
package enum ColourDepth: Sendable, Hashable {
    case none, eight, many
    /// Colour numbers are exact colours.
    case direct
}

/// The terminal while the program has it: opened once, and put back exactly once, whatever happens.
@MainActor
package final class TerminalSession {
    private static let tailSize = 4_096

    package private(set) var size: Size
    package let depth: ColourDepth
    /// Counts what makes the picture on the terminal worthless: coming back from a stop, a new size.
    package private(set) var generation = 0
    private let environment: [String: String]
    private var isOpen = true
    /// Whether something else has the terminal for a while.
    private(set) var isAway = false
    /// What is to be written to the terminal once it is back.
    private var owed = ""
    /// What was written to standard error while the screen was up; its end, made harmless.
    package private(set) var errorTail = ""

    // MARK: - Locale

    /// Takes over the locale of the environment; true if text may leave as UTF-8. Otherwise draw in ASCII.
    package nonisolated static func localeIsUTF8() -> Bool { cn_use_locale() }

    // MARK: - Opening and closing

    /// Opens the screen: alternate screen, no echo, every key as it comes, bracketed paste, no cursor.
    ///
    /// Standard error goes to the log (or to memory) until `close`.
    package static func open(
        logFile: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(TerminalError) -> TerminalSession {
        guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(.input) }
        guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(.output) }
        let name = environment["TERM"] ?? ""
        guard !name.isEmpty, name != "dumb" else { throw .dumb(name) }
        _ = cn_use_locale()
        switch cn_open() {
        case 0: break
        case 2: throw .cannotMoveCursor(name)
        default: throw .unknown(name)
        }
        // From here on a crash puts the terminal back, too.
        _ = cn_catch_signals()
        _ = cn_capture_errors(logFile)
        return TerminalSession(environment: environment)
    }

    private init(environment: [String: String]) {
        self.environment = environment
        let now = cn_terminal_size()
        cn_resize(now)
        size = Size(width: Int(now.width), height: Int(now.height))
        depth =
            switch cn_colours() {
            case ..<8: .none
            case _ where cn_direct_colour(): .direct
            case 256...: .many
            default: .eight
            }
    }

    /// Puts the terminal back as it was and shows the end of what libraries wrote to standard error meanwhile.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        // What had the terminal may have left it in any mode: only the way through the screen puts all back.
        if isAway { cn_resume() }
        cn_close()
        cn_release_signals()
        var bytes = [CChar](repeating: 0, count: Self.tailSize)
        let count = cn_release_errors(&bytes, bytes.count)
        guard count > 0 else { return }
        let text = String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
        errorTail = text.split(separator: "\n").map { Text.neutralise(String($0)) }.joined(separator: "\n")
        Self.writeAll(STDERR_FILENO, errorTail + "\n")
    }

    private static func writeAll(_ descriptor: Int32, _ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }

    // MARK: - Leaving for a while

    /// Stops the program as `^Z` does; returns when it goes on, with a new generation.
    package func suspend() {
        outside { cn_stop_job() }
    }

    /// Gives the terminal to something else and takes it back.
    private func outside(_ work: () -> Void) {
        cn_leave()
        work()
        comeBack()
    }

    /// Gives the terminal to something else until `takeBack`; nothing is written to it meanwhile.
    func lend() {
        cn_lend()
        isAway = true
    }

    func takeBack() {
        isAway = false
        guard isOpen else { return }
        // What was typed to the other, or answers that it asked of the terminal, shall not run as keys.
        tcflush(STDIN_FILENO, TCIFLUSH)
        comeBack()
        emit(owed)
        owed = ""
    }

    /// Takes the terminal again; also after a stop that nobody announced (SIGSTOP), which left the shell its modes.
    func comeBack() {
        guard isOpen, !isAway else { return }
        cn_leave()
        cn_resume()
        cn_repaint()
        generation += 1
        _ = takeSize()
    }

    /// Asks the terminal for its size; returns it if it is another one.
    package func takeSize() -> Size? {
        guard !isAway else { return nil }
        let now = cn_terminal_size()
        let newSize = Size(width: Int(now.width), height: Int(now.height))
        guard isOpen, newSize != size else { return nil }
        cn_resize(now)
        // What a terminal keeps of the old picture, and where, differs from one to the next.
        cn_repaint()
        size = newSize
        generation += 1
        return newSize
    }

    // MARK: - Terminal's own things

    /// Copies a text to the clipboard of the person's own machine (OSC 52); false where that cannot work.
    package func copyToClipboard(_ text: ClipText) -> Bool {
        guard let sequence = ClipboardSequence.make(for: text, environment: environment) else { return false }
        return emit(sequence)
    }

    /// Rings the bell.
    package func ring() { emit("\u{07}") }

    /// Asks the terminal to notify its user.
    package func notify(_ text: String) { emit(NotificationSequence.make(for: text, environment: environment)) }

    /// Straight to the terminal; later, where something else has it now and may be in the middle of a sequence.
    @discardableResult
    private func emit(_ sequence: String) -> Bool {
        guard !isAway else {
            owed += sequence
            return true
        }
        return sequence.withCString { cn_write($0, strlen($0)) }
    }

    /// Sets the title of the window, where the terminal gives the old one back at the end.
    package func setTitle(_ title: String) {
        let saves = cn_capability("smcup").map { String(cString: $0).contains("\u{1B}[22;0;0t") } ?? false
        guard saves else { return }
        emit("\u{1B}]2;" + Text.neutralise(title) + "\u{07}")
    }

    /// The sequences of this terminal's special keys.
    package func keySequences() -> [[UInt8]: Key] {
        var result: [[UInt8]: Key] = [:]
        for (name, key) in KeyNames.all {
            guard let text = cn_capability(name) else { continue }
            let bytes = Array(String(cString: text).utf8)
            if bytes.count > 1, bytes[0] == 0x1B { result[bytes] = key }
        }
        return result
    }
}

/// Names of keys in terminfo.
private enum KeyNames {
    static let all: [(String, Key)] =
        [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
            ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert), ("kdch1", .delete), ("kcbt", .backTab),
            ("kent", .enter),
        ] + (1...24).map { ("kf\($0)", .function($0)) }
}
