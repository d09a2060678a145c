import Foundation
import Testing

@testable import Settings

@Suite struct KeysArticleTests {
    private static let article = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/resellerdesk/resellerdesk.docc/Keys.md")

    @Test("The manual's key table is the one that the list of commands makes")
    func keyTable() throws {
        let text = try String(contentsOf: Self.article, encoding: .utf8)
        let parts = text.components(separatedBy: "<!-- keys -->\n")
        let table = parts.last?.components(separatedBy: "<!-- /keys -->").first
        #expect(parts.count == 2)
        #expect(table == KeyTable.markdown(.shipped))
    }
}
