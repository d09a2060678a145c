import CNcurses
import Formats
import Foundation
import Glibc
import Screen

/// What can be told of the terminal without taking it over.
package struct TerminalProbe: Sendable {
    /// Nil where standard output is not a terminal.
    package let size: Size?
    /// Why no screen could be opened here; nil where one could.
    package let problem: TerminalError?
    /// What the description of TERM promises; 0 without colours.
    package let colours: Int
    package let isUTF8: Bool
    /// What sits between program and terminal and has a say in copying: `tmux`, `screen` or nothing.
    package let multiplexer: String?
    /// Whether this kind of terminal has a clipboard to write to.
    package let canCopy: Bool

    /// Not while a screen is open.
    @MainActor
    package static func look(_ environment: [String: String]) -> TerminalProbe {
        let name = environment["TERM"] ?? ""
        var colours: Int32 = 0
        var problem: TerminalError?
        if isatty(STDIN_FILENO) == 0 {
            problem = .notATerminal(.input)
        } else if isatty(STDOUT_FILENO) == 0 {
            problem = .notATerminal(.output)
        } else if name.isEmpty || name == "dumb" {
            problem = .dumb(name)
        } else {
            switch cn_probe(&colours) {
            case 0: break
            case 2: problem = .cannotMoveCursor(name)
            default: problem = .unknown(name)
            }
        }
        let size = isatty(STDOUT_FILENO) == 1 ? cn_terminal_size() : nil
        return TerminalProbe(
            size: size.map { Size(width: Int($0.width), height: Int($0.height)) }, problem: problem,
            colours: max(0, Int(colours)), isUTF8: cn_use_locale(),
            multiplexer: environment["TMUX"] != nil ? "tmux" : environment["STY"] != nil ? "screen" : nil,
            canCopy: ClipboardSequence.make(for: ClipText(""), environment: environment) != nil)
    }

    /// Name and version of the library.
    package static var library: String { String(cString: cn_version()) }
}
