import CProcess
import Foundation
import Glibc

/// The one way in which this program starts another.
///
/// A child gets the descriptors that it was given and no other, none of this program's own variables (one holds the key),
/// and answers signals as it would in a shell.
package enum ChildProcess {
    /// An error number of the system.
    package struct SystemError: Error {
        let number: Int32

        /// Whether there is no such command.
        package var isMissing: Bool { number == ENOENT }
        package var words: String { String(cString: strerror(number)) }
    }

    /// What the names of this program's own variables begin with.
    static let ownVariables = "RESELLERDESK_"

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
        if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        if let errors { posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO) }
        guard cp_close_from(&actions, STDERR_FILENO + 1) else { return .failure(SystemError(number: ENOMEM)) }
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

    /// The environment without what is said to this program alone.
    private static var variables: [String] {
        ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix(ownVariables) }.map { "\($0.key)=\($0.value)" }
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
}
