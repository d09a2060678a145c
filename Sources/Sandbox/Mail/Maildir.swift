import Foundation

/// A Maildir that messages are delivered to: written to `tmp`, moved to `new`, the newest ones kept.
struct Maildir: Sendable {
    private let folder: URL
    private let keep: Int

    init(path: String, keep: Int = 500) throws(SandboxError) {
        folder = URL(fileURLWithPath: path, isDirectory: true)
        self.keep = keep
        do {
            for part in ["tmp", "new", "cur"] {
                try FileManager.default.createDirectory(
                    at: folder.appendingPathComponent(part), withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            }
        } catch {
            throw .maildir(path: path, problem: error.localizedDescription)
        }
    }

    /// Delivers one message; its name begins with the time, so that names sort by age.
    func deliver(_ text: String, date: Int, number: Int) throws {
        let name = "\(date).M\(number)P\(ProcessInfo.processInfo.processIdentifier).sandbox"
        let draft = folder.appendingPathComponent("tmp").appendingPathComponent(name)
        try Data(text.utf8).write(to: draft)
        try FileManager.default.moveItem(
            at: draft, to: folder.appendingPathComponent("new").appendingPathComponent(name))
    }

    /// Removes what is older than the newest messages, read or not.
    func trim() throws {
        var messages = try messages()
        guard messages.count > keep else { return }
        messages.sort { Self.age($0) < Self.age($1) }
        for message in messages.prefix(messages.count - keep) { try FileManager.default.removeItem(at: message) }
    }

    /// All messages, new and seen.
    func messages() throws -> [URL] {
        try ["new", "cur"].flatMap { part in
            try FileManager.default.contentsOfDirectory(
                at: folder.appendingPathComponent(part), includingPropertiesForKeys: nil)
        }
    }

    private static func age(_ message: URL) -> (Int, String) {
        let name = message.lastPathComponent
        return (Int(name.prefix { $0 != "." }) ?? 0, name)
    }
}
