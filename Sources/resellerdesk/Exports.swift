import Desk
import Foundation

/// Files that a person asked for, readable by their owner only.
enum Exports {
    /// Makes a new file; one that is there already is left alone.
    static func write(_ file: ExportFile) -> Outcome<String> {
        let path = (file.path as NSString).expandingTildeInPath
        let place = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        let descriptor = open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return .failed("\(place): \(String(cString: strerror(errno)))") }
        let isWritten = Console.write(file.text, to: descriptor)
        let code = errno
        guard close(descriptor) == 0, isWritten else { return .failed("\(place): \(String(cString: strerror(code)))") }
        return .done(place)
    }
}
