/// How the mail of one kind of sender spreads over the hours of a day.
///
/// A profile gives the share of the day's mail sent up to a second of the day. Counts made from it add up whatever
/// stretches of time are asked for.
struct DayProfile: Sendable {
    /// Share of the day sent before each hour, 25 entries from 0 to 1.
    private let sent: [Double]

    private static let shapes: [[Double]] = [
        [1, 1, 1, 1, 1, 1, 2, 4, 7, 9, 9, 8, 7, 8, 8, 7, 6, 4, 3, 3, 2, 2, 1, 1],
        [2, 1, 1, 1, 1, 1, 2, 3, 4, 4, 4, 5, 6, 5, 4, 4, 5, 6, 8, 9, 9, 8, 6, 3],
        [4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4],
        [0.2, 0.2, 0.2, 0.2, 0.2, 0.5, 3, 12, 20, 16, 9, 5, 3, 2, 2, 1, 1, 1, 1, 0.5, 0.5, 0.3, 0.2, 0.2],
    ]

    private static let all: [DayProfile] = shapes.flatMap { shape in
        (0..<24).map { phase in DayProfile(hours: (0..<24).map { shape[($0 + 24 - phase) % 24] }) }
    }

    /// The profile of one of the four shapes, moved so many hours later.
    static func of(shape: Int, phase: Int) -> DayProfile { all[(shape & 3) * 24 + phase % 24] }

    private init(hours: [Double]) {
        let total = hours.reduce(0, +)
        var sum = 0.0
        sent = hours.reduce(into: [0.0]) { sums, hour in
            sum += hour / total
            sums.append(sum)
        }
    }

    /// Share of the day's mail sent before this second, 0 to 86,400.
    func share(at second: Double) -> Double {
        if second <= 0 { return 0 }
        if second >= 86_400 { return 1 }
        let hour = Int(second / 3600)
        let part = (second - Double(hour) * 3600) / 3600
        return sent[hour] + (sent[hour + 1] - sent[hour]) * part
    }

    /// The second at which this share has been sent.
    func second(at share: Double) -> Double {
        var hour = 0
        while hour < 23, sent[hour + 1] < share { hour += 1 }
        let width = sent[hour + 1] - sent[hour]
        let part = width > 0 ? (share - sent[hour]) / width : 0
        return (Double(hour) + min(1, max(0, part))) * 3600
    }
}
