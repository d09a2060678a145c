import Archive
import Desk
import Foundation
import Records
import ResellerAPI
import ResellerClient
import Settings

/// Writes from the shell stand in the journal as those of the desk do: before the call, and closed after it. The states
/// before and after are not read: `call` makes one call.
struct CallJournal: Sendable {
    let archive: ArchiveBox
    let account: ResolvedAccount
    let reason: String

    /// Makes the call, or nothing at all where the journal can't be written.
    func carryOut(_ request: Request, by client: ResellerClient) async -> Result<Reply, CommandFailure> {
        let entry = JournalEntry(
            at: Self.now, account: account.archiveKey, context: account.name, who: NSUserName(),
            operation: request.operation.id, parameters: request.operation.masked(request.parameters), reason: reason)
        switch await archive.perform({ archive throws(ArchiveError) in try archive.beginEntry(entry) }) {
        case .failed(let why):
            return .failure(CommandFailure("Nothing was sent, as the journal can't be written. \(why)"))
        case .done(let id):
            let result = await client.result(of: request)
            let outcome = Self.outcome(result)
            let closed = await archive.perform { archive throws(ArchiveError) in
                try archive.closeEntry(id, outcome: outcome, after: nil, at: Self.now)
                return true
            }
            if case .failed(let why) = closed {
                Console.say("warning: entry \(id) of the journal stays open. \(why)")
            }
            return result.mapError(CommandFailure.init(call:))
        }
    }

    private static func outcome(_ result: Result<Reply, APIError>) -> WriteOutcome {
        switch result {
        case .success(let reply): return .done(reply.records.first?.text("message") ?? "success")
        case .failure(let error):
            let words = error.message(retriesByItself: false)
            if case .refused(let reasons) = error.reason { return .refused(reasons.joined(separator: "; ")) }
            return error.isUnknownOutcome ? .unknown(words) : .failed(words)
        }
    }

    private static var now: Double { Date().timeIntervalSince1970 }
}

extension ResellerClient {
    func result(of request: Request) async -> Result<Reply, APIError> {
        do throws(APIError) {
            return .success(try await call(request.operation, request.parameters))
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
            case .invalid, .gateClosed: true
            default: false
            }
        self.init(error.message(retriesByItself: false), exitCode: isUsage ? 2 : 1)
    }
}
