import NIOConcurrencyHelpers

/// The sandbox's own time.
struct WorldClock: Sendable {
    private let base: Double
    private let speed: Double
    private let began = ContinuousClock.now
    /// Seconds that the clock was put forward by hand.
    private let forward = NIOLockedValueBox(0)

    init(start: Double, speed: Double) {
        base = start
        self.speed = speed
    }

    /// Seconds since 1970.
    var now: Int {
        let forward = forward.withLockedValue { $0 }
        guard speed > 0 else { return Int(base) + forward }
        let elapsed = ContinuousClock.now - began
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        return Int(base + seconds * speed) + forward
    }

    /// Puts the clock forward.
    func advance(seconds: Int) { forward.withLockedValue { $0 += max(0, seconds) } }
}
