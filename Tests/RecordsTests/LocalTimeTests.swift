import Formats
import Records
import ResellerAPI
import Testing

/// Berlin, the clocks of which went back at 2026-10-25T01:00Z. Entries of the journal read in November.
@Suite struct LocalTimeTests {
    private let berlin = ZoneClock(offset: 7200, changes: [.init(at: 1_792_890_000, offset: 3600)])

    private func local(_ utc: String) throws -> LocalTime {
        let time = try #require(WireTime(utc)).secondsSinceEpoch
        return try #require(LocalTime(Double(time), in: berlin))
    }

    @Test("A moment of summer is shown in summer time, and one that the clocks showed twice with its offset")
    func clocks() throws {
        #expect(try local("2026-10-24 21:30:00").words == "2026-10-24 23:30:00")
        #expect(try local("2026-10-25 00:30:00").clock == "02:30+02:00")
        #expect(try local("2026-10-25 01:30:00").clock == "02:30+01:00")
        #expect(try local("2026-10-25 01:30:05").clockWithSeconds == "02:30:05+01:00")
        #expect(try local("2026-10-25 02:30:00").clock == "03:30")
        #expect(try local("2026-11-25 12:00:00").clock == "13:00")
    }

    @Test("Files get the offset always")
    func iso() throws {
        #expect(try local("2026-10-24 21:30:00").iso == "2026-10-24T23:30:00+02:00")
        #expect(try local("2026-11-25 12:00:00").iso == "2026-11-25T13:00:00+01:00")
    }

    @Test("What no calendar holds has no time")
    func absurd() {
        for time in [1e18, -1e18, .nan, .infinity] { #expect(LocalTime(time, in: berlin) == nil) }
    }

    @Test("A period from or to a time that was shown twice holds both, and an offset chooses one")
    func period() throws {
        let now = 1_795_599_000.0
        let moments = try ["2026-10-25 00:00:00", "2026-10-25 01:00:00"].map {
            Double(try #require(WireTime($0)).secondsSinceEpoch)
        }
        #expect(TimeText.seconds("2026-10-25T02:00", now: now, edge: .begin, in: berlin) == moments[0])
        #expect(TimeText.seconds("2026-10-25T02:00", now: now, edge: .end, in: berlin) == moments[1])
        #expect(TimeText.seconds("2026-10-25T02:00+01:00", now: now, edge: .begin, in: berlin) == moments[1])
        // At 10:30 of that day, the time of day alone.
        let morning = moments[1] + 8.5 * 3600
        #expect(TimeText.seconds("02:00", now: morning, in: berlin) == moments[0])
    }
}
