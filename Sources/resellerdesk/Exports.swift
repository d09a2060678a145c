import Desk
import Foundation

/// Files that a person asked for, readable by their owner only.
enum Exports {
    /// Makes a new file; one that is there already is left alone.
    static func write(_ file: ExportFile) -> Outcome<String> {
        let path = (file.path as NSString).expandingTildeInPath
        let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        var (place, descriptor, number) = (whole, create(whole), 2)
        while descriptor < 0, errno == EEXIST, file.mayBeNumbered, number < 1000 {
            place = numbered(whole, number)
            descriptor = create(place)
            number += 1
        }
        guard descriptor >= 0 else { return .failed("\(place): \(String(cString: strerror(errno)))") }
        let isWritten = Console.write(file.text, to: descriptor)
        let code = errno
        guard close(descriptor) == 0, isWritten else { return .failed("\(place): \(String(cString: strerror(code)))") }
        return .done(place)
    }

    private static func create(_ place: String) -> Int32 {
        open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    }

    /// `customers-2026-09-28.csv` as `customers-2026-09-28-2.csv`.
    static func numbered(_ place: String, _ number: Int) -> String {
        let ending = (place as NSString).pathExtension
        let stem = (place as NSString).deletingPathExtension
        return ending.isEmpty ? "\(stem)-\(number)" : "\(stem)-\(number).\(ending)"
    }
}
