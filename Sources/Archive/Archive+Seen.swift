import Formats
import GRDB
package import Records
package import ResellerAPI

/// Suppression lists as they were read last, so that an address can be looked for in all of them at once.
extension Archive {
    /// Keeps a list of a customer in place of the one kept before; what did not change is not written.
    ///
    /// When an account has too many addresses then, its oldest lists are dropped.
    package func saveSeen(
        account: String, username: String, list: SuppressionList, _ suppressions: [Suppression], readAt: Double
    ) throws(ArchiveError) {
        try write { database in
            let accountID = try Self.accountID(account, in: database)
            let listID = try Self.listID(accountID, username, list, in: database)
            try Self.replace(listID, of: accountID, with: suppressions.prefix(seenKept), in: database)
            try database.execute(
                sql: """
                    UPDATE seenList SET readAt = ?, count = (SELECT COUNT(*) FROM seenAddress WHERE list = seenList.id)
                    WHERE id = ?
                    """, arguments: [readAt, listID])
            try dropOldest(of: accountID, but: listID, in: database)
        }
    }

    /// Takes an address out of a kept list, as it was just taken out of the service's.
    package func forgetSeen(
        account: String, username: String, list: SuppressionList, address: String
    ) throws(ArchiveError) {
        try write { database in
            let listID = try Int64.fetchOne(
                database, sql: "SELECT id \(Self.listsOfAccount) AND username = ? AND list = ?",
                arguments: [account, username, list.rawValue])
            guard let listID else { return }
            let gone = try Self.delete(address, from: listID, of: account, in: database)
            try database.execute(
                sql: "UPDATE seenList SET count = count - ? WHERE id = ?", arguments: [gone, listID])
        }
    }

