import Formats
import GRDB

extension Schema {
    /// Suppression lists as they were read. An account and a list are numbers in the rows: there may be two million.
    static func createSeen(_ database: Database) throws {
        try database.create(table: "seenAccount") { table in
            table.primaryKey("id", .integer)
            table.column("name", .text).notNull().unique()
        }
        try database.create(table: "seenList") { table in
            table.primaryKey("id", .integer)
            table.column("account", .integer).notNull()
            table.column("username", .text).notNull()
            table.column("list", .text).notNull()
            table.column("readAt", .double).notNull()
            table.column("count", .integer).notNull()
            table.uniqueKey(["account", "username", "list"])
        }
        try database.create(table: "seenAddress", options: .withoutRowID) { table in
            table.primaryKey {
                table.column("account", .integer)
                table.column("address", .text)
                table.column("list", .integer)
            }
            table.column("digest", .integer).notNull()
            // As the service writes it, where it is not in small letters.
            table.column("written", .text)
            table.column("status", .text)
            table.column("reason", .text)
            table.column("created", .integer)
        }
        try database.create(
            index: "seenAddress on list", on: "seenAddress", columns: ["list", "address", "digest"])
    }

    /// What was written down in small letters only is written down by the key of all its spellings. Addresses of plain
    /// letters have it already.
    static func keySeen(_ database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT account, address, list, written FROM seenAddress
                WHERE address GLOB '*[^ -~]*' OR address LIKE '%xn--%'
                """)
        for row in rows {
            guard let address: String = row.kept("address"), let account: Int64 = row.kept("account"),
                let list: Int64 = row.kept("list")
            else { continue }
            let email = row.kept("written") ?? address
            let key = AddressForms.key(email)
            guard !key.utf8.elementsEqual(address.utf8) else { continue }
            // Of two spellings on one list the first keeps the place; the other comes back when the list is read.
            try database.execute(
                sql: """
                    UPDATE OR REPLACE seenAddress SET address = ?, written = ?
                    WHERE account = ? AND address = ? AND list = ?
                    """, arguments: [key, email, account, address, list])
        }
    }

    static func createRemembered(_ database: Database) throws {
        try database.create(table: "remembered") { table in
            table.autoIncrementedPrimaryKey("id")
            for name in ["account", "kind", "owner", "name"] { table.column(name, .text).notNull() }
            table.uniqueKey(["account", "kind", "owner", "name"])
        }
    }
}
