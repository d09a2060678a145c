import Archive
import Changes
import Desk
import Formats
import Foundation
import Records
import ResellerAPI
import ResellerClient
import Settings
import Synchronization

/// A write from the shell, on the one way of all writes. The state before is not read: `call` makes one call, and reads
/// back only when its answer is lost.
struct CallWriting: Sendable {
    let archive: ArchiveBox
    let account: ResolvedAccount
    let reason: String

    /// Makes the call, or nothing at all where the journal can't be written.
    func carryOut(_ request: Request, by client: ResellerClient) async -> Result<Reply, CommandFailure> {
        let answer = LastAnswer()
        let path = WritePath(world: world(client, answer), ledger: ledger(of: request))
        var end = await path.carryOut(request, look: .none)
        if case .underWay(let pending) = end {
            let time = LocalTime(pending.until.rounded(.up), in: ZoneClock(.current, now: Date()))
            say("no answer yet; it may still be carried out. Checked again at \(time?.clockWithSeconds ?? "?")")
            end = await path.settle(pending)
        }
        return result(end, request, answer)
    }

    private func world(_ client: ResellerClient, _ answer: LastAnswer) -> WriteWorld {
        WriteWorld(
            read: { await client.result(of: $0) },
            write: { request, check in
                let result = await client.result(of: request, lastCheck: check)
                answer.set(result)
                return result
            },
            now: { Date().timeIntervalSince1970 }, steady: ClientClock.live.now,
            sleep: { try await Task.sleep(for: .seconds($0)) })
    }

    private func ledger(of request: Request) -> JournalLedger {
        let entry = JournalEntry(
            at: 0, account: account.archiveKey, context: account.name, who: NSUserName(),
            operation: request.operation.id, parameters: request.operation.masked(request.parameters), reason: reason)
        return JournalLedger(entry, book: JournalPort.live(archive, account: account).book) {
            Date().timeIntervalSince1970
        }
    }

    // MARK: - What is said

    private func result(_ end: WriteEnd, _ request: Request, _ answer: LastAnswer) -> Result<Reply, CommandFailure> {
        switch end {
        case .closed(let closed):
            if let trouble = closed.trouble {
                say("journal entry \(closed.entry) can't be closed and stays open: \(trouble.words)")
            }
            return result(closed.ending, request, answer)
        case .notOpened(let trouble):
            return .failure(CommandFailure("Nothing was sent because the journal can't be written. \(trouble.words)"))
        case .takenOver:
            return .failure(CommandFailure("Nothing was sent: its journal entry was closed meanwhile."))
        case .drifted, .alreadySo, .notLookedAt:
            return .failure(CommandFailure("Nothing was sent: the state could not be read."))
        case .underWay(let pending), .unreadable(_, let pending):
            return .failure(CommandFailure(Self.unknown(pending.loss.words)))
        case .left: return .failure(CommandFailure(Self.unknown("the wait for the answer was cancelled")))
        }
    }

    private func result(
        _ ending: WriteEnding, _ request: Request, _ answer: LastAnswer
    ) -> Result<Reply, CommandFailure> {
        switch ending {
        case .done(let words):
            if case .success(let reply)? = answer.result { return .success(reply) }
            say(words)
            return .success(Reply(operation: request.operation, value: .record(Self.success)))
        case .refused, .notDone(_, .failed):
            if case .failure(let error)? = answer.result { return .failure(CommandFailure(call: error)) }
            return .failure(CommandFailure("\(request.operation.id): \(ending.outcome.text)"))
        case .notDone(let words, _): return .failure(CommandFailure("\(request.operation.id): \(words)."))
        case .unknown(let words): return .failure(CommandFailure("\(request.operation.id): \(Self.unknown(words))"))
        }
    }

    private static let success = Record([.init("message", .text("success"))])

    private static func unknown(_ why: String) -> String {
        "\(why). It is unknown whether it was carried out: check the account before repeating it."
    }

    private func say(_ words: String) { Console.say("warning: \(words)") }
}

/// The last thing that the service said to the write itself.
private final class LastAnswer: Sendable {
    private let held = Mutex<Result<Reply, APIError>?>(nil)

    var result: Result<Reply, APIError>? { held.withLock { $0 } }
    func set(_ result: Result<Reply, APIError>) { held.withLock { $0 = result } }
}

extension ResellerClient {
    func result(of request: Request, lastCheck: LastCheck? = nil) async -> Result<Reply, APIError> {
        do throws(APIError) {
            return .success(try await call(request.operation, request.parameters, lastCheck: lastCheck))
        } catch {
            return .failure(error)
        }
    }
}

extension CommandFailure {
    /// A call that failed; 2 where the person at the command line, not the service, has to mend something.
    init(call error: APIError) {
        let isUsage =
            switch error.reason {
            case .invalid, .unavailable, .gateClosed: true
            default: false
            }
        self.init(error.message(retriesByItself: false), exitCode: isUsage ? 2 : 1)
    }
}
