import GRDB

/// The tables, as steps that were once released and are never changed, only followed by others.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("customers, figures, calls") { database in
            try createCustomers(database)
            try createFigures(database)
            try createCalls(database)
        }
        migrator.registerMigration("journal, bulk runs, leases") { database in
            try createJournal(database)
            try createRuns(database)
            try createLeases(database)
        }
        migrator.registerMigration("seen suppressions, remembered names") { database in
            try createSeen(database)
            try createRemembered(database)
        }
        migrator.registerMigration("alarms") { database in try createAlarms(database) }
        migrator.registerMigration("addresses by one key") { database in try keySeen(database) }
        migrator.registerMigration("places in the minute") { database in try createCallPlaces(database) }
        migrator.registerMigration("customers in parts") { database in try addParts(database) }
        return migrator
    }

    private static func createCustomers(_ database: Database) throws {
        try database.create(table: "snapshot") { table in
            table.primaryKey("account", .text)
            table.column("readAt", .double).notNull()
            table.column("chunks", .integer).notNull()
            table.column("orderDigest", .integer).notNull()
            table.column("byUsername", .blob).notNull()
        }
        try database.create(table: "chunk") { table in
            table.primaryKey {
                table.column("account", .text)
                table.column("position", .integer)
            }
            table.column("digest", .integer).notNull()
            table.column("data", .blob).notNull()
        }
    }

    /// Which chunks make up a list, in its order; before, they were all of the account's from 0 on.
    private static func addParts(_ database: Database) throws {
        try database.alter(table: "snapshot") { table in table.add(column: "parts", .blob) }
    }

    private static func createFigures(_ database: Database) throws {
        try database.create(table: "figures", options: .withoutRowID) { table in
            table.primaryKey {
                table.column("account", .text)
                table.column("username", .text)
            }
            table.column("readAt", .double).notNull()
            table.column("data", .blob).notNull()
        }
        try database.create(index: "figures on readAt", on: "figures", columns: ["account", "readAt"])
    }

    private static func createCalls(_ database: Database) throws {
        try database.create(table: "calls", options: .withoutRowID) { table in
            table.primaryKey {
                table.column("account", .text)
                table.column("second", .integer)
            }
            table.column("count", .integer).notNull()
        }
    }

    /// Before, calls were counted by the second after they were made.
    private static func createCallPlaces(_ database: Database) throws {
        try database.drop(table: "calls")
        try database.create(table: "callPlace", options: .withoutRowID) { table in
            table.primaryKey {
                table.column("account", .text)
                table.column("id", .integer)
            }
            table.column("owner", .integer).notNull()
            addTimes(table)
        }
        try database.create(table: "callNews", options: .withoutRowID) { table in
            table.primaryKey {
                table.column("account", .text)
                table.column("kind", .text)
            }
            table.column("value", .double).notNull()
            addTimes(table)
        }
    }

    /// When a row is over: by the clock of the start of the machine that is named, and by that of the wall.
    private static func addTimes(_ table: TableDefinition) {
        table.column("boot", .text).notNull()
        table.column("until", .double).notNull()
        table.column("wall", .double).notNull()
    }
}
