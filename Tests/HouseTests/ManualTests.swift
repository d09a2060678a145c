import Foundation
import Testing

/// The manual and README, as files.
@Suite struct ManualTests {
    private static func text(_ path: String) throws -> String {
        try String(contentsOf: ImportTable.root.appending(path: path), encoding: .utf8)
    }

    /// All articles of the catalogues, by their path.
    private static func articles() throws -> [String] {
        let sources = ImportTable.root.appending(path: "Sources")
        let files = FileManager.default.enumerator(atPath: sources.path)
        return (files?.allObjects ?? []).compactMap { $0 as? String }
            .filter { $0.contains(".docc/") && $0.hasSuffix(".md") }.map { "Sources/" + $0 }.sorted()
    }

    private static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: ImportTable.root.appending(path: path).path)
    }

    @Test("Every file that README or an article names is there")
    func namedFiles() throws {
        var named = 0
        for article in try Self.articles() + ["README.md"] {
            let text = try Self.text(article)
            for match in text.matches(of: #/(?:Sources|Tests)/[A-Za-z0-9_+./-]+/#) {
                let path = String(match.output).trimmingCharacters(in: ["."])
                #expect(Self.exists(path), "\(article) names \(path)")
                named += 1
            }
        }
        #expect(named > 30)
    }

    @Test("The ways of a key, of an answer and of a write are drawn, and each names the files that it passes")
    func ways() throws {
        let ways = [
            "Sources/Desk/Desk.docc/WayOfAKey.md", "Sources/ResellerClient/ResellerClient.docc/WayOfAnAnswer.md",
            "Sources/Changes/Changes.docc/WayOfAWrite.md",
        ]
        for way in ways {
            let text = try Self.text(way)
            #expect(text.contains("```\n") && text.contains("─▶"), "\(way)")
            #expect(text.matches(of: #/Sources/[A-Za-z0-9_+./-]+\.swift/#).count >= 5, "\(way)")
        }
    }

    @Test("An article that another one points to is there")
    func links() throws {
        let articles = try Self.articles()
        for article in articles {
            for match in try Self.text(article).matches(of: #/<doc:([A-Za-z]+)>/#) {
                #expect(articles.contains { $0.hasSuffix("/\(match.output.1).md") }, "\(article): \(match.output.1)")
            }
        }
    }

    @Test("README has at most 150 lines, and a row for each room with what it may import")
    func readme() throws {
        let lines = try Self.text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 151)
        for room in ImportTable.allowed.keys.sorted() {
            #expect(lines.contains { $0.hasPrefix("| `\(room)` |") }, "\(room)")
        }
    }

    @Test("README's table of rooms says what the sources may import, and its picture is a screen of the program")
    func readmeIsTrue() throws {
        let lines = try Self.text("README.md").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let rooms = Set(ImportTable.allowed.keys)
        for (room, allowed) in ImportTable.allowed {
            let row = try #require(lines.first { $0.hasPrefix("| `\(room)` |") })
            let named = row.split(separator: "|").last?.split(separator: ",").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            #expect(Set(named ?? []).intersection(rooms) == allowed.intersection(rooms), "\(room)")
        }
        let start = try #require(lines.firstIndex(of: "```"))
        let picture = lines[(start + 1)...].prefix { $0 != "```" }
        let screen = try Self.text("Tests/PanesTests/Screens/desk-there-120x40.txt").split(separator: "\n")
            .map { String($0.reversed().drop { $0 == " " }.reversed()) }
        #expect(picture.count >= 5 && Array(picture) == Array(screen.prefix(picture.count)))
    }

    @Test("README names every package of the system that .ci/run installs")
    func packages() throws {
        let script = try Self.text(".ci/run")
        let readme = try Self.text("README.md")
        let list = try #require(script.firstMatch(of: #/packages="([^"]+)"/#)).output.1
        let packages = list.split(whereSeparator: \.isWhitespace)
        #expect(packages.count > 10)
        for package in packages + ["spamassassin", "spamc", "spamd"] {
            #expect(readme.contains(package), "\(package)")
        }
    }
}
