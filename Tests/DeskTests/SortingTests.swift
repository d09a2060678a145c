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
        #expect(sorted(.sent, figures: figures) == ["Alpha", long + "2", "delta", "", long + "10", "charlie"])
        #expect(
            sorted(.sent, inverted: true, figures: figures)
                == ["delta", long + "2", "Alpha", "", long + "10", "charlie"])
        #expect(sorted(.risk, figures: figures) == ["charlie", long + "2", "delta", "Alpha", "", long + "10"])
        #expect(
            sorted(.risk, inverted: true, figures: figures)
                == ["Alpha", "delta", long + "2", "charlie", "", long + "10"])
    }

    @Test("Counts beyond all reason do not end the program")
    func hugeCounts() {
        let figures: FiguresByUser = ["delta": .test(sent: .max), "Alpha": .test(sent: .min)]
        #expect(sorted(.sent, figures: figures).prefix(2) == ["delta", "Alpha"])
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
