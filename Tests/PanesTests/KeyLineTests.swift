import Records
import Desk
import Screen
import Testing

@testable import Panes

@Suite("The last row")
struct KeyLineTests {
    private func line(_ width: Int, _ notice: Notice?, focus: Pane = .customers, height: Int = 12) -> String {
        var state = Fixture.desk(width, height)
        (state.focus, state.notice) = (focus, notice)
        return Panes.draw(state, glyphs: .unicode).lines.last ?? ""
    }

    private let read = Notice(.done, "loaded at 14:03 in 84 ms", short: "14:03")

    @Test("That something was read takes no key's room on narrow screens", arguments: 24..<60)
    func reading(width: Int) {
        for focus in Pane.allCases {
            let keys = line(width, nil, focus: focus)
            let line = line(width, read, focus: focus)
            let rest = line.dropFirst(keys.count).drop { $0 == " " }
            #expect(line.hasPrefix(keys) && ["", "✓ 14:03", "✓ loaded at 14:03 in 84 ms"].contains(rest), "\(line)")
        }
    }

    @Test("On wider screens it is said in full, or as the time of it where a key would go")
    func widerScreens() {
        #expect(line(80, read, height: 24).hasSuffix("s sort  ? help  ✓ 14:03"))
        #expect(line(120, read, height: 40).hasSuffix("✓ loaded at 14:03 in 84 ms"))
        #expect(line(40, read, focus: .overview) == " Esc customers  1-5 panes  ? help")
    }

    @Test("Trouble wins over keys and ends where a part of it ends")
    func trouble() {
        let failed = Notice(.failed, CustomerListWords.notRead("r"))
        #expect(line(36, failed).hasSuffix(" ? could not load customers"))
        #expect(line(50, failed).hasSuffix(" ? could not load customers; r retries"))
        let warning = Notice(.warning, "Auto-refresh paused, Z resumes")
        #expect(line(40, warning).hasSuffix(" ▲ Auto-refresh paused, Z resumes"))
        #expect(line(30, warning).hasSuffix(" ▲ Auto-refresh paused"))
    }

    @Test("What a key did is said whole beside the way to help")
    func results() {
        #expect(line(40, Notice(.done, "copied mail@hollin.example")) == " ? help    ✓ copied mail@hollin.example")
        #expect(line(40, Notice(.plain, "j has no function here (? help)")).hasSuffix("  j has no function here"))
    }

    @Test("Where suppressions have the screen it is told which of them are seen")
    func position() {
        var state = Fixture.desk(120, 40)
        (state.focus, state.isZoomed, state.notice) = (.suppressions, true, nil)
        let row = Fixture.suppressions[0]
        state.details[Fixture.user]?.newestOfAll = Array(repeating: row, count: 1099)
        let last = { Panes.draw(state, glyphs: .unicode).lines.last ?? "" }
        #expect(last().hasSuffix("  rows 1-36 of 1,099"))
        (state.suppressions.cursor, state.suppressions.top) = (1098, 1063)
        #expect(last().hasSuffix("  rows 1,064-1,099 of 1,099"))
        state.notice = read
        #expect(last().hasSuffix("  ✓ 14:03   rows 1,064-1,099 of 1,099"))
        state.notice = Notice(.failed, "1 of 7 readings failed")
        #expect(last().hasSuffix("  ? 1 of 7 readings failed"))
        state.notice = nil
        state.details[Fixture.user]?.newestOfAll = Array(repeating: row, count: 36)
        #expect(!last().contains("rows"))
    }
}
