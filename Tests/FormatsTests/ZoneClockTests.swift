import Formats
import Foundation
import Testing

/// Berlin put its clocks back at 2026-10-25T01:00Z, so that 02:00 to 03:00 came twice, and forward at 2026-03-29T01:00Z,
/// so that there was no 02:30.
@Suite struct ZoneClockTests {
    private static let back = 1_792_890_000.0
    private static let forward = 1_774_746_000.0
    private let berlin = ZoneClock(
        offset: 3600, changes: [.init(at: Self.back, offset: 3600), .init(at: Self.forward, offset: 7200)])

    @Test("Each moment has the offset of its own time, not that of today")
    func offsets() {
        #expect(berlin.offset(at: Self.forward - 1) == 3600)
        #expect(berlin.offset(at: Self.forward) == 7200)
        #expect(berlin.offset(at: Self.back - 1) == 7200)
        #expect(berlin.offset(at: Self.back) == 3600)
        #expect(berlin.offset(at: .infinity) == 3600)
        #expect(ZoneClock().offset(at: 0) == 0)
    }

    @Test("A repeated hour has two moments, an hour that was left out the one after it")
    func moments() {
        // 02:30 in the night to the 25th of October.
        let twice = Self.back - 1800
        #expect(berlin.moments(showing: twice + 7200) == [twice, twice + 3600])
        #expect(berlin.isRepeated(twice))
        #expect(berlin.isRepeated(twice + 3600))
        #expect(!berlin.isRepeated(twice - 3600))
        #expect(!berlin.isRepeated(twice + 7200))
        // 02:30 in the night to the 29th of March: the clocks showed 03:30.
        #expect(berlin.moments(showing: Self.forward + 1800 + 3600) == [Self.forward + 1800])
        #expect(!berlin.isRepeated(.nan))
    }

    @Test(
        "The system's zones are followed through all their changes, half hours and odd rules included",
        arguments: [
            "Europe/Berlin", "America/New_York", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kolkata",
            "America/Sao_Paulo", "UTC",
        ])
    func system(name: String) throws {
        let zone = try #require(TimeZone(identifier: name))
        let clock = ZoneClock(zone, now: Date(timeIntervalSince1970: Self.back))
        let wrong = stride(from: 1_240_000_000.0, to: 1_840_000_000, by: 7200).filter {
            clock.offset(at: $0) != zone.secondsFromGMT(for: Date(timeIntervalSince1970: $0))
        }
        #expect(wrong.isEmpty)
    }

    @Test("An offset is written with sign, hours and minutes")
    func text() {
        #expect(
            [0, 7200, -12600, 20700].map { ZoneClock.text(offset: $0) } == ["+00:00", "+02:00", "-03:30", "+05:45"])
    }
}
