import ResellerAPI

/// One customer as a row of the list.
package struct CustomerRow: Sendable, Equatable {
    package var name: String
    package var isMarked: Bool
    /// Nil where the customer was not read yet.
    package var figures: Figures?
    /// Whether the customer is being read, and whether the last reading failed.
    package var isAsking: Bool
    package var hasFailed: Bool
    /// Minutes since the figures were read, when that is too long ago.
    package var minutesOld: Int?
    /// False when sending is stopped; nil when the service did not tell.
    package var isActive: Bool?

    package init(
        name: String, isMarked: Bool, figures: Figures?, isAsking: Bool, hasFailed: Bool, minutesOld: Int?,
        isActive: Bool?
    ) {
        self.name = name
        self.isMarked = isMarked
        self.figures = figures
        self.isAsking = isAsking
        self.hasFailed = hasFailed
        self.minutesOld = minutesOld
        self.isActive = isActive
    }
}

extension DeskState {
    /// The row at a position of the shown customers; `position` must be below `customers.shown.count`.
    package func customerRow(at position: Int) -> CustomerRow {
        let row = Int(customers.shown.rows[position])
        let name = customers.table.username(row)
        let detail = details[name]
        let figures = figures[name]
        let parts = detail.map { [$0.statistics.isAsking, $0.overview.isAsking] } ?? []
        let minutesOld = figures.flatMap { figures -> Int? in
            now - figures.readAt > staleForFigures ? Int((now - figures.readAt) / 60) : nil
        }
        return CustomerRow(
            name: name, isMarked: customers.marks.contains(row), figures: figures,
            isAsking: figures == nil && parts.contains(true),
            hasFailed: detail?.statistics.failure != nil, minutesOld: minutesOld,
            isActive: customers.table.text(row, .active).map { CustomerTable.isTrue($0.utf8) })
    }

    /// Figures of customers that are not under the cursor are read again only when it rests on them: they count as
    /// old after a quarter of an hour.
    var staleForFigures: Double { 900 }

    /// Counts of customers that need a human, among those read.
    package var alarms: (critical: Int, warning: Int) {
        let board = shownBoard
        // The board knows which of them are snoozed.
        return board.version > 0
            ? (board.criticalCount, board.warningCount) : (figures.criticalCount, figures.warningCount)
    }
}
