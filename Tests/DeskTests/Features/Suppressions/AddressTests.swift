import Records
import ResellerAPI
import Screen
import Settings
import Synchronization
import Testing

@testable import Desk

/// Addresses that are easily taken for others.
private let odd = [
    "'t.hooft@gone.example", "\"kim frost\"@gone.example", "\"a@b\"@gone.example", "kim@xn--bcher-kva.example",
    "Kim@BÜCHER.example", "ju\u{308}rgen@gone.example", "kim+news@gone.example", "kim%40x@gone.example",
    "o'brien@gone.example'", "<kim@gone.example>", "mailto:kim@gone.example", " kim@gone.example", "kim@gone.example,",
    "KIM", "two words", "(kim@gone.example)", "kim@gone.example?subject=x", "!kim@gone.example", "~kim@gone.example",
    "domain:kim@gone.example", "\"kim\\\" frost\"@gone.example", "kim@gone.example.", "kim@xn--zzzzzzzzzzz--.example",
]

@MainActor
@Suite("An address of a row goes through unread", .timeLimit(.minutes(5)))
struct RowAddressTests {
    /// The address, and those that it is easily taken for.
    nonisolated private static func list(_ address: String) -> [Suppression] {
        ["t.hooft@gone.example", "kim@gone.example", address, "frost@gone.example"].map { .bounce($0) }
    }

    private func desk(_ entries: [Suppression], _ others: TestDetail = TestDetail()) -> DeskRun {
        var detail = others
        detail.suppressions[.bounced] = entries
        let known = detail
        return DeskRun(.showing(names(3))) { environment, clock in environment.answerWhy(clock, known) }
    }

    private func email(of desk: DeskRun) -> [UInt8]? {
        guard case .confirm(let dialog) = desk.state.overlay else { return nil }
        return dialog.request.parameters["email"].map { Array($0.utf8) }
    }

    @Test("w on a row, then d, is about this very address", arguments: odd)
    func whyOnRow(address: String) async {
        let desk = desk(Self.list(address))
        await desk.press(.character("S"), .character("j"))
        #expect(desk.state.suppressedUnderCursor?.email == address)
        await desk.press(.character("w"))
        #expect(desk.state.why.address.map { Array($0.utf8) } == Array(address.utf8))
        #expect(desk.state.why.takenFrom == nil)
        #expect(desk.state.whyHeld.map(\.email) == [address])
        await desk.press(.character("d"))
        #expect(email(of: desk) == Array(address.utf8))
    }

    @Test("What the line offers of a row is taken as it is, by Enter and by Tab", arguments: odd)
    func offered(address: String) async {
        let desk = desk(Self.list(address))
        await desk.press(.enter, .character("4"), .character("j"), .character("w"), .enter)
        #expect(desk.state.why.address.map { Array($0.utf8) } == Array(address.utf8))
        await desk.press(.escape, .character("w"), .tab, .enter, .character("d"))
        #expect(email(of: desk) == Array(address.utf8))
    }

    @Test("From a hit of another customer, Enter shows that row, and d takes off what is stored", arguments: odd)
    func hit(address: String) async {
        let row = SeenSuppression(username: "name02", suppression: .bounce(address), readAt: noon - 60)
        let desk = DeskRun(.showing(names(3))) { environment, clock in
            environment.answerWhy(clock, seen: [row])
            environment.suppressions = { _, list in
                Answered(.success(list == .bounced ? Self.list(address) : []), at: clock.now)
            }
        }
        await desk.askWhy("kim")
        await desk.press(.end, .character("d"))
        #expect(email(of: desk) == Array(address.utf8))
        await desk.press(.escape, .end, .enter)
        #expect(desk.state.place == Place(.suppressions))
        #expect(
            desk.state.suppressed.contains { $0.email.utf8.elementsEqual(address.utf8) },
            "\(desk.state.suppressions.view.filter)")
    }

    @Test("A bulk run over marked addresses goes over what is stored, each once")
    func bulk() async {
        let twins = ["jürgen@gone.example", "ju\u{308}rgen@gone.example"]
        let desk = desk((odd + twins.prefix(1)).map { .bounce($0) })
        await desk.press(.character("S"), .character("V"), .character("d"))
        guard case .bulk(.preview(let preview)) = desk.state.overlay else {
            Issue.record("no preview")
            return
        }
        let targets = (0..<preview.targets.count).map { Array(preview.targets.name(at: $0).utf8) }
        #expect(targets.reversed() == (odd + twins.prefix(1)).map { Array($0.utf8) })
    }

    @Test(
        "A typed address finds every spelling, and the stored one is taken off",
        arguments: [
            ("'t.hooft@gone.example", "'t.hooft@gone.example"),
            ("\"kim frost\"@gone.example", "\"Kim Frost\"@gone.example"),
            ("kim@bücher.example", "kim@xn--bcher-kva.example"), ("kim@xn--bcher-kva.example", "Kim@Bücher.example"),
            ("kim@BÜCHER。example", "kim@xn--bcher-kva.example"), ("jürgen@gone.example", "ju\u{308}rgen@gone.example"),
        ])
    func typed(asked: String, stored: String) async {
        let desk = desk(Self.list(stored))
        await desk.askWhy(asked)
        #expect(desk.state.whyHeld.map(\.email) == [stored])
        #expect(desk.state.why.takenFrom == nil)
        await desk.press(.character("d"))
        #expect(email(of: desk) == Array(stored.utf8))
    }

    @Test("What was taken off a typed or pasted text is told, and forgotten with the next address")
    func takenOff() async {
        let desk = desk([])
        await desk.askWhy("Kim <kim@gone.example>")
        #expect(desk.state.why.address == "kim@gone.example")
        #expect(desk.state.why.takenFrom == "Kim <kim@gone.example>")
        #expect(WhyReport(state: desk.state)?.text.contains("Taken from: Kim <kim@gone.example>") == true)
        await desk.askWhy("tom@gone.example")
        #expect(desk.state.why.takenFrom == nil)
        await desk.press(.escape)
        await desk.send(.inputReceived(.paste("to (lena@gone.example)\n")))
        await desk.press(.character("w"), .enter)
        #expect(desk.state.why.address == "lena@gone.example")
        #expect(desk.state.why.takenFrom == "to (lena@gone.example)")
    }
}

