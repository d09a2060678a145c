import Desk
import Foundation
import Screen
import Testing

@testable import Panes

/// Literal screens, kept as text files beside the tests. What has no file yet is written, and the test fails, so that
/// every new screen is looked at once.
enum ScreenFiles {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Screens")

    /// What is wrong with a canvas against its file; nil when nothing is.
    static func problem(_ name: String, _ canvas: Canvas) -> String? {
        let drawn = canvas.lines.joined(separator: "\n") + "\n"
        let file = folder.appendingPathComponent("\(name).txt")
        guard let kept = try? String(contentsOf: file, encoding: .utf8) else {
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try drawn.write(to: file, atomically: true, encoding: .utf8)
                return "\(name): recorded, look at it\n\(drawn)"
            } catch {
                return "\(name): could not record: \(error)"
            }
        }
        return kept == drawn ? nil : "\(name):\n" + difference(kept, drawn)
    }

    /// The lines that differ, each with its number.
    static func difference(_ kept: String, _ drawn: String) -> String {
        let old = kept.split(separator: "\n", omittingEmptySubsequences: false)
        let new = drawn.split(separator: "\n", omittingEmptySubsequences: false)
        return (0..<max(old.count, new.count)).compactMap { index in
            let before = index < old.count ? old[index] : "(no line)"
            let after = index < new.count ? new[index] : "(no line)"
            return before == after ? nil : "\(index)\n  - \(before)\n  + \(after)"
        }
        .joined(separator: "\n")
    }
}

/// A screen with a name, for a test with arguments.
struct NamedScreen: CustomTestStringConvertible, Sendable {
    let name: String
    let state: DeskState
    var glyphs = Glyphs.unicode

    var testDescription: String { name }
    var canvas: Canvas { Panes.draw(state, glyphs: glyphs) }
}

/// The sizes at which every pane is looked at.
let sizes = [(120, 40), (80, 24), (40, 12)]
