import Desk
import Records
import ResellerAPI
import Screen
import Testing

@testable import Panes

@Suite("Rows of tables")
struct TableRowsTests {
    private static let count = 200

    private static func number(_ index: Int) -> String { String(String(index + 1000).dropFirst()) }

    /// A desk with more rows than any screen has, each with its number.
    private static func full(_ width: Int, _ height: Int, dead: Bool = false) -> DeskState {
        var state = Fixture.desk(width, height)
        var detail = Fixture.detail
        Fixture.setSuppressions(
            &detail,
            (0..<count).map {
                Suppression(
                    list: .bounced, email: "s\(number($0))@gone.example", status: "5.1.2", reason: "550 no such host",
                    created: nil)
            })
        if dead {
            detail.commonDomain = CommonDomain(domain: "gone.example", count: 1087, total: 1099, isDead: true)
        }
        state.details[Fixture.user] = detail
        state.samples.samples = (0..<count).map {
            Sample(
                id: number($0), date: Fixture.now, customer: nil, record: nil, from: "", subject: "m\(number($0))",
                spf: .pass, dkim: .pass, dmarc: .pass, score: nil, size: 1)
        }
        return state
    }

    private static func drawn(_ state: DeskState, _ letter: Character) -> Int {
        Panes.draw(state, glyphs: .unicode).lines.count { line in
            line.indices.contains { start in
                line[start] == letter && line[start...].dropFirst().prefix(3).allSatisfy(\.isNumber)
                    && line[start...].count > 4 && (start == line.startIndex || line[line.index(before: start)] == " ")
            }
        }
    }

    @Test("A table is paged by as many rows as are drawn of it", arguments: [false, true])
    func paging(dead: Bool) {
        var wrong: [String] = []
        for (width, height) in [
            (40, 6), (40, 12), (59, 24), (70, 24), (80, 24), (100, 23), (100, 32), (120, 35), (120, 40), (200, 60),
        ] {
            for focus in [Pane.suppressions, .samples] {
                for isZoomed in [false, true] {
                    var state = Self.full(width, height, dead: dead)
                    (state.focus, state.isZoomed) = (focus, isZoomed)
                    let rows = Self.drawn(state, focus == .suppressions ? "s" : "m")
                    if rows != state.layout.tableRows(focus) {
                        wrong.append("\(focus) at \(width)x\(height), zoomed \(isZoomed): \(rows) rows")
                    }
                }
            }
        }
        #expect(wrong == [])
    }

    @Test("With the screen to itself the list says what its addresses have in common, above the keys")
    func footnote() {
        var state = Self.full(120, 40, dead: true)
        (state.focus, state.isZoomed) = (.suppressions, true)
        let lines = Panes.draw(state, glyphs: .unicode).lines
        #expect(lines[38] == " 1,087 of 1,099 end in gone.example: one dead domain")
        #expect(lines[37].filter { $0.isLetter } == "")
        state.details[Fixture.user]?.commonDomain = CommonDomain(
            domain: "inbox.example", count: 120, total: 200, isDead: false)
        #expect(Panes.draw(state, glyphs: .unicode).lines[38] == " 120 of 200 end in inbox.example")
        state.isZoomed = false
        #expect(!Panes.draw(state, glyphs: .unicode).lines.contains { $0.contains("end in") })
    }
}
