import Desk
import Foundation
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
        let isWritten = input.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) } == input.count
        guard isWritten, fflush(file) == 0 else { return "got no input: the temporary folder is full" }
        rewind(file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["--"] + words
        process.standardInput = FileHandle(fileDescriptor: fileno(file), closeOnDealloc: false)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do { try process.run() } catch { return "could not be started: \(error.localizedDescription)" }
        guard ended.wait(timeout: .now() + patience) == .success else {
            kill(process.processIdentifier, SIGKILL)
            ended.wait()
            return "took longer than \(Int(patience)) s and was ended"
        }
        let status = process.terminationStatus
        if process.terminationReason == .uncaughtSignal { return "was ended by signal \(status)" }
        return status == 0 ? nil : status == 127 ? "was not found" : "ended with \(status)"
    }
}
