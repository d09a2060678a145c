import ResellerAPI

/// What has to be known to bring the customers into order; a value, so that the work can be done off the main thread.
struct ArrangementRequest: Sendable {
    var table: CustomerTable
    var sorting: Sorting
    var filter: String
    var figures: FiguresByUser
    /// Fewer mails in a period say nothing about a rate.
    var enoughMail: Int
    /// What is on the screen now.
    var shownTable: CustomerTable
    var shownSorting: Sorting
    var shownSorted: RowOrder
    var marks: MarkSet
    /// Row of `shownTable` that the cursor is on.
    var cursorRow: Int?
    /// The customer that the panes at the right show, read or not.
    var subject: String?
    /// Whether nobody has moved yet while the first rows come in: the cursor stays at the top then.
    var staysAtTop = false

    /// Sorts and filters as far as it is not done already; nil when nobody waits for it any more.
    func arrange() -> Arrangement? {
        let sorted = sortedRows()
        let query = FilterQuery(filter)
        if Task.isCancelled { return nil }
        let shown = query.isEmpty ? sorted : filtered(sorted, query)
        if Task.isCancelled { return nil }
        let followed = keepsRows ? (cursorRow, marks, []) : follow()
        return Arrangement(
            table: table, sorting: sorting, filter: filter, sorted: sorted, shown: shown,
            cursor: staysAtTop ? 0 : followed.0.flatMap { row in shown.rows.firstIndex(of: UInt32(row)) },
            marks: followed.1,
            basis: .init(table: shownTable, keepsRows: keepsRows, cursorRow: cursorRow, marks: marks),
            gone: followed.2, ranked: ranked)
    }

    /// Customers with enough mail to have a place in the order; nil where all have one.
    private var ranked: Int? {
        guard sorting.column.needsEnoughMail else { return nil }
        return figures.count { $0.value.value(of: sorting.column, enoughMail: enoughMail) != nil }
    }

    /// Whether every row on the screen is the same customer in the new table.
    private var keepsRows: Bool {
        let old = shownTable.chunks
        return table == shownTable || old.count <= table.chunks.count && zip(old, table.chunks).allSatisfy { $0 === $1 }
    }

    private func sortedRows() -> RowOrder {
        let isComplete = shownSorted.count == shownTable.count && sorting == shownSorting && !sorting.dependsOnFigures
        if isComplete, table == shownTable { return shownSorted }
        let sorter = RowSorter(table: table, sorting: sorting, figures: figures, enoughMail: enoughMail)
        return RowOrder(isComplete && keepsRows ? sorter.merged(shownSorted.rows) : sorter.sorted())
    }

    private func filtered(_ sorted: RowOrder, _ query: FilterQuery) -> RowOrder {
        let bits = Filtering(table: table, figures: figures).rows(meeting: query)
        return RowOrder(bits.chosen(of: sorted.rows))
    }

    /// Cursor and marks follow their customers into another table; who is read but no longer there is named.
    private func follow() -> (cursor: Int?, marks: MarkSet, gone: [String]) {
        let cursorName = cursorRow.map { Array(shownTable.username($0).utf8) }
        let marked = UsernameIndex(marks.rows.map(shownTable.username))
        let read = UsernameIndex(Set(figures.keys).union(subject.map { [$0] } ?? []))
        var isThere = Array(repeating: false, count: read.names.count)
        var moved = MarkSet()
        var cursor: Int?
        table.eachUsername { row, name in
            if cursor == nil, cursorName?.elementsEqual(name) ?? false { cursor = row }
            if !marked.names.isEmpty, marked.place(of: name) != nil { moved.insert(row) }
            if let place = read.place(of: name) { isThere[place] = true }
            return true
        }
        var gone = zip(read.names, isThere).filter { !$0.1 }.map(\.0)
        // Somebody new, whom no list that was read holds yet, has not left.
        if let subject, gone.contains(subject), !wasShown(subject) { gone.removeAll { $0 == subject } }
        return (cursor, moved, gone)
    }

    private func wasShown(_ user: String) -> Bool {
        let name = Array(user.utf8)
        var isThere = false
        shownTable.eachUsername { _, other in
            isThere = name.elementsEqual(other)
            return !isThere
        }
        return isThere
    }
}
