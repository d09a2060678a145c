import Desk
import Foundation
import Processes
import Screen
import Settings
import Synchronization

/// Has texts written in the editor that the user's environment names.
final class TextEditor: Sendable {
    private let folder: EditFolder
    private let variables: [String: String]
    private let screen: ScreenPort
    private let work = Mutex(Work())

    private struct Work {
        /// The editor, until its end was seen.
        var process: pid_t?
        /// Whether a text lies in the folder.
        var isOn = false
    }

    init(stateDirectory: String, variables: [String: String], screen: ScreenPort) {
        folder = EditFolder(stateDirectory: stateDirectory)
        self.variables = variables
        self.screen = screen
    }

    /// `VISUAL`, else `EDITOR`: a name or a whole command.
    static func command(_ variables: [String: String]) -> String? {
        ["VISUAL", "EDITOR"].lazy.compactMap { variables[$0] }.first { !$0.allSatisfy(\.isWhitespace) }
    }

    /// Has the text written; what came of it.
    func edit(_ edited: EditedText) async -> EditEnd {
        guard let command = Self.command(variables) else {
            return .failed("no editor is set; set EDITOR or VISUAL before starting", kept: edited.kept)
        }
        let end = await screen.lend { [self] in
            await withCheckedContinuation { continuation in
                // A thread of its own, as it waits for as long as a person writes.
                Thread.detachNewThread { continuation.resume(returning: self.run(command, on: edited)) }
            }
        }
        return end ?? .failed("the editor needs the screen, which is busy", kept: edited.kept)
    }

    /// Keeps a text that found no form any more; gives its file.
    func keep(_ text: String, of edited: EditedText) -> Outcome<String> {
        switch folder.lay(Self.contents(text), as: Self.fileName(edited)) {
        case .failure(let failure): .failed(failure.words)
        case .success(let laid): .done(laid.keep(evenIfUnchanged: true) ?? laid.path)
        }
    }

    /// Ends an editor that still runs when the program ends, and takes its file away.
    func end() {
        work.withLock { if let process = $0.process { kill(process, SIGHUP) } }
        let deadline = ContinuousClock.now + .seconds(1)
        while work.withLock({ $0.isOn }), ContinuousClock.now < deadline { usleep(10_000) }
        work.withLock { if let process = $0.process { kill(process, SIGKILL) } }
        while work.withLock({ $0.isOn }), ContinuousClock.now < deadline + .seconds(1) { usleep(10_000) }
    }

    func removeLeftovers() { folder.removeLeftovers() }

    // MARK: - One text

    private func run(_ command: String, on edited: EditedText) -> EditEnd {
        work.withLock { $0.isOn = true }
        defer { work.withLock { $0.isOn = false } }
        switch laid(edited) {
        case .failure(let failure): return .failed(failure.words, kept: edited.kept)
        case .success(let laid):
            if let problem = open(command, laid.path) { return .failed(problem, kept: laid.keep()) }
            switch laid.read(most: EditedText.most) {
            case .failure(let failure): return .failed(failure.words, kept: laid.keep())
            case .success(let contents):
                laid.remove()
                let text = Self.text(contents)
                return text == edited.text ? .unchanged : .written(text)
            }
        }
    }

    /// What was written the last time and not taken, else the text of the field.
    private func laid(_ edited: EditedText) -> Result<EditFolder.Laid, EditFolder.Failure> {
        if let kept = edited.kept.flatMap(folder.reopen) { return .success(kept) }
        return folder.lay(Self.contents(edited.text), as: Self.fileName(edited))
    }

    /// Editors end the last line, and drop or complain about one that has no end.
    static func contents(_ text: String) -> String {
        text.isEmpty ? "" : text + (text.contains("\r\n") ? "\r\n" : "\n")
    }

    /// The text without the end of its last line.
    static func text(_ contents: String) -> String {
        // A carriage return and its line feed are one character.
        contents.last == "\n" || contents.last == "\r\n" ? String(contents.dropLast()) : contents
    }

    /// `text-html.html`: an editor shows it, and tells by it what the text is.
    static func fileName(_ edited: EditedText) -> String {
        let name = edited.label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String(name) + (edited.isHTML ? ".html" : ".txt")
    }

    /// A plain command takes the place of the shell, so that it is the one that is waited for and ended.
    static func script(_ command: String) -> String {
        (command.contains { "=|&;<>()".contains($0) } ? "" : "exec ") + command + " \"$1\""
    }

    /// Runs the editor to its end, in the foreground; what went wrong, or nil.
    private func open(_ command: String, _ path: String) -> String? {
        // As git does it: the variable may hold options and quotes. Standard error goes to a log while the screen is up.
        let words = ["/bin/sh", "-c", Self.script(command), "sh", path]
        let started = work.withLock { work in
            ChildProcess.start(words, output: STDOUT_FILENO, errors: STDOUT_FILENO).map { work.process = $0 }
        }
        if case .failure(let error) = started { return "the shell could not be started: \(error.words)" }
        let name = Text.neutralise(String(command.split(separator: " ").first ?? ""))
        let status = ending()
        switch (status & 0x7f, status >> 8 & 0xff) {
        case (0, 0): return nil
        case (0, 127): return "\(name) was not found"
        case (0, 126): return "\(name) can't be run"
        case (0, let code): return "\(name) ended with \(code)"
        case (let signal, _): return "\(name) was ended by signal \(signal)"
        }
    }

    /// Waits for the end of the editor. Where it is stopped (`^Z`), the desk stops with it: a shell sees only the desk.
    private func ending() -> Int32 {
        guard let process = work.withLock({ $0.process }) else { return 0 }
        while true {
            // Looked at first and fetched under the lock, so that nobody is sent a signal in its place.
            var information = siginfo_t()
            let found = waitid(P_PID, id_t(process), &information, WEXITED | WSTOPPED | WNOWAIT)
            if found != 0, errno == EINTR { continue }
            var status: Int32 = 0
            let isStopped = work.withLock { work in
                let fetched = waitpid(process, &status, WUNTRACED | WNOHANG)
                let isStopped = fetched == process && status & 0xff == 0x7f
                // Without a child to wait for there is nothing more to learn.
                if fetched != 0, !isStopped { work.process = nil }
                return fetched == 0 || isStopped
            }
            guard isStopped else { return status }
            if status & 0xff == 0x7f { kill(getpid(), SIGSTOP) }
        }
    }
}
