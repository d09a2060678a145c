import Foundation
import Testing

/// There is one way to start another program: the one that strips keys and open sockets.
@Suite struct ChildrenTests {
    private static let ways = [
        "posix_spawn", "Process(", "NSTask", "fork(", "vfork", "execv", "execl", "popen(", "system(", "wordexp(",
    ]

    /// What of a line could start a program: a name that ends like one of the calls is none.
    private static func starts(_ line: Substring) -> String? {
        guard !line.drop(while: \.isWhitespace).hasPrefix("//") else { return nil }
        return ways.first { way in
            line.ranges(of: way).contains { range in
                let before = line[..<range.lowerBound]
                guard let last = before.last, !before.hasSuffix("func ") else { return before.isEmpty }
                return !last.isLetter && !last.isNumber && last != "_" && last != "."
            }
        }
    }

    @Test("No room but Processes, and its C, can start a program")
    func oneWay() throws {
        let folder = ImportTable.root.appending(path: "Sources")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        var looked = 0
        for file in files.compactMap({ $0 as? URL }) where ["swift", "c", "h"].contains(file.pathExtension) {
            let rooms = file.pathComponents.drop { $0 != "Sources" }
            guard !rooms.contains("Processes"), !rooms.contains("CProcess") else { continue }
            looked += 1
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let way = Self.starts(line)
                #expect(way == nil, "\(file.lastPathComponent): \(way ?? "") in \(line)")
            }
        }
        #expect(looked > 300)
    }

    @Test("A line that starts a program is found in each form, and its like is not")
    func found() {
        #expect(Self.starts("let process = Process()") == "Process(")
        #expect(Self.starts("  pid = fork();") == "fork(")
        #expect(Self.starts("guard posix_spawnp(&a, b) == 0") == "posix_spawn")
        #expect(Self.starts("return .failure(.system(\"x\"))") == nil)
        #expect(Self.starts("static func system(_ what: String)") == nil)
        #expect(Self.starts("OwnProcess(1)") == nil)
        #expect(Self.starts("// system(it)") == nil)
    }
}
