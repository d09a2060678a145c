import Foundation

/// What the tests run, and whether it is there.
enum Executable {
    /// The folder of the running test bundle; the build puts the program beside it.
    private static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

    /// The program under test: the one that `RESELLERDESK_BINARY` names, such as a release build, else that of this build.
    static let desk =
        ProcessInfo.processInfo.environment["RESELLERDESK_BINARY"] ?? folder.appending(path: "resellerdesk").path

    static let tmux = found("tmux")

    /// Whether there is a real terminal to test in; without tmux the tests that need one are skipped.
    static var hasTerminal: Bool { tmux != nil }

    /// Whether the program can be run as one that may not write everywhere.
    static var canBeUser: Bool { geteuid() != 0 || found("setpriv") != nil }

    /// The path of a program, looked for as a shell does.
    static func found(_ name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
            .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// Why a test could not go on.
enum HarnessError: Error, Equatable, CustomStringConvertible {
    case system(call: String, code: Int32)
    case tmux(command: String, answer: String)
    case terminalGone
    case timedOut(waitingFor: String, screen: String)

    var description: String {
        switch self {
        case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
        case .tmux(let command, let answer): "tmux refused \(command): \(answer)"
        case .terminalGone: "the terminal is gone"
        case .timedOut(let what, let screen): "waited in vain for \(what); the screen was:\n\(screen)"
        }
    }
}
