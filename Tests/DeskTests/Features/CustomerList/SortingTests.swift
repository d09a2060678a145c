import Records
import ResellerAPI
import Testing

@testable import Desk

@Suite("Sorting rows")
struct SortingTests {
    private let table = CustomerTable(chunks: [
        .of([
            [.id: "10", .username: "delta", .email: "z@one.example", .lastName: "Berg", .website: "b.example"],
            [.id: "9", .username: "Alpha", .email: "y@one.example", .lastName: "amsel"],
            [.username: "charlie", .email: "x@one.example", .lastName: "Berg", .website: "a.example"],
        ]),
        .of([
            [.id: "18446744073709551615", .username: "bravo-with-a-long-name-2", .website: "A.example"],
            [.id: "x1", .username: "bravo-with-a-long-name-10", .email: "w@one.example", .website: "c.example"],
            [.id: "0"],
        ]),
    ])

    private func sorted(_ column: SortColumn, inverted: Bool = false, figures: FiguresByUser = [:]) -> [String] {
        let sorting = Sorting(column: column, inverted: inverted)
        return RowSorter(table: table, sorting: sorting, figures: figures).sorted().map { table.username(Int($0)) }
    }

    @Test("Every column sorts without regard to case, what is unknown last, ties by username")
    func columns() {
        let long = "bravo-with-a-long-name-"
        #expect(sorted(.username) == ["Alpha", long + "10", long + "2", "charlie", "delta", ""])
        #expect(sorted(.email) == [long + "10", "charlie", "Alpha", "delta", "", long + "2"])
        #expect(sorted(.name) == ["Alpha", "charlie", "delta", "", long + "10", long + "2"])
        #expect(sorted(.company) == [long + "2", "charlie", "delta", long + "10", "", "Alpha"])
        #expect(sorted(.id).prefix(3) == ["", "Alpha", "delta"])
        #expect(Set(sorted(.id).suffix(3)) == ["charlie", long + "2", long + "10"])
    }

    @Test("Turned round, every column still has what is unknown last")
    func inverted() {
        let long = "bravo-with-a-long-name-"
        #expect(sorted(.username, inverted: true) == ["delta", "charlie", long + "2", long + "10", "Alpha", ""])
        #expect(sorted(.email, inverted: true) == ["delta", "Alpha", "charlie", long + "10", "", long + "2"])
        #expect(sorted(.name, inverted: true) == ["charlie", "delta", "Alpha", "", long + "10", long + "2"])
        #expect(sorted(.id, inverted: true).prefix(3) == ["delta", "Alpha", ""])
    }

