import ArgumentParser
import Foundation
import Processes

/// Where the program begins. Synchronous: the main thread belongs to the event loop of the screen.
@main
enum Main {
    static func main() {
        OwnProcess.keepMemoryPrivate()
        if let operation = CallHelp.requested(Array(CommandLine.arguments.dropFirst())) {
            Console.write(CallHelp.text(operation))
            return
        }
        do {
            var command = try ResellerDesk.parseAsRoot()
            try command.run()
            ended()
        } catch {
            ended()
            end(with: error)
        }
    }

    private static func ended() {
        OpenClients.settle()
        OpenClients.sayWhoIsNotHeard()
    }

    /// Wrong usage ends with 2, failed work with 1, as `README.md` promises; the parser would say 64.
    private static func end(with error: any Error) -> Never {
        let code = ResellerDesk.exitCode(for: error)
        let message = ResellerDesk.fullMessage(for: error)
        let isFine = code == .success
        if let failure = error as? CommandFailure {
            Console.write("resellerdesk: \(failure)\n", to: STDERR_FILENO)
            exit(failure.exitCode)
        }
        if !message.isEmpty { Console.write(message + "\n", to: isFine ? STDOUT_FILENO : STDERR_FILENO) }
        exit(code == .validationFailure ? 2 : code.rawValue)
    }
}

/// Plain output. `FileHandle` traps on a closed pipe, `write` only says so.
enum Console {
    /// Writes everything; false when the other end is gone.
    @discardableResult
    static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            rest = rest.dropFirst(written)
        }
        return true
    }
}

/// Work that failed, told in one message.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String
    /// 1 for failed work, 2 where the command line has to be mended.
    let exitCode: Int32

    init(_ description: String, exitCode: Int32 = 1) {
        self.description = description
        self.exitCode = exitCode
    }
}
