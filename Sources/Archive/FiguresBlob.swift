import Foundation
internal import Records
internal import ResellerAPI

/// The figures of a customer as a blob: numbers of as many bytes as they need, each group led by a mask of those told.
enum FiguresBlob {
    /// Version 1 had no course and no scores.
    private static let version: UInt64 = 2
    /// The order in which the counts of a day are written; never changed, only followed by a new version.
    private static let counts: [any WritableKeyPath<MailCounts, Int?> & Sendable] = [
        \.requests, \.delivered, \.bounces, \.repeatBounces, \.unsubscribes, \.repeatUnsubscribes, \.clicks, \.opens,
        \.spamReports, \.repeatSpamReports, \.invalidEmails, \.blocks, \.uniqueClicks, \.uniqueOpens,
    ]
    private static let overviewNumbers: [any WritableKeyPath<AccountOverview, Int?> & Sendable] = [
        \.reputation, \.requests, \.creditsAllowed, \.creditsUsed, \.creditsRemaining, \.creditsOverage,
    ]
    private static let overviewDates: [any WritableKeyPath<AccountOverview, CalendarDate?> & Sendable] = [
        \.billingStart, \.billingEnd, \.billingProcess,
    ]

    static func encode(_ figures: CustomerFigures) -> Data {
        var writer = NumberWriter()
        writer.put(version)
        encode(figures.overview, into: &writer)
        encode(figures.days, into: &writer)
        encode(figures.limit, into: &writer)
        writer.put(group: SuppressionList.allCases.map { figures.suppressions[$0] })
        encode(figures.course, into: &writer)
        writer.put(UInt64(figures.scores.count))
        for score in figures.scores { writer.put(group: [score.day, score.score]) }
        writer.put(group: [figures.dayBegins])
        return Data(writer.bytes)
    }

    /// Nil for anything that `encode` did not write.
    static func decode(_ data: Data, username: String, readAt: Double) -> CustomerFigures? {
        var reader = NumberReader(bytes: data[...])
        guard let written = reader.number(), (1...version).contains(written), let overview = overview(from: &reader),
            let days = days(from: &reader),
            let limit = limit(from: &reader), let lengths = reader.group(SuppressionList.allCases.count)
        else { return nil }
        var figures = CustomerFigures(username: username, readAt: readAt, limit: limit)
        figures.overview = overview
        figures.days = days
        for (list, length) in zip(SuppressionList.allCases, lengths) { figures.suppressions[list] = length }
        if written > 1 {
            guard let course = course(from: &reader), let scores = scores(from: &reader),
                let begins = reader.group(1)
            else { return nil }
            (figures.course, figures.scores, figures.dayBegins) = (course, scores, begins[0])
        }
        return reader.bytes.isEmpty ? figures : nil
    }

    /// Times in tenths of a second.
    private static func encode(_ course: [CourseMark], into writer: inout NumberWriter) {
        writer.put(UInt64(course.count))
        for mark in course {
            writer.put(
                group: [Int(exactly: (mark.at * 10).rounded()), mark.day] + DayCount.allCases.map { mark.counts[$0] })
        }
    }

    private static func course(from reader: inout NumberReader) -> [CourseMark]? {
        guard let length = reader.number() else { return nil }
        var course: [CourseMark] = []
        for _ in 0..<length {
            guard let numbers = reader.group(DayCount.allCases.count + 2), let at = numbers[0], let day = numbers[1]
            else { return nil }
            var counts = CompactCounts()
            for (count, number) in zip(DayCount.allCases, numbers.dropFirst(2)) { counts[count] = number }
            course.append(CourseMark(at: Double(at) / 10, day: day, counts: counts))
        }
        return course
    }

    private static func scores(from reader: inout NumberReader) -> [DayScore]? {
        guard let length = reader.number() else { return nil }
        var scores: [DayScore] = []
        for _ in 0..<length {
            guard let numbers = reader.group(2), let day = numbers[0], let score = numbers[1] else { return nil }
            scores.append(DayScore(day: day, score: score))
        }
        return scores
    }

    private static func encode(_ overview: AccountOverview?, into writer: inout NumberWriter) {
        writer.put(overview == nil ? 0 : 1)
        guard let overview else { return }
        writer.put(group: overviewNumbers.map { overview[keyPath: $0] })
        writer.put(group: overviewDates.map { overview[keyPath: $0]?.daysSinceEpoch })
        writer.put(overview.package)
    }

    /// The outer nil is damage, the inner one that it was not read.
    private static func overview(from reader: inout NumberReader) -> AccountOverview?? {
        guard let isThere = reader.number() else { return nil }
        if isThere == 0 { return .some(nil) }
        guard let numbers = reader.group(overviewNumbers.count), let dates = reader.group(overviewDates.count),
            let package = reader.text()
        else { return nil }
        var overview = AccountOverview()
        for (path, number) in zip(overviewNumbers, numbers) { overview[keyPath: path] = number }
        for (path, day) in zip(overviewDates, dates) { overview[keyPath: path] = date(day) }
        overview.package = package
        return overview
    }

    private static func encode(_ days: [DayStats]?, into writer: inout NumberWriter) {
        writer.put(days.map { UInt64($0.count) + 1 } ?? 0)
        for day in days ?? [] {
            writer.put(group: [day.date.daysSinceEpoch] + counts.map { day.counts[keyPath: $0] })
        }
    }

    private static func days(from reader: inout NumberReader) -> [DayStats]?? {
        guard let length = reader.number() else { return nil }
        if length == 0 { return .some(nil) }
        var days: [DayStats] = []
        // Every day takes bytes, so that a wrong length ends with them.
        for _ in 1..<length {
            guard let numbers = reader.group(counts.count + 1), let date = date(numbers[0]) else { return nil }
            var day = MailCounts()
            for (path, number) in zip(counts, numbers.dropFirst()) { day[keyPath: path] = number }
            days.append(DayStats(date: date, counts: day))
        }
        return days
    }

    private static func encode(_ limit: LimitState, into writer: inout NumberWriter) {
        switch limit {
        case .unread: writer.put(0)
        case .unlimited: writer.put(1)
        case .limited(let limit):
            writer.put(2)
            writer.put(group: [limit.credits, limit.remaining, limit.lastReset?.daysSinceEpoch])
        }
    }

    private static func limit(from reader: inout NumberReader) -> LimitState? {
        switch reader.number() {
        case 0: return .unread
        case 1: return .unlimited
        case 2:
            guard let numbers = reader.group(3), let credits = numbers[0], let remaining = numbers[1] else {
                return nil
            }
            return .limited(AccountLimit(credits: credits, remaining: remaining, lastReset: date(numbers[2])))
        default: return nil
        }
    }

    private static func date(_ days: Int?) -> CalendarDate? {
        // Years 1 to 9999, as of the type.
        guard let days, (-719_162...2_932_896).contains(days) else { return nil }
        return CalendarDate(daysSinceEpoch: days)
    }
}