    /// Every list of the account on which exactly this address was seen, in any of its spellings.
    package func seen(account: String, address: String) throws(ArchiveError) -> [SeenSuppression] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT seenList.username, seenList.list AS name, seenList.readAt, seenAddress.* FROM seenAddress
                    JOIN seenList ON seenList.id = seenAddress.list
                    WHERE seenAddress.account = (SELECT id FROM seenAccount WHERE name = ?) AND \(SeenKey.matches)
                    ORDER BY seenList.username, seenList.id
                    """, arguments: [account] + SeenKey.arguments(address)
            ).compactMap(Self.seen)
        }
    }

    /// The customers of whom all four lists are kept, and when the oldest of them was read.
    package func seenWhole(account: String) throws(ArchiveError) -> [String: Double] {
        try read { database in
            var whole: [String: Double] = [:]
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT username, MIN(readAt) AS oldest \(Self.listsOfAccount)
                    GROUP BY username HAVING COUNT(*) = ?
                    """, arguments: [account, SuppressionList.allCases.count])
            while let row = try rows.next() {
                if let username: String = row.kept("username") { whole[username] = row.kept("oldest") }
            }
            return whole
        }
    }

    /// When each list of a customer was read last; one that never was is missing.
    package func seenAt(account: String, username: String) throws(ArchiveError) -> [SuppressionList: Double] {
        try read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT list, readAt \(Self.listsOfAccount) AND username = ?",
                arguments: [account, username])
            var found: [SuppressionList: Double] = [:]
            for row in rows {
                guard let word: String = row.kept("list"), let list = SuppressionList(rawValue: word) else { continue }
                found[list] = row.kept("readAt")
            }
            return found
        }
    }

    /// The lists of a customer as they were read last, newest addresses first; one that never was is missing.
    package func seenLists(
        account: String, username: String
    ) throws(ArchiveError) -> [SuppressionList: HeldCustomer.List] {
        let times = try seenAt(account: account, username: username)
        return try read { database in
            var found: [SuppressionList: HeldCustomer.List] = [:]
            for (list, readAt) in times {
                let rows = try Row.fetchAll(
                    database,
                    sql: """
                        SELECT seenList.username, seenList.list AS name, seenList.readAt, seenAddress.* FROM seenAddress
                        JOIN seenList ON seenList.id = seenAddress.list
                        WHERE seenAddress.list = (SELECT id \(Self.listsOfAccount) AND username = ? AND list = ?)
                        ORDER BY created DESC, address
                        """, arguments: [account, username, list.rawValue])
                found[list] = HeldCustomer.List(rows.compactMap(Self.seen).map(\.suppression), readAt: readAt)
            }
            return found
        }
    }

    private static let listsOfAccount =
        "FROM seenList WHERE account = (SELECT id FROM seenAccount WHERE name = ?)"

    // MARK: - Inside a transaction

    private static func accountID(_ account: String, in database: Database) throws -> Int64 {
        try database.execute(sql: "INSERT OR IGNORE INTO seenAccount (name) VALUES (?)", arguments: [account])
        return try Int64.fetchOne(database, sql: "SELECT id FROM seenAccount WHERE name = ?", arguments: [account]) ?? 0
    }

    private static func listID(
        _ account: Int64, _ username: String, _ list: SuppressionList, in database: Database
    ) throws -> Int64 {
        try database.execute(
            sql: "INSERT OR IGNORE INTO seenList (account, username, list, readAt, count) VALUES (?, ?, ?, 0, 0)",
            arguments: [account, username, list.rawValue])
        return try Int64.fetchOne(
            database, sql: "SELECT id FROM seenList WHERE account = ? AND username = ? AND list = ?",
            arguments: [account, username, list.rawValue]) ?? 0
    }

    private static func replace(
        _ list: Int64, of account: Int64, with suppressions: some Collection<Suppression>, in database: Database
    ) throws {
        var kept = try keptDigests(of: list, in: database)
        let insert = try database.makeStatement(
            sql: """
                INSERT OR REPLACE INTO seenAddress (account, address, list, digest, written, status, reason, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        var keys: Set<String> = []
        for one in suppressions {
            var address = AddressForms.key(one.email)
            // A second spelling on one list is an entry of its own.
            if !keys.insert(address).inserted { address += SeenKey.spelling(one.email) }
            let digest = digest(of: one)
            if kept.removeValue(forKey: address) == digest { continue }
            try insert.execute(arguments: [
                account, address, list, digest, one.email.utf8.elementsEqual(address.utf8) ? nil : one.email,
                one.status, one.reason,
                one.created?.secondsSinceEpoch,
            ])
        }
        let delete = try database.makeStatement(
            sql: "DELETE FROM seenAddress WHERE account = ? AND address = ? AND list = ?")
        for address in kept.keys { try delete.execute(arguments: [account, address, list]) }
    }

    /// The very spelling goes before the others; how many went.
    private static func delete(
        _ address: String, from list: Int64, of account: String, in database: Database
    ) throws -> Int {
        let key = AddressForms.key(address)
        let place = "account = (SELECT id FROM seenAccount WHERE name = ?) AND list = ?"
        let exact = "IFNULL(written, address) = ?"
        let arguments: StatementArguments = [account, list] + SeenKey.arguments(key)
        try database.execute(
            sql: "DELETE FROM seenAddress WHERE \(place) AND \(SeenKey.matches) AND \(exact)",
            arguments: arguments + [address])
        let gone = database.changesCount
        guard gone == 0 else { return gone }
        try database.execute(
            sql: "DELETE FROM seenAddress WHERE \(place) AND \(SeenKey.matches)", arguments: arguments)
        return database.changesCount
    }

    private static func keptDigests(of list: Int64, in database: Database) throws -> [String: Int64] {
        var digests: [String: Int64] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT address, digest FROM seenAddress WHERE list = ?", arguments: [list])
        while let row = try rows.next() {
            if let address: String = row.kept("address") { digests[address] = row.kept("digest") ?? 0 }
        }
        return digests
    }

    private static func digest(of suppression: Suppression) -> Int64 {
        var digest = Digest()
        for text in [suppression.email, suppression.status ?? "\0", suppression.reason ?? "\0"] {
            var text = text
            text.withUTF8 { digest.add(UnsafeRawBufferPointer($0)) }
        }
        withUnsafeBytes(of: suppression.created?.secondsSinceEpoch ?? Int.min) { digest.add($0) }
        return digest.value
    }

    private func dropOldest(of account: Int64, but newest: Int64, in database: Database) throws {
        let lists = try Row.fetchAll(
            database,
            sql: "SELECT id, count FROM seenList WHERE account = ? ORDER BY id = ?, readAt",
            arguments: [account, newest])
        var total = lists.reduce(0) { $0 + ($1.kept("count") ?? 0) }
        for list in lists.dropLast() where total > seenKept {
            guard let id: Int64 = list.kept("id") else { continue }
            try database.execute(sql: "DELETE FROM seenAddress WHERE list = ?", arguments: [id])
            try database.execute(sql: "DELETE FROM seenList WHERE id = ?", arguments: [id])
            total -= list.kept("count") ?? 0
        }
    }

    private static func seen(_ row: Row) -> SeenSuppression? {
        guard let username: String = row.kept("username"), let word: String = row.kept("name"),
            let list = SuppressionList(rawValue: word), let address: String = row.kept("address"),
            let readAt: Double = row.kept("readAt")
        else { return nil }
        let created: Int? = row.kept("created")
        return SeenSuppression(
            username: username,
            suppression: Suppression(
                list: list, email: row.kept("written") ?? address, status: row.kept("status"),
                reason: row.kept("reason"), created: created.map { WireTime(secondsSinceEpoch: $0) }),
            readAt: readAt)
    }
}

/// How an address is written down to be found: by what is the same for all its spellings, a second one of a list with
/// that spelling behind it.
enum SeenKey {
    private static let mark = "\u{1}"

    static func spelling(_ email: String) -> String { mark + email }

    static let matches = "(address = ? OR address > ? AND address < ?)"

    static func arguments(_ address: String) -> StatementArguments {
        let key = AddressForms.key(address)
        return [key, key + mark, key + "\u{2}"]
    }
}
