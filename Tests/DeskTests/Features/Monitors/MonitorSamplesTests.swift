import Records
import ResellerAPI
import Testing

@testable import Desk

@Suite("The samples of a monitor record")
struct MonitorSamplesTests {
    private func sample(_ id: String, record: String, score: Double) -> Sample {
        Sample(
            id: id, date: noon, customer: "hollin", record: record, from: "shop@hollin.example", subject: "Offer \(id)",
            spf: .pass, dkim: .pass, dmarc: .none, score: score, size: 2048)
    }

    @Test(
        "They are those of the record, however the pane of samples is sorted and filtered",
        arguments: [("", SamplesState.Order.time), ("nothing-like-it", .time), ("offer 1", .time), ("", .score)])
    func independent(filter: String, order: SamplesState.Order) throws {
        var state = DeskState.showing(names(3))
        state.samples.samples = [
            sample("3", record: "abuse-watch", score: 1), sample("2", record: "other", score: 9),
            sample("1", record: "abuse-watch", score: 2),
        ]
        (state.samples.filter, state.samples.order) = (filter, order)
        state.samples.rearrange()
        let records = MonitorPanes.records
        state.readings.asked(records, at: noon)
        state.readings.answered(records, .success([record([("name", "abuse-watch")])]), at: noon)
        let pane = try #require(ViewID.monitors.panes(state).first { $0.digit == 3 })
        let sheet = pane.wholeSheet(state)
        #expect((0..<sheet.count).map { sheet.row($0).id } == ["3", "1"])
    }
}