@MainActor
@Suite("After an address was taken off a list", .timeLimit(.minutes(5)))
struct StillStoppedTests {
    private func notice(
        _ lists: [SuppressionList: [Suppression]], missing: Set<SuppressionList> = [],
        email: String = "kim@gone.example",
        _ change: (inout DeskState) -> Void = { _ in }
    ) throws -> Notice {
        var state = DeskState.showing(names(2))
        var detail = CustomerDetail()
        for list in SuppressionList.allCases where !missing.contains(list) {
            detail.suppressionsAnswered(list, .success(lists[list] ?? []), at: noon)
        }
        state.details["name00"] = detail
        change(&state)
        return state.doneNotice(try #require(Request("bounces.delete", ["user": "name00", "email": email])))
    }

    @Test("Nothing stops it any more, as far as all four lists say")
    func free() throws {
        #expect(
            try notice([.bounced: [.bounce("kim@gone.example")]])
                == Notice(.done, "kim@gone.example is off the bounced list of name00; not on any other list of name00"))
    }

    @Test("The lists that still hold it are named, in whatever spelling they do")
    func held() throws {
        let lists: [SuppressionList: [Suppression]] = [
            .bounced: [.bounce("kim@bücher.example"), .bounce("kim@xn--bcher-kva.example")],
            .unsubscribed: [.on(.unsubscribed, "KIM@xn--bcher-kva.example")], .spam: [.on(.spam, "tom@gone.example")],
        ]
        #expect(
            try notice(lists, email: "kim@bücher.example")
                == Notice(
                    .warning,
                    "kim@bücher.example is off the bounced list of name00; still stopped: bounced as "
                        + "kim@xn--bcher-kva.example, unsubscribed"))
    }

    @Test("Lists that were not read are no lists without it")
    func unread() throws {
        let notice = try notice([:], missing: [.spam, .invalid])
        #expect(
            notice
                == Notice(
                    .done,
                    "kim@gone.example is off the bounced list of name00; other lists not read, they may still stop it: "
                        + "invalid, spam reports"))
    }

    @Test("What stops all mail of the customer, and what the archive has seen, counts too")
    func others() throws {
        let spam = SeenSuppression(username: "name00", suppression: .on(.spam, "kim@gone.example"), readAt: noon)
        let notice = try notice([:], missing: [.spam]) { state in
            state.why.hits = [spam]
            state.details["name00"]?.limit.answered(
                .success(AccountLimit(credits: 10, remaining: 0, lastReset: nil)), at: noon)
        }
        #expect(
            notice
                == Notice(
                    .warning,
                    "kim@gone.example is off the bounced list of name00; still stopped: spam reports, no credits left"))
    }
}

@Suite("One folding for everything that is searched")
struct FoldedSearchTests {
    private static let customers: [[CustomerField: String]] = [
        [.username: "u\u{308}nal", .email: "a@one.example", .city: "Ko\u{308}ln"],
        [.username: "kim@xn--bcher-kva.example", .email: "kim@xn--bcher-kva.example", .lastName: "Große"],
        [.username: "lena", .email: "lena@BÜCHER.example", .website: "https://www.xn--strae-oqa.example/x"],
        [.username: "plain", .email: "\"kim frost\"@gone.example", .lastName: "ΟΔΥΣΣΕΥΣ"],
    ]

