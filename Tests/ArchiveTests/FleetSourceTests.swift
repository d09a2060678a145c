import Records
import ResellerAPI
import Testing

@testable import Archive

@Suite("Figures for metrics, read again and again")
struct FleetSourceTests {
    private let archive: Archive

    init() throws { archive = try Archive.inMemory() }

    private func figures(_ username: String, _ readAt: Double, reputation: Int) -> CustomerFigures {
        var overview = AccountOverview()
        overview.reputation = reputation
        return CustomerFigures(username: username, readAt: readAt, overview: overview)
    }

    /// The scores by customer, and how many customers are known, as a source tells them at a time.
    private func scores(_ source: inout FleetSource, at now: Double) throws -> [String] {
        var metrics = LiveMetrics(version: "1", account: "acme", role: "production", now: now)
        metrics.maxSeries = 100
        try source.read(into: &metrics)
        let families = metrics.families()
        let scores = families.first { $0.name.hasSuffix("customer_reputation") }?.samples ?? []
        return scores.map { "\($0.labels[0].value) \(Int($0.value))" }
    }

    private func keep(list names: [String], at time: Double) throws {
        var builder = CustomerChunkBuilder(reserving: names.count)
        for name in names { builder.append { $0 == .username ? ArraySlice(Array(name.utf8)) : nil } }
        let order = names.indices.map { UInt32($0) }
        try archive.saveCustomers(
            CustomerSnapshot(account: "acme", readAt: time, chunks: [builder.chunk()], byUsername: order))
    }

    @Test("What was kept since the last reading is in the next one, and nothing else has changed")
    func newer() throws {
        try archive.saveFigures(
            [figures("a", 900, reputation: 90), figures("b", 910, reputation: 80)], of: "acme")
        var source = FleetSource(archive, account: "acme")
        #expect(try scores(&source, at: 1000) == ["a 90", "b 80"])
        try archive.saveFigures(
            [figures("b", 1005, reputation: 70), figures("c", 890, reputation: 60)], of: "acme")
        #expect(try scores(&source, at: 1010) == ["a 90", "b 70", "c 60"], "a batch is written late")
    }

    @Test("After the clock was set back what is kept counts, not what was read in the future")
    func clock() throws {
        try archive.saveFigures([figures("a", 5000, reputation: 90)], of: "acme")
        var source = FleetSource(archive, account: "acme")
        #expect(try scores(&source, at: 5000) == ["a 90"])
        try archive.saveFigures([figures("a", 100, reputation: 50)], of: "acme")
        #expect(try scores(&source, at: 120) == ["a 50"])
    }

    @Test("Who left the list is gone, who came is there with figures of any age")
    func list() throws {
        try archive.saveFigures(["a", "b", "c"].map { figures($0, 900, reputation: 90) }, of: "acme")
        try keep(list: ["a", "b"], at: 950)
        var source = FleetSource(archive, account: "acme")
        #expect(try scores(&source, at: 1000) == ["a 90", "b 90"])
        try archive.saveFigures([figures("a", 5000, reputation: 10)], of: "acme")
        #expect(try scores(&source, at: 5001) == ["a 10", "b 90"])
        try keep(list: ["b", "c"], at: 5002)
        #expect(try scores(&source, at: 5003) == ["b 90", "c 90"])
    }
}
