import Foundation

/// What stands between the program and the terminal, and takes a sequence for itself unless it is wrapped.
enum Multiplexer {
    case tmux, screen

    /// Nil where the terminal itself is spoken to.
    init?(environment: [String: String]) {
        if environment["TMUX"] != nil {
            self = .tmux
        } else if environment["STY"] != nil || (environment["TERM"] ?? "").hasPrefix("screen") {
            self = .screen
        } else {
            return nil
        }
    }

    /// screen passes on what stands in a DCS, in pieces that it can hold.
    private static let longest = 240

    /// The sequence so that it is handed on to the terminal. tmux does so where `allow-passthrough` is on.
    func handingOn(_ sequence: String) -> String {
        switch self {
        case .tmux:
            return "\u{1B}Ptmux;" + sequence.replacingOccurrences(of: "\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
        case .screen:
            var rest = sequence.unicodeScalars[...]
            var result = ""
            while !rest.isEmpty {
                let piece = rest.beginning(ofBytes: Self.longest)
                result += "\u{1B}P" + String(piece) + "\u{1B}\\"
                rest = rest[piece.endIndex...]
            }
            return result
        }
    }
}

extension Substring.UnicodeScalarView {
    /// As many whole characters as have room in so many bytes of UTF-8.
    func beginning(ofBytes limit: Int) -> Substring.UnicodeScalarView {
        var room = limit
        return prefix { scalar in
            room -= UTF8.width(scalar)
            return room >= 0
        }
    }
}
