import CDispatch
import Foundation
import ResellerAPI
import ResellerClient
import Synchronization

/// The file of `--trace`: a line for each request, for its owner alone, and no longer than its limit.
///
/// Several processes may write to one file: each line goes out under a lock.
final class TraceFile: Sendable {
    /// Beyond this many bytes the older half is dropped.
    static let longest = 20_000_000

    /// Why there is no trace.
    struct Refusal: Error, Equatable { let words: String }

    private let descriptor: Int32
    private let longest: Int
    /// Lines of one process are written one after the other.
    private let turn = Mutex(())

    init(path: String, longest: Int = TraceFile.longest) throws(Refusal) {
        self.longest = longest
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0o600)
        guard descriptor >= 0 else { throw Refusal(words: TraceWords.notOpened(path, code: errno)) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            close(descriptor)
            throw Refusal(words: TraceWords.notOpened(path, code: errno))
        }
        if let words = Self.fault(status, path) {
            close(descriptor)
            throw Refusal(words: words)
        }
    }

    deinit { close(descriptor) }

    private static func fault(_ status: stat, _ path: String) -> String? {
        if status.st_mode & S_IFMT != S_IFREG { return TraceWords.notAFile(path) }
        if status.st_uid != geteuid() { return TraceWords.foreign(path) }
        if status.st_nlink != 1 { return TraceWords.linked(path) }
        return status.st_mode & 0o077 == 0 ? nil : TraceWords.accessible(path)
    }

    /// Adds a line. One that can't be written is lost: the call goes on.
    func write(_ call: CallTrace, at time: Date) {
        let line = TraceWords.line(call, at: time)
        turn.withLock { _ in
            flock(descriptor, LOCK_EX)
            defer { flock(descriptor, LOCK_UN) }
            var status = stat()
            if fstat(descriptor, &status) == 0, Int(status.st_size) + line.utf8.count > longest {
                cut(Int(status.st_size))
            }
            Console.write(line, to: descriptor)
        }
    }

    /// Keeps whole lines of the newer half.
    private func cut(_ size: Int) {
        var bytes = [UInt8](repeating: 0, count: longest / 2)
        let count = pread(descriptor, &bytes, bytes.count, off_t(max(0, size - bytes.count)))
        let kept = bytes.prefix(max(0, count))
        let start = kept.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? kept.endIndex
        guard ftruncate(descriptor, 0) == 0 else { return }
        Console.write(String(decoding: kept[start...], as: UTF8.self), to: descriptor)
    }
}

/// The trace of this process; there is one, as there is one `--trace`.
enum Tracing {
    private static let file = Mutex<TraceFile?>(nil)

    static func begin(_ path: String) throws(TraceFile.Refusal) {
        guard file.withLock({ $0 == nil }) else { return }
        let opened = try TraceFile(path: path)
        file.withLock { $0 = opened }
    }

    /// What a client tells of its requests; nil without `--trace`.
    static var listener: (@Sendable (CallTrace) -> Void)? {
        guard let file = file.withLock({ $0 }) else { return nil }
        return { file.write($0, at: Date()) }
    }
}

/// The sentences and the line of `--trace`.
enum TraceWords {
    // MARK: - Refusals

    static func notOpened(_ path: String, code: Int32) -> String {
        let why = code == ELOOP ? "it is a symbolic link" : String(cString: strerror(code)).lowercased()
        return "--trace \(path) can't be written: \(why). Nothing was sent."
    }

    static func notAFile(_ path: String) -> String { "--trace \(path) is not a regular file. Nothing was sent." }
    static func foreign(_ path: String) -> String { "--trace \(path) belongs to another user. Nothing was sent." }
    static func linked(_ path: String) -> String {
        "--trace \(path) has a second name (a hard link). Nothing was sent."
    }
    static func accessible(_ path: String) -> String {
        "--trace \(path) is accessible to others; run chmod 600 on it. Nothing was sent."
    }

    // MARK: - A line

    static func line(_ call: CallTrace, at time: Date) -> String {
        let stamp = time.formatted(
            Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: TimeZone(secondsFromGMT: 0) ?? .gmt))
        let fields = [
            "operation=\(call.operation)", "attempt=\(call.attempt)", "status=\(status(call.status))",
            "ms=\(call.milliseconds)", "priority=\(priority(call.priority))", "cached=\(call.isShared ? "yes" : "no")",
        ]
        return ([stamp] + fields).joined(separator: "\t") + "\n"
    }

    private static func status(_ status: CallTrace.Status) -> String {
        switch status {
        case .answered(let code): "\(code)"
        case .tooLarge: "too-large"
        case .unreachable, .insecure, .lost, .garbled, .cancelled: "\(status)"
        }
    }

    private static func priority(_ priority: CallPriority) -> String {
        switch priority {
        case .visible: "visible"
        case .marked: "marked"
        case .rest: "background"
        }
    }
}
