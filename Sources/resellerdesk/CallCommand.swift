import ArgumentParser
import Dialects
import Foundation
import ResellerAPI
import ResellerClient
import Settings
import Terminal

/// Any operation of the API from the command line.
struct CallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Make one call of the Reseller API and print the answer as JSON.",
        discussion: """
            `resellerdesk call OPERATION --help` describes its fields. Anything that is not a read needs --write.
            Secrets: name=@FILE reads the value from a file, name=- asks for it without echo.

            OPERATIONS:
            \(CallHelp.operations())
            """)

    @OptionGroup var account: AccountOptions

    @Argument(help: "The operation.", completion: .list(ResellerAPI.Operation.all.map(\.id)))
    var operation: String

    @Argument(help: "Values as name=value; repeat the name for a list.")
    var values: [String] = []

    @Option(help: "Wire format: json or xml. The output is the same.")
    var format: WireFormat?

    @Option(help: "API version: v3, v2 or v1.")
    var dialect: ResolvedAccount.Dialect?

    @Flag(help: "Allow a call that changes something.")
    var write = false

    @Option(help: "A ticket or reason for the journal.")
    var reason = ""

    @Flag(help: "Print a login link in full.")
    var reveal = false

    func run() throws {
        guard let operation = ResellerAPI.Operation.named(operation) else { throw unknownOperation }
        let parameters = try CallValues(operation: operation).parameters(values)
        let resolved = try account.resolveAloud(write: write)
        let variables = ProcessInfo.processInfo.environment
        let connection = AccountConnection(
            account: settled(resolved), maildir: nil, environment: variables, denial: denial(of: operation, resolved),
            spending: .live(path: account.archivePath, account: resolved.archiveKey))
        OpenClients.sayWhatIsAwaited()
        let (request, reveal) = (Request(operation, parameters), reveal)
        let journal = journal(of: request, resolved)
        let result: Result<String, CommandFailure> = Blocking.wait {
            switch await connection.client() {
            case .failure(let failure): return .failure(CommandFailure(failure.message, exitCode: failure.exitCode))
            case .success(let client):
                let reply =
                    if let journal {
                        await journal.carryOut(request, by: client)
                    } else {
                        await client.result(of: request).mapError(CommandFailure.init(call:))
                    }
                await client.shutdown()
                return reply.map { CallOutput.json($0, reveal: reveal) }
            }
        }
        let answer = try result.get()
        if resolved.isSandbox, request.operation.kind != .read, account.context == nil {
            Console.write(
                "warning: no account is configured; this was done in a sandbox that ends with this command\n",
                to: STDERR_FILENO)
        }
        Console.write(answer + "\n")
    }

    /// For a write that will go out: to the embedded sandbox, which ends with this command, none does that matters.
    private func journal(of request: Request, _ resolved: ResolvedAccount) -> CallWriting? {
        guard request.operation.kind != .read, !resolved.isSandbox, denial(of: request.operation, resolved) == nil,
            request.operation.check(request.parameters).isEmpty
        else { return nil }
        return CallWriting(archive: ArchiveBox(path: account.archivePath), account: resolved, reason: reason)
    }

    /// The account with what the flags say of wire and dialect.
    private func settled(_ account: ResolvedAccount) -> ResolvedAccount {
        var account = account
        if let format { account.format = format == .xml ? .xml : .json }
        if let dialect { account.dialect = dialect }
        return account
    }

    /// What keeps the write gate closed; nil opens it. A context says whether it may write, `--write` says that it shall.
    private func denial(of operation: ResellerAPI.Operation, _ resolved: ResolvedAccount) -> String? {
        if resolved.readOnly { return "--read-only is given" }
        if !write { return "calls that are not reads need --write" }
        return resolved.writes ? nil : "the account \"\(resolved.name)\" has no \"writes\": true in config.json"
    }

    private var unknownOperation: ValidationError {
        let known = ResellerAPI.Operation.all.map(\.id)
        let nearest = Nearest.name(to: operation, in: known).map { "; did you mean \($0)?" } ?? "."
        return ValidationError(
            "Unknown operation \"\(operation)\"\(nearest) `resellerdesk call --help` lists them.")
    }
}

extension WireFormat: ExpressibleByArgument {}
extension ResolvedAccount.Dialect: ExpressibleByArgument {}

/// Values from the command line become parameters; secrets may come from a file or the keyboard.
struct CallValues {
    let operation: ResellerAPI.Operation

    func parameters(_ values: [String]) throws -> Parameters {
        var parameters = Parameters()
        for value in values {
            guard let equals = value.firstIndex(of: "="), equals > value.startIndex else {
                throw ValidationError("\"\(value)\" is not name=value.")
            }
            let name = String(value[..<equals])
            let text = String(value[value.index(after: equals)...])
            parameters.append(name, isSecret(name) ? try secret(name, text) : text)
        }
        return parameters
    }

    private func isSecret(_ name: String) -> Bool {
        operation.field(name)?.isSecret ?? Parameters.Pair.isSecret(name)
    }

    private func secret(_ name: String, _ text: String) throws -> String {
        if text == "-" { return try asked(name) }
        if text.hasPrefix("@") { return try read(name, from: String(text.dropFirst())) }
        Console.write(
            "warning: \(name) is visible in the process list; use \(name)=@FILE or \(name)=- instead\n",
            to: STDERR_FILENO)
        return text
    }

    private func read(_ name: String, from path: String) throws -> String {
        switch UserFiles.read(path, mustExist: true) {
        case .failure(let fault): throw ValidationError(Problem(file: path, reason: .file(fault)).text)
        case .success(let bytes):
            let text = String(decoding: bytes ?? [], as: UTF8.self)
            return String(text.prefix { !$0.isNewline })
        }
    }

    private func asked(_ name: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            guard let line = readLine() else {
                throw ValidationError("\(name)=- reads a line from standard input, but there is none.")
            }
            return line
        }
        SecretTyping.hide()
        defer {
            SecretTyping.show()
            Console.say("")
        }
        Console.write("\(name): ", to: STDERR_FILENO)
        guard let line = readLine() else { throw ValidationError("\(name) was not given.") }
        return line
    }
}

/// Runs asynchronous work from a synchronous command.
enum Blocking {
    static func wait<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
        let result = Box<Value>()
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            result.set(await work())
            done.signal()
        }
        done.wait()
        return result.value()
    }

    /// Handed over by the semaphore: written before it is signalled, read after.
    private final class Box<Value: Sendable>: @unchecked Sendable {
        private var held: Value?
        func set(_ value: Value) { held = value }
        func value() -> Value {
            guard let held else { preconditionFailure("read before it was written") }
            return held
        }
    }
}