    @Test("By sent and risk the most comes first; not read is last in either direction")
    func figures() {
        let figures: FiguresByUser = [
            "delta": .test(.warning, sent: 5), "Alpha": .test(.well, sent: 90), "charlie": .test(.critical, sent: nil),
            "bravo-with-a-long-name-2": .test(.warning, sent: 70),
        ]
        let long = "bravo-with-a-long-name-"
        #expect(sorted(.sent(.month), figures: figures) == ["Alpha", long + "2", "delta", "", long + "10", "charlie"])
        #expect(
            sorted(.sent(.month), inverted: true, figures: figures)
                == ["delta", long + "2", "Alpha", "", long + "10", "charlie"])
        #expect(sorted(.risk, figures: figures) == ["charlie", long + "2", "delta", "Alpha", "", long + "10"])
        #expect(
            sorted(.risk, inverted: true, figures: figures)
                == ["Alpha", "delta", long + "2", "charlie", "", long + "10"])
    }

    private func mail(_ counts: [(mails: Int, bounces: Int)], _ severity: Severity = .well, excess: Double = 0)
        -> Figures
    {
        var figures = Figures.test(severity)
        figures.excess = excess
        figures.periods = MailPeriods(
            counts.enumerated().map { index, day in
                var counts = MailCounts()
                (counts.requests, counts.bounces) = (day.mails, day.bounces)
                return DayStats(date: CalendarDate(daysSinceEpoch: 20_000 + index), counts: counts)
            })
        return figures
    }

    @Test("By a rate of a period come those with enough mail for one, the highest first; the others have no place")
    func rates() {
        let week = Array(repeating: (mails: 100, bounces: 0), count: 6)
        let figures: FiguresByUser = [
            // 2 % today, 9 of 106 in the week; 1 % and 7 of 700; a few mails only, all bounced.
            "delta": mail(week.map { ($0.mails / 10, 1) } + [(100, 2)]),
            "Alpha": mail(week.map { ($0.mails, 1) } + [(100, 1)]),
            "charlie": mail([(9, 9)]),
        ]
        let rest = ["", "bravo-with-a-long-name-10", "bravo-with-a-long-name-2", "charlie"]
        #expect(sorted(.bounceRate(.day), figures: figures) == ["delta", "Alpha"] + rest)
        #expect(sorted(.bounceRate(.week), figures: figures) == ["delta", "Alpha"] + rest)
        #expect(sorted(.bounceRate(.week), inverted: true, figures: figures) == ["Alpha", "delta"] + rest)
        #expect(figures["delta"]?.value(of: .bounceRate(.day), enoughMail: 100) == 0.02)
        #expect(figures["delta"]?.value(of: .bounceRate(.week), enoughMail: 100) == 0.05)
        #expect(figures["charlie"]?.value(of: .bounceRate(.day), enoughMail: 100) == nil)
        #expect(sorted(.sent(.week), figures: figures).prefix(3) == ["Alpha", "delta", "charlie"])
    }

    @Test("The fewest credits come first, and at the same severity who is farther beyond its line")
    func worst() {
        var figures: FiguresByUser = ["delta": .test(), "Alpha": .test(), "charlie": .test()]
        figures["delta"]?.measures[.credits] = 0.4
        figures["Alpha"]?.measures[.credits] = 0
        #expect(sorted(.creditsLeft, figures: figures).prefix(3) == ["Alpha", "delta", ""])
        #expect(sorted(.creditsLeft, inverted: true, figures: figures).prefix(3) == ["delta", "Alpha", ""])
        let troubled: FiguresByUser = [
            "delta": mail([], .warning, excess: 9), "Alpha": mail([], .critical, excess: 1.1),
            "charlie": mail([], .critical, excess: 3),
        ]
        #expect(sorted(.risk, figures: troubled).prefix(3) == ["charlie", "Alpha", "delta"])
    }

    @Test("Counts beyond all reason do not end the program")
    func hugeCounts() {
        let figures: FiguresByUser = ["delta": .test(sent: .max), "Alpha": .test(sent: .min)]
        #expect(sorted(.sent(.month), figures: figures).prefix(2) == ["delta", "Alpha"])
        #expect(sorted(.risk, inverted: true, figures: figures).prefix(2) == ["Alpha", "delta"])
    }

    @Test("Chunks that come later are merged into the order, as if all had been sorted anew")
    func merging() {
        let chunks = (0..<8).map { part in
            CustomerChunk.named((0..<37).map { "user-\(($0 * 7919 + part * 104_729) % 1000)" })
        }
        for column in [SortColumn.username, .email, .id] {
            for inverted in [false, true] {
                let sorting = Sorting(column: column, inverted: inverted)
                var rows: [UInt32] = []
                for count in 1...chunks.count {
                    let table = CustomerTable(chunks: Array(chunks[..<count]))
                    let sorter = RowSorter(table: table, sorting: sorting, figures: [:])
                    rows = sorter.merged(rows)
                    #expect(rows == sorter.sorted())
                }
            }
        }
    }

    @Test("A row is found where it stands")
    func place() {
        let sorter = RowSorter(table: table, sorting: Sorting(), figures: [:])
        let rows = sorter.sorted()
        #expect(rows.indices.map { sorter.place(of: rows[$0], in: rows) } == Array(rows.indices))
    }
}
