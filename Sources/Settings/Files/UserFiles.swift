import Foundation
import Glibc

/// Reads the files of the user's settings. They are only ever read.
package enum UserFiles {
    /// The bytes of a file; none where there is no such file and none is needed.
    package static func read(_ path: String, mustExist: Bool = false) -> Result<[UInt8]?, FileFault> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            return errno == ENOENT && !mustExist ? .success(nil) : .failure(.unreadable(systemWord(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .failure(.unreadable(systemWord(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .failure(.notAFile) }
        guard status.st_size <= JSONReader.longest else { return .failure(.tooLong(limit: JSONReader.longest)) }
        return contents(descriptor).map { $0 }
    }

    /// The names of the files with an ending, without it, sorted; none where there is no folder.
    package static func names(in directory: String, ending: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.map { String($0.dropLast(ending.count)) }
            .sorted()
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

    /// The system's words for an error number.
    static func systemWord(_ number: Int32) -> String { String(cString: strerror(number)) }
}
