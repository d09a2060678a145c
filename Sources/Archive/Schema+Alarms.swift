import GRDB

extension Schema {
    /// Alarms, one of each concern and customer, and how the collecting stands.
    static func createAlarms(_ database: Database) throws {
        try database.create(table: "alarm", options: .withoutRowID) { table in
            table.primaryKey {
                table.column("account", .text)
                table.column("username", .text)
                table.column("concern", .text)
            }
            for name in ["firstSeen", "lastSeen", "value", "formerValue", "formerAt", "changedAt"] {
                table.column(name, .double).notNull()
            }
            for name in ["severity", "severityThen"] { table.column(name, .integer).notNull() }
            table.column("state", .text).notNull()
            table.column("until", .double)
            table.column("by", .text)
            table.column("note", .text).notNull()
        }
        try database.create(table: "collector", options: .withoutRowID) { table in
            table.primaryKey("account", .text)
            table.column("data", .blob).notNull()
        }
    }
}
