/// Why the screen could not be opened.
package enum TerminalError: Error, Equatable {
    /// Standard input or output is a file or a pipe.
    case notATerminal(Stream)
    /// TERM is not set, or `dumb`.
    case dumb(String)
    /// No description of this TERM is installed.
    case unknown(String)
    /// The terminal cannot move its cursor.
    case cannotMoveCursor(String)

    package enum Stream: String, Sendable { case input, output }
}

extension TerminalError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notATerminal(let stream):
            "standard \(stream.rawValue) is not a terminal; "
                + "use --plain, `resellerdesk list` or `resellerdesk call`"
        case .dumb(let name):
            (name.isEmpty ? "TERM is not set" : "TERM=\(name) cannot show a full screen")
                + "; set TERM to your terminal's type, such as xterm-256color, or use --plain"
        case .unknown(let name):
            "TERM=\(name) is unknown on this machine; install the package ncurses-term "
                + "or set TERM=xterm-256color"
        case .cannotMoveCursor(let name):
            "TERM=\(name) cannot move the cursor; set TERM to your terminal's type, or use --plain"
        }
    }
}
