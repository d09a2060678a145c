import Foundation
import Glibc

/// Reads the files of the user's settings. They are only ever read.
package enum UserFiles {
    /// The bytes of a file; none where there is no such file and none is needed.
    ///
    /// - Parameter isTrusted: whether the file can make this program run commands: it is then read only where nobody but its
    ///   owner can change it.
    package static func read(
        _ path: String, mustExist: Bool = false, isTrusted: Bool = false
    ) -> Result<[UInt8]?, FileFault> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let number = errno
            if number == ENOENT, let link = danglingLink(path) { return .failure(.dangling(link.path, to: link.end)) }
            return number == ENOENT && !mustExist ? .success(nil) : .failure(.unreadable(systemWord(number)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .failure(.unreadable(systemWord(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .failure(.notAFile) }
        guard status.st_size <= JSONReader.longest else { return .failure(.tooLong(limit: JSONReader.longest)) }
        if isTrusted, let fault = Ownership.fault(of: descriptor, at: path) { return .failure(fault) }
        return contents(descriptor).map { $0 }
    }

    /// The names of the files with an ending, without it, sorted; none where there is no folder.
    package static func names(in directory: String, ending: String) -> Result<[String], FileFault> {
        guard let folder = opendir(directory) else {
            let number = errno
            if number == ENOENT, let link = danglingLink(directory) {
                return .failure(.dangling(link.path, to: link.end))
            }
            return number == ENOENT ? .success([]) : .failure(.unreadable(systemWord(number)))
        }
        closedir(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return .success(
            names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.map { String($0.dropLast(ending.count)) }
                .sorted())
    }

    /// The link on a path that leads nowhere, be it the file or a folder that it is in, and where it should lead.
    private static func danglingLink(_ path: String) -> (path: String, end: String)? {
        var part = path
        while !part.isEmpty, part != "/" {
            var status = stat()
            if lstat(part, &status) == 0 {
                guard status.st_mode & S_IFMT == S_IFLNK, stat(part, &status) != 0 else { return nil }
                return (part, (try? FileManager.default.destinationOfSymbolicLink(atPath: part)) ?? "")
            }
            part = (part as NSString).deletingLastPathComponent
        }
        return nil
    }

    /// Everything up to the limit; a file may grow while it is read.
    static func contents(_ descriptor: Int32) -> Result<[UInt8], FileFault> {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return .success(bytes) }
            if count < 0 {
                if errno == EINTR { continue }
                return .failure(.unreadable(systemWord(errno)))
            }
            bytes += buffer[..<count]
            guard bytes.count <= JSONReader.longest else { return .failure(.tooLong(limit: JSONReader.longest)) }
        }
    }

    /// What editors of other systems put in front of a text: it is no part of it.
    static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// The system's words for an error number.
    static func systemWord(_ number: Int32) -> String { String(cString: strerror(number)) }
}
