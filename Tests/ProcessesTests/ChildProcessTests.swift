import Foundation
import Glibc
import Testing

@testable import Processes

/// What a child gets from this program, seen by a child.
@Suite("The one way to start a child", .timeLimit(.minutes(1)))
struct ChildProcessTests {
    /// Runs a script of the shell; what it printed, and how it ended.
    private func run(_ script: String) throws -> (output: String, status: Int32) {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let child = try ChildProcess.start(["/bin/sh", "-c", script], output: ends[1]).get()
        close(ends[1])
        let output = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readDataToEndOfFile()
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return (String(decoding: output, as: UTF8.self), status)
    }

    @Test("None of the program's own variables reaches it, all others do")
    func variables() throws {
        for name in ["RESELLERDESK_KEY", "RESELLERDESK_USER", "RESELLERDESK_ANYTHING"] { setenv(name, "s3cret", 1) }
        setenv("A_VARIABLE_OF_THE_USER", "kept", 1)
        defer {
            for name in ["RESELLERDESK_KEY", "RESELLERDESK_USER", "RESELLERDESK_ANYTHING", "A_VARIABLE_OF_THE_USER"] {
                unsetenv(name)
            }
        }
        let output = try run("env").output
        #expect(!output.contains("s3cret"))
        #expect(!output.contains("RESELLERDESK_"))
        #expect(output.contains("A_VARIABLE_OF_THE_USER=kept\n"))
        #expect(output.contains("PATH="))
    }

    @Test("It has three descriptors, whatever is open here and however high")
    func descriptors() throws {
        // Neither is closed by itself when another program starts.
        let low = dup(STDIN_FILENO)
        let high = fcntl(STDIN_FILENO, F_DUPFD, 900)
        defer {
            close(low)
            close(high)
        }
        try #require(low > 2 && high >= 900)
        // The shell's own look at the folder takes one more, which is the folder itself.
        let output = try run("for f in /proc/self/fd/*; do echo ${f##*/}; done | sort -n | head -20").output
        let open = output.split(separator: "\n").compactMap { Int($0) }
        #expect(open.starts(with: [0, 1, 2]))
        #expect(!open.contains(Int(low)) || low == 3)
        #expect(open.allSatisfy { $0 < 900 })
        #expect(open.count <= 4)
    }

    @Test("It is ended by the signals that end a program in a shell, whatever this one ignores")
    func signals() throws {
        #expect(try run("kill -PIPE $$; echo alive").output == "")
        #expect(try run("kill -TERM $$; echo alive").status & 0x7f == SIGTERM)
    }

    @Test("What is not there is told apart from what can't be run")
    func missing() {
        switch ChildProcess.start(["no-such-command-anywhere"], output: STDOUT_FILENO) {
        case .success: Issue.record("it was started")
        case .failure(let error): #expect(error.isMissing && error.words == "No such file or directory")
        }
        switch ChildProcess.start(["/dev/null"], output: STDOUT_FILENO) {
        case .success: Issue.record("it was started")
        case .failure(let error): #expect(!error.isMissing && error.words == "Permission denied")
        }
    }
}
