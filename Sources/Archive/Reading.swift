import Foundation
import GRDB

extension Archive {
    /// Opens an archive to read what is kept there, also where it can't be written: in a folder of somebody else, on a
    /// full disk. `obstacle` tells why nothing can be changed then.
    package static func readable(path: String) throws(ArchiveError) -> Archive {
        do throws(ArchiveError) {
            return try Archive(path: path)
        } catch {
            guard error.isAboutWriting, let database = Reading(path: path).database() else { throw error }
            return Archive(reading: database, place: path, obstacle: error)
        }
    }
}

extension ArchiveError {
    /// Whether what is kept may be sound all the same.
    fileprivate var isAboutWriting: Bool {
        switch self {
        case .notPermitted, .readOnly, .full, .unusable, .failed: true
        case .corrupt, .newer, .damaged, .gone, .busy, .refused: false
        }
    }
}

/// Ways to read a database in a place where nothing can be written.
struct Reading {
    let path: String

    /// Nil where none leads to a whole archive of this version.
    func database() -> (any DatabaseWriter)? {
        // While another process has it open, its side files tell what is not in the main file yet. Where nobody has,
        // and nothing is left in a log, the main file is all. Else the log is folded in a copy.
        opened(path, isReadOnly: true) ?? (hasLog ? copied() : opened(frozen, isReadOnly: true))
    }

    private var hasLog: Bool {
        let size = (try? FileManager.default.attributesOfItem(atPath: path + "-wal"))?[.size] as? Int
        return (size ?? 0) > 0
    }

    /// The main file as one that nobody changes.
    private var frozen: String {
        let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        let name = whole.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? whole
        return "file:\(name)?mode=ro&immutable=1"
    }

    private func opened(_ name: String, isReadOnly: Bool) -> (any DatabaseWriter)? {
        var configuration = Configuration()
        configuration.label = "archive to read"
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(5)
        guard let queue = try? DatabaseQueue(path: name, configuration: configuration),
            (try? queue.read { try Schema.migrator.hasCompletedMigrations($0) }) == true
        else { return nil }
        return queue
    }

    /// A copy that only this user can read, and that is gone with the process, however that ends.
    private func copied() -> (any DatabaseWriter)? {
        var template = Array((NSTemporaryDirectory() + "/archive-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { return nil }
        let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        // What is open stays until it is closed.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for ending in ["", "-wal"] {
            guard
                (try? FileManager.default.copyItem(atPath: path + ending, toPath: "\(folder)/copy\(ending)")) != nil
            else { return nil }
            chmod("\(folder)/copy\(ending)", 0o600)
        }
        return opened("\(folder)/copy", isReadOnly: false)
    }
}
