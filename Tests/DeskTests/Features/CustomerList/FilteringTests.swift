import ResellerAPI
import Testing

@testable import Desk

@Suite("Filtering rows")
struct FilteringTests {
    private let customers: [[CustomerField: String]] = [
        [
            .id: "11", .username: "larkfield", .email: "mail@larkfield.example", .firstName: "Ada", .lastName: "Marlow",
            .city: "Köln", .country: "DE", .active: "true", .website: "https://larkfield.example",
        ],
        [.id: "12", .username: "Northmill", .email: "ops@northmill.example", .city: "NORWICK", .active: "false"],
        [.id: "13", .username: "öpal", .email: "news@opal.example", .lastName: "Ünal", .active: "1"],
        [.id: "14", .username: "tide\npool\u{1}x", .email: "a\u{0}b@tide.example", .active: "0"],
        [.username: "bare"],
    ]

    private func found(_ filter: String, figures: FiguresByUser = [:], chunks: Int = 1) -> [String] {
        let split = stride(from: 0, to: customers.count, by: (customers.count + chunks - 1) / chunks)
        let size = (customers.count + chunks - 1) / chunks
        let table = CustomerTable(
            chunks: split.map { CustomerChunk.of(Array(customers[$0..<min(customers.count, $0 + size)])) })
        let bits = Filtering(table: table, figures: figures).rows(meeting: FilterQuery(filter))
        return (0..<table.count).filter { bits.contains(UInt32($0)) }.map(table.username)
    }

    private static let hostile = "tide\npool\u{1}x"

    @Test("Each kind of term finds what it says, in one chunk and in many")
    func eachTerm() {
        let table: [(String, [String])] = [
            ("", ["larkfield", "Northmill", "öpal", Self.hostile, "bare"]),
            ("mail", ["larkfield"]), ("MILL", ["Northmill"]), ("Ö", ["öpal"]), ("ünal", ["öpal"]),
            ("marlow", ["larkfield"]), ("ada", ["larkfield"]), ("https://lark", ["larkfield"]), ("14", [Self.hostile]),
            ("example ops", ["Northmill"]), ("nobody", []),
            ("!example", ["bare"]), ("!example !bare", []),
            ("\"northmill\"", ["Northmill"]), ("\"north\"", []), ("\"marlow\"", ["larkfield"]),
            ("~nrm", ["Northmill"]), ("~lfd", ["larkfield"]), ("~dl", [Self.hostile]), ("~dzl", []),
            ("city:norw", ["Northmill"]), ("city:köln", ["larkfield"]), ("city:KÖLN", ["larkfield"]),
            ("city:ln", ["larkfield"]), ("country:de", ["larkfield"]), ("email:ops@", ["Northmill"]),
            ("zip:1", []), ("is:active", ["larkfield", "öpal"]), ("is:off", ["Northmill", Self.hostile]),
            ("tide pool", [Self.hostile]),
        ]
        for (filter, names) in table {
            #expect(found(filter) == names, "\(filter)")
            #expect(found(filter, chunks: 3) == names, "\(filter)")
        }
    }

    @Test("No needle reaches from one customer or field into the next")
    func borders() {
        #expect(found("larkfieldmail").isEmpty)
        #expect(found("12\nöpal").isEmpty)
        #expect(found("larkfield\u{1}mail").isEmpty)
    }

    @Test("An unknown figure meets neither a comparison nor its opposite")
    func unknownFigures() {
        var figures = FiguresByUser()
        figures["larkfield"] = .test(measures: [.reputation: 70, .bounce: 0.05])
        figures["Northmill"] = .test(measures: [.reputation: 80])
        figures["gone"] = .test(measures: [.reputation: 1])
        let table: [(String, [String])] = [
            ("rep<80", ["larkfield"]), ("rep<=80", ["larkfield", "Northmill"]), ("rep>70", ["Northmill"]),
            ("rep>=70", ["larkfield", "Northmill"]), ("!rep<80", ["Northmill"]), ("bounce>5%", []),
            ("bounce>=5%", ["larkfield"]), ("bounce<6%", ["larkfield"]), ("sent>0", []), ("!sent>0", []),
        ]
        for (filter, names) in table { #expect(found(filter, figures: figures, chunks: 2) == names, "\(filter)") }
        #expect(found("rep<80").isEmpty)
    }

    @Test("An empty table has no rows, whatever is asked")
    func empty() {
        for filter in ["a", "!a", "is:on", "\"a\"", "~a", "city:a", "rep<1"] {
            let bits = Filtering(table: .empty, figures: [:]).rows(meeting: FilterQuery(filter))
            #expect(bits.words.isEmpty, "\(filter)")
        }
    }
}
