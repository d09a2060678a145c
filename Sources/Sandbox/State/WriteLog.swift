import Foundation
import GRDB

/// A write as it is kept: which operation, when, with which parameters. Passwords are in it as digests only.
struct WriteRecord: Sendable, Equatable {
    let operation: String
    /// Seconds since 1970, by the sandbox's clock.
    let at: Int
    let sister: Bool
    let parameters: Parameters
}

/// The file that keeps the writes: replayed in their order they give the state back.
final class WriteLog: Sendable {
    private let path: String
    private let queue: DatabaseQueue
    /// Where this world began, seconds since 1970: that of the first start.
    let anchor: Int

    /// Opens or makes the file for a world of this seed and size.
    init(path: String, seed: UInt64, customers: Int, anchor: Int) throws(SandboxError) {
        self.path = path
        do {
            queue = try DatabaseQueue(path: path)
            self.anchor = try queue.write { database in
                try database.execute(
                    sql: """
                        CREATE TABLE IF NOT EXISTS world (seed TEXT NOT NULL, customers INTEGER NOT NULL, anchor INTEGER NOT NULL);
                        CREATE TABLE IF NOT EXISTS write (
                            id INTEGER PRIMARY KEY, at INTEGER NOT NULL, operation TEXT NOT NULL, sister INTEGER NOT NULL,
                            parameters TEXT NOT NULL);
                        """)
                guard let row = try GRDB.Row.fetchOne(database, sql: "SELECT seed, customers, anchor FROM world") else {
                    try database.execute(
                        sql: "INSERT INTO world VALUES (?, ?, ?)", arguments: [String(seed), customers, anchor])
                    return anchor
                }
                let kept: (seed: String, customers: Int) = (row["seed"], row["customers"])
                guard kept.seed == String(seed), kept.customers == customers else {
                    throw Mismatch(seed: kept.seed, customers: kept.customers)
                }
                return row["anchor"]
            }
        } catch let mismatch as Mismatch {
            throw .data(
                file: path, problem: "is of a world with seed \(mismatch.seed) and \(mismatch.customers) customers")
        } catch {
            throw .data(file: path, problem: "can't be used: \(error)")
        }
    }

    private struct Mismatch: Error {
        let seed: String
        let customers: Int
    }

    func records() throws(SandboxError) -> [WriteRecord] {
        do {
            return try queue.read { database in
                try GRDB.Row.fetchAll(database, sql: "SELECT at, operation, sister, parameters FROM write ORDER BY id")
                    .map {
                        let text: String = $0["parameters"]
                        return WriteRecord(
                            operation: $0["operation"], at: $0["at"], sister: $0["sister"],
                            parameters: try JSONDecoder().decode(Parameters.self, from: Data(text.utf8)))
                    }
            }
        } catch {
            throw .data(file: path, problem: "can't be read: \(error)")
        }
    }

    func append(_ record: WriteRecord) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(record.parameters), as: UTF8.self)
        try queue.write { database in
            try database.execute(
                sql: "INSERT INTO write (at, operation, sister, parameters) VALUES (?, ?, ?, ?)",
                arguments: [record.at, record.operation, record.sister, text])
        }
    }
}
