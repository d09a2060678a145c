import Foundation
import ResellerAPI
import Testing

@testable import Sandbox

@Suite("Encoders")
struct EncodingTests {
    /// The sandbox's own; the contract's values have one of that name too.
    private typealias Reply = Sandbox.Reply

    private func text(_ reply: Reply, _ format: ReplyEncoder.Format, older: Bool = false) -> String {
        let bytes = ReplyEncoder(format: format, older: older).bytes(reply)
        return (String(data: Data(bytes), encoding: .isoLatin1) ?? "").replacing(Self.declaration, with: "")
    }

    private static let declaration = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"

    @Test("JSON escapes slashes, control characters and everything beyond ASCII")
    func jsonText() {
        let row = [Column("a/b", "x\"\\\u{1B}\n/é🌻\u{7F}")]
        #expect(text(.one(.totals, row), .json) == #"{"a\/b":"x\"\\\u001b\n\/\u00e9\ud83c\udf3b\u007f"}"#)
    }

    @Test("XML keeps Latin-1 as bytes, writes the rest as references, and has a stand-in for what it can't hold")
    func xmlText() {
        let row = [Column("text/html", "<é & 王\u{1B}>")]
        #expect(
            text(.one(.totals, row), .xml) == "<stats><text_html>&lt;é &amp; &#29579;&#65533;&gt;</text_html></stats>")
    }

    @Test("Pages without rows leave no stray comma behind")
    func emptyPages() {
        let pages: @Sendable (Int) -> Page = { number in
            Page(rows: number % 2 == 1 ? [[Column("n", number)]] : [], isLast: number == 4)
        }
        #expect(text(.pages(.customerInvoice, pages), .json) == #"[{"n":1},{"n":3}]"#)
        #expect(
            text(.pages(.customerInvoice, pages), .xml)
                == "<usage><invoices><invoice><n>1</n></invoice><invoice><n>3</n></invoice></invoices></usage>")
        #expect(text(.usage(number: "7", pages), .json) == #"{"number":"7","invoices":[{"n":1},{"n":3}]}"#)
        let nothing: @Sendable (Int) -> Page = { _ in Page(rows: [], isLast: true) }
        #expect(text(.pages(.customer, nothing), .json) == "[]")
        #expect(text(.pages(.customer, nothing), .xml) == "<users/>")
    }

    @Test("Nothing to list has the form that the contract gives each shape")
    func nothing() {
        #expect(text(.none(.bounce), .xml) == "<bounces/>")
        #expect(text(.none(.pendingChange), .xml) == "<result><pending/></result>")
        #expect(text(.none(.parseSettings), .json) == #"{"parse":[]}"#)
        #expect(text(.none(.parseSettings), .xml) == "<parse/>")
        #expect(text(.none(.eventURL), .xml) == "<url/>")
        #expect(text(.none(.accountLimit), .xml) == "<credits/>")
        #expect(text(.one(.appSettings, []), .json) == #"{"settings":null}"#)
        #expect(text(.one(.appSettings, []), .xml) == "<app/>")
        #expect(text(.settings([]), .xml) == "<filter/>")
    }

    @Test("Shapes that are not rows of fields stand in XML as the service writes them")
    func xmlShapes() {
        #expect(text(.rows(.ip, [[Column("ip", "192.0.2.1")]]), .xml) == "<ips><ip>192.0.2.1</ip></ips>")
        #expect(text(.rows(.ip, [[Column("ip", "192.0.2.1")]]), .json, older: true) == #"["192.0.2.1"]"#)
        #expect(text(.rows(.eventURL, [[Column("url", "a.example/?b&c")]]), .xml) == "<url>a.example/?b&amp;c</url>")
        let monitor = [Column("name", "m"), Column("users", .list([.text("u")], element: "user"))]
        #expect(
            text(.rows(.monitorRecord, [monitor]), .xml)
                == "<monitors><monitor><name>m</name><users><user>u</user></users></monitor></monitors>")
        let list = [Column("list", .list([.text("a"), .text("b")], element: "list"))]
        #expect(text(.one(.appSettings, list), .xml) == "<app><list>a</list><list>b</list></app>")
        #expect(text(.one(.app, [Column("activated", .flag(true))]), .xml) == "<apps><activated>1</activated></apps>")
    }

    @Test("Money is counted in hundredths")
    func cents() {
        #expect(Cents(price: "79.95").value == 7995)
        #expect(Cents(1234, times: "0.00085").value == 105)
        #expect(Cents(7995).part(10, of: 30).value == 2665)
        #expect(Cents(5).wire == .digits("0.05"))
    }

    @Test("The names of a million customers are all different and lead back to them")
    func usernames() {
        let usernames = Usernames(dice: Dice(seed: 3), customers: 1_000_000)
        var names: Set<String> = []
        for customer in stride(from: 0, to: 1_000_000, by: 37) {
            let name = usernames.name(of: AccountID(customer))
            names.insert(usernames.stem(customer))
            #expect(usernames.account(named: name) == AccountID(customer))
            for subuser in usernames.subusers(of: customer) {
                #expect(usernames.account(named: usernames.name(of: subuser)) == subuser)
            }
        }
        #expect(names.count == (1_000_000 + 36) / 37)
    }

    @Test("Counts add up wherever a stretch of time is cut")
    func additive() {
        let world = World(seed: 5, customers: 100, anchor: 1_790_000_000)
        for customer in 0..<20 {
            let account = AccountID(customer)
            let persona = world.personas.persona(account)
            let count = { (from: Int, to: Int) in
                world.traffic.counts(account, persona, from: 1_789_000_000 + from, to: 1_789_000_000 + to)
            }
            let whole = count(0, 900_000)
            #expect(count(0, 123_457) + count(123_457, 123_458) + count(123_458, 900_000) == whole)
        }
    }

    @Test("Only the newest messages are kept")
    func maildir() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("maildir-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let maildir = try Maildir(path: path, keep: 3)
        for number in 1...5 { try maildir.deliver("Subject: \(number)\n\n", date: 1000 + number, number: number) }
        try FileManager.default.moveItem(
            at: try #require(try maildir.messages().first { $0.lastPathComponent.hasPrefix("1004.") }),
            to: URL(fileURLWithPath: path + "/cur/1004.x:2,S"))
        try maildir.trim()
        #expect(try maildir.messages().map { $0.lastPathComponent.prefix(4) }.sorted() == ["1003", "1004", "1005"])
    }
}
