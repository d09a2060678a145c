import Desk
import Foundation

/// Files that a person asked for.
enum Exports {
    /// Makes a new file; one that is there already is left alone.
    static func write(_ file: ExportFile) -> Outcome<String> {
        let path = (file.path as NSString).expandingTildeInPath
        let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        var (place, number) = (whole, 2)
        while let failure = NewFile.write(file.text, to: place) {
            guard failure.isTaken, file.mayBeNumbered, number < 1000 else {
                let why = failure.isTaken ? "a file with this name exists; type another name" : failure.words
                return .failed("\(why): \(place)")
            }
            place = numbered(whole, number)
            number += 1
        }
        return .done(place)
    }

    /// `customers-2026-09-28.csv` as `customers-2026-09-28-2.csv`.
    static func numbered(_ place: String, _ number: Int) -> String {
        let ending = (place as NSString).pathExtension
        let stem = (place as NSString).deletingPathExtension
        return ending.isEmpty ? "\(stem)-\(number)" : "\(stem)-\(number).\(ending)"
    }
}
