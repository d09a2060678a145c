import Foundation

/// Files that are there whole or not at all, readable by their owner only. One that is there is never written over.
enum NewFile {
    /// What kept a file from being made, in the system's words.
    struct Failure: Error {
        let words: String
        let isTaken: Bool

        init(_ number: Int32) {
            words = String(cString: strerror(number)).lowercased()
            isTaken = number == EEXIST
        }
    }

    static func write(_ text: String, to path: String) -> Failure? {
        // Known before the work is done; it is looked at once more when the name is taken.
        if FileManager.default.fileExists(atPath: path) { return Failure(EEXIST) }
        // A part has a name of its own, so that a process that is killed leaves none under the file's.
        let folder = (path as NSString).deletingLastPathComponent
        var template = Array("\(folder)/.resellerdesk-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return Failure(errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let part = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { unlink(part) }
        let isWritten = Console.write(text, to: descriptor) && fsync(descriptor) == 0
        let code = errno
        guard close(descriptor) == 0, isWritten else { return Failure(isWritten ? errno : code) }
        return named(part, path)
    }

    /// Gives the part its name, unless that was taken meanwhile.
    private static func named(_ part: String, _ path: String) -> Failure? {
        if link(part, path) == 0 { return nil }
        guard [EPERM, ENOSYS, EOPNOTSUPP, EMLINK, EXDEV].contains(errno) else { return Failure(errno) }
        // A file system without links: the name is taken first, then filled.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return Failure(errno) }
        close(descriptor)
        if rename(part, path) == 0 { return nil }
        let failure = Failure(errno)
        unlink(path)
        return failure
    }
}
