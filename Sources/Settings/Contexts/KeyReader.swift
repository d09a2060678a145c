import Foundation
import Glibc
import Processes

/// Fetches the API key from where the account says it is. The only place of the room that runs a command.
package enum KeyReader {
    private static let longest = 1 << 12

    /// The key, which is the first word found there, or why there is none. Neither the key nor a command's output is in a problem.
    ///
    /// - Parameter patience: how many seconds a command may take; a person may be typing a passphrase.
    package static func key(
        of account: ResolvedAccount, environment: [String: String], patience: Int = 60
    ) -> Result<String, Problem> {
        switch account.keySource {
        case .sandbox: .success("sandbox")
        case .environment: checked(environment["RESELLERDESK_KEY"] ?? "", source: "RESELLERDESK_KEY")
        case .file(let path): file(path)
        case .command(let words): command(words, patience: patience)
        }
    }

    private static func checked(_ text: some StringProtocol, source: String) -> Result<String, Problem> {
        let key = text.drop { $0.isWhitespace }.prefix { !$0.isWhitespace }
        return key.isEmpty ? .failure(problem(source, .emptyKey(source: source))) : .success(String(key))
    }

    private static func file(_ path: String) -> Result<String, Problem> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            return .failure(problem(path, .keyUnreadable(UserFiles.systemWord(errno))))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .failure(problem(path, .keyUnreadable("it is not a file")))
        }
        let mode = Int(status.st_mode & 0o777)
        guard mode & 0o077 == 0 else { return .failure(problem(path, .looseKeyFile(mode: mode))) }
        if let fault = Ownership.fault(of: descriptor, at: path) {
            return .failure(problem(path, .untrustedKey(fault)))
        }
        guard case .success(let bytes) = UserFiles.contents(descriptor), bytes.count <= longest,
            let text = String(validating: UserFiles.withoutMark(bytes), as: UTF8.self)
        else { return .failure(problem(path, .keyUnreadable("it is too long or not text"))) }
        return checked(text, source: path)
    }

    private static func command(_ words: [String], patience: Int) -> Result<String, Problem> {
        let name = words.first ?? ""
        var pipes: [Int32] = [-1, -1]
        guard pipe(&pipes) == 0 else {
            return .failure(problem("key_command", .keyCommandFailed(name, why: UserFiles.systemWord(errno))))
        }
        defer { close(pipes[0]) }
        // Another child that is started meanwhile must not keep the pipe open.
        for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let started = ChildProcess.start(words, output: pipes[1])
        close(pipes[1])
        guard case .success(let process) = started else {
            let why = if case .failure(let error) = started { error.words } else { "" }
            return .failure(problem("key_command", .keyCommandFailed(name, why: why)))
        }
        let output = output(pipes[0], patience: patience)
        if output == nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard let output else { return .failure(problem("key_command", .keyCommandLate(name, seconds: patience))) }
        guard status == 0 else {
            return .failure(problem("key_command", .keyCommandFailed(name, why: ending(status))))
        }
        return checked(String(decoding: output, as: UTF8.self), source: "key_command")
    }

    /// Reads to the end of the output; nothing when it takes too long.
    private static func output(_ descriptor: Int32, patience: Int) -> [UInt8]? {
        let end = ContinuousClock.now + .seconds(patience)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: longest)
        while true {
            let left = (end - .now) / .milliseconds(1)
            guard left > 0 else { return nil }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Int32(left.rounded(.up))) > 0 else { continue }
            let count = read(descriptor, &buffer, buffer.count)
            if count <= 0 { return bytes }
            if bytes.count < longest { bytes += buffer[..<count] }
        }
    }

    private static func ending(_ status: Int32) -> String {
        let signal = status & 0x7f
        return signal == 0 ? "it exited with \(status >> 8 & 0xff)" : "it was ended by signal \(signal)"
    }

    private static func problem(_ file: String, _ fault: ConfigFault) -> Problem {
        Problem(file: file, reason: .config(fault))
    }
}
