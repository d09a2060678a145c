import Foundation

/// The sandbox's own time.
struct WorldClock: Sendable {
    private let base: Double
    private let speed: Double
    private let began = ContinuousClock.now

    init(start: Double, speed: Double) {
        base = start
        self.speed = speed
    }

    /// Seconds since 1970.
    var now: Int {
        guard speed > 0 else { return Int(base) }
        let elapsed = ContinuousClock.now - began
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        return Int(base + seconds * speed)
    }
}
