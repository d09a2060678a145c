import Formats
import ResellerAPI

/// A moment as the clocks of a zone showed it then.
package struct LocalTime: Sendable, Hashable {
    package let wire: WireTime
    /// Seconds east of Greenwich at that moment.
    package let offset: Int
    /// Whether the clocks showed the same twice that night, so that the time says nothing without its offset.
    package let isRepeated: Bool

    /// Nil for what no calendar holds: the years are 1 to 9999.
    ///
    /// - Parameter time: seconds since 1970.
    package init?(_ time: Double, in zone: ZoneClock) {
        offset = zone.offset(at: time)
        let seconds = time + Double(offset)
        guard seconds > -62_135_596_800, seconds < 253_402_300_800 else { return nil }
        wire = WireTime(secondsSinceEpoch: Int(seconds.rounded(.down)))
        isRepeated = zone.isRepeated(time)
    }

    package var date: CalendarDate { wire.date }

    /// `14:03`; in an hour that was repeated `02:30+02:00`.
    package var clock: String { wire.clock + (isRepeated ? ZoneClock.text(offset: offset) : "") }

    /// `14:03:08`, likewise.
    package var clockWithSeconds: String {
        wire.description.suffix(8) + (isRepeated ? ZoneClock.text(offset: offset) : "")
    }

    /// `2026-10-25 02:30:00`, likewise; for people.
    package var words: String { wire.description + (isRepeated ? ZoneClock.text(offset: offset) : "") }

    /// `2026-10-25T02:30:00+02:00`; for files and programs.
    package var iso: String {
        wire.description.split(separator: " ").joined(separator: "T") + ZoneClock.text(offset: offset)
    }
}
