import Foundation
import Synchronization

/// The program's own sandbox in a process of its own, ended with this value.
final class SandboxProcess: Sendable {
    let url: String
    let process: pid_t
    private let output: Int32
    private let isEnded = Mutex(false)

    /// Starts it and waits until it says that it answers.
    init(_ arguments: [String] = [], port: Int = 0, home: Home) async throws {
        let environment = home.environment
        (process, output, url) = try await Launch.blocking {
            let (reading, writing) = try Launch.pipe()
            let nothing = open("/dev/null", O_RDWR)
            defer { close(nothing) }
            let process = try Launch.start(
                Executable.desk, ["sandbox", "--port", "\(port)", "--rate-limit", "0"] + arguments,
                environment: environment, input: nothing, output: writing, errors: nothing)
            close(writing)
            let line = Self.line(from: reading)
            guard line.hasPrefix("listening on ") else {
                kill(process, SIGKILL)
                _ = Launch.status(of: process)
                throw HarnessError.timedOut(waitingFor: "the sandbox on port \(port)", screen: line)
            }
            return (process, reading, line.replacing("listening on ", with: ""))
        }
    }

    var port: Int { url.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    /// Ends the process; nobody listens on the port after this.
    func stop() {
        let wasEnded = isEnded.withLock { isEnded in
            defer { isEnded = true }
            return isEnded
        }
        guard !wasEnded else { return }
        kill(process, SIGKILL)
        _ = Launch.status(of: process)
    }

    deinit {
        stop()
        close(output)
    }

    private static func line(from descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
