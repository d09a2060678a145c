import Foundation
import Screen
import Testing

@testable import resellerdesk

@Suite("Topics of the manual")
struct ManualTopicTests {
    private static let catalogue = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/resellerdesk/resellerdesk.docc")

    @Test("Every article of the catalogue is a topic, with a title and a summary that fits its line")
    func complete() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.catalogue.path)
        let names = files.filter { $0.hasSuffix(".md") && $0 != "resellerdesk.md" }
            .map { ManualTopic.name(of: String($0.dropLast(3))) }
        #expect(Set(names) == Set(ManualTopic.all.map(\.name)))
        #expect(names.count == ManualTopic.all.count)
        for topic in ManualTopic.all {
            #expect(!topic.page.title.isEmpty && !topic.page.blocks.isEmpty, "\(topic.name)")
            #expect(!topic.page.summary.isEmpty && topic.page.summary.count <= 90, "\(topic.name)")
        }
        for name in [
            "keys", "accounts", "writes", "samples", "live", "lists", "files", "privacy", "exit-codes", "trace",
        ] {
            #expect(ManualTopic.list.contains("\(name) "), "\(name)")
        }
    }

    @Test("As plain text a topic keeps all its words, without marks, and within 80 columns", arguments: ManualTopic.all)
    func plain(topic: ManualTopic) {
        let text = ManualText(topic: topic).text
        #expect(!text.contains("**") && !text.contains("```") && !text.contains("<doc:") && !text.contains("<!--"))
        for line in text.split(separator: "\n") where !line.hasPrefix("    ") && line.contains(" ") {
            #expect(Text.width(of: String(line)) <= 80 || !line.dropFirst(2).contains(" "), "\(line)")
        }
        let words = Set(text.split { $0.isWhitespace })
        for block in topic.page.blocks {
            guard case .paragraph(let paragraph) = block else { continue }
            for word in ManualText.plain(paragraph).split(separator: " ") { #expect(words.contains(word), "\(word)") }
        }
    }

    @Test("A page is read into its blocks")
    func blocks() {
        let page = MarkdownPage(
            """
            # Title

            The summary
            goes on.

            ## Part

            - one
              more
            - two

            | a | b |
            |---|---|
            | `x` | y \\| z |

            ```sh
            # code | - *
            ```
            <!-- mark -->
            See <doc:ExitCodes> for **all**.
            """)
        #expect(page.title == "Title")
        #expect(page.summary == "The summary goes on.")
        #expect(
            page.blocks == [
                .heading("Part"), .item("one more"), .item("two"), .table([["a", "b"], ["`x`", "y | z"]]),
                .code(["# code | - *"]), .paragraph("See <doc:ExitCodes> for **all**."),
            ])
        #expect(ManualText.plain("See <doc:ExitCodes> for **all**.") == "See resellerdesk man exit-codes for all.")
    }

    @Test("In the language of man no line of text is taken for a command")
    func roff() {
        let macros = [".TH", ".SH", ".SS", ".TP", ".B", ".br", ".PP", ".IP", ".nf", ".fi"]
        for topic in ManualTopic.all {
            let lines = ManualRoff(topic: topic, version: "1").roff.split(separator: "\n")
            #expect(lines.first?.hasPrefix(".TH RESELLERDESK") == true)
            for line in lines where line.hasPrefix(".") || line.hasPrefix("'") {
                #expect(macros.contains { line == $0 || line.hasPrefix("\($0) ") }, "\(topic.name): \(line)")
            }
        }
    }

    static let man = ["/usr/bin/man", "/bin/man"].first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test("man shows every topic without a complaint", .enabled(if: man != nil))
    func shown() throws {
        for topic in ManualTopic.all {
            let (output, errors) = try Self.shown(ManualRoff(topic: topic, version: "1").roff)
            #expect(errors == "", "\(topic.name)")
            #expect(output.contains("NAME") && output.contains("DESCRIPTION"), "\(topic.name)")
        }
    }

    private static func shown(_ roff: String) throws -> (output: String, errors: String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "manual-\(UUID().uuidString).1")
        try Data(roff.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: man ?? "")
        process.arguments = ["--warnings", "-l", file.path]
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANPAGER": "cat", "MANWIDTH": "80"]
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let complaints = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: text, as: UTF8.self), String(decoding: complaints, as: UTF8.self))
    }
}

extension ManualTopic: CustomTestStringConvertible {
    public var testDescription: String { name }
}
