import Foundation
import Testing

@testable import Settings

@Suite struct ReadmeTests {
    private static let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "README.md")

    @Test("README's key table is the one that the list of commands makes")
    func keyTable() throws {
        let text = try String(contentsOf: Self.readme, encoding: .utf8)
        let parts = text.components(separatedBy: "<!-- keys -->\n")
        let table = parts.last?.components(separatedBy: "<!-- /keys -->").first
        #expect(parts.count == 2)
        #expect(table == KeyTable.markdown(.shipped))
    }
}
