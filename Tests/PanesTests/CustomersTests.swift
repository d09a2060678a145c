import Desk
import ResellerAPI
import Screen
import Testing

@testable import Panes

@Suite("The list of customers while it is read")
struct CustomersTests {
    private func title(_ change: (inout DeskState) -> Void) -> String {
        var state = Fixture.desk(120, 40)
        change(&state)
        return String(Panes.draw(state, glyphs: .unicode).lines[1].prefix(62))
    }

    private func incoming(_ pages: Int) -> IncomingList {
        let chunks = Fixture.table(Fixture.customers).chunks
        return IncomingList(generation: 1, chunks: Array(repeating: chunks, count: pages).flatMap(\.self))
    }

    @Test("The first reading counts its customers; before the first page it tells how long it has been asked")
    func first() {
        #expect(
            title {
                $0.customers.list = Loadable(askedAt: Fixture.now - 3)
                $0.customers.incoming = incoming(0)
            }.hasSuffix(" … loading, 3s ━"))
        #expect(
            title {
                $0.customers.list = Loadable(askedAt: Fixture.now)
                $0.customers.incoming = incoming(1482)
            }.hasSuffix(" … 40,014 loaded ━"))
    }

    @Test("A list that was read whole is read again in silence, unless it takes long")
    func again() {
        let again = { (seconds: Double) in
            title {
                $0.customers.wasReadWhole = true
                $0.customers.list.askedAt = Fixture.now - seconds
                $0.customers.incoming = incoming(10)
            }
        }
        #expect(again(1).hasSuffix(" now ━"))
        #expect(again(2).hasSuffix(" … 270 loaded ━"))
    }

    @Test("Rows of the archive stay old, with the reason, until the service has told of them")
    func archived() {
        var state = Fixture.desk(120, 40)
        state.customers.isFromArchive = true
        state.customers.list = Loadable(
            value: 27, readAt: Fixture.now - 93_600, askedAt: Fixture.now - 1,
            failure: Fixture.error(.server(status: 503), "customers.list"))
        state.customers.incoming = incoming(0)
        let canvas = Panes.draw(state, glyphs: .unicode)
        #expect(canvas.lines[1].contains("≈ 1d old, HTTP error 503"))
        #expect((4..<30).allSatisfy { canvas.cell(x: 0, y: $0).text == "┊" })
        state.customers.incoming = incoming(20)
        #expect(Panes.draw(state, glyphs: .unicode).lines[1].contains("… 540 loaded"))
        #expect(Panes.draw(state, glyphs: .unicode).cell(x: 0, y: 4).text == "┊")
    }

    @Test("What came in of a list that was never read whole is not called the number of customers")
    func partly() {
        let head = { (value: Int?) in
            var state = Fixture.desk(120, 40)
            state.customers.list.value = value
            return Panes.draw(state, glyphs: .unicode).lines[0]
        }
        #expect(head(nil).contains("27 customers loaded, 3 marked"))
        #expect(head(27).contains("27 customers, 3 marked"))
    }
}
