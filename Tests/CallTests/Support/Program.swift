import Foundation
import Synchronization
import Testing

/// The real program, as somebody at a shell runs it.
enum Program {
    /// The one that `RESELLERDESK_BINARY` names, such as a release build; else the build put it beside the running tests.
    static let url =
        ProcessInfo.processInfo.environment["RESELLERDESK_BINARY"].map { URL(filePath: $0) }
        ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "resellerdesk")

    /// Seconds after which a program that does not end is ended; it costs nothing when all is well.
    static let patience = 60.0

    /// What a run left.
    struct Result: Sendable {
        let status: Int32
        let output: String
        let errors: String

        var everything: String { output + errors }
    }

    /// Runs the program to its end. `input` is what stands on its standard input.
    static func run(
        _ arguments: [String], _ home: Home, environment: [String: String] = [:], input: String = ""
    ) async throws -> Result {
        let folder = try home.folder(named: "run-\(UUID().uuidString)")
        let files = ["in", "out", "err"].map { folder.appending(path: $0) }
        for file in files { try Data((file == files[0] ? input : "").utf8).write(to: file) }
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.environment = home.environment.merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try await ended(process)
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        try FileManager.default.removeItem(at: folder)
        return Result(status: process.terminationStatus, output: texts[1], errors: texts[2])
    }

    private static func ended(_ process: Process) async throws {
        let watchdog = DispatchWorkItem { process.terminate() }
        defer { watchdog.cancel() }
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
                DispatchQueue.global().asyncAfter(deadline: .now() + patience, execute: watchdog)
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }
}

/// A home directory of its own, so that nothing of the tester's settings gets in and everything that is left is found.
final class Home: Sendable {
    let path: URL

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "call-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: path) }

    func folder(named name: String) throws -> URL {
        let folder = path.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Writes a file and gives its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = path.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        return file.path
    }

    var environment: [String: String] {
        var variables = [
            "HOME": path.path, "XDG_CONFIG_HOME": path.path + "/config", "XDG_STATE_HOME": path.path + "/state",
            "XDG_CACHE_HOME": path.path + "/cache", "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "dumb",
            "SWIFT_BACKTRACE": "enable=no",
        ]
        for name in ["PATH", "LD_LIBRARY_PATH"] { variables[name] = ProcessInfo.processInfo.environment[name] }
        return variables
    }

    /// The bytes of all files below, as text.
    var contents: String {
        let files = FileManager.default.enumerator(at: path, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
        return (files ?? []).compactMap { try? Data(contentsOf: $0) }.map { String(decoding: $0, as: UTF8.self) }
            .joined(separator: "\n")
    }
}

/// The program's own sandbox in a process of its own, ended with this value.
final class SandboxProcess: Sendable {
    let url: String
    private let process: Process

    /// Starts it and waits until it says where it answers.
    init(_ home: Home) async throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = Program.url
        process.arguments =
            ["sandbox", "--customers", "200", "--speed", "0", "--now", "2026-09-21T13:33:20Z", "--rate-limit", "0"]
        process.environment = home.environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        let descriptor = output.fileHandleForReading.fileDescriptor
        url = await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: Self.line(from: descriptor)) }.start()
        }.replacing("listening on ", with: "")
    }

    deinit { process.terminate() }

    private static func line(from descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// An account of a service at some address, as flags and environment give it.
struct Account: Sendable {
    let url: String
    let home: Home
    var key = "sandbox"
    var user = "sandbox"
    /// What answers there, kept as long as the account is used.
    var service: SandboxProcess?

    /// Runs the program in this home without saying anything of the account.
    func program(_ arguments: [String]) async throws -> Program.Result { try await Program.run(arguments, home) }

    /// Runs `call` on this account.
    func call(_ arguments: [String], input: String = "") async throws -> Program.Result {
        try await Program.run(
            ["call"] + arguments, home,
            environment: [
                "RESELLERDESK_BASE_URL": url, "RESELLERDESK_USER": user, "RESELLERDESK_KEY": key,
            ], input: input)
    }
}
