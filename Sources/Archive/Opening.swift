import Foundation
import GRDB
import Glibc

/// The steps from a path to a database that can be worked on.
struct Opening {
    let path: String

    func run() throws(ArchiveError) -> any DatabaseWriter {
        try makeFolder()
        try makeFile()
        // Two first starts at once would otherwise both build the tables.
        let lock = lockFolder()
        defer { if lock >= 0 { close(lock) } }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try migrate(pool)
            return pool
        } catch {
            throw ArchiveError(error, place: path)
        }
    }

    private var folder: String { (path as NSString).deletingLastPathComponent }

    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "archive"
        configuration.busyMode = .timeout(5)
        // What a desk reads when it starts: the list, journal, names, figures, alarms.
        configuration.maximumReaderCount = 5
        configuration.prepareDatabase { database in
            database.add(function: .searched)
            // Blobs of some hundred kilobytes: larger pages mean shorter chains. Holds for a new file only.
            try database.execute(sql: "PRAGMA page_size = 16384")
            try database.execute(sql: "PRAGMA journal_size_limit = 4194304")
            // Else whoever writes when the log has become long folds it, and a person waits for that.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        }
        return configuration
    }

    private func migrate(_ pool: DatabasePool) throws {
        let migrator = Schema.migrator
        let (isNewer, isComplete) = try pool.read { database in
            (try migrator.hasBeenSuperseded(database), try migrator.hasCompletedMigrations(database))
        }
        if isNewer { throw ArchiveError.newer(path: path) }
        if !isComplete { try migrator.migrate(pool) }
    }

    /// Makes what is missing of the folders, closed to everybody else. Folders that exist stay as they are.
    private func makeFolder() throws(ArchiveError) {
        if folder.isEmpty { return }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ArchiveError(code: Self.code(of: error), path: folder)
        }
    }

    /// SQLite makes files as the umask says and gives its side files the rights of the main one: so make that first.
    ///
    /// A file that exists is not opened here: closing it would drop the locks that this process holds on it.
    private func makeFile() throws(ArchiveError) {
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 {
            close(file)
            return
        }
        guard errno == EEXIST else { throw ArchiveError(code: errno, path: path) }
        var status = stat()
        guard stat(path, &status) == 0 else { throw ArchiveError(code: errno, path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ArchiveError.unusable(path: path, problem: "it is not a file")
        }
        guard access(path, R_OK | W_OK) == 0 else { throw ArchiveError(code: errno, path: path) }
        if status.st_mode & 0o077 != 0, chmod(path, 0o600) != 0 { throw ArchiveError(code: errno, path: path) }
    }

    private func lockFolder() -> Int32 {
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return -1 }
        while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
        return descriptor
    }

    /// The system's error number under Foundation's.
    private static func code(of error: any Error) -> Int32 {
        let error = error as NSError
        if error.domain == NSPOSIXErrorDomain { return Int32(error.code) }
        if let under = error.userInfo[NSUnderlyingErrorKey] as? NSError, under.domain == NSPOSIXErrorDomain {
            return Int32(under.code)
        }
        if let under = error.userInfo[NSUnderlyingErrorKey] as? POSIXError { return under.code.rawValue }
        return EIO
    }
}
