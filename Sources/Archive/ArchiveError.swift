import Glibc
import GRDB

/// Why the archive can't be used, or not for this.
package enum ArchiveError: Error, Sendable, Equatable {
    /// The place can't be used, in the system's words.
    case unusable(path: String, problem: String)
    /// This user may not read or write there.
    case notPermitted(path: String)
    /// The file or its file system can't be written.
    case readOnly(path: String)
    /// Not a database, or one that is broken.
    case corrupt(path: String)
    /// A later version of the program made it.
    case newer(path: String)
    /// One thing in it is broken; it was thrown away, the rest is sound.
    case damaged(path: String, what: String, problem: String)
    case full(path: String)
    /// Deleted, moved or replaced while it was in use.
    case gone(path: String)
    /// Another process kept it locked.
    case busy(path: String)
    /// What is there does not allow it: another process or a person was there before, or it never may be.
    case refused(what: String)
    /// What SQLite said, where none of the others fits.
    case failed(path: String, problem: String)
}

extension ArchiveError {
    /// What an error number of the system means for a file or folder.
    init(code: Int32, path: String) {
        switch code {
        case EACCES, EPERM: self = .notPermitted(path: path)
        case EROFS: self = .readOnly(path: path)
        case ENOSPC, EDQUOT: self = .full(path: path)
        case EISDIR: self = .unusable(path: path, problem: "it is not a file")
        case EEXIST, ENOTDIR: self = .unusable(path: path, problem: "a part of the path is not a folder")
        default: self = .unusable(path: path, problem: String(cString: strerror(code)).lowercased())
        }
    }

    init(_ error: any Error, place: String) {
        switch error {
        case let error as ArchiveError: self = error
        case let error as DatabaseError: self.init(error, place: place)
        default: self = .failed(path: place, problem: "\(error)")
        }
    }

    private init(_ error: DatabaseError, place: String) {
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .corrupt(path: place)
        case .SQLITE_READONLY: self = .readOnly(path: place)
        case .SQLITE_PERM, .SQLITE_AUTH: self = .notPermitted(path: place)
        case .SQLITE_CANTOPEN: self = .unusable(path: place, problem: "it can't be opened")
        case .SQLITE_CONSTRAINT where error.extendedResultCode == .SQLITE_CONSTRAINT_TRIGGER:
            self = .refused(what: error.message ?? "the archive does not allow it")
        case .SQLITE_FULL: self = .full(path: place)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: place)
        default: self = .failed(path: place, problem: error.message ?? "code \(error.resultCode.rawValue)")
        }
    }
}
