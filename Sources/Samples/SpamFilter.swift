import Dispatch
import Foundation
import Glibc
import Processes
package import Records

/// The spam filter of this machine, where there is one: `spamc` asks a running `spamd`. Its answers are kept.
package actor SpamFilter {
    private let program: String
    private let arguments: [String]
    private let patience: Duration
    /// By sample; nil where the filter had nothing to say of it.
    private var known: [Sample.ID: SpamReport?] = [:]
    /// Until when it is not asked again, because it did not answer.
    private var restsUntil: ContinuousClock.Instant?
    /// Children started so far.
    private(set) var started = 0

    private static let mostKnown = 1_000
    private static let rest = Duration.seconds(60)
    private static let mostOutput = 256 << 10

    /// Nil where no `spamc` is on the path. `arguments` come before those that this asks with: where spamd listens.
    package init?(path: String?, arguments: [String] = [], patience: Duration = .seconds(15)) {
        let folders = (path ?? "").split(separator: ":").map(String.init)
        guard let program = folders.map({ $0 + "/spamc" }).first(where: { access($0, X_OK) == 0 }) else { return nil }
        self.program = program
        self.arguments = arguments
        self.patience = patience
    }

    /// What the filter says of the message in a file; nil where it does not answer or can't be asked.
    package func report(on id: Sample.ID, file: String) async -> SpamReport? {
        if let report = known[id] { return report }
        if let restsUntil, .now < restsUntil { return nil }
        guard let output = await output(file: file) else {
            restsUntil = .now + Self.rest
            return nil
        }
        if known.count >= Self.mostKnown { known.removeAll() }
        let report = SpamReport(output: output)
        known[id] = .some(report)
        return report
    }

    /// The message goes in as the child's standard input: nothing of it passes through this process.
    private func output(file: String) async -> String? {
        let descriptor = Glibc.open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        started += 1
        // It ends by itself before it is ended.
        let wait = max(1, patience.components.seconds - 3)
        let child = SpamChild(
            program: program, arguments: arguments + ["-R", "-x", "-s", "20000000", "-n", "2", "-t", "\(wait)"],
            input: descriptor)
        let (limit, most) = (patience, Self.mostOutput)
        // Tasks share a few threads, and none of those is to wait for a child.
        return await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(returning: child.run(limit: limit, most: most))
            }
        }
    }
}

/// One child, run to its end.
private struct SpamChild {
    let program: String
    let arguments: [String]
    let input: Int32

    /// Blocks until it ended or the time is up; its output, where it ended well.
    func run(limit: Duration, most: Int) -> String? {
        defer { close(input) }
        // In place of a pipe: another child that is started at this very moment must not keep it open, and only this
        // is closed in children from its first moment.
        var pipes: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pipes) == 0 else {
            return nil
        }
        defer { close(pipes[0]) }
        let child = spawn(output: pipes[1])
        close(pipes[1])
        guard let child else { return nil }
        let bytes = read(pipes[0], until: .now + limit, most: most)
        if bytes == nil { kill(child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status == 0 ? bytes.map { String(decoding: $0, as: UTF8.self) } : nil
    }

    private func spawn(output: Int32) -> pid_t? {
        let nothing = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(nothing) }
        guard nothing >= 0 else { return nil }
        return try? ChildProcess.start([program] + arguments, input: input, output: output, errors: nothing).get()
    }

    /// To the end of the output; nil when it takes too long.
    private func read(_ descriptor: Int32, until end: ContinuousClock.Instant, most: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let left = (end - .now) / .milliseconds(1)
            guard left > 0 else { return nil }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Int32(left.rounded(.up))) > 0 else { continue }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count <= 0 { return bytes }
            if bytes.count < most { bytes += buffer[..<count] }
        }
    }
}

extension SpamReport {
    /// Reads what `spamc -R` writes: `8.9/5.0`, then words, then a table of points, rules and words. Nil where it is none.
    init?(output: String) {
        let lines = output.split(whereSeparator: \.isNewline)
        let numbers = (lines.first ?? "").split(separator: "/").map { Double($0.trimmingCharacters(in: .whitespaces)) }
        // Without an answer of spamd it writes 0/0.
        guard numbers.count == 2, let score = numbers[0], let required = numbers[1], required > 0 else { return nil }
        let rules = lines.dropFirst().compactMap(Self.rule).prefix(200)
        self.init(score: score, required: required, rules: rules.sorted { abs($0.points) > abs($1.points) })
    }

    private static func rule(_ line: Substring) -> Rule? {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, let points = Double(words[0]), words[1].count > 2,
            words[1].utf8.allSatisfy({ ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F })
        else { return nil }
        let text = words.count > 2 ? words[2].trimmingCharacters(in: .whitespaces) : ""
        return Rule(points: points, name: String(words[1]), text: text)
    }
}
