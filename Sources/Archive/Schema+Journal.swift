import GRDB

extension Schema {
    /// What was done. Triggers keep it true whoever writes: rows are added, closed once, and nothing else.
    static func createJournal(_ database: Database) throws {
        try database.create(table: "journal") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("at", .double).notNull()
            for name in ["account", "context", "who", "operation", "parameters", "words", "reason"] {
                table.column(name, .text).notNull()
            }
            table.column("before", .text)
            table.column("outcome", .text).notNull()
            table.column("answer", .text).notNull()
            table.column("closedAt", .double)
            table.column("after", .text)
            for name in ["undoes", "redoes", "run", "row"] { table.column(name, .integer) }
        }
        try database.create(index: "journal on account", on: "journal", columns: ["account", "id"])
        try database.create(index: "journal on at", on: "journal", columns: ["at"])
        try database.execute(
            sql: """
                CREATE INDEX "journal without rows" ON journal (account, id) WHERE row IS NULL;
                CREATE INDEX "journal on run" ON journal (run, id) WHERE run IS NOT NULL;
                CREATE INDEX "journal on undoes" ON journal (undoes) WHERE undoes IS NOT NULL;
                CREATE INDEX "journal on redoes" ON journal (redoes) WHERE redoes IS NOT NULL;
                """)
        try database.execute(sql: journalTriggers)
    }

    private static let journalTriggers = """
        CREATE TRIGGER "journal is never deleted" BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'an entry of the journal is never deleted'); END;

        CREATE TRIGGER "journal is never replaced" BEFORE INSERT ON journal
        WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'an entry of the journal is never replaced'); END;

        CREATE TRIGGER "journal stays as it was written" BEFORE UPDATE ON journal
        WHEN NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.account IS NOT OLD.account
            OR NEW.context IS NOT OLD.context OR NEW.who IS NOT OLD.who OR NEW.operation IS NOT OLD.operation
            OR NEW.parameters IS NOT OLD.parameters OR NEW.words IS NOT OLD.words OR NEW.reason IS NOT OLD.reason
            OR NEW.before IS NOT OLD.before OR NEW.undoes IS NOT OLD.undoes OR NEW.redoes IS NOT OLD.redoes
            OR NEW.run IS NOT OLD.run OR NEW.row IS NOT OLD.row
        BEGIN SELECT RAISE(ABORT, 'what an entry of the journal says is never changed'); END;

        CREATE TRIGGER "journal is closed once" BEFORE UPDATE ON journal
        WHEN NOT (OLD.outcome = 'open' AND NEW.outcome IN ('done', 'refused', 'failed', 'unknown')
            OR OLD.outcome = 'unknown' AND NEW.outcome IN ('done', 'failed'))
        BEGIN SELECT RAISE(ABORT, 'that entry of the journal is closed already'); END;
        """

    /// Bulk runs, their rows, and how many rows stand how: a trigger counts, as the rows may be a hundred thousand.
    static func createRuns(_ database: Database) throws {
        try database.create(table: "run") { table in
            table.autoIncrementedPrimaryKey("id")
            for name in ["account", "context", "who", "operation", "reason", "stage"] {
                table.column(name, .text).notNull()
            }
            table.column("at", .double).notNull()
            table.column("changedAt", .double).notNull()
        }
        try database.create(index: "run on account", on: "run", columns: ["account", "id"])
        try database.create(table: "runCount", options: .withoutRowID) { table in
            table.primaryKey {
                table.column("run", .integer)
                table.column("stage", .integer)
            }
            table.column("count", .integer).notNull()
        }
        try database.create(table: "runRow", options: .withoutRowID) { table in
            table.primaryKey {
                table.column("run", .integer)
                table.column("position", .integer)
            }
            table.column("target", .text).notNull()
            table.column("parameters", .text).notNull()
            table.column("stage", .integer).notNull()
            table.column("answer", .text).notNull()
            table.column("at", .double).notNull()
            table.column("before", .text)
            table.column("entry", .integer)
        }
        try database.create(index: "runRow on stage", on: "runRow", columns: ["run", "stage", "position"])
        try database.execute(
            sql: """
                CREATE TRIGGER "runRow is counted" AFTER UPDATE OF stage ON runRow WHEN NEW.stage <> OLD.stage
                BEGIN
                    UPDATE runCount SET count = count - 1 WHERE run = OLD.run AND stage = OLD.stage;
                    UPDATE runCount SET count = count + 1 WHERE run = NEW.run AND stage = NEW.stage;
                END
                """)
    }

    static func createLeases(_ database: Database) throws {
        try database.create(table: "lease", options: .withoutRowID) { table in
            table.primaryKey("name", .text)
            table.column("holder", .text).notNull()
            table.column("until", .double).notNull()
        }
    }
}
