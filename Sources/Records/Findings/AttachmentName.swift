import Foundation

/// A file name as those read it who open the file: what it ends in, whatever stands around that.
struct AttachmentName {
    /// The endings, at most the last three, in small letters.
    let endings: [String]

    var last: String { endings.last ?? "" }

    init(_ name: String) {
        // A name may end for one program where it goes on for the other.
        let readings = Self.readings(of: String(name.suffix(4_000)))
        endings = readings.map(Self.endings).max { Danger(endings: $0) < Danger(endings: $1) } ?? []
    }

    /// With escapes undone, in plain letters, without what is not seen; cut at a NUL or a semicolon, and not.
    private static func readings(of name: String) -> [String] {
        let plain = name.precomposedStringWithCompatibilityMapping
        let decoded = plain.contains("%") ? plain.removingPercentEncoding : nil
        let ends: [Character] = ["\0", ";"]
        var found: [String] = []
        for text in [plain] + [decoded].compactMap(\.self) {
            for end in ends where text.contains(end) { found.append(String(text.prefix { $0 != end })) }
            found.append(text)
        }
        return found
    }

    private static func endings(of name: String) -> [String] {
        let seen = name.unicodeScalars.filter { !OddCharacters.isInvisible($0) && !OddCharacters.turnsText($0) }
        let file = seen.split { $0 == "/" || $0 == "\\" }.map { String(String.UnicodeScalarView($0)) }
            .last { !trimmed($0).isEmpty }
        // Behind a colon stands the name of a stream: the file is what is before it.
        let pieces = (file ?? "").split(separator: ":").map { trimmed(String($0)) }.filter { !$0.isEmpty }
        let found = pieces.suffix(2).map { piece in
            piece.lowercased().split(separator: ".").dropFirst().suffix(3)
                .map { String($0.filter { !isBlank($0) }) }.filter { !$0.isEmpty }
        }
        return found.max { Danger(endings: $0) < Danger(endings: $1) } ?? []
    }

    /// Without dots, blanks and marks at the end: Windows leaves them out too.
    private static func trimmed(_ name: String) -> String {
        var name = name[...]
        while let last = name.last, !last.isLetter, !last.isNumber { name.removeLast() }
        return String(name)
    }

    private static func isBlank(_ character: Character) -> Bool {
        character.isWhitespace
            || character.unicodeScalars.contains {
                [0x2800, 0x3164, 0x115F, 0x1160].contains($0.value) || $0.value < 0x20
            }
    }
}

/// What a file may do by its ending.
enum Danger: Int, Comparable {
    case nothing, archive, macro, page, falsePaper, program

    init(endings: [String]) {
        let last = endings.last ?? ""
        if AttachmentFindings.programs.contains(last) {
            self = .program
        } else if AttachmentFindings.pages.contains(last) {
            let isPaper = endings.count > 1 && AttachmentFindings.papers.contains(endings[endings.count - 2])
            self = isPaper ? .falsePaper : .page
        } else if AttachmentFindings.macros.contains(last) {
            self = .macro
        } else {
            self = AttachmentFindings.archives.contains(last) ? .archive : .nothing
        }
    }

    static func < (one: Danger, other: Danger) -> Bool { one.rawValue < other.rawValue }
}

extension AttachmentFindings {
    /// The most dangerous of the names that a file has; of equal ones the first.
    package static func worst(of names: [String]) -> String? {
        var worst: (name: String, danger: Danger)?
        for name in names {
            let danger = Danger(endings: AttachmentName(name).endings)
            if danger > worst?.danger ?? .nothing || worst == nil { worst = (name, danger) }
        }
        return worst?.name
    }

    package static func isProgram(_ ending: String) -> Bool { programs.contains(ending) }

    /// What a name ends in, in small letters: `exe`; empty where it ends in nothing.
    package static func ending(of name: String) -> String { AttachmentName(name).last }
}
