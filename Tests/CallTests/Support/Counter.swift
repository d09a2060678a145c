import Synchronization

/// Counts what happens, from wherever it happens.
final class Counter: Sendable {
    private let number = Mutex(0)

    var total: Int { number.withLock { $0 } }

    func count() { number.withLock { $0 += 1 } }
}
