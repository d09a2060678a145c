import Foundation

/// Time and chance as the client sees them; tests bring their own.
package struct ClientClock: Sendable {
    /// Seconds that only grow.
    package var now: @Sendable () -> Double
    /// Seconds since 1970, for reset headers that name a moment.
    package var wallNow: @Sendable () -> Double
    package var sleep: @Sendable (_ seconds: Double) async throws -> Void
    /// 0 to 1.
    package var random: @Sendable () -> Double

    package init(
        now: @escaping @Sendable () -> Double, wallNow: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (Double) async throws -> Void, random: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.wallNow = wallNow
        self.sleep = sleep
        self.random = random
    }

    package static let live = ClientClock(
        now: { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 },
        wallNow: { Date().timeIntervalSince1970 },
        sleep: { try await Task.sleep(for: .seconds($0)) },
        random: { Double.random(in: 0..<1) })
}
