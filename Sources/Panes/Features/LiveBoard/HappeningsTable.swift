import Desk
import Formats
import Records
import Screen

/// Pane 2 of the board: what happened, newest first; what came since the last key is set off from what was seen.
struct HappeningsTable {
    let state: DeskState
    let place: SheetPlace

    func draw(on canvas: inout Canvas) {
        let words = HappeningWords(state: state)
        let right = state.unseenEvents.isEmpty ? [] : [Span("the next key", .dim), Span(" clears", .dim)]
        place.drawTitle(words.subtitle, right: place.width >= 100 ? right : [], state, on: &canvas)
        guard place.rows > 0 else { return }
        let sheet = state.sheet(place.pane)
        let kept = state.view[BoardPanes.happenings]
        guard sheet.count > 0 else {
            let filter = state.view.filter
            let words =
                filter.isEmpty
                ? "Nothing has happened since the start"
                : "Nothing of what happened matches \(canvas.glyphs.quoteOpen)\(filter)\(canvas.glyphs.quoteClose)"
            canvas.put(place.x + 3, place.top, words, .dim, width: place.width - 4)
            return
        }
        let events = shownEvents
        let unseen = state.unseenEvents.count
        for row in 0..<max(0, min(place.tableRows, events.count - kept.top)) {
            let index = kept.top + row
            draw(events[index], place.top + row, isSeen: index >= unseen, on: &canvas)
            if place.isFocused, index == kept.cursor { place.drawCursor(row: place.top + row, on: &canvas) }
        }
    }

    private var shownEvents: [LiveEvent] {
        guard !state.view.filter.isEmpty, let matches = state.view[BoardPanes.happenings].matches else {
            return state.live.events
        }
        return matches.filter { $0 < state.live.events.count }.map { state.live.events[$0] }
    }

    private func draw(_ event: LiveEvent, _ y: Int, isSeen: Bool, on canvas: inout Canvas) {
        let glyphs = canvas.glyphs
        let sign = sign(event, glyphs)
        canvas.put(place.x + 1, y, sign.text, isSeen ? .dim : sign.role)
        let when = canvas.width >= 60 ? state.clockWords(event.at) : state.clock(at: event.at)
        let column = canvas.put(place.x + 3, y, when, .dim) + 2
        let room = place.x + place.width - 1 - column
        guard room > 8 else { return }
        let nameWidth = place.width >= 100 ? 34 : min(22, room / 2)
        let name =
            event.username.map(state.shownName)
            ?? (event.kind == .clock ? "this machine" : "the service")
        let clipped = Text.clipMiddle(name, width: nameWidth, glyphs: glyphs)
        let start = max(column, place.x + (place.width >= 100 ? 20 : 0))
        canvas.put(start, y, clipped, isSeen ? .dim : .text)
        let words = start + nameWidth + 2
        let width = place.x + place.width - 1 - words
        guard width > 3 else { return }
        let text = Sentences.shortened(state.masked(event.words), width: width, glyphs: glyphs)
        canvas.put(words, y, text, isSeen || event.kind == .wellAgain ? .dim : .text, width: width)
    }

    private func sign(_ event: LiveEvent, _ glyphs: Glyphs) -> Span {
        switch event.kind {
        case .linkLost, .clock: Span(glyphs.unknown, .warn)
        case .wellAgain, .linkBack: Span(glyphs.good, .ok)
        case .said, .better: Span(glyphs.notAsked, .dim)
        case .new, .critical, .worse:
            event.severity == .critical ? Span(glyphs.critical, .critical) : Span(glyphs.warning, .warn)
        }
    }
}

/// What happened since the last key, in a few words.
struct HappeningWords {
    let state: DeskState

    private var unseen: ArraySlice<LiveEvent> { state.unseenEvents }

    /// `3 new, 1 worse, 2 well again, from 13:21 to 14:03`.
    var subtitle: [Span] {
        guard let oldest = unseen.last else {
            let key = state.board.lookedAt.map { ", \(state.clock(at: $0))" } ?? ""
            return [Span("nothing since your last key\(key)", .dim)]
        }
        let start = state.board.lookedAt ?? oldest.at
        let clock = { state.clock(at: $0) }
        return [Span(counts), Span(", from \(clock(start)) to \(clock(state.now))", .dim)]
    }

    /// For the end of the key line: `2 new since 13:58`; nil where nothing is new.
    var brief: String? {
        guard !unseen.isEmpty, let oldest = unseen.last else { return nil }
        let alarms = unseen.count { $0.kind == .new || $0.kind == .critical }
        let words = alarms > 0 ? "\(Numbers.grouped(alarms)) new" : "\(Numbers.grouped(unseen.count)) events"
        return "\(words) since \(state.clock(at: state.board.lookedAt ?? oldest.at))"
    }

    private var counts: String {
        let kinds: [(String, Set<LiveEvent.Kind>)] = [
            ("new", [.new]), ("became critical", [.critical]), ("worse", [.worse]), ("better", [.better]),
            ("well again", [.wellAgain]), ("said", [.said]), ("of the service", [.linkLost, .linkBack]),
            ("of this machine", [.clock]),
        ]
        return kinds.compactMap { words, kinds in
            let count = unseen.count { kinds.contains($0.kind) }
            return count > 0 ? "\(Numbers.grouped(count)) \(words)" : nil
        }
        .joined(separator: ", ")
    }
}
