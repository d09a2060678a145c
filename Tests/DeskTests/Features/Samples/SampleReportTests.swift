import Records
import ResellerAPI
import Screen
import Settings
import TestSupport
import Testing

@testable import Desk

@MainActor
@Suite("Samples: mail about a customer's mail, and senders in doubt", .timeLimit(.minutes(5)))
struct SampleReportTests {
    private let tidepool = CustomerTable.of([
        [.username: "news@tidepool.example"], [.username: "shop@larkfield.example"],
    ])

    private func sample(
        _ report: MailReport? = nil, sender: String = "news@tidepool.example", trouble: FromTrouble? = nil
    ) -> Sample {
        Sample(
            id: "1", date: noon, customer: nil, record: nil, from: sender, sender: sender, fromTrouble: trouble,
            subject: "Undelivered", spf: .none, dkim: .none, dmarc: .none, score: nil, size: 100, report: report)
    }

    private func looking(_ samples: [Sample]) -> DeskState {
        var state = DeskState.showing(names(3))
        state.customers.table = tidepool
        state.samples.samples = samples
        state.samples.source = .watching
        state.samples.domains = DomainIndex(tidepool)
        state.focus = .samples
        state.samples.attribute()
        return state
    }

    private func owner(_ sample: Sample) -> SampleOwner? { looking([sample]).samples.owner(of: sample) }

    @Test("A report is of him whose mail it is about, not of who wrote it")
    func owners() {
        let bounce = MailReport(
            kind: .bounce, recipient: "kim@gone.example", owners: ["a@nobody.example", "x@larkfield.example"])
        #expect(owner(sample(bounce)) == SampleOwner(customer: "shop@larkfield.example", source: .report))
        let none = MailReport(kind: .complaint, recipient: nil, owners: ["a@nobody.example"], customer: "told")
        #expect(owner(sample(none)) == SampleOwner(customer: "told", source: .report))
        #expect(owner(sample(MailReport(kind: .complaint, recipient: nil))) == nil)
    }

    @Test("A sender in doubt is nobody's")
    func doubt() {
        #expect(owner(sample()) == SampleOwner(customer: "news@tidepool.example", source: .domain))
        for trouble in [FromTrouble.severalBrackets, .group, .severalHeaders(2), .malformed, .hidden("x")] {
            #expect(owner(sample(trouble: trouble)) == nil)
        }
    }

    @Test("A sender in doubt can't be assigned, and it is said why")
    func assigning() async {
        let desk = DeskTest(looking([sample(trouble: .severalHeaders(2))]))
        await desk.press("A") {
            $0.notice = Notice(.warning, "there are 2 From headers: its sender can't be assigned")
        }
        await desk.end()
    }

    @Test("From a report w looks for the recipient, and c opens the customer", arguments: [true, false])
    func leads(isOpen: Bool) async {
        let bounce = MailReport(kind: .bounce, recipient: "kim@gone.example", owners: ["news@tidepool.example"])
        var state = looking([sample(bounce)])
        if isOpen { state.samples.opened = OpenedSample(id: "1") }
        let world = ViewWorld()
        let run = DeskRun(state) { environment, clock in
            world.install(in: &environment, clock)
            environment.memory.seen = { _ in .done([]) }
            environment.memory.seenWhole = { .done([:]) }
        }
        await run.press(.character("w"))
        #expect(run.state.place.view == .why)
        #expect(run.state.why.address == "kim@gone.example")
        #expect(run.state.samples.opened == nil, "nothing lies over the answer")
        let other = DeskRun(state) { environment, clock in
            world.install(in: &environment, clock)
            environment.memory.seen = { _ in .done([]) }
            environment.memory.seenWhole = { .done([:]) }
        }
        await other.press(.character("c"))
        #expect(other.state.place.view == .customer)
        #expect(other.state.subject == "news@tidepool.example")
    }

    @Test("The list says what a sample is, and for whom it was; the filter finds it")
    func list() {
        let bounce = MailReport(kind: .bounce, recipient: "kim@gone.example", owners: ["news@tidepool.example"])
        var state = looking([sample(bounce)])
        let sheet = DeskSheets(state: state).samples
        #expect(sheet.columns.map(\.key).suffix(2) == ["kind", "recipient"])
        #expect(sheet.row(0).cells.map(\.text).suffix(2) == ["bounce", "kim@gone.example"])
        #expect(sheet.row(0).customer == "news@tidepool.example")
        state.samples.filter = "kind:bounce"
        state.samples.rearrange()
        #expect(state.samples.shown.count == 1)
        state.samples.filter = "kind:complaint"
        state.samples.rearrange()
        #expect(state.samples.shown.isEmpty)
    }
}
