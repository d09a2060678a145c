import ArgumentParser
import Foundation
import Processes

/// Where the program begins. Synchronous: the main thread belongs to the event loop of the screen.
@main
enum Main {
    static func main() {
        OwnProcess.keepMemoryPrivate()
        Console.begin()
        if let operation = CallHelp.requested(Array(CommandLine.arguments.dropFirst())) {
            Console.write(CallHelp.text(operation))
            Console.exit(0)
        }
        do {
            var command = try ResellerDesk.parseAsRoot()
            try command.run()
            ended()
            Console.exit(0)
        } catch {
            ended()
            end(with: error)
        }
    }

    private static func ended() {
        OpenClients.settle()
        OpenClients.sayWhoIsNotHeard()
    }

    /// Wrong usage ends with 2, failed work with 1, as the manual promises; the parser would say 64.
    private static func end(with error: any Error) -> Never {
        let code = ResellerDesk.exitCode(for: error)
        let message = ResellerDesk.fullMessage(for: error)
        let isFine = code == .success
        if let failure = error as? CommandFailure {
            Console.say("resellerdesk: \(failure)")
            Console.exit(failure.exitCode)
        }
        if isFine, !message.isEmpty { Console.write(message + "\n") }
        if !isFine, !message.isEmpty { Console.say(message) }
        Console.exit(code == .validationFailure ? 2 : code.rawValue)
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
