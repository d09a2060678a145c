import Records
import ResellerAPI
import Testing

@testable import Desk

/// Lists without a screen.
@Suite("Lists without a screen")
struct ListingTests {
    private func load(
        _ listing: Listing, customer: String? = nil, filter: String = "", opensSamples: Bool = false,
        _ describe: (inout DeskEnvironment) -> Void = { _ in }
    ) async -> Outcome<Sheet.Rows> {
        let clock = TestClock(now: noon)
        var environment = DeskEnvironment.failing(clock)
        ViewWorld().install(in: &environment, clock)
        describe(&environment)
        return await ListLoader(environment: environment)
            .load(listing, customer: customer, filter: filter, opensSamples: opensSamples, into: .empty())
    }

    private func rows(_ outcome: Outcome<Sheet.Rows>) -> Sheet.Rows? {
        if case .done(let rows) = outcome { rows } else { nil }
    }

    @Test("Customers are read page by page, filtered in the desk's own language, by name")
    func customers() async {
        let outcome = await load(.customers, filter: "email:2@") { environment in
            environment.loadSnapshot = { .done(nil) }
            environment.customers = { offset, _ in
                Answered(.success(.named(offset == 0 ? ["name12", "name02", "other"] : [])), at: noon)
            }
        }
        let lines = rows(outcome)?.csv.split(separator: "\r\n").map(String.init)
        #expect(lines?.dropFirst().map { $0.split(separator: ",").first.map(String.init) } == ["name02", "name12"])
    }

    @Test("Columns stand under their heads, and hostile text is shown as what it is")
    func plain() async {
        let outcome = await load(.suppressions, customer: "hollin") { environment in
            environment.suppressions = { _, list in
                Answered(
                    .success(
                        list == .bounced
                            ? [.bounce("kim\u{1B}[2J@gone.example", "2026-09-28 10:00:00")]
                            : list == .spam ? [.on(.spam, "lena@opal.example", "2026-09-27 10:00:00")] : []), at: noon)
            }
        }
        #expect(
            rows(outcome)?.plain == """
                list     address                   status  reason            customer's time
                bounced  kim‹ESC›[2J@gone.example  5.1.1   550 unknown user  2026-09-28 10:00:00
                spam     lena@opal.example                                   2026-09-27 10:00:00

                """)
    }

    @Test("For programs samples are opened, and what is found in them is listed")
    func findings() async {
        let sample = Sample(
            id: "1", date: noon, customer: "hollin", record: nil, from: "a@hollin.example", sender: "a@hollin.example",
            subject: "x", spf: .pass, dkim: .pass, dmarc: .pass, score: nil, size: 9)
        let message = SampleMessage(
            sample: sample, headers: [], text: "", textIsFromHTML: true,
            parts: [.init(depth: 0, type: "a/b", fileName: "a.exe", size: 3)],
            links: [.init(shown: "https://bank.example", target: "https://evil.example")],
            unseen: [.init("a.zip", "an archive", isOdd: true)])
        let outcome = await load(.samples, opensSamples: true) { environment in
            environment.samples = { .init { $0.yield(.samples([sample])) } }
            environment.openSample = { _ in .done(message) }
        }
        let row = rows(outcome)?.sheet.row(0)
        let raw = Dictionary(uniqueKeysWithValues: zip(rows(outcome)?.sheet.columns.map(\.key) ?? [], row?.cells ?? []))
        #expect(raw["verdict"]?.raw == .text("phishing"))
        #expect(raw["not_looked_at"]?.raw == .list([.text("a.zip: an archive")]))
        #expect(raw["findings"]?.text.contains("attachment a.exe is a program") == true)
        #expect(raw["links"]?.text.contains("goes_to=https://evil.example") == true)
        #expect(raw["attachments"]?.text.contains("name=a.exe") == true)
    }

    @Test("A sample that can't be opened says why")
    func unopened() async {
        let sample = Sample(
            id: "1", date: noon, customer: "hollin", record: nil, from: "a@hollin.example", subject: "x", spf: .pass,
            dkim: .pass, dmarc: .pass, score: nil, size: 9)
        let outcome = await load(.samples, opensSamples: true) { environment in
            environment.samples = { .init { $0.yield(.samples([sample])) } }
            environment.openSample = { _ in .failed("it is gone") }
        }
        #expect(rows(outcome)?.csv.contains("not opened,it is gone") == true)
    }

    @Test("A refusal is told in its own words")
    func refused() async {
        let outcome = await load(.invoices) { environment in
            environment.read = { request, _ in
                Answered(.failure(APIError(operation: request.operation.id, reason: .notFound)), at: noon)
            }
        }
        #expect(
            outcome
                == .failed(
                    "invoice.list is not known to the service, which deprecated billing calls in 2014. "
                        + "Use the website of the service instead."))
    }

    @Test("Samples are attributed as on the desk: by header, by a person's word, by domain, else they are nobody's")
    func attribution() async {
        let samples = [
            Sample.from("a@elsewhere.example", customer: "told"), .from("a@said.example"), .from("a@shop.example"),
            .from("a@nobody.example"),
        ]
        let outcome = await load(.samples) { environment in
            environment.samples = { AsyncStream { $0.yield(.samples(samples)) } }
            environment.memory.names = { kind, domain in
                kind == .senderDomain && domain == "said.example" ? ["said"] : []
            }
            environment.loadSnapshot = { .done(nil) }
            environment.customers = { offset, _ in
                Answered(.success(.named(offset == 0 ? ["mail@shop.example"] : [])), at: noon)
            }
        }
        let customers = rows(outcome).map { rows in (0..<rows.sheet.count).map { rows.sheet.row($0).customer } }
        #expect(customers == ["told", "said", "mail@shop.example", nil])
    }

    @Test("Without the list of customers it is said that samples can't be attributed; with headers none is needed")
    func unattributed() async {
        let unreachable = APIError(operation: "customer.list", reason: .unreachable("nobody listens"))
        func list(_ sample: Sample) async -> Outcome<Sheet.Rows> {
            await load(.samples) { environment in
                environment.samples = { AsyncStream { $0.yield(.samples([sample])) } }
                environment.loadSnapshot = { .failed("locked") }
                environment.customers = { _, _ in Answered(.failure(unreachable), at: noon) }
            }
        }
        guard case .failed(let why) = await list(.from("a@shop.example")) else {
            Issue.record("nobody could tell whose it is")
            return
        }
        #expect(why.contains("nobody listens") && why.contains("whose samples"))
        #expect(rows(await list(.from("a@shop.example", customer: "told")))?.sheet.count == 1)
    }

    @Test("Every list but those of one customer can be had as it is", arguments: Listing.allCases)
    func all(_ listing: Listing) async {
        let outcome = await load(listing, customer: "hollin") { environment in
            environment.customers = { _, _ in Answered(.success(.named([])), at: noon) }
            environment.loadSnapshot = { .done(nil) }
            environment.samples = { AsyncStream { $0.yield(.samples([.numbered(1)])) } }
        }
        #expect(rows(outcome)?.csv.hasSuffix("\r\n") == true)
        #expect(listing.needsCustomer == [.suppressions, .statistics].contains(listing))
    }
}