    @Test(
        "Customers are found in either spelling",
        arguments: [
            ("ü", ["u\u{308}nal", "kim@xn--bcher-kva.example", "lena"]), ("u\u{308}nal", ["u\u{308}nal"]),
            ("ÜNAL", ["u\u{308}nal"]),
            ("city:köln", ["u\u{308}nal"]), ("bücher", ["kim@xn--bcher-kva.example", "lena"]),
            ("xn--bcher", ["kim@xn--bcher-kva.example", "lena"]),
            ("email:xn--bcher-kva", ["kim@xn--bcher-kva.example", "lena"]),
            ("email:bücher", ["kim@xn--bcher-kva.example", "lena"]),
            ("\"kim@bücher.example\"", ["kim@xn--bcher-kva.example"]),
            ("\"lena@xn--bcher-kva.example\"", ["lena"]), ("straße", ["lena"]), ("website:STRASSE", ["lena"]),
            ("GROSSE", ["kim@xn--bcher-kva.example"]), ("οδυσσευς", ["plain"]),
            ("\"kim frost\"@gone.example", ["plain"]),
            ("\"kim frost\"@gone plain", ["plain"]), ("!bücher", ["u\u{308}nal", "plain"]),
        ])
    func customers(filter: String, found: [String]) {
        let table = CustomerTable.of(Self.customers)
        let bits = Filtering(table: table, figures: [:]).rows(meeting: FilterQuery(filter))
        let names = (0..<table.count).filter { bits.contains(UInt32($0)) }.map(table.username)
        // Spellings that read the same are told apart by their bytes.
        #expect(names.map { Array($0.utf8) } == found.map { Array($0.utf8) })
    }

    @Test("A chunk that was folded by other rules is folded anew")
    func refolded() {
        let chunk = CustomerChunk.of(Self.customers)
        let former = CustomerChunk(
            count: chunk.count, bytes: chunk.bytes, ends: chunk.ends, told: chunk.told,
            folded: Array(repeating: 0x0A, count: chunk.count), foldedEnds: (1...UInt32(chunk.count)).map { $0 })
        let anew = CustomerChunkBuilder.refolded(former)
        #expect(anew.folded == chunk.folded)
        #expect(anew.foldedEnds == chunk.foldedEnds)
        #expect(anew == chunk)
    }

    @Test(
        "Suppressed addresses are found in either spelling",
        arguments: [
            ("kim@bücher.example", [0, 1]), ("kim@xn--bcher-kva.example", [0, 1]), ("address:xn--bch", [0, 1]),
            ("domain:bücher", [0, 1]), ("\"kim@bücher.example\"", [0, 1]), ("~kbüch", [0, 1]), ("jürgen", [2]),
            ("\"kim frost\"@gone.example", [3]), ("reason:größe", [2]), ("status:5.1 bücher", [0, 1]),
            ("!bücher", [2, 3]),
        ])
    func suppressions(filter: String, found: [Int]) {
        let entries = [
            Suppression.bounce("kim@xn--bcher-kva.example"), .bounce("Kim@BÜCHER.example"),
            Suppression(
                list: .bounced, email: "ju\u{308}rgen@gone.example", status: "5.2.3", reason: "GRO\u{308}SSE",
                created: nil),
            .bounce("\"Kim Frost\"@gone.example"),
        ]
        #expect(SuppressionIndex(entries).entries(meeting: SuppressionQuery(filter)) == found.map { entries[$0] })
    }

    @Test("The line that finds an address finds it, whatever it looks like", arguments: odd)
    func line(address: String) {
        let entries = ["kim", address, "gone.example"].map { Suppression.bounce($0) }
        let found = SuppressionIndex(entries).entries(
            meeting: SuppressionQuery(SuppressionQuery.line(finding: address)))
        #expect(found?.contains(entries[1]) == true)
        #expect(found?.contains(entries[0]) == (address == "KIM"))
    }

    @Test("Rows of a view, and texts of samples and the board, are found in either spelling")
    func sheets() {
        let rows = ["kim@xn--bcher-kva.example", "u\u{308}nal", "GRÖSSE"].map { SheetRow($0, [SheetCell($0)]) }
        let sheet = Sheet(columns: [SheetColumn("name", ideal: 10)], rows: rows)
        #expect(sheet.places(matching: "KIM@bücher") == [0])
        #expect(sheet.places(matching: "xn--bch") == [0])
        #expect(sheet.places(matching: "ü") == [0, 1])
        #expect(sheet.places(matching: "gro\u{308}sse") == [2])
        let query = SampleQuery("from:bücher")
        #expect(query.meets(.from("kim@xn--bcher-kva.example"), owner: nil))
        #expect(!query.meets(.from("kim@gone.example"), owner: nil))
    }

    @Test(
        "A domain's owner is found in either spelling",
        arguments: [
            "a@bücher.example", "a@xn--bcher-kva.example", "a@mail.BÜCHER.example", "a@例.example", "b@xn--fsq.example",
        ])
    func owners(sender: String) throws {
        let table = CustomerTable.of([
            [.username: "shop@xn--bcher-kva.example"], [.username: "two", .website: "https://www.例.example/"],
            [.username: "three", .email: "x@plain.example"],
        ])
        let index = try #require(DomainIndex(table))
        let isFirst = sender.contains("bcher") || sender.lowercased().contains("bücher")
        #expect(index.owner(of: sender) == (isFirst ? "shop@xn--bcher-kva.example" : "two"))
    }
}
