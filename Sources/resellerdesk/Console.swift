import Formats
import Foundation
import Synchronization

/// All that the program writes without a screen, and the one place that knows whether it arrived.
///
/// A write that fails does not end the command: what it does at the service goes on to its end. `exit` then tells.
enum Console {
    /// The system's number of what kept standard output from being written; 0 while all was taken.
    private static let failure = Atomic<Int32>(0)
    /// Whether a closed pipe ends programs here, as shells have it.
    private static let diesOfPipes = Atomic(true)

    /// Before anything else: a file that is opened later must not become a standard descriptor that was closed, as what
    /// is printed would go into it. A pipe or a limit ends a write, not the program.
    static func begin() {
        for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
        where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is this one. Standard output that was closed stays one that can't be written.
            _ = open("/dev/null", mode)
        }
        var before = sigaction()
        sigaction(SIGPIPE, nil, &before)
        diesOfPipes.store(before.__sigaction_handler.sa_handler == nil, ordering: .sequentiallyConsistent)
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Writes everything; false when it could not, with the reason in `errno`.
    ///
    /// What is written to standard output has to be harmless already, by `Harmless`, `CSV` or as JSON.
    @discardableResult
    static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) -> Bool {
        var text = text
        let code = text.withUTF8 { write($0, to: descriptor) }
        if code != 0, descriptor == STDOUT_FILENO { keep(code) }
        errno = code
        return code == 0
    }

    /// Says something to the person on standard error, whatever it holds.
    static func say(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Harmless.line(String($0)) }
        write(lines.joined(separator: "\n") + "\n", to: STDERR_FILENO)
    }

    /// Whether somebody may read what is written: it was taken so far, its other end is there, and it is not thrown away.
    static var isHeard: Bool {
        guard failure.load(ordering: .sequentiallyConsistent) == 0 else { return false }
        var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        guard poll(&output, 1, 0) >= 0, output.revents & Int16(POLLERR | POLLHUP | POLLNVAL) == 0 else { return false }
        let file = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(STDOUT_FILENO)")
        return file != "/dev/null"
    }

    /// Ends the program; with 1 in place of 0 where its output was not taken whole. A reader that has gone away, as
    /// `head` does, ends it quietly by SIGPIPE.
    static func exit(_ code: Int32) -> Never {
        // A disk that is full, or away, may be told of only now.
        if close(STDOUT_FILENO) != 0, errno != EBADF { keep(errno) }
        let number = failure.load(ordering: .sequentiallyConsistent)
        guard number != 0 else { Foundation.exit(code) }
        if number == EPIPE, diesOfPipes.load(ordering: .sequentiallyConsistent) {
            if code == 0 { die(of: SIGPIPE) }
        } else {
            let why = number == EBADF ? "it is closed" : String(cString: strerror(number)).lowercased()
            say("resellerdesk: the output could not be written completely: \(why)")
        }
        Foundation.exit(code == 0 ? 1 : code)
    }

    /// The first failure is the one that tells what happened.
    private static func keep(_ code: Int32) {
        _ = failure.compareExchange(expected: 0, desired: code, ordering: .sequentiallyConsistent)
    }

    /// Ends the program as the signal does where nobody catches it.
    static func die(of number: Int32) {
        signal(number, SIG_DFL)
        // Threads of a pool block all signals.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, number)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(number)
    }

    /// 0, or the system's number.
    private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Int32 {
        var rest = UnsafeRawBufferPointer(bytes)[...]
        while !rest.isEmpty {
            let written = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if written == 0 {
                return EIO
            } else if errno == EAGAIN {
                // Somebody else made the terminal or pipe one that does not wait.
                var output = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&output, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}
