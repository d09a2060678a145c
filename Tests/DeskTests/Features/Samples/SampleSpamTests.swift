import Records
import ResellerAPI
import Screen
import Settings
import TestSupport
import Testing

@testable import Desk

extension SampleJudgingTests {
    @Test("What the filter of this machine says comes after the message, for the message that is open only")
    func spam() async {
        let report = SpamReport(score: 7, required: 5, rules: [])
        let message = message(links: 0)
        var state = looking([message.sample])
        state.samples.domains = DomainIndex(state.customers.table)
        let desk = DeskTest(state) { environment, _ in
            environment.openSample = { _ in .done(message) }
            environment.spamReport = { _ in report }
        }
        await desk.press(.enter) { $0.samples.opened = OpenedSample(id: "1") }
        await desk.receive(.sampleOpened("1", .done(message))) { $0.samples.opened?.message = message }
        await desk.receive(.sample(.spamJudged("1", report))) { $0.samples.opened?.spam = report }
        await desk.send(.sample(.spamJudged("2", SpamReport(score: 1, required: 5, rules: []))))
        await desk.end()
    }
}
