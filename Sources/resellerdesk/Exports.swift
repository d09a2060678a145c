import Desk
import Foundation

/// Files that a person asked for.
enum Exports {
    /// Makes a new file; one that is there already is left alone.
    static func write(_ file: ExportFile) -> Outcome<String> {
        let path = (file.path as NSString).expandingTildeInPath
        let place = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        guard let failure = NewFile.write(file.text, to: place) else { return .done(place) }
        let why = failure.isTaken ? "a file of this name is there already, type another one" : failure.words
        return .failed("\(why): \(place)")
    }
}
