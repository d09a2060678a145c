import Foundation

/// A home directory of its own for one test, with the settings that the test wants.
final class Home: Sendable {
    let path: String

    init(files: [String: String] = [:]) throws {
        var template = Array("/tmp/desk-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw HarnessError.system(call: "mkdtemp", code: errno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        for (name, text) in files { try write(text, to: name) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file of the settings folder.
    func write(_ text: String, to name: String) throws {
        let file = URL(filePath: "\(path)/.config/resellerdesk/\(name)")
        // As whoever runs the tests may have a looser mask than the program takes of its settings.
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }

    /// The whole environment of a program that lives here; nothing of the tester's own settings gets in.
    var environment: [String: String] {
        var variables = [
            "HOME": path, "XDG_CONFIG_HOME": path + "/.config", "XDG_STATE_HOME": path + "/.local/state",
            "XDG_CACHE_HOME": path + "/.cache", "TMUX_TMPDIR": path, "SHELL": "/bin/sh", "LC_ALL": "C.UTF-8",
            "TZ": "UTC", "TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no",
        ]
        for name in ["PATH", "LD_LIBRARY_PATH"] { variables[name] = ProcessInfo.processInfo.environment[name] }
        return variables
    }

    /// What a file below the home directory holds.
    func text(_ name: String) throws -> String { try Self.text(of: "\(path)/\(name)") }

    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

    static func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
}
