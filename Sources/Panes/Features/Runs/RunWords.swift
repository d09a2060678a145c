import Desk
import Formats
import Records
import ResellerAPI
import Screen

/// How runs and their rows are said.
struct RunWords {
    let state: DeskState
    let glyphs: Glyphs

    func title(_ run: BulkRun) -> String { ResellerAPI.Operation.named(run.operation)?.wording.title ?? run.operation }

    /// `running`, `interrupted`, `paused`.
    func stage(_ run: BulkRun) -> Span {
        switch run.stage {
        case .finished: return Span(RunsWords.stages.finished, .dim)
        case .cancelled: return Span(RunsWords.stages.abandoned, .dim)
        case .paused: return Span(state.isWorking(on: run) ? RunsWords.stages.pausing : RunsWords.stages.paused, .text)
        case .running: break
        }
        if let work = state.bulk.works[run.id], work.isOn {
            if case .holding = work.standing { return Span("\(glyphs.warning) \(RunsWords.stages.holding)", .warn) }
            return Span(RunsWords.stages.running, .text)
        }
        if state.bulk.heldElsewhere.contains(run.id) { return Span(RunsWords.stages.elsewhere, .text) }
        return Span("\(glyphs.warning) \(RunsWords.stages.interrupted)", .warn)
    }

    /// `✓ 722 done     ✗ 6 failed     ? 1 unknown     · 2 not needed     356 left`; what is 0 and no news goes.
    func counts(_ counts: BulkCounts, gap: Int) -> [Span] {
        var parts: [[Span]] = [[Span("\(glyphs.good) ", .ok), Span("\(Numbers.grouped(counts.done)) done")]]
        if counts.failed > 0 {
            parts.append([Span("\(glyphs.critical) \(Numbers.grouped(counts.failed)) failed", .critical)])
        }
        if counts.unknown > 0 {
            parts.append([Span("\(glyphs.unknown) \(Numbers.grouped(counts.unknown)) unknown", .warn)])
        }
        if counts.skipped > 0 {
            parts.append([Span("\(glyphs.notAsked) \(Numbers.grouped(counts.skipped)) not needed", .dim)])
        }
        let rest = counts.waiting + counts.sent
        if rest > 0 { parts.append([Span(RunsWords.left(rest), .dim)]) }
        return Array(parts.joined(separator: [Span(String(repeating: " ", count: gap))]))
    }

    /// Glyph and word of a row.
    func row(_ row: BulkRow, of run: BulkRun) -> (glyph: Span, word: String) {
        switch row.stage {
        case .waiting: (Span(" "), run.stage == .cancelled ? RunsWords.results.notSent : RunsWords.results.waiting)
        case .sent:
            (
                Span(glyphs.asking, .accent),
                state.isWorking(on: run) ? RunsWords.results.sending : RunsWords.results.sent
            )
        case .done: (Span(glyphs.good, .ok), RunsWords.results.done)
        case .skipped: (Span(glyphs.notAsked, .dim), RunsWords.results.skipped)
        case .failed: (Span(glyphs.critical, .critical), RunsWords.results.failed)
        case .unknown: (Span(glyphs.unknown, .warn), RunsWords.results.unknown)
        }
    }

    /// `2m 10s left`, `resumes at 14:03:08`, or nothing.
    func timeLeft(_ run: BulkRun) -> String? {
        guard let work = state.bulk.works[run.id], work.isOn else { return nil }
        if case .holding(_, let until) = work.standing { return RunsWords.resumesAt(clock(until)) }
        return work.secondsLeft.map { RunsWords.timeLeft(Int($0.rounded(.up))) }
    }

    /// `14:02:51`.
    func clock(_ time: Double) -> String {
        guard let local = LocalTime(time, in: state.zone) else { return "--:--:--" }
        return local.clockWithSeconds
    }
}

extension DeskState {
    /// `run 7: 731 of 1,087`, in the head line of every view while this desk works on it.
    var runInHead: String? {
        runAtWork.map { run in
            RunsWords.inHead(run.id, run.counts.closed, of: run.counts.total)
        }
    }
}
