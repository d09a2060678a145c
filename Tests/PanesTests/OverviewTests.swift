import Desk
import ResellerAPI
import Screen
import Testing

@testable import Panes

@Suite("The overview")
struct OverviewTests {
    private func overview(_ state: DeskState) -> [String] {
        var state = state
        state.focus = .overview
        state.isZoomed = true
        return Panes.draw(state, glyphs: .unicode).lines
    }

    /// A desk whose filter lets nothing through.
    private func filteredToNothing(row: Int) -> DeskState {
        var state = Fixture.desk(80, 24)
        let user = Fixture.customers[row].name
        state.subject = user
        state.details[user] = Fixture.detail
        state.subjectRow = row
        state.customers.filter = "nobody"
        state.customers.shown = RowOrder([])
        return state
    }

    @Test("A filter to nothing leaves the customer's switches known", arguments: [(0, "on"), (10, "off")])
    func filtered(row: Int, sending: String) {
        let lines = overview(filteredToNothing(row: row))
        #expect(lines.contains { $0.hasPrefix("   sending   \(sending) ") }, "\(lines)")
    }

    @Test("A row that is another customer's by now tells nothing")
    func strangeRow() {
        var state = filteredToNothing(row: 0)
        state.subjectRow = 1
        #expect(overview(state).contains { $0.hasPrefix("   sending   · ") })
        state.subjectRow = 4000
        #expect(overview(state).contains { $0.hasPrefix("   sending   · ") })
    }

    /// The texts that are set off as changed, row by row.
    private func setOff(_ state: DeskState) -> [String] {
        let canvas = Panes.draw(state, glyphs: .unicode)
        return (0..<canvas.height).compactMap { y in
            let columns = (0..<canvas.width).filter { canvas.slot(x: $0, y: y).role == .changed }
            return columns.isEmpty ? nil : columns.map { canvas.cell(x: $0, y: y).text }.joined()
        }
    }

    @Test("Figures that have changed are set off, and nothing beside them", arguments: [120, 80])
    func changed(width: Int) {
        var state = Fixture.desk(width, 40)
        #expect(setOff(state) == [])
        state.changed = ChangedFigures(user: Fixture.user, figures: [.score, .credits, .rowSent, .rowReason])
        #expect(setOff(state) == ["64 of 100", "8,800"])
        state.changed?.user = Fixture.customers[7].name
        #expect(setOff(state) == [width == 120 ? "1.2Mok" : "ok"])
    }
}
