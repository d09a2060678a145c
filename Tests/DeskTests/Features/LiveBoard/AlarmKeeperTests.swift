import Records
import Testing

@testable import Desk

@Suite("Alarms: begin, change, words and end")
struct AlarmKeeperTests {
    private func bounces(_ severity: Severity, _ value: Double) -> Judgement {
        Judgement(
            concern: .bounces, severity: severity, value: value, shown: "", cause: "bounces", threshold: nil)
    }

    private func state(_ keeper: AlarmKeeper) -> AlarmState? { keeper.alarms["a"]?[.bounces]?.state }

    private func said(_ keeper: AlarmKeeper, _ state: AlarmState, at now: Double) throws -> Alarm {
        var alarm = try #require(keeper.alarms["a"]?[.bounces])
        alarm.say(state, by: "op2", at: now, note: "known")
        return alarm
    }

    @Test("An alarm keeps its begin, tells when it gets worse, and how long it was when it is over")
    func life() {
        var keeper = AlarmKeeper()
        var change = keeper.take([bounces(.warning, 0.04)], of: "a", at: 100)
        #expect(change.events.map(\.words) == ["new: bounces"])
        #expect(change.seen.count == 1)
        #expect(keeper.former("a") == [.bounces: .warning])
        change = keeper.take([bounces(.warning, 0.041)], of: "a", at: 200)
        #expect(change.events == [])
        change = keeper.take([bounces(.critical, 0.06)], of: "a", at: 1900)
        #expect(change.events.map(\.words) == ["became critical: bounces"])
        let row = keeper.rows { _ in 5 }.first
        #expect(row?.worst.judgement.since == 100)
        #expect(row?.worst.judgement.trend == .worse)
        #expect(row?.readAt == 5)
        change = keeper.take([], of: "a", at: 1960)
        #expect(change.events.map(\.words) == ["well again after 31m: bounces"])
        #expect(state(keeper) == .solved)
        #expect(keeper.rows { _ in 0 } == [])
        #expect(keeper.former("a") == [:])
        change = keeper.take([bounces(.warning, 0.04)], of: "a", at: 3000)
        #expect(state(keeper) == .new, "one that comes back is new again")
        #expect(keeper.alarms["a"]?[.bounces]?.firstSeen == 3000)
    }

    @Test("A snoozed alarm sleeps until its time or until it gets a grade worse")
    func snooze() throws {
        for wakesByTime in [true, false] {
            var keeper = AlarmKeeper()
            _ = keeper.take([bounces(.warning, 0.04)], of: "a", at: 100)
            let events = keeper.hear([try said(keeper, .snoozed(until: 900), at: 150)], at: 150)
            #expect(events.map(\.words) == ["snoozed by op2: \u{201C}known\u{201D}"])
            #expect(keeper.rows { _ in 0 }.first?.isSnoozed == true)
            #expect(keeper.take([bounces(.warning, 0.045)], of: "a", at: 300).events == [])
            #expect(keeper.wake(at: 899).events == [])
            if wakesByTime {
                #expect(keeper.wake(at: 900).events.map(\.words) == ["awake again: the time is over"])
            } else {
                let change = keeper.take([bounces(.critical, 0.06)], of: "a", at: 400)
                #expect(change.events.map(\.words) == ["became critical: bounces", "awake again: it got worse"])
                #expect(change.said.count == 1)
            }
            #expect(state(keeper) == .new)
        }
    }

    @Test("A solved alarm is not shown until it was over and comes back, or gets worse")
    func solved() throws {
        var keeper = AlarmKeeper()
        _ = keeper.take([bounces(.warning, 0.04)], of: "a", at: 100)
        _ = keeper.hear([try said(keeper, .solved, at: 150)], at: 150)
        _ = keeper.take([bounces(.warning, 0.04)], of: "a", at: 300)
        #expect(keeper.rows { _ in 0 } == [])
        _ = keeper.take([bounces(.critical, 0.06)], of: "a", at: 400)
        #expect(keeper.rows { _ in 0 }.count == 1)
    }

    @Test("The later word counts, whichever process it came from; an acknowledged alarm stays so")
    func words() throws {
        var keeper = AlarmKeeper()
        _ = keeper.take([bounces(.warning, 0.04)], of: "a", at: 100)
        let later = try said(keeper, .acknowledged, at: 200)
        let earlier = try said(keeper, .snoozed(until: 999), at: 150)
        #expect(keeper.hear([later], at: 200).count == 1)
        #expect(keeper.hear([earlier], at: 210) == [])
        #expect(keeper.hear([later], at: 220) == [], "heard already")
        _ = keeper.take([bounces(.critical, 0.06)], of: "a", at: 300)
        #expect(state(keeper) == .acknowledged)
    }

    @Test("The worst come first, of equal ones the newest, and the snoozed last")
    func order() {
        var keeper = AlarmKeeper()
        _ = keeper.take([bounces(.warning, 0.04)], of: "old", at: 100)
        _ = keeper.take([bounces(.warning, 0.04)], of: "new", at: 200)
        _ = keeper.take([bounces(.critical, 0.06)], of: "bad", at: 50)
        _ = keeper.take([bounces(.critical, 0.06)], of: "asleep", at: 60)
        var alarm = keeper.alarms["asleep"]?[.bounces]
        alarm?.say(.snoozed(until: 999), by: "op", at: 70)
        _ = keeper.hear([alarm].compactMap(\.self), at: 70)
        let rows = keeper.rows { _ in 0 }
        #expect(rows.map(\.username) == ["bad", "new", "old", "asleep"])
        let board = LiveBoard(version: 1, at: 0, rows: rows, fleet: FleetFigures())
        #expect([board.criticalCount, board.warningCount, board.snoozedCount] == [1, 2, 1])
        #expect(board.countByConcern == [.bounces: 3])
    }
}
