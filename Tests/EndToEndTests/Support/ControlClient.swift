import Foundation
import Synchronization

/// A connection to tmux in control mode: commands go in as lines, answers and whatever the program under test writes come
/// out. That makes waiting exact: a screen is looked at again when something was written, and only then.
final class ControlClient: Sendable {
    /// An answer of tmux to a command.
    struct Answer: Sendable {
        let lines: [String]
        let isError: Bool
    }

    private struct State {
        var written: [UInt8] = []
        var version = 0
        var isClosed = false
        /// Lines of the answer that is just being read; nil between answers.
        var reading: [String]?
        var asked: [CheckedContinuation<Answer?, Never>] = []
        var watchers: [UUID: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())
    private let commands: Int32
    private let process: pid_t

    /// Starts tmux with these arguments; its first answer, to the command among them, has to be waited for.
    init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
        let (input, commands) = try Launch.pipe()
        let (answers, output) = try Launch.pipe()
        defer { for end in [input, output] { close(end) } }
        self.commands = commands
        process = try Launch.start(
            path, arguments, environment: environment, input: input, output: output, errors: output)
        let thread = Thread { [self] in read(answers) }
        thread.start()
    }

    /// How often something happened.
    var version: Int { state.withLock { $0.version } }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Every byte that the program wrote to its terminal.
    var written: [UInt8] { state.withLock { $0.written } }

    /// The next answer; nil when the connection ends before. The command is sent first, where there is one.
    func answer(to command: String? = nil) async -> Answer? {
        await withCheckedContinuation { continuation in
            let isClosed = state.withLock { state in
                guard !state.isClosed else { return true }
                state.asked.append(continuation)
                if let command { send(command) }
                return false
            }
            if isClosed { continuation.resume(returning: nil) }
        }
    }

    /// Returns when something happened after this version, or at the deadline.
    func change(after version: Int, until deadline: DispatchTime) async {
        let name = UUID()
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                guard state.version == version, !state.isClosed else { return true }
                state.watchers[name] = continuation
                return false
            }
            if isOver { return continuation.resume() }
            DispatchQueue.global().asyncAfter(deadline: deadline) { [self] in
                state.withLock { $0.watchers.removeValue(forKey: name) }?.resume()
            }
        }
    }

    private func send(_ command: String) {
        let line = Array((command + "\n").utf8)
        _ = line.withUnsafeBytes { Foundation.write(commands, $0.baseAddress, $0.count) }
    }

    // MARK: - Reading

    private func read(_ descriptor: Int32) {
        var rest: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            rest.append(contentsOf: buffer[..<count])
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                take(Array(rest[..<end]))
                rest.removeFirst(end + 1)
            }
        }
        close(descriptor)
        // Nobody writes to a number that may be another's.
        state.withLock { state in
            state.isClosed = true
            close(commands)
        }
        _ = Launch.status(of: process)
        finish()
    }

    private func take(_ line: [UInt8]) {
        let text = String(decoding: line, as: UTF8.self)
        let answered = state.withLock { state -> (CheckedContinuation<Answer?, Never>, Answer)? in
            if let lines = state.reading {
                guard text.hasPrefix("%end ") || text.hasPrefix("%error ") else {
                    state.reading = lines + [text]
                    return nil
                }
                state.reading = nil
                guard !state.asked.isEmpty else { return nil }
                return (state.asked.removeFirst(), Answer(lines: lines, isError: text.hasPrefix("%error ")))
            }
            if text.hasPrefix("%begin ") { state.reading = [] }
            if text.hasPrefix("%output ") { state.written += Self.bytes(ofOutput: line) }
            return nil
        }
        answered.map { $0.0.resume(returning: $0.1) }
        // An answer changes nothing on the screen; whoever waits is woken by what was written.
        if answered == nil, state.withLock({ $0.reading == nil }) { happened() }
    }

    private func happened() {
        let watchers = state.withLock { state in
            state.version += 1
            defer { state.watchers = [:] }
            return Array(state.watchers.values)
        }
        for watcher in watchers { watcher.resume() }
    }

    private func finish() {
        let asked = state.withLock { state in
            state.isClosed = true
            defer { state.asked = [] }
            return state.asked
        }
        for continuation in asked { continuation.resume(returning: nil) }
        happened()
    }

    /// `%output %0 text`, with control characters and the backslash as three octal digits.
    static func bytes(ofOutput line: [UInt8]) -> [UInt8] {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return [] }
        var bytes: [UInt8] = []
        var index = parts[2].startIndex
        while index < parts[2].endIndex {
            let digits = parts[2][index...].dropFirst().prefix(3)
            if parts[2][index] == UInt8(ascii: "\\"), digits.count == 3,
                let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            {
                bytes.append(byte)
                index += 4
            } else {
                bytes.append(parts[2][index])
                index += 1
            }
        }
        return bytes
    }
}
