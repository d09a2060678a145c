import ResellerAPI

/// What has to be known to bring the customers into order; a value, so that the work can be done off the main thread.
struct ArrangementRequest: Sendable {
    var table: CustomerTable
    var sorting: Sorting
    var filter: String
    var figures: [String: Figures]
    /// What is on the screen now.
    var shownTable: CustomerTable
    var shownSorting: Sorting
    var shownSorted: RowOrder
    var marks: MarkSet
    /// Row of `shownTable` that the cursor is on.
    var cursorRow: Int?

    /// Sorts and filters as far as it is not done already.
    func arrange() -> Arrangement {
        let sorted = sortedRows()
        let query = FilterQuery(filter)
        let shown = query.isEmpty ? sorted : filtered(sorted, query)
        let isSameTable = table == shownTable
        let cursorName = cursorRow.map(shownTable.username)
        let rowOfCursor = isSameTable ? cursorRow : cursorName.flatMap(row(named:))
        return Arrangement(
            table: table, sorting: sorting, filter: filter, sorted: sorted, shown: shown,
            cursor: rowOfCursor.flatMap { row in shown.rows.firstIndex(of: UInt32(row)) },
            marks: isSameTable ? marks : movedMarks())
    }

    private func sortedRows() -> RowOrder {
        let dependsOnFigures = sorting.column == .sent || sorting.column == .risk
        if table == shownTable && sorting == shownSorting && !dependsOnFigures { return shownSorted }
        let sorter = RowSorter(table: table, sorting: sorting, figures: figures)
        if sorting == shownSorting, !dependsOnFigures, grewAtItsEnd { return RowOrder(sorter.merged(shownSorted.rows)) }
        return RowOrder(sorter.sorted())
    }

    /// Whether `table` is the table on the screen with more chunks behind.
    private var grewAtItsEnd: Bool {
        let old = shownTable.chunks
        return !old.isEmpty && old.count < table.chunks.count && shownSorted.count == shownTable.count
            && zip(old, table.chunks).allSatisfy { $0 === $1 }
    }

    private func filtered(_ sorted: RowOrder, _ query: FilterQuery) -> RowOrder {
        let bits = Filtering(table: table, figures: figures).rows(meeting: query)
        return RowOrder(sorted.rows.filter(bits.contains))
    }

    private func row(named name: String) -> Int? {
        let bits = Filtering(table: table, figures: [:]).rows(meeting: FilterQuery("\"\(name)\""))
        for (index, word) in bits.words.enumerated() where word != 0 {
            var rest = word
            while rest != 0 {
                let row = index << 6 + rest.trailingZeroBitCount
                if row < table.count, table.username(row) == name { return row }
                rest &= rest - 1
            }
        }
        return nil
    }

    /// Marks follow their customers into the new table.
    private func movedMarks() -> MarkSet {
        guard marks.count > 0 else { return MarkSet() }
        let names = Set(marks.rows.map(shownTable.username))
        var moved = MarkSet()
        for row in 0..<table.count where names.contains(table.username(row)) { moved.insert(row) }
        return moved
    }
}
