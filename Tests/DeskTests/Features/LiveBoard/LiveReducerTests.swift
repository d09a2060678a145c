import Records
import ResellerAPI
import Screen
import Settings
import StateStore
import Testing

@testable import Desk

@MainActor
@Suite("What the collector tells the desk, and what persons say")
struct LiveReducerTests {
    private func board(_ user: String) -> LiveBoard {
        let key = AlarmKey(username: user, concern: .bounces)
        let row = LiveRow(
            username: user,
            entries: [
                LiveRow.Entry(
                    judgement: Judgement(
                        concern: .bounces, severity: .critical, value: 0.06, shown: "6%", cause: "bounces 6%",
                        threshold: 0.05),
                    alarm: Alarm(key: key, firstSeen: 1, lastSeen: 2, severity: .critical, value: 0.06))
            ], readAt: 2)
        return LiveBoard(version: 1, at: noon, rows: [row], fleet: FleetFigures())
    }

    @Test("Figures go to the list, the board and what happened to the live board")
    func collected() async {
        let desk = DeskTest(.showing(names(3)))
        let board = board("name01")
        var status = CollectorStatus()
        status.read = 3
        let event = LiveEvent(
            at: 1, username: "name01", concern: .bounces, kind: .new, severity: .critical, words: "new: bounces 6%")
        var news = LiveNews(
            board: board, status: status, figures: ["name01": .test(.critical, value: "6%")], events: [event])
        news.budget = CallBudget(remaining: 42, limit: 500)
        await desk.send(.live(.collected(news))) { state in
            state.live.board = board
            state.budget = CallBudget(remaining: 42, limit: 500)
            state.live.status = status
            state.live.events = [event]
            state.figures["name01"] = .test(.critical, value: "6%")
            state.board.pinsAskedAt = noon
        }
        await desk.receive(.board(.pinsLoaded([], changes: 0)))
        #expect(desk.state.alarms == (critical: 1, warning: 0))
        await desk.end()
    }

    @Test("A list sorted by risk follows, but not under a dialog and not while frozen")
    func sorted() async {
        var state = DeskState.showing(names(3))
        state.customers.sorting = Sorting(column: .risk)
        state.customers.sortedBy = Sorting(column: .risk)
        let news = LiveNews(status: CollectorStatus(), figures: ["name02": .test(.critical)])
        for frozen in [true, false] {
            state.isFrozen = frozen
            let desk = DeskRun(state)
            await desk.send(.live(.collected(news)))
            desk.clock.stop()
            #expect(desk.state.shownNames.first == (frozen ? "name00" : "name02"))
        }
    }

    @Test("A word is shown at once and kept; a solved alarm leaves the board")
    func word() async {
        let clock = TestClock(now: noon)
        var environment = DeskEnvironment.failing(clock)
        environment.collect(with: .failing)
        let reducer = DeskReducer(environment: environment)
        var state = DeskState.showing(names(3))
        state.live.board = board("name01")
        let key = AlarmKey(username: "name01", concern: .bounces)
        #expect(!reducer.say(.acknowledged, to: [key], note: "call", &state).isEmpty)
        #expect(state.live.board.rows.first?.worst.alarm.state == .acknowledged)
        #expect(state.live.board.rows.first?.worst.alarm.changedAt == noon)
        #expect(state.live.board.rows.first?.worst.alarm.note == "call")
        #expect(reducer.say(.acknowledged, to: [AlarmKey(username: "b", concern: .bounces)], &state).isEmpty)
        #expect(!reducer.say(.solved, to: [key], &state).isEmpty)
        #expect(state.live.board.rows == [])
    }
}
