import CNcurses
import Dispatch
import Foundation
import Glibc
import Screen

/// Why the loop ended.
package enum ExitReason: Sendable, Equatable {
    /// The program asked for it, with this exit code.
    case stopped(Int32)
    case signal(Int32)
    /// The terminal is gone: end of file, an error, or a hang-up.
    case inputEnded

    /// As a shell counts: 128 and the signal. A lost terminal is a hang-up.
    package var exitCode: Int32 {
        switch self {
        case .stopped(let code): code
        case .signal(let number): 128 + number
        case .inputEnded: 128 + SIGHUP
        }
    }
}

/// The one loop of a full-screen program: keys, signals, and the work of the main actor, all on the main thread.
///
/// `run` must be called from a synchronous `main`: inside an async one the main queue is nobody's to drive. With
/// nothing to do it sleeps without a time limit and costs nothing.
@MainActor
package final class EventLoop {
    /// What the loop tells the program.
    package struct Handlers {
        package var input: @MainActor (Input) -> Void
        /// SIGUSR2: settings shall be read again.
        package var reload: @MainActor () -> Void
        /// Once a turn, when everything that had come is dealt with: the place to draw, one frame at most.
        package var beforeSleep: @MainActor () -> Void

        package init(
            input: @escaping @MainActor (Input) -> Void, reload: @escaping @MainActor () -> Void = {},
            beforeSleep: @escaping @MainActor () -> Void
        ) {
            self.input = input
            self.reload = reload
            self.beforeSleep = beforeSleep
        }
    }

    private let session: TerminalSession
    private let renderer: Renderer
    private let handlers: Handlers
    private var parser: KeyParser
    private var reason: ExitReason?
    /// When the parser stops waiting for the rest of a sequence.
    private var deadline: DispatchTime?
    private let signals: Int32
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    package init(session: TerminalSession, renderer: Renderer, handlers: Handlers) {
        self.session = session
        self.renderer = renderer
        self.handlers = handlers
        let named = ProcessInfo.processInfo.environment["ESCDELAY"].flatMap { Int($0) }
        parser = KeyParser(sequences: session.keySequences(), escapeDelay: min(max(named ?? 25, 0), 5_000))
        signals = cn_catch_signals()
    }

    /// Bytes that the last paste was cut by; 0 if it came whole.
    package var droppedFromPaste: Int { parser.droppedBytes }

    /// Ends the loop at the end of this turn.
    package func stop(code: Int32 = 0) { reason = reason ?? .stopped(code) }

    /// Stops the program as `^Z` does, and paints everything when it goes on.
    package func suspend() {
        session.suspend()
        cameBack()
    }

    /// Gives the terminal to a program that runs in its foreground, until the work is done; nil where it is given away
    /// already. The loop goes on meanwhile, but reads no key and draws nothing.
    package func lend<Result: Sendable>(_ work: @Sendable () async -> Result) async -> Result? {
        guard !session.isAway else { return nil }
        session.lend()
        let result = await work()
        // A `^C` that ended the other program may not have been looked at yet: it was not for this one.
        takeSignals()
        session.takeBack()
        cameBack()
        return result
    }

    /// Runs until something ends it.
    package func run() -> ExitReason {
        while true {
            if let reason { return reason }
            if !session.isAway { handlers.beforeSleep() }
            // Drawing may have ended it; and what has come while drawing is found by `poll`.
            if let reason { return reason }
            turn()
        }
    }

    private func turn() {
        cn_bound_errors()
        let queue = cn_main_queue_handle()
        var sources = [
            // Without an event asked for, only the end of the terminal is told.
            pollfd(fd: STDIN_FILENO, events: session.isAway ? 0 : Int16(POLLIN), revents: 0),
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            pollfd(fd: queue, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&sources, nfds_t(sources.count), patience())
        if count < 0 {
            if errno != EINTR { reason = .inputEnded }
            return
        }
        if sources[1].revents != 0 { takeSignals() }
        if sources[2].revents != 0 { cn_run_main_queue() }
        if sources[0].revents & Int16(POLLIN) != 0 {
            takeInput()
        } else if sources[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
            reason = reason ?? .inputEnded
        } else {
            takeTimeOut()
        }
    }

    // MARK: - Keys

    /// For `poll`: milliseconds, or -1 for as long as it takes.
    private func patience() -> Int32 {
        guard let deadline else { return -1 }
        let now = DispatchTime.now().uptimeNanoseconds
        guard deadline.uptimeNanoseconds > now else { return 0 }
        return Int32(clamping: (deadline.uptimeNanoseconds - now) / 1_000_000 + 1)
    }

    private func takeInput() {
        let count = read(STDIN_FILENO, &buffer, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return }
        guard count > 0 else {
            reason = reason ?? .inputEnded
            return
        }
        deliver(parser.feed(Array(buffer[..<count])))
        setDeadline()
    }

    private func takeTimeOut() {
        guard let deadline, deadline <= .now() else { return }
        deliver(parser.timeOut())
        setDeadline()
    }

    private func setDeadline() {
        deadline = parser.patience.map { .now() + .milliseconds($0) }
    }

    private func deliver(_ inputs: [Input]) {
        for input in Input.joined(inputs) where reason == nil { handlers.input(input) }
    }

    // MARK: - Signals

    /// Signals that are for the program that has the terminal, where it is lent. Its new size is seen when it is back.
    private static let ofTheForeground = [SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGQUIT]

    private func takeSignals() {
        var numbers = [UInt8](repeating: 0, count: 64)
        let count = read(signals, &numbers, numbers.count)
        guard count > 0 else { return }
        var isResized = false
        for number in numbers[..<count].map(Int32.init) {
            if session.isAway, Self.ofTheForeground.contains(number) { continue }
            switch number {
            case SIGWINCH: isResized = true
            case SIGTSTP: suspend()
            case SIGCONT:
                session.comeBack()
                cameBack()
            case SIGUSR2: handlers.reload()
            default: reason = reason ?? .signal(number)
            }
        }
        if isResized, session.takeSize() != nil { tellSize() }
    }

    private func tellSize() { handlers.input(.resize(session.size)) }

    /// The terminal was someone else's: the same picture again, or a new one if it has another size now.
    private func cameBack() {
        if session.size != renderer.drawnSize {
            tellSize()
        } else {
            renderer.repaint()
        }
    }
}
