import Foundation

/// Starts commands that the user's files name.
package enum ChildProcess {
    /// An error number of the system.
    package struct SystemError: Error {
        let number: Int32

        /// Whether there is no such command.
        package var isMissing: Bool { number == ENOENT }
        package var words: String { UserFiles.systemWord(number) }
    }

    /// Starts a command, looked for as a shell does; descriptors that are nil are those of this process. What is `apart`
    /// has no terminal, and a process group of its own by which it can be ended with all that it started.
    ///
    /// Foundation's `Process` waits for a helper that the command leaves behind (gpg starts its agent); this does not.
    package static func start(
        _ words: [String], input: Int32? = nil, output: Int32, errors: Int32? = nil, apart: Bool = false
    ) -> Result<pid_t, SystemError> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, 0) }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        if let errors { posix_spawn_file_actions_adddup2(&actions, errors, 2) }
        for descriptor in 3..<firstUnused() { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var attributes = plainSignals(more: apart ? newSession : 0)
        defer { posix_spawnattr_destroy(&attributes) }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var variables: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
        defer { for variable in variables { free(variable) } }
        var process: pid_t = 0
        let number = posix_spawnp(&process, words.first ?? "", &actions, &attributes, &arguments, &variables)
        return number == 0 ? .success(process) : .failure(SystemError(number: number))
    }

    /// The environment without the key: no command has to know it.
    private static var variables: [String] {
        ProcessInfo.processInfo.environment.filter { $0.key != "RESELLERDESK_KEY" }.map { "\($0.key)=\($0.value)" }
    }

    /// `POSIX_SPAWN_SETSID`, which is hidden from Swift.
    private static let newSession: Int32 = 0x80

    /// The command answers signals as it would in a shell, whatever this process ignores or blocks.
    private static func plainSignals(more flags: Int32) -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | flags))
        return attributes
    }

    /// Below it is what the command must not inherit, as a helper it leaves behind would keep it open: all that is open
    /// now, and what another thread may open until the command has started. Closing what is not open is no error.
    private static func firstUnused() -> Int32 {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        let last = names.compactMap { Int32($0) }.max() ?? 2
        return max(3, min(max(last, 2) + 65, getdtablesize()))
    }
}
