import Foundation
import Testing

/// Which room may import which: the plan of the house, held by walking the sources.
struct ImportTable {
    /// The system's own modules, free everywhere but where the plan says otherwise.
    static let system: Set = ["Foundation", "FoundationXML", "Dispatch", "Glibc", "Synchronization"]
    /// Rooms that are pure values and know not even the system.
    static let pure: Set = ["StateStore", "Screen"]

    static let allowed: [String: Set<String>] = [
        "StateStore": [],
        "Formats": ["CIDN"],
        "Processes": ["CProcess"],
        "ResellerAPI": ["Formats"],
        "Dialects": ["ResellerAPI"],
        "Records": ["ResellerAPI", "Formats"],
        "Changes": ["Records", "ResellerAPI", "Settings", "Formats"],
        "Judging": ["Records", "ResellerAPI", "Formats"],
        "ResellerClient": [
            "ResellerAPI", "Dialects", "Formats", "AsyncHTTPClient", "Logging", "NIOCore", "NIOHTTP1",
            "NIOHTTPCompression",
            "NIOSSL",
            "NIOPosix",
        ],
        "Archive": ["ResellerAPI", "Records", "Formats", "GRDB"],
        "Samples": ["Records", "Formats", "Processes", "CGMime"],
        "Screen": ["Formats"],
        "Settings": ["Screen", "Records", "Formats", "Processes"],
        "Desk": [
            "Formats", "StateStore", "ResellerAPI", "Records", "Changes", "Judging", "Settings", "Screen", "CSearch",
        ],
        "Panes": ["Formats", "Desk", "ResellerAPI", "Records", "Settings", "Screen"],
        "Terminal": ["CNcurses", "Formats", "Screen"],
        "Sandbox": [
            "ResellerAPI", "Dialects", "Formats", "Hummingbird", "GRDB", "HTTPTypes", "Logging",
            "NIOConcurrencyHelpers", "NIOCore",
            "HummingbirdCore", "NIOHTTPTypes",
        ],
    ]

    /// Modules that one room alone may touch, and which.
    static let owners: [String: Set<String>] = [
        "CNcurses": ["Terminal"], "CProcess": ["Processes"], "CGMime": ["Samples"], "CSearch": ["Desk"],
        "CIDN": ["Formats"],
        "GRDB": ["Archive", "Sandbox"],
        "AsyncHTTPClient": ["ResellerClient"], "Hummingbird": ["Sandbox", "resellerdesk"],
        "ArgumentParser": ["resellerdesk"],
    ]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The modules that a source text imports.
    static func imports(in source: String) -> [String] {
        source.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }
            guard words.first?.hasPrefix("//") == false else { return nil }
            guard let index = words.firstIndex(of: "import"), index <= 1, index + 1 < words.count else { return nil }
            let kinds: Set<Substring> = ["struct", "class", "enum", "func", "protocol", "let", "var", "typealias"]
            let name = kinds.contains(words[index + 1]) && index + 2 < words.count ? words[index + 2] : words[index + 1]
            return String(name.split(separator: ".")[0])
        }
    }

    /// What a room must not have imported.
    static func trespass(room: String, imports: [String]) -> [String] {
        imports.filter { module in
            if let owners = owners[module], !owners.contains(room) { return true }
            if system.contains(module) { return pure.contains(room) }
            guard let allowed = allowed[room] else { return false }
            return !allowed.contains(module)
        }
    }

    static func sources(of room: String) throws -> [(file: String, text: String)] {
        let folder = root.appending(path: "Sources/\(room)")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return try (files?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
            .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
    }
}

@Suite struct ImportTableTests {
    @Test(
        "No room imports what the plan of the house does not allow it",
        arguments: ImportTable.allowed.keys.sorted() + ["resellerdesk"])
    func held(room: String) throws {
        let sources = try ImportTable.sources(of: room)
        #expect(!sources.isEmpty)
        for source in sources {
            let trespass = ImportTable.trespass(room: room, imports: ImportTable.imports(in: source.text))
            #expect(trespass.isEmpty, "\(room)/\(source.file) imports \(trespass.joined(separator: ", "))")
        }
    }

    @Test("Every folder of Sources is a room of the plan, a C shim or the executable")
    func complete() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: ImportTable.root.appending(path: "Sources").path)
        let known = Set(ImportTable.allowed.keys).union([
            "CNcurses", "CProcess", "CSearch", "CGMime", "CIDN", "GMimeLibrary", "resellerdesk",
        ])
        #expect(Set(folders) == known)
    }

    @Test("A forbidden import is found in every form that it can take")
    func found() {
        let source = """
            import Foundation
            package import GRDB
            @testable import Panes
            @preconcurrency import struct Terminal.Renderer
            // import Comment
            """
        #expect(ImportTable.imports(in: source) == ["Foundation", "GRDB", "Panes", "Terminal"])
        #expect(ImportTable.trespass(room: "Desk", imports: ["Foundation", "GRDB", "Panes"]) == ["GRDB", "Panes"])
        #expect(ImportTable.trespass(room: "StateStore", imports: ["Foundation"]) == ["Foundation"])
    }

    @Test("The top level holds the agreed files and nothing else")
    func topLevel() throws {
        let entries = try FileManager.default.contentsOfDirectory(atPath: ImportTable.root.path)
        let agreed: Set = [
            "Package.swift", "Package.resolved", "Sources", "Tests", "themes", "keymap.json", "README.md",
        ]
        #expect(entries.filter { !$0.hasPrefix(".") && !agreed.contains($0) } == [])
    }

    @Test("The desk asks its environment for time and chance, never the system")
    func deskIsPure() throws {
        for source in try ImportTable.sources(of: "Desk") + ImportTable.sources(of: "Panes") {
            for call in ["Date()", "UUID()", "FileManager.", "ProcessInfo.", "Task.sleep"] {
                #expect(!source.text.contains(call), "\(source.file) calls \(call)")
            }
        }
    }
}
