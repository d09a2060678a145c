import Dialects
import ResellerAPI
import Testing

/// The tables of bindings: what each dialect has, and how its calls look from outside.
@Suite struct DialectTests {
    @Test("Version 2 has every call of the table that came with it")
    func second() {
        for operation in Operation.all {
            #expect(Dialect.v2.isAvailable(operation), "\(operation.id)")
            #expect(Dialect.v2.spoken(operation)?.fields == operation.fields, "\(operation.id)")
        }
    }

    @Test("Version 1 lacks time zones and credentials, and has two filters more and no pages in its list")
    func first() throws {
        let missing = Operation.all.filter { !Dialect.v1.isAvailable($0) }
        #expect(Set(missing.map(\.area)) == [.timezone, .credentials])
        #expect(missing.count == 9)
        let names = try #require(Dialect.v1.spoken(.customerList)).fields.map(\.name)
        #expect(Set(["id", "limit", "offset"]).isDisjoint(with: names))
        #expect(names.suffix(2) == ["active", "company"])
        #expect(Dialect.v1.binding(of: .customerList)?.paging == .whole)
        #expect(
            Dialect.v2.binding(of: .customerList)?.paging
                == .offset(field: "offset", limit: "limit", sizes: PageSizes(first: 500, most: 5000)))
    }

    @Test(
        "No two calls of a dialect are spoken alike, but for those that differ by a value",
        arguments: [Dialect.v1, .v2])
    func outlines(dialect: Dialect) {
        var seen: [String: [String]] = [:]
        for (operation, binding) in dialect.bindings { seen[binding.outline, default: []].append(operation.id) }
        let twice = Set(seen.values.filter { $0.count > 1 }.map { $0.sorted() })
        #expect(
            twice == [["stats.byCategory", "stats.daily"], ["subuser.stats.byCategory", "subuser.stats.daily"]])
    }

    @Test("What is shown of a call has neither its format nor a value nor a key")
    func shown() throws {
        let known = Dialect.v2.capabilities
        #expect(known.outline(of: .customerList) == "POST /apiv2/reseller.manage method=profile task=get")
        #expect(known.outline(of: .ipFree) == "POST /apiv2/reseller.ip task=free")
        #expect(known.credentials == "api_key=********")
        #expect(Dialect.v1.capabilities.outline(of: .ipFree) == "POST /api/distributor.ip task=free")
        #expect(Dialect.v1.capabilities.outline(of: .timezoneList) == nil)
    }

    @Test("A desk that speaks no dialect is told what there is, and why something is not")
    func capabilities() {
        let known = Dialect.v1.capabilities
        #expect(known.isAvailable(.customerDisable))
        #expect(known.reasonMissing(.customerDisable) == nil)
        #expect(known.reasonMissing(.timezoneSet) == "not available in API v1")
        #expect(Dialect.v2.capabilities.pages == PageSizes(first: 500, most: 5000))
        #expect(Operation.all.allSatisfy(Capabilities.undecided.isAvailable))
    }

    @Test("A path holds a place for its format once, and a subuser's call has a second name in version 2 only")
    func paths() {
        for dialect in [Dialect.v1, .v2] {
            for (operation, binding) in dialect.bindings {
                #expect(binding.method == .post, "\(operation.id)")
                #expect(binding.path(in: .xml).hasSuffix(".xml"), "\(operation.id)")
                #expect(!binding.path(in: .xml).contains("{"), "\(operation.id)")
                let hasOther = dialect == .v2 && operation.scope == .subuser
                #expect((binding.otherPath(in: .json) != nil) == hasOther, "\(operation.id)")
            }
        }
    }

    @Test("Dialects are found by the names that configuration gives them")
    func names() {
        #expect(Dialect.named("v2") == .v2 && Dialect.named("v1") == .v1)
        #expect(Dialect.named("v9") == nil)
        #expect(Dialect.all.map(\.name) == ["v3", "v2", "v1"])
    }
}
