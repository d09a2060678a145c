import Records
import Testing

@testable import Archive

@Suite struct AlarmsTests {
    private func alarm(_ user: String = "a", at time: Double = 10, _ severity: Severity = .warning) -> Alarm {
        Alarm(
            key: AlarmKey(username: user, concern: .spamReports), firstSeen: time, lastSeen: time, severity: severity,
            value: 0.004)
    }

    @Test("Alarms come back as they were, each account's own")
    func roundTrip() throws {
        let scratch = try Scratch()
        var snoozed = alarm("b")
        snoozed.state = .snoozed(until: 99.5)
        (snoozed.by, snoozed.note, snoozed.changedAt) = ("op1", "as agreed", 20)
        try Archive(path: scratch.path()).sawAlarms([alarm(), snoozed], of: "acme")
        let archive = try Archive(path: scratch.path())
        #expect(try archive.alarms(of: "acme") == [alarm(), snoozed])
        #expect(try archive.alarms(of: "other") == [])
    }

    @Test("What is seen leaves a person's word, and a word leaves what was seen")
    func words() throws {
        let archive = try Archive.inMemory()
        try archive.sawAlarms([alarm()], of: "acme")
        var word = alarm(at: 5)
        (word.state, word.by, word.changedAt, word.severityThen) = (.acknowledged, "op2", 30, .critical)
        try archive.saidAlarms([word], of: "acme")
        try archive.sawAlarms([alarm(at: 40, .critical)], of: "acme")
        let found = try #require(try archive.alarms(of: "acme").first)
        #expect((found.state, found.by, found.changedAt) == (.acknowledged, "op2", 30))
        #expect((found.firstSeen, found.lastSeen, found.severity) == (40, 40, .critical))
        word.changedAt = 29
        word.state = .solved
        try archive.saidAlarms([word], of: "acme")
        #expect(try archive.alarms(of: "acme").first?.state == .acknowledged, "an earlier word comes too late")
    }

    @Test("Alarms that are over are forgotten after a while")
    func forgotten() throws {
        let archive = try Archive.inMemory()
        try archive.sawAlarms([alarm("a", at: 10, .well), alarm("b", at: 10), alarm("c", at: 90, .well)], of: "acme")
        try archive.forgetAlarms(of: "acme", seenBefore: 50)
        #expect(try archive.alarms(of: "acme").map(\.key.username) == ["b", "c"])
    }

    @Test("How collecting stands is kept for those who only read")
    func status() throws {
        let archive = try Archive.inMemory()
        #expect(try archive.collectorStatus(of: "acme") == nil)
        var status = CollectorStatus()
        (status.role, status.known, status.lostSince) = (.reading(holder: "other"), 12_000, 5)
        try archive.saveCollectorStatus(status, of: "acme")
        #expect(try archive.collectorStatus(of: "acme") == status)
    }

    @Test("Figures are read in parts, those only that are new")
    func parts() throws {
        let archive = try Archive.inMemory()
        var figures = (1...5).map { CustomerFigures(username: "u\($0)", readAt: Double($0)) }
        var counts = CompactCounts()
        counts[.requests] = 12
        figures[4].course = [CourseMark(at: 1.5, day: 20_000, counts: counts)]
        figures[4].scores = [DayScore(day: 20_000, score: 97)]
        figures[4].dayBegins = -3600
        try archive.saveFigures(figures, of: "acme")
        #expect(try archive.figures(of: "acme", readAfter: 0, after: nil, limit: 2) == Array(figures[0..<2]))
        #expect(try archive.figures(of: "acme", readAfter: 0, after: "u2", limit: 2) == Array(figures[2..<4]))
        #expect(try archive.figures(of: "acme", readAfter: 4, after: nil, limit: 9) == [figures[4]])
    }
}
