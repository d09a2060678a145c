import Formats
import GRDB
package import Records
package import ResellerAPI

/// The journal: written before a call goes out, closed after it. Nothing in it is ever changed otherwise, or deleted.
extension Archive {
    /// Adds an entry and gives it its id. When this returns it is on the disk.
    ///
    /// What is secret in the parameters is masked here once more, whoever forgot it. `holder` is the process that makes
    /// the call: as long as the entry is open it is known whose it is.
    package func beginEntry(_ entry: JournalEntry, holder: String? = nil) throws(ArchiveError) -> Int64 {
        try writeDurably { database in
            let id = try Self.insert(entry, in: database)
            if let holder { try Self.hold(id, holder, at: entry.at, in: database) }
            return id
        }
    }

    /// Writes down how a call ended.
    ///
    /// An open entry may end in any way, an unknown one as done or failed, once it was read back. All else is refused.
    package func closeEntry(
        _ id: Int64, outcome: WriteOutcome, after: StateImage?, at time: Double
    ) throws(ArchiveError) {
        try write { try Self.close(id, outcome, after, at: time, in: $0) }
    }

    package func entry(_ id: Int64) throws(ArchiveError) -> JournalEntry? {
        try read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM journal WHERE id = ?", arguments: [id])
                .flatMap(Self.entry)
        }
    }

    /// Newest first.
    package func entries(_ query: JournalQuery) throws(ArchiveError) -> [JournalEntry] {
        var (conditions, arguments) = Self.conditions(of: query)
        if conditions.isEmpty { conditions = ["1"] }
        arguments += [max(0, query.limit)]
        return try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM journal WHERE \(conditions.joined(separator: " AND ")) ORDER BY id DESC LIMIT ?",
                arguments: arguments
            ).compactMap(Self.entry)
        }
    }

    /// Which of these entries are taken back now: by a later call that is done, and was not itself taken back.
    package func undone(_ ids: some Sequence<Int64>) throws(ArchiveError) -> Set<Int64> {
        try read { database in
            let statement = try database.makeStatement(
                sql: """
                    SELECT 1 FROM journal AS undo WHERE undo.undoes = ? AND undo.outcome = 'done' AND NOT EXISTS
                        (SELECT 1 FROM journal AS redo WHERE redo.redoes IN (undo.undoes, undo.id)
                            AND redo.id > undo.id AND redo.outcome = 'done')
                    """)
            return try Set(ids.filter { try Int.fetchOne(statement, arguments: [$0]) != nil })
        }
    }

    /// How many entries there are, of all accounts.
    package func entryCount() throws(ArchiveError) -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM journal") ?? 0 }
    }

    // MARK: - Inside a transaction

    static func insert(_ entry: JournalEntry, in database: Database) throws -> Int64 {
        let parameters = masked(entry)
        let words = parameters.pairs.map(\.value).joined(separator: " ")
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO journal (at, account, context, who, operation, parameters, words, reason, before, outcome,
                    answer, closedAt, after, undoes, redoes, run, row)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            entry.at, entry.account, entry.context, entry.who, entry.operation, KeptText.encode(parameters), words,
            entry.reason, try KeptText.encode(entry.before), entry.outcome.word, entry.outcome.text, entry.closedAt,
            try KeptText.encode(entry.after), entry.undoes, entry.redoes, entry.run, entry.row,
        ])
        return database.lastInsertedRowID
    }

    static func close(
        _ id: Int64, _ outcome: WriteOutcome, _ after: StateImage?, at time: Double, in database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: "UPDATE journal SET outcome = ?, answer = ?, after = ?, closedAt = ? WHERE id = ?")
        try statement.execute(arguments: [outcome.word, outcome.text, try KeptText.encode(after), time, id])
        guard database.changesCount == 1 else {
            throw ArchiveError.refused(what: "there is no journal entry \(id)")
        }
        try release(id, in: database)
    }

    private static func masked(_ entry: JournalEntry) -> Parameters {
        if let operation = Operation.named(entry.operation) { return operation.masked(entry.parameters) }
        return Parameters(
            entry.parameters.pairs.map { Parameters.Pair.isSecret($0.name) ? Parameters.Pair($0.name, "***") : $0 })
    }

    private static func conditions(of query: JournalQuery) -> ([String], StatementArguments) {
        var conditions: [String] = []
        var arguments = StatementArguments()
        func add(_ condition: String, _ values: (any DatabaseValueConvertible)...) {
            conditions.append(condition)
            arguments += StatementArguments(values)
        }
        if let account = query.account { add("account = ?", account) }
        if let since = query.since { add("at >= ?", since) }
        if let until = query.until { add("at <= ?", until) }
        if let before = query.before { add("id < ?", before) }
        if let run = query.run { add("run = ?", run) }
        if query.withoutRows { add("row IS NULL") }
        if !query.text.isEmpty {
            let columns = ["operation", "words", "reason", "who", "answer"]
            let pattern = likePattern(TextFold.string(query.text))
            conditions.append("(\(columns.map { "searched(\($0)) LIKE ? ESCAPE '\\'" }.joined(separator: " OR ")))")
            arguments += StatementArguments(columns.map { _ in pattern })
        }
        return (conditions, arguments)
    }

    /// Nil for a row that another tool broke.
    static func entry(_ row: Row) -> JournalEntry? {
        guard let id: Int64 = row.kept("id"), let at: Double = row.kept("at"),
            let account: String = row.kept("account"), let context: String = row.kept("context"),
            let who: String = row.kept("who"), let operation: String = row.kept("operation"),
            let parameters: String = row.kept("parameters"), let reason: String = row.kept("reason"),
            let word: String = row.kept("outcome"), let answer: String = row.kept("answer"),
            let outcome = WriteOutcome(word: word, text: answer)
        else { return nil }
        return JournalEntry(
            id: id, at: at, account: account, context: context, who: who, operation: operation,
            parameters: KeptText.parameters(parameters) ?? Parameters(), reason: reason,
            before: KeptText.image(row.kept("before")), outcome: outcome, closedAt: row.kept("closedAt"),
            after: KeptText.image(row.kept("after")), undoes: row.kept("undoes"), redoes: row.kept("redoes"),
            run: row.kept("run"), row: row.kept("row"))
    }
}
