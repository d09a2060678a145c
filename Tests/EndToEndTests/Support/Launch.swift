import Foundation
import Synchronization

/// A process started with three descriptors and nothing else: Foundation's `Process` leaves others open, and a daemon
/// such as tmux then keeps the caller waiting for ever.
enum Launch {
    /// Starts a program; descriptors from 3 up are closed in it.
    static func start(
        _ path: String, _ arguments: [String], environment: [String: String], input: Int32, output: Int32,
        errors: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (descriptor, place) in [(input, Int32(0)), (output, 1), (errors, 2)] {
            posix_spawn_file_actions_adddup2(&actions, descriptor, place)
        }
        // The call that closes all of them at once is hidden from Swift; closing what is not open is no error.
        for descriptor in Int32(3)..<512 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of a pool block all signals, and a child inherits that: it could not be ended.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, path, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw HarnessError.system(call: "posix_spawn \(path)", code: code) }
        return process
    }

    /// Both ends of a pipe that no child inherits by accident.
    static func pipe() throws -> (reading: Int32, writing: Int32) {
        // Whoever reads at the other end may have ended: that is told by the write, and ends nobody.
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [-1, -1]
        guard Foundation.pipe(&ends) == 0 else { throw HarnessError.system(call: "pipe", code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Waits for the end of a process; 128 and the signal's number when a signal ended it.
    static func status(of process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }

    /// Does what blocks on a thread of its own, so that the tests beside it go on.
    static func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread { continuation.resume(with: Result { try work() }) }
            thread.start()
        }
    }
}

/// What a program that was run to its end left.
struct Finished: Sendable {
    let status: Int32
    let output: String
    let errors: String

    /// Runs the program under test without a terminal; `input` is what it reads.
    static func desk(
        _ arguments: [String], home: Home, environment: [String: String] = [:], input: String = "",
        patience: Double = Patience.seconds
    ) async throws -> Finished {
        try await run(Executable.desk, arguments, home, environment, input, patience)
    }

    /// Runs it from a shell; in the script `"$0" "$@"` is the program with its arguments.
    static func shell(
        _ script: String, _ arguments: [String], home: Home, environment: [String: String] = [:], input: String = ""
    ) async throws -> Finished {
        try await run("/bin/sh", ["-c", script, Executable.desk] + arguments, home, environment, input)
    }

    private static func run(
        _ program: String, _ arguments: [String], _ home: Home, _ environment: [String: String], _ input: String,
        _ patience: Double = Patience.seconds
    ) async throws -> Finished {
        let folder = home.path
        try Data(input.utf8).write(to: URL(filePath: folder + "/input"))
        let (output, errors) = (folder + "/output", folder + "/errors")
        let variables = home.environment.merging(environment) { $1 }
        return try await Launch.blocking {
            let descriptors = [open(folder + "/input", O_RDONLY), creat(output, 0o600), creat(errors, 0o600)]
            defer { for descriptor in descriptors { close(descriptor) } }
            let process = try Launch.start(
                program, arguments, environment: variables, input: descriptors[0], output: descriptors[1],
                errors: descriptors[2])
            let watchdog = DispatchWorkItem { kill(process, SIGKILL) }
            DispatchQueue.global().asyncAfter(deadline: .now() + patience, execute: watchdog)
            defer { watchdog.cancel() }
            let status = Launch.status(of: process)
            return Finished(status: status, output: try Home.text(of: output), errors: try Home.text(of: errors))
        }
    }
}

/// How long a condition may take to come true before the test gives up on it. It costs nothing when all is well.
enum Patience {
    static let seconds = 30.0
}
