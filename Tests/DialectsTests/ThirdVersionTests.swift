import Dialects
import Foundation
import ResellerAPI
import Testing

/// The table of version 3, held against the facts of the service's own description.
@Suite struct ThirdVersionTests {
    private struct File: Decodable {
        let operations: [Fact]
    }

    private struct Fact: Decodable {
        let id: String
        let method: String
        let path: String
        let query: [String]
        let body: [String]
        let onBehalfOf: Bool
        let status: Int
        let answer: [String]

        /// The path with nothing in its places.
        var places: String { ThirdVersionTests.bare(path) }
    }

    private static let dialect = Dialect.v3Subusers

    private static func facts() throws -> [Fact] {
        let url = try #require(Bundle.module.url(forResource: "v3", withExtension: "json", subdirectory: "Contract"))
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).operations
    }

    private static func bare(_ path: String) -> String { path.replacing(#/\{[^}]*\}/#, with: "{}") }

    @Test("Every call of the table is one that the service describes, with its method, path and statuses")
    func calls() throws {
        let facts = try Self.facts()
        for (operation, binding) in Self.dialect.bindings {
            let fact = try #require(Self.fact(binding, facts), "\(operation.id): \(binding.outline)")
            #expect(binding.success.contains(fact.status), "\(operation.id)")
            #expect(operation.kind == .read || binding.method != .get, "\(operation.id)")
        }
    }

    private static func fact(_ binding: Binding, _ facts: [Fact]) -> Fact? {
        facts.first { $0.method == binding.method.rawValue && $0.places == bare("/" + binding.path) }
    }

    @Test("Every value goes to a place that the service describes, and none is left without one")
    func places() throws {
        let facts = try Self.facts()
        for (operation, binding) in Self.dialect.bindings {
            let fact = try #require(Self.fact(binding, facts))
            let spoken = try #require(Self.dialect.spoken(operation))
            for field in spoken.fields {
                switch binding.place(of: field.name) {
                case .path(let name): #expect(binding.path.contains("{\(name)}"), "\(operation.id) \(name)")
                case .query(let name), .daysBack(let name):
                    #expect(fact.query.contains(name), "\(operation.id) \(name)")
                case .json(let name, _): #expect(fact.body.contains(name), "\(operation.id) \(name)")
                case .header(let name):
                    #expect(name == "on-behalf-of" && fact.onBehalfOf, "\(operation.id) \(fact.id)")
                case .unsent: break
                case .form(let name): Issue.record("\(operation.id): \(name) has no place")
                }
            }
            for constant in binding.constants { #expect(fact.body.contains(constant.name), "\(operation.id)") }
        }
    }

    @Test("Every name that an answer is spelled with stands in the service's answers")
    func spellings() throws {
        let facts = try Self.facts()
        for (operation, binding) in Self.dialect.bindings {
            guard let spelling = binding.spelling else { continue }
            let told = Set(
                try #require(Self.fact(binding, facts)).answer.flatMap { $0.split(separator: ".") }
                    .map { String($0).replacing("[]", with: "") })
            let names = Set(spelling.names.keys).union(spelling.epochs).union(spelling.opposites)
                .union(spelling.inside)
            #expect(names.isSubset(of: told), "\(operation.id): \(names.subtracting(told))")
            if let rows = spelling.rows { #expect(told.contains(rows), "\(operation.id)") }
        }
    }

    @Test("What the service has done away with has no binding")
    func missing() {
        let gone: [ResellerAPI.Operation] = [
            .customerAuthenticate, .customerSetPassword, .customerLoginURL, .timezoneList, .timezoneGet, .timezoneSet,
            .invoiceNumbers, .invoiceList, .billingCustomerInvoices, .billingCurrentUsage, .pendingList,
            .pendingDelete, .accountScheduledUpgrade, .accountScheduledDowngrade, .accountScheduledClose,
            .monitorList, .monitorCreate, .monitorEdit, .monitorDelete, .monitorAppend, .monitorDetach,
        ]
        for operation in gone { #expect(!Self.dialect.isAvailable(operation), "\(operation.id)") }
        #expect(Self.dialect.bindings.keys.allSatisfy { $0.scope == .customer })
        #expect(Self.dialect.bindings.count >= 28)
    }

    @Test("Method and path tell the calls apart, but for those whose bodies differ")
    func routes() {
        var seen: [String: Set<String>] = [:]
        for (operation, binding) in Self.dialect.bindings {
            seen["\(binding.method.rawValue) \(Self.bare(binding.path))", default: []].insert(operation.id)
        }
        let shared = Set(seen.values.filter { $0.count > 1 })
        #expect(
            shared == [
                ["customer.enable", "customer.disable"], ["customer.websiteEnable", "customer.websiteDisable"],
                ["limits.remove", "limits.setTotal", "limits.setRecurring"],
                ["limits.increment", "limits.decrement"],
            ])
    }

    @Test("A call is shown with its path and method, and the key as one that is hidden")
    func shown() {
        let known = Self.dialect.capabilities
        #expect(known.outline(of: .customerDisable) == "PATCH /v3/subusers/{name} disabled=true")
        #expect(known.credentials == "authorization: Bearer ********")
        #expect(known.pages == PageSizes(first: 500, most: 500))
        #expect(
            known.reasonMissing(.invoiceList) == "not available in API v3: invoices and usage are on the website only")
        #expect(known.reasonMissing(.ipUsage) == "not available in API v3")
        #expect(Self.dialect.reasons.keys.allSatisfy { !Self.dialect.isAvailable($0) })
    }
}
