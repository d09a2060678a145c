import Foundation
import Glibc
import Testing

@testable import Settings

@Suite("API key")
struct KeyReaderTests {
    private static func key(
        _ source: ResolvedAccount.KeySource, _ environment: [String: String] = [:], patience: Int = 60
    ) -> Result<String, Problem> {
        var account = ResolvedAccount.sandbox()
        account.keySource = source
        return KeyReader.key(of: account, environment: environment, patience: patience)
    }

    private static func failure(_ result: Result<String, Problem>) -> String {
        if case .failure(let problem) = result { problem.text } else { "no failure" }
    }

    @Test("The sandbox and the environment give theirs")
    func simple() {
        #expect(Self.key(.sandbox) == .success("sandbox"))
        #expect(Self.key(.environment, ["RESELLERDESK_KEY": " secret\n"]) == .success("secret"))
        #expect(
            Self.failure(Self.key(.environment))
                == "RESELLERDESK_KEY: RESELLERDESK_KEY returned no key. Nothing is sent.")
    }

    @Test("A file gives its first word, if nobody else can read it")
    func file() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("key", "\n secret \nsecond line\n")
        #expect(Self.key(.file(file)) == .success("secret"))
        try folder.write("key", "\u{FEFF}secret\n")
        #expect(Self.key(.file(file)) == .success("secret"), "what an editor put in front is no part of it")
        try folder.write("key", "secret", mode: 0o400)
        #expect(Self.key(.file(file)) == .success("secret"))
    }

    @Test("A file that others can read is refused", arguments: [0o644, 0o640, 0o604, 0o660, 0o601])
    func loose(mode: Int) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("key", "secret", mode: mode)
        let text =
            "\(file): it is accessible to others (mode \(String(mode, radix: 8))); run chmod 600 on it. The key is not read."
        #expect(Self.failure(Self.key(.file(file))) == text)
    }

    @Test("A file that can't be read, is empty, or is no text is named, never its content")
    func badFiles() throws {
        let folder = try TemporaryFolder()
        let missing = "\(folder.path)/missing"
        #expect(
            Self.failure(Self.key(.file(missing)))
                == "\(missing): the key can't be read: No such file or directory. Nothing is sent.")
        #expect(
            Self.failure(Self.key(.file(folder.path)))
                == "\(folder.path): the key can't be read: it is not a file. Nothing is sent.")
        let empty = try folder.write("empty", " \n")
        #expect(Self.failure(Self.key(.file(empty))) == "\(empty): \(empty) returned no key. Nothing is sent.")
        let long = try folder.write("long", String(repeating: "s", count: 5000))
        #expect(
            Self.failure(Self.key(.file(long)))
                == "\(long): the key can't be read: it is too long or not text. Nothing is sent.")
    }

    @Test("A command gives the first word of its output")
    func command() {
        #expect(Self.key(.command(["printf", "secret\\nuser: acme\\n"])) == .success("secret"))
        #expect(Self.key(.command(["/bin/sh", "-c", "echo $0", "a b"])) == .success("a"))
    }

    @Test("A helper that the command leaves behind is not waited for")
    func helper() throws {
        let folder = try TemporaryFolder()
        let script = "sleep 60 <&- >/dev/null 2>&1 & echo $! > \(folder.path)/pid; echo secret"
        let start = ContinuousClock.now
        #expect(Self.key(.command(["/bin/sh", "-c", script])) == .success("secret"))
        #expect(ContinuousClock.now - start < .seconds(50))
        let text = try String(contentsOfFile: "\(folder.path)/pid", encoding: .utf8)
        let helper = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(kill(helper, SIGKILL) == 0)
    }

    @Test("A command that fails is named, never its output")
    func commandFails() {
        #expect(
            Self.failure(Self.key(.command(["/bin/sh", "-c", "echo secret; exit 3"])))
                == #"key_command: the key command "/bin/sh" failed: it exited with 3. Nothing is sent."#)
        #expect(
            Self.failure(Self.key(.command(["/bin/sh", "-c", "kill -TERM $$"])))
                == #"key_command: the key command "/bin/sh" failed: it was ended by signal 15. Nothing is sent."#)
        #expect(
            Self.failure(Self.key(.command(["no-such-command-anywhere"])))
                == #"key_command: the key command "no-such-command-anywhere" failed: No such file or directory. Nothing is sent."#
        )
        #expect(
            Self.failure(Self.key(.command(["true"]))) == "key_command: key_command returned no key. Nothing is sent.")
    }

    @Test("A command that does not end is ended")
    func commandHangs() {
        #expect(
            Self.failure(Self.key(.command(["tail", "-f", "/dev/null"]), patience: 0))
                == #"key_command: the key command "tail" did not finish within 0 seconds. Nothing is sent."#)
    }
}
