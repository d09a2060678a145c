import Formats
import Records
import Testing

/// Times as a person types them. The clock says 2026-11-25 10:30:00 in a place an hour east of Greenwich.
@Suite struct TimeTextTests {
    private static let now = 1_795_599_000.0

    private func seconds(_ text: String, edge: TimeText.Edge = .begin) -> Double? {
        TimeText.seconds(text, now: Self.now, edge: edge, in: ZoneClock(offset: 3600))
    }

    @Test(
        "Each form is the moment it says",
        arguments: [
            ("now", 1_795_599_000), ("today", 1_795_561_200), ("yesterday", 1_795_474_800), ("90s", 1_795_598_910),
            ("30m", 1_795_597_200), ("2h", 1_795_591_800), ("3d", 1_795_339_800), ("1w", 1_794_994_200),
            ("10:30", 1_795_599_000), ("9:05", 1_795_593_900), ("09:05:30", 1_795_593_930),
            ("2026-11-25", 1_795_561_200), ("2026-11-25T14:00", 1_795_611_600), ("2026-11-25 14:00:01", 1_795_611_601),
            ("2026-11-25T13:00Z", 1_795_611_600),
            ("2026-11-25T14:00+01:00", 1_795_611_600), ("2026-11-25T08:00:01-05:00", 1_795_611_601),
        ] as [(String, Double)])
    func forms(text: String, expected: Double) {
        #expect(seconds(text) == expected)
    }

    @Test("A time of day that is still to come was yesterday, unless it may be later")
    func toCome() {
        #expect(seconds("14:00") == 1_795_525_200)
        #expect(seconds("14:00", edge: .end) == 1_795_611_600)
    }

    @Test(
        "What is no time is none",
        arguments: [
            "", "soon", "25:00", "12:60", "1:2:3:4", "2026-02-30", "2026-11-25x", "h",
            "-2h", "+2h", "٣h", "14:00+01:00", "Z", "2026-11-25+01:00",
            "2026-11-25T14:00+99:00", "2026-11-25T", "99999999999999999999d", "12:", ":30",
        ])
    func wrong(text: String) {
        #expect(seconds(text) == nil)
    }

    @Test("A day of another offset is counted in its own")
    func offsets() {
        // From noon of the 20th on the place is two hours east.
        let change = 1_795_172_400.0
        let zone = ZoneClock(offset: 3600, changes: [.init(at: change, offset: 7200)])
        let text = TimeText.seconds("2026-11-20T14:00", now: Self.now, in: zone)
        #expect(text == 1_795_176_000)
    }
}
