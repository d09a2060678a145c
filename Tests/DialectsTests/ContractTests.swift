import Dialects
import Foundation
import ResellerAPI
import Testing

/// The table of calls, held against the contract's own file.
@Suite struct ContractTests {
    private struct File: Decodable {
        let operations: [Entry]
    }

    struct Entry: Decodable {
        let id: String
        let area: String
        let path: String
        let fixed: [String: String]
        let params: [Parameter]
        let returns: String
        let kind: String
    }

    struct Parameter: Decodable, Equatable {
        let name: String
        let required: Bool
        let rule: String
    }

    static func entries() throws -> [Entry] {
        let url = try #require(
            Bundle.module.url(forResource: "operations", withExtension: "json", subdirectory: "Contract"))
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).operations
    }

    @Test("The table has the calls of the contract, in its order")
    func idsAndOrder() throws {
        #expect(Operation.all.map(\.id) == (try Self.entries()).map(\.id))
        #expect(Operation.all.count == 119)
    }

    @Test("Every call has the area, path, fixed parameters, kind and answer of the contract")
    func heads() throws {
        for (operation, entry) in zip(Operation.all, try Self.entries()) {
            #expect(operation.areaWords == entry.area, "\(entry.id)")
            let binding = try #require(Dialect.v2.binding(of: operation), "\(entry.id)")
            #expect(binding.path == entry.path + ".{format}", "\(entry.id)")
            let constants = Dictionary(uniqueKeysWithValues: binding.constants.map { ($0.name, $0.value) })
            #expect(constants == entry.fixed, "\(entry.id)")
            #expect(operation.kind.rawValue == entry.kind, "\(entry.id)")
            #expect(operation.returns.words == entry.returns, "\(entry.id)")
        }
    }

    @Test("Every call has the parameters of the contract, with their rules in its words")
    func fields() throws {
        for (operation, entry) in zip(Operation.all, try Self.entries()) {
            let fields = operation.fields.map {
                Parameter(name: $0.name, required: $0.required, rule: $0.help)
            }
            #expect(fields == entry.params, "\(entry.id)")
        }
    }
}
