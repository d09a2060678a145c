import Foundation
import Synchronization

/// A process that serves until it is ended: the program's metrics, or the Prometheus that scrapes them. Ended with this
/// value.
final class ServingProcess: Sendable {
    /// The line of its output that said that it serves.
    let line: String
    /// Kept for as long as the process lives there.
    private let home: Home
    private let process: pid_t
    private let output: Int32
    private let status = Mutex<Int32?>(nil)

    /// Starts it and waits for a line with this text on its output or its errors.
    init(
        _ path: String, _ arguments: [String], home: Home, environment more: [String: String] = [:], until text: String
    ) async throws {
        self.home = home
        let environment = home.environment.merging(more) { $1 }
        (process, output, line) = try await Launch.blocking {
            let (reading, writing) = try Launch.pipe()
            let nothing = open("/dev/null", O_RDWR)
            defer { close(nothing) }
            let process = try Launch.start(
                path, arguments, environment: environment, input: nothing, output: writing, errors: writing)
            close(writing)
            return (process, reading, Self.line(with: text, from: reading))
        }
    }

    /// Ends it by a signal; its exit status.
    @discardableResult
    func end(by signal: Int32 = SIGKILL) -> Int32 {
        status.withLock { status in
            if let status { return status }
            kill(process, signal)
            let code = Launch.status(of: process)
            status = code
            return code
        }
    }

    deinit {
        end()
        close(output)
    }

    /// Empty when the output ends before.
    private static func line(with text: String, from descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(descriptor, &byte, 1) == 1 {
            guard byte == UInt8(ascii: "\n") else {
                bytes.append(byte)
                continue
            }
            let line = String(decoding: bytes, as: UTF8.self)
            if line.contains(text) { return line }
            bytes = []
        }
        return ""
    }
}
