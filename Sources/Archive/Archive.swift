import GRDB
import Glibc

/// What was seen of the service and has to outlive the program, in one SQLite file shared by several processes.
///
/// It is a convenience: where it can't be used the desk says so and goes on without it. Calls block; make them off the
/// main thread, except for the first paint.
package final class Archive: Sendable {
    /// Where the archive lies, for messages.
    package let place: String
    let database: any DatabaseWriter
    /// Customers of one account whose figures are kept.
    let figuresKept: Int
    /// Suppressed addresses of one account that are kept.
    let seenKept: Int
    /// The file as it was when it was opened; nil for none.
    private let file: FileIdentity?
    /// Keeps the log short; nil where there is none.
    private let folding: LogFolding?
    /// Why it can be read only; nil where it can be written.
    package let obstacle: ArchiveError?

    /// Opens the archive of a file, which is made where there is none, with its folders, readable by its owner only.
    package init(
        path: String, figuresKept: Int = 50_000, seenKept: Int = 2_000_000
    ) throws(ArchiveError) {
        place = path
        self.figuresKept = figuresKept
        self.seenKept = seenKept
        database = try Opening(path: path).run()
        file = FileIdentity(path: path)
        folding = LogFolding(path: path)
        obstacle = nil
    }

    /// One that is read and not written.
    init(reading database: any DatabaseWriter, place: String, obstacle: ArchiveError) {
        self.place = place
        self.database = database
        self.obstacle = obstacle
        (figuresKept, seenKept, file, folding) = (0, 0, nil, nil)
    }

    private init(database: any DatabaseWriter, seenKept: Int) {
        place = "in memory"
        figuresKept = 50_000
        self.seenKept = seenKept
        self.database = database
        (file, folding) = (nil, nil)
        obstacle = nil
    }

    /// An archive that ends with the program.
    package static func inMemory(seenKept: Int = 2_000_000) throws(ArchiveError) -> Archive {
        do {
            var configuration = Configuration()
            configuration.prepareDatabase { $0.add(function: .searched) }
            let database = try DatabaseQueue(configuration: configuration)
            try Schema.migrator.migrate(database)
            return Archive(database: database, seenKept: seenKept)
        } catch {
            throw ArchiveError(error, place: "in memory")
        }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
        do {
            return try database.read(body)
        } catch {
            throw ArchiveError(error, place: place)
        }
    }

    /// All of `body` or nothing of it comes to pass.
    ///
    /// A file that was deleted, moved or replaced could still be written, and all that is kept in it would be lost
    /// without a word.
    func write<Value>(_ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
        if let obstacle { throw obstacle }
        if let file, file != FileIdentity(path: place) { throw ArchiveError.gone(path: place) }
        defer { folding?.foldWhereLong() }
        do {
            return try database.write(body)
        } catch {
            throw ArchiveError(error, place: place)
        }
    }

    /// The same, on the disk when it returns: what a call is written down with before it goes out. All else may be lost
    /// with the power, though not with the program, and costs no wait for the disk.
    func writeDurably<Value>(_ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
        if let file, file != FileIdentity(path: place) { throw ArchiveError.gone(path: place) }
        do {
            return try database.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                defer { try? database.execute(sql: "PRAGMA synchronous = NORMAL") }
                var value: Value?
                try database.inTransaction(.immediate) {
                    value = try body(database)
                    return .commit
                }
                guard let value else { throw ArchiveError.failed(path: place, problem: "nothing was written") }
                return value
            }
        } catch {
            throw ArchiveError(error, place: place)
        }
    }

    /// Writes the log back into the file: the next start would have to read through all of it before the first paint.
    /// For the end of a program.
    ///
    /// While another process reads this is left to a later time, which does no harm.
    package func foldLog() {
        guard let pool = database as? DatabasePool else { return }
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
}

/// Which file lies at a path.
private struct FileIdentity: Equatable, Sendable {
    private let device: UInt
    private let number: UInt

    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, number) = (UInt(status.st_dev), UInt(status.st_ino))
    }
}
