import Desk
import Foundation
import Processes
import Records
import Settings

/// Makes critical alarms known: a bell, a notification of the terminal, a command of the user's.
///
/// An actor, so that commands run one after the other however many alarms there are.
actor Notifier {
    private let settings: NotifySettings
    private let screen: ScreenPort
    /// Seconds that a command may take.
    private let patience: Double
    /// Alarms that wait for a command that runs; the oldest go when they are too many.
    private var waiting: [Alert] = []
    private var isRunning = false
    private static let mostWaiting = 200

    init(_ settings: NotifySettings, screen: ScreenPort, patience: Double = 10) {
        self.settings = settings
        self.screen = screen
        self.patience = patience
    }

    /// What the desk tells alarms to; nil where nothing was asked for.
    static func port(_ settings: NotifySettings?, screen: ScreenPort) -> (@Sendable ([Alert]) async -> Outcome<Bool>)? {
        guard let settings, settings.isOn else { return nil }
        let notifier = Notifier(settings, screen: screen)
        return { await notifier.tell($0) }
    }

    func tell(_ alerts: [Alert]) async -> Outcome<Bool> {
        guard let first = alerts.first else { return .done(true) }
        if settings.bell { await screen.ring() }
        if settings.osc9 {
            let more = alerts.count > 1 ? " (and \(alerts.count - 1) more)" : ""
            await screen.notify("\(first.account): \(first.shown)\(more)")
        }
        guard !settings.command.isEmpty else { return .done(true) }
        waiting = (waiting + alerts).suffix(Self.mostWaiting)
        return await runWaiting()
    }

    private func runWaiting() async -> Outcome<Bool> {
        guard !isRunning else { return .done(true) }
        isRunning = true
        defer { isRunning = false }
        var problem: String?
        while !waiting.isEmpty {
            let alerts = waiting
            waiting = []
            let (words, patience) = (settings.command, patience)
            let failure = await withCheckedContinuation { continuation in
                DispatchQueue.global(qos: .utility).async {
                    continuation.resume(returning: Self.run(words, input: Self.json(alerts), patience: patience))
                }
            }
            problem = failure ?? problem
        }
        return problem.map { .failed("notify: \(settings.command[0]) \($0)") } ?? .done(true)
    }

    // MARK: - The command

    private struct Message: Encodable {
        struct Alarm: Encodable {
            let customer: String
            let kind: String
            let severity: String
            let words: String
            let at: String
        }

        let account: String
        let alarms: [Alarm]
    }

    static func json(_ alerts: [Alert]) -> Data {
        let alarms = alerts.map { alert in
            Message.Alarm(
                customer: alert.username, kind: alert.concern.rawValue, severity: "critical", words: alert.words,
                at: ISO8601DateFormatter().string(from: Date(timeIntervalSince1970: alert.at)))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try? encoder.encode(Message(account: alerts.first?.account ?? "", alarms: alarms))
        return (data ?? Data()) + Data("\n".utf8)
    }

    /// Runs a command to its end; what went wrong, or nil. What it prints is thrown away: the screen is not its own.
    static func run(_ words: [String], input: Data, patience: Double) -> String? {
        // A file in place of a pipe: a command that reads nothing does not hold up or end this process.
        guard let file = tmpfile() else { return "got no input: the temporary folder can't be written" }
        defer { fclose(file) }
        _ = fcntl(fileno(file), F_SETFD, FD_CLOEXEC)
        let isWritten = input.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) } == input.count
        guard isWritten, fflush(file) == 0 else { return "got no input: the temporary folder is full" }
        rewind(file)
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        let started = ChildProcess.start(
            words, input: fileno(file), output: nothing, errors: nothing, apart: true)
        switch started {
        case .success(let process): return ending(of: process, patience: patience)
        case .failure(let error):
            return error.isMissing ? "was not found" : "could not be started: \(error.words)"
        }
    }

    /// Waits for the end of the command itself: a helper that it leaves behind holds up nobody. One that takes too long
    /// is ended with all that it started.
    private static func ending(of process: pid_t, patience: Double) -> String? {
        let end = ContinuousClock.now + .seconds(patience)
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process || (ended < 0 && errno != EINTR) { break }
            guard ContinuousClock.now < end else {
                kill(-process, SIGKILL)
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
                return "took longer than \(Int(patience.rounded(.up))) s and was stopped"
            }
            usleep(20_000)
        }
        let signal = status & 0x7f
        if signal != 0 { return "was ended by signal \(signal)" }
        let code = status >> 8 & 0xff
        return code == 0 ? nil : "ended with \(code)"
    }
}
