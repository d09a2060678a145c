import Desk
import Formats
import Records
import Screen

/// How collecting stands, in words: who asks, how long a round takes, how old the oldest figure is, what is wrong.
struct CollectingWords {
    let state: DeskState
    let glyphs: Glyphs

    private var status: CollectorStatus { state.live.status }
    private func clock(_ time: Double) -> String { state.clockWords(time) }

    /// What keeps figures from coming; nil where nothing does.
    var trouble: Span? {
        if let since = status.lostSince {
            // The reason may be long, and is cut at the end of the line.
            let why = status.lostBecause.map { ": \($0)" } ?? ""
            return Span(
                "\(glyphs.unknown) no new data since \(clock(since)), showing the last known\(why)", .warn)
        }
        if let until = status.heldUntil, until > state.now {
            return Span("\(glyphs.warning) \(CallsWords(state: state).held(until: until))", .warn)
        }
        if case .off(let why) = status.role { return Span("\(glyphs.unknown) nobody collects: \(why)", .warn) }
        return status.keepingProblem.map { Span("\(glyphs.warning) figures can't be kept: \($0)", .warn) }
    }

    /// For a title line: `oldest 12m`, or that the link is lost.
    func short(room: Int) -> [Span] {
        if state.isFrozen { return [Span("\(glyphs.old) frozen", .warn)] }
        if let since = status.lostSince {
            let whole = "\(glyphs.unknown) lost since \(clock(since))"
            let words = Text.width(of: whole) + 2 <= room ? whole : "\(glyphs.unknown) lost \(clock(since))"
            return [Span(words, .warn)]
        }
        guard let oldest = status.oldestReadAt else { return [Span("no figures", .dim)] }
        return [Span("oldest \(Ages.stepped(minutes: Int(max(0, state.now - oldest) / 60)))", .dim)]
    }

    /// The whole sentence, its parts in the order of their use; what has no room is left out.
    func sentence(width: Int) -> [Span] {
        if let trouble { return [trouble] }
        var parts: [String] = []
        switch status.role {
        case .starting: parts.append("loading the figures that are kept")
        case .collecting: parts.append(rounds)
        case .reading(let holder): parts += [rounds, "collected by \(holder)"]
        case .off: break
        }
        if let oldest = status.oldestReadAt {
            parts.append("oldest stats \(Ages.text(minutes: Int(max(0, state.now - oldest) / 60)))")
        }
        if let oldest = status.oldestOverviewReadAt {
            parts.append("oldest score \(Ages.text(minutes: Int(max(0, state.now - oldest) / 60)))")
        }
        if let ended = status.roundEndedAt {
            let took = status.roundTook.map { ", took \(BoardWords.span($0))" } ?? ""
            parts.append("last full round \(clock(ended))\(took)")
        }
        if status.pace > 0 { parts.append("\(Numbers.grouped(status.pace)) calls a minute") }
        if status.role == .collecting { parts.append("collected here") }
        var text = ""
        for part in parts where !part.isEmpty {
            let longer = text.isEmpty ? part : "\(text); \(part)"
            guard Text.width(of: longer) <= width || text.isEmpty else { break }
            text = longer
        }
        return [Span(text, .dim)]
    }

    private var rounds: String {
        let known = Numbers.grouped(status.known)
        let covered =
            status.readDays < status.known
            ? state.coverage.progress
            : status.read < status.known
                ? "all statistics read, credits and score of \(Numbers.grouped(status.read)) of \(known)" : ""
        let round = status.roundEstimate.map { "all customers are re-read every \(BoardWords.span($0))" } ?? ""
        return [covered, round].filter { !$0.isEmpty }.joined(separator: "; ")
    }
}
