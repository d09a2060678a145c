import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Desk

@MainActor
@Suite("Monitor samples", .timeLimit(.minutes(5)))
struct SamplesTests {
    private func samples(_ numbers: [Int]) -> [Sample] { numbers.map(Sample.numbered) }

    private func message(_ number: Int, text: String = "one\ntwo\nthree") -> SampleMessage {
        SampleMessage(
            sample: .numbered(number), headers: [], text: text, textIsFromHTML: false, parts: [], links: [])
    }

    private func looking(_ numbers: [Int], cursor: Int = 0) -> DeskState {
        var state = DeskState.showing(names(3))
        state.samples.samples = samples(numbers)
        state.samples.source = .watching
        state.samples.cursor = cursor
        state.focus = .samples
        return state
    }

    @Test("The cursor stays on its message when others come in, at the top it follows what is new")
    func following() async {
        let desk = DeskTest(looking([3, 2, 1], cursor: 1))
        await desk.send(.samplesChanged(.samples(samples([5, 4, 3, 2, 1])), now: noon + 5)) {
            $0.samples.samples = self.samples([5, 4, 3, 2, 1])
            $0.samples.changedAt = noon + 5
            $0.samples.cursor = 3
        }
        await desk.press(.home) { $0.samples.cursor = 0 }
        await desk.send(.samplesChanged(.samples(samples([6, 5])), now: noon + 6)) {
            $0.samples.samples = self.samples([6, 5])
            $0.samples.changedAt = noon + 6
        }
        await desk.send(.samplesChanged(.samples([]), now: noon + 7)) {
            $0.samples.samples = []
            $0.samples.changedAt = noon + 7
        }
        await desk.end()
    }

    @Test("While a message is open the cursor stays on it, also at the top")
    func followingOpened() async {
        var state = looking([2, 1])
        state.samples.opened = OpenedSample(id: "sample-2")
        let desk = DeskTest(state) { environment, _ in environment.openSample = { _ in .failed("gone") } }
        await desk.send(.samplesChanged(.samples(samples([3, 2, 1])), now: noon)) {
            $0.samples.samples = self.samples([3, 2, 1])
            $0.samples.changedAt = noon
            $0.samples.cursor = 1
        }
        await desk.press("n") {
            $0.samples.cursor = 2
            $0.samples.opened = OpenedSample(id: "sample-1")
        }
        await desk.receive(.sampleOpened("sample-1", .failed("gone"))) { $0.samples.opened?.problem = "gone" }
        await desk.press("n") { $0.notice = Notice(.plain, "there is no message after this one") }
        await desk.end()
    }

    @Test("Where the samples come from is told")
    func source() async {
        let desk = DeskTest(.showing(names(3)))
        for source in [SamplesState.Source.missing("Maildir"), .failed("no right to read"), .notConfigured] {
            await desk.send(.samplesChanged(.source(source), now: noon)) { $0.samples.source = source }
        }
        await desk.end()
    }

    @Test("A message is opened, scrolled within its lines, and closed with one Escape")
    func opening() async {
        let message = message(2)
        let desk = DeskTest(looking([2, 1])) { environment, _ in environment.openSample = { _ in .done(message) } }
        await desk.press(.enter) { $0.samples.opened = OpenedSample(id: "sample-2") }
        await desk.receive(.sampleOpened("sample-2", .done(message))) { $0.samples.opened?.message = message }
        #expect(desk.state.mode == .message)
        await desk.press("k")
        await desk.press("j") { $0.samples.opened?.top = 1 }
        await desk.press(" ") { $0.samples.opened?.top = 2 }
        await desk.press("G")
        await desk.press(.control("u")) { $0.samples.opened?.top = 0 }
        await desk.press(.end) { $0.samples.opened?.top = 2 }
        await desk.press("g") { $0.pendingKeys = [.character("g")] }
        await desk.press("g") {
            $0.pendingKeys = []
            $0.samples.opened?.top = 0
        }
        await desk.press("H") { $0.samples.opened?.showsAllHeaders = true }
        await desk.press("V") { $0.notice = Notice(.plain, "V has no function here (? help)") }
        await desk.press(.escape) { $0.samples.opened = nil }
        await desk.end()
    }

    @Test("The next and the previous message keep the choice of headers; past the last nothing happens")
    func stepping() async {
        var state = looking([2, 1])
        state.samples.opened = OpenedSample(id: "sample-2")
        state.samples.opened?.showsAllHeaders = true
        let desk = DeskTest(state) { environment, _ in environment.openSample = { .failed("\($0) is gone") } }
        await desk.press("N") { $0.notice = Notice(.plain, "there is no message before this one") }
        await desk.press("n") {
            $0.samples.cursor = 1
            $0.samples.opened = OpenedSample(id: "sample-1")
            $0.samples.opened?.showsAllHeaders = true
        }
        await desk.receive(.sampleOpened("sample-1", .failed("sample-1 is gone"))) {
            $0.samples.opened?.problem = "sample-1 is gone"
        }
        await desk.press("n") { $0.notice = Notice(.plain, "there is no message after this one") }
        await desk.end()
    }

    @Test("A message that was closed or changed meanwhile is not shown")
    func late() async {
        let desk = DeskTest(looking([2, 1]))
        await desk.send(.sampleOpened("sample-2", .done(message(2))))
        await desk.end()
    }

    @Test("From a message g d goes to the desk and g c to the customers")
    func leaving() async {
        var state = looking([2, 1])
        state.samples.opened = OpenedSample(id: "sample-2")
        for (key, isZoomed) in [("d", false), ("c", true)] as [(Character, Bool)] {
            let desk = DeskTest(state)
            await desk.press("g") { $0.pendingKeys = [.character("g")] }
            await desk.press(key) {
                $0.pendingKeys = []
                $0.samples.opened = nil
                ($0.focus, $0.isZoomed) = (.customers, isZoomed)
            }
            await desk.end()
        }
    }

    @Test("Without samples Enter shows the pane alone")
    func none() async {
        let desk = DeskTest(looking([]))
        await desk.press(.enter) { $0.isZoomed = true }
        await desk.end()
    }
}
