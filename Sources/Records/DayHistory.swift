import ResellerAPI

/// The counts of a day by which a customer is judged.
package enum DayCount: Int, Sendable, Hashable, CaseIterable {
    case requests, delivered, bounces, blocks, spamReports, unsubscribes, uniqueOpens, invalidEmails

    fileprivate var path: any WritableKeyPath<MailCounts, Int?> & Sendable {
        switch self {
        case .requests: \.requests
        case .delivered: \.delivered
        case .bounces: \.bounces
        case .blocks: \.blocks
        case .spamReports: \.spamReports
        case .unsubscribes: \.unsubscribes
        case .uniqueOpens: \.uniqueOpens
        case .invalidEmails: \.invalidEmails
        }
    }
}

/// Counts in 32 bytes: there may be a month of them of a hundred thousand customers.
package struct CompactCounts: Sendable, Hashable {
    /// Negative is unknown.
    private var values = SIMD8<Int32>(repeating: -1)

    package init() {}

    /// Counts beyond two thousand million end there, negative ones are unknown.
    package init(_ counts: MailCounts) {
        for count in DayCount.allCases { self[count] = counts[keyPath: count.path] }
    }

    /// Nil is unknown.
    package subscript(count: DayCount) -> Int? {
        get { values[count.rawValue] < 0 ? nil : Int(values[count.rawValue]) }
        set { values[count.rawValue] = newValue.map { $0 < 0 ? -1 : Int32(clamping: $0) } ?? -1 }
    }

    package var mailCounts: MailCounts {
        var counts = MailCounts()
        for count in DayCount.allCases { counts[keyPath: count.path] = self[count] }
        return counts
    }

    /// Both together; a count that only one of them knows stays as it is here.
    package func adding(_ other: CompactCounts) -> CompactCounts {
        var sum = self
        for count in DayCount.allCases {
            if let one = self[count], let more = other[count] { sum[count] = one + more }
        }
        return sum
    }

    /// What came since an earlier reading of the same day; a count that is unknown in either is unknown.
    package func since(_ earlier: CompactCounts) -> CompactCounts {
        var difference = CompactCounts()
        for count in DayCount.allCases {
            if let now = self[count], let before = earlier[count] { difference[count] = max(0, now - before) }
        }
        return difference
    }
}

/// The days of a customer that are held, without holes: a day in between that nobody told is unknown.
package struct DayHistory: Sendable, Hashable {
    /// How many days are held: four weeks for the weekdays, and today.
    package static let length = 30

    /// Days since 1970 of the first one; no meaning while there is none.
    package private(set) var firstDay = 0
    package private(set) var counts: [CompactCounts] = []

    package init(_ days: [DayStats] = []) { merge(days) }

    package var isEmpty: Bool { counts.isEmpty }
    package var lastDay: Int? { counts.isEmpty ? nil : firstDay + counts.count - 1 }
    package var today: CompactCounts? { counts.last }

    /// Nil for a day that is not held.
    package subscript(day: Int) -> CompactCounts? {
        let index = day - firstDay
        return counts.indices.contains(index) ? counts[index] : nil
    }

    /// Takes over days that were read; what is older than `length` days is dropped.
    package mutating func merge(_ days: [DayStats]) {
        let sorted = days.sorted { $0.date < $1.date }.suffix(Self.length)
        // A day that was far ahead was wrong: time does not go back by more than the width of the earth.
        if let lastDay, let newest = sorted.last?.date.daysSinceEpoch, newest < lastDay - 2 { counts = [] }
        for day in sorted {
            put(CompactCounts(day.counts), at: day.date.daysSinceEpoch)
        }
        let surplus = counts.count - Self.length
        if surplus > 0 {
            counts.removeFirst(surplus)
            firstDay += surplus
        }
    }

    private mutating func put(_ row: CompactCounts, at day: Int) {
        guard let lastDay else { return (firstDay, counts) = (day, [row]) }
        if day < firstDay {
            guard lastDay - day < Self.length else { return }
            counts.insert(contentsOf: Array(repeating: CompactCounts(), count: firstDay - day), at: 0)
            firstDay = day
        } else if day > lastDay {
            // After a long absence nothing that is held counts any more.
            if day - lastDay >= Self.length { return (firstDay, counts) = (day, [row]) }
            counts += Array(repeating: CompactCounts(), count: day - lastDay)
        }
        counts[day - firstDay] = row
    }

    package var days: [DayStats] {
        counts.enumerated().map { index, row in
            DayStats(date: CalendarDate(daysSinceEpoch: firstDay + index), counts: row.mailCounts)
        }
    }
}

/// How far a customer's day had come when it was read: the course of the last hours.
package struct CourseMark: Sendable, Hashable {
    /// Seconds since 1970.
    package let at: Double
    /// The customer's day that was running, days since 1970.
    package let day: Int
    package let counts: CompactCounts

    package init(at: Double, day: Int, counts: CompactCounts) {
        self.at = at
        self.day = day
        self.counts = counts
    }
}

/// The score of a customer as it stood on a day.
package struct DayScore: Sendable, Hashable {
    /// Days since 1970, UTC.
    package let day: Int
    package let score: Int

    package init(day: Int, score: Int) {
        self.day = day
        self.score = score
    }
}
