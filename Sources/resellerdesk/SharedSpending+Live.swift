import Archive
import Desk
import Foundation
import ResellerAPI
import ResellerClient
import Synchronization

extension SharedSpending {
    /// Seconds for which a call waits for an archive that does not answer; longer than a busy one keeps it waiting.
    private static let patience = 6.0

    /// The places in the minute as an archive has them. It is opened once more, so that no call waits until something
    /// large was kept.
    static func live(path: String, account: String) -> SharedSpending {
        let archive = ArchiveBox(path: path)
        return SharedSpending { exchange in
            await FirstOf.two(after: patience, Outcome.failed("it did not answer within \(Int(patience)) seconds")) {
                await archive.perform { archive throws(ArchiveError) in
                    try archive.exchangeCalls(exchange, account: account, boot: Holder.startOfMachine)
                }
            }
            .standing
        }
    }
}

extension Outcome<CallStanding> {
    fileprivate var standing: Result<CallStanding, SharedSpending.Unavailable> {
        switch self {
        case .done(let standing): .success(standing)
        case .failed(let why): .failure(SharedSpending.Unavailable(why))
        }
    }
}

/// The value of some work, or another when that takes too long. The work itself can't be stopped.
enum FirstOf {
    static func two<Value: Sendable>(
        after seconds: Double, _ late: Value, _ work: @escaping @Sendable () async -> Value
    ) async -> Value {
        let (values, first) = AsyncStream.makeStream(of: Value.self)
        let timer = Task.detached {
            guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
            first.yield(late)
        }
        Task.detached { first.yield(await work()) }
        defer { timer.cancel() }
        for await value in values { return value }
        return late
    }
}
