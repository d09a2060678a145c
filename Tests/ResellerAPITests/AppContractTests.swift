import Foundation
import ResellerAPI
import Testing

/// The table of apps, held against the contract's own file.
@Suite struct AppContractTests {
    private struct Parameter: Decodable, Equatable {
        let name: String
        let required: Bool
        let rule: String
    }

    private struct Entry: Decodable {
        let title: String
        let fields: [Parameter]
        let note: String?
    }

    private static func entries() throws -> (order: [String], byName: [String: Entry]) {
        let url = try #require(Bundle.module.url(forResource: "apps", withExtension: "json", subdirectory: "Contract"))
        let data = try Data(contentsOf: url)
        let byName = try JSONDecoder().decode([String: Entry].self, from: data)
        let text = String(decoding: data, as: UTF8.self)
        let places = byName.keys.compactMap { name in text.range(of: "\n \"\(name)\": {").map { ($0.lowerBound, name) }
        }
        return (places.sorted { $0.0 < $1.0 }.map(\.1), byName)
    }

    @Test("The apps are those of the contract, in its order, with its settings")
    func apps() throws {
        let (order, byName) = try Self.entries()
        #expect(App.all.map(\.id) == order)
        for app in App.all {
            let entry = try #require(byName[app.id])
            #expect(app.title == entry.title)
            #expect(app.note == entry.note)
            let fields = app.fields.map { Parameter(name: $0.name, required: $0.required, rule: $0.help) }
            #expect(fields == entry.fields, "\(app.id)")
        }
    }

    @Test("Where the contract asks for one of the fields at least, the table does too")
    func oneAtLeast() throws {
        for app in App.all {
            let asks = app.fields.contains { $0.help.hasSuffix("one of the fields at least") }
            #expect(app.needsOne == asks, "\(app.id)")
        }
    }
}
