import GRDB
package import Records
internal import ResellerAPI

/// Bulk runs and their rows. What a crash must not tear apart is one transaction.
extension Archive {
    /// Keeps a new run with all its rows, or nothing of it; the rows' indices are as given. Its id.
    package func createRun(_ run: BulkRun, rows: [BulkRow]) throws(ArchiveError) -> Int64 {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO run (account, context, who, operation, reason, stage, at, changedAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    run.account, run.context, run.who, run.operation, run.reason, run.stage.rawValue, run.at,
                    run.changedAt == 0 ? run.at : run.changedAt,
                ])
            let id = database.lastInsertedRowID
            try Self.insert(rows, of: id, in: database)
            return id
        }
    }

    /// The runs of an account, or of all, newest first.
    package func runs(account: String?, limit: Int = 100) throws(ArchiveError) -> [BulkRun] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM run WHERE ?1 IS NULL OR account = ?1 ORDER BY id DESC LIMIT ?2",
                arguments: [account, max(0, limit)]
            ).compactMap { try Self.run($0, in: database) }
        }
    }

    package func run(_ id: Int64) throws(ArchiveError) -> BulkRun? {
        try read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM run WHERE id = ?", arguments: [id])
                .flatMap { try Self.run($0, in: database) }
        }
    }

    package func setStage(_ run: Int64, _ stage: BulkRun.Stage) throws(ArchiveError) {
        try write { database in
            try database.execute(
                sql: "UPDATE run SET stage = ? WHERE id = ?", arguments: [stage.rawValue, run])
            guard database.changesCount == 1 else { throw ArchiveError.refused(what: "there is no run \(run)") }
        }
    }

    /// Rows of a run in the order of their index; with `stages` those that stand so.
    package func rows(
        _ run: Int64, stages: Set<BulkRow.Stage>? = nil, offset: Int = 0, limit: Int
    ) throws(ArchiveError) -> [BulkRow] {
        var condition = ""
        if let stages { condition = "AND stage IN (\(stages.map { String($0.urgency) }.joined(separator: ",")))" }
        return try rows(run, condition: condition, order: "position", offset: offset, limit: limit)
    }

    /// Rows of a run, those that need a person first: unknown, failed, sent, skipped, done, waiting.
    package func rowsNeedingAttentionFirst(
        _ run: Int64, offset: Int = 0, limit: Int
    ) throws(ArchiveError) -> [BulkRow] {
        try rows(run, condition: "", order: "stage, position", offset: offset, limit: limit)
    }

    private func rows(
        _ run: Int64, condition: String, order: String, offset: Int, limit: Int
    ) throws(ArchiveError) -> [BulkRow] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM runRow WHERE run = ? \(condition) ORDER BY \(order) LIMIT ? OFFSET ?",
                arguments: [run, max(0, limit), max(0, offset)]
            ).compactMap(Self.row)
        }
    }

    private static func insert(_ rows: [BulkRow], of run: Int64, in database: Database) throws {
        let insert = try database.makeStatement(
            sql: """
                INSERT INTO runRow (run, position, target, parameters, stage, answer, at, before, entry)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        var counts: [BulkRow.Stage: Int] = [:]
        for row in rows {
            counts[row.stage, default: 0] += 1
            try insert.execute(arguments: [
                run, row.index, row.target, KeptText.encode(row.parameters), row.stage.urgency, row.answer, row.at,
                try KeptText.encode(row.before), row.entry,
            ])
        }
        for stage in BulkRow.Stage.allCases {
            try database.execute(
                sql: "INSERT INTO runCount (run, stage, count) VALUES (?, ?, ?)",
                arguments: [run, stage.urgency, counts[stage] ?? 0])
        }
    }

    /// Nil for a row that another tool broke.
    private static func run(_ row: Row, in database: Database) throws -> BulkRun? {
        guard let id: Int64 = row.kept("id"), let account: String = row.kept("account"),
            let context: String = row.kept("context"), let who: String = row.kept("who"),
            let at: Double = row.kept("at"), let operation: String = row.kept("operation"),
            let reason: String = row.kept("reason"), let word: String = row.kept("stage"),
            let stage = BulkRun.Stage(rawValue: word), let changedAt: Double = row.kept("changedAt")
        else { return nil }
        var run = BulkRun(
            id: id, account: account, context: context, who: who, at: at, operation: operation, reason: reason,
            stage: stage, changedAt: changedAt)
        let counts = try Row.fetchAll(
            database, sql: "SELECT stage, count FROM runCount WHERE run = ?", arguments: [id])
        for count in counts {
            guard let urgency: Int = count.kept("stage"), let stage = BulkRow.Stage(urgency: urgency) else { continue }
            run.counts[stage] = count.kept("count") ?? 0
        }
        return run
    }

    private static func row(_ row: Row) -> BulkRow? {
        guard let index: Int = row.kept("position"), let target: String = row.kept("target"),
            let text: String = row.kept("parameters"), let parameters = KeptText.parameters(text),
            let urgency: Int = row.kept("stage"), let stage = BulkRow.Stage(urgency: urgency),
            let answer: String = row.kept("answer"), let at: Double = row.kept("at")
        else { return nil }
        return BulkRow(
            index: index, target: target, parameters: parameters, stage: stage, answer: answer, at: at,
            before: KeptText.image(row.kept("before")), entry: row.kept("entry"))
    }
}

extension BulkRow.Stage {
    /// In this order they need a person; what the archive keeps of a stage, so that its index has them so.
    static let byUrgency: [BulkRow.Stage] = [.unknown, .failed, .sent, .skipped, .done, .waiting]

    var urgency: Int {
        switch self {
        case .unknown: 0
        case .failed: 1
        case .sent: 2
        case .skipped: 3
        case .done: 4
        case .waiting: 5
        }
    }

    init?(urgency: Int) {
        guard Self.byUrgency.indices.contains(urgency) else { return nil }
        self = Self.byUrgency[urgency]
    }
}

extension BulkCounts {
    subscript(stage: BulkRow.Stage) -> Int {
        get {
            switch stage {
            case .waiting: waiting
            case .sent: sent
            case .done: done
            case .skipped: skipped
            case .failed: failed
            case .unknown: unknown
            }
        }
        set {
            switch stage {
            case .waiting: waiting = newValue
            case .sent: sent = newValue
            case .done: done = newValue
            case .skipped: skipped = newValue
            case .failed: failed = newValue
            case .unknown: unknown = newValue
            }
        }
    }
}
