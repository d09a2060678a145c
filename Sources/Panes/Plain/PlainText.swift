import Desk
import Formats
import ResellerAPI
import Screen

/// The desk as lines of words: what has the focus, from its title to where the cursor stands. For screen readers and bad
/// links; no glyph, no colour, no column says what a word does not say as well. Pure, and its cost is that of the rows told.
package struct PlainText {
    /// Rows of a table that are told at once.
    package static let page = 20

    /// What is told of one pane, view or overlay.
    struct Part {
        var head: [String] = []
        /// How many rows there are.
        var count = 0
        /// The row at a place below `count`.
        var row: (Int) -> String = { _ in "" }
        var foot: [String] = []
        /// What the next line typed is for; nothing where it is a command.
        var question: [String] = []
        /// Whether the place of a row is told before it.
        var isNumbered = true
    }

    let state: DeskState
    private let part: Part
    /// Which place is told; another one is told whole.
    package let place: String

    package init(_ state: DeskState) {
        self.state = state
        (place, part) = Self.part(state)
    }

    /// The lines of a state, from the first row on.
    package static func lines(_ state: DeskState) -> [String] {
        let text = PlainText(state)
        return text.lines(from: 0) + text.question
    }

    /// Rows that there are to page through.
    package var count: Int { part.count }

    /// Whether what is typed next must not be shown.
    package var isSecret: Bool { state.overlay?.takesSecret ?? false }

    /// Title, a page of rows, and what follows them.
    package func lines(from first: Int) -> [String] {
        let start = min(max(0, first), max(0, part.count - 1))
        let end = min(part.count, start + Self.page)
        let rows = (start..<max(start, end)).map { index in
            part.isNumbered ? "\(index + 1). \(part.row(index))" : part.row(index)
        }
        return (part.head + rows + position(start, end) + part.foot).map { Text.neutralise(state.masked($0)) }
    }

    package var question: [String] { part.question.map(Text.neutralise) }

    private func position(_ start: Int, _ end: Int) -> [String] {
        guard part.count > Self.page else { return [] }
        let noun = part.isNumbered ? "rows" : "lines"
        let more = end < part.count ? "; press Enter for more" : ""
        return [
            "\(noun) \(Numbers.grouped(start + 1)) to \(Numbers.grouped(end)) of \(Numbers.grouped(part.count))\(more)"
        ]
    }

    private static func part(_ state: DeskState) -> (String, Part) {
        if let overlay = state.overlay { return overlay.picture(state).plain }
        if let opened = state.samples.opened {
            return ("sample \(opened.id)", PlainSample(state: state, opened: opened).part)
        }
        if state.place.view != .desk {
            let focus = state.focusedPane?.digit ?? 0
            let of = state.viewHeader?.title ?? ""
            return ("\(state.place) \(focus) \(of) \(state.view.filter)", PlainView(state: state).part)
        }
        let panes = PlainPanes(state: state)
        // Other rows, or rows in another order, are told anew.
        let list = "\(state.customers.shownFilter) \(state.customers.sortedBy)"
        let of = state.focus == .customers ? list : "\(state.selected ?? "") \(state.statistics.days)"
        let shown = state.focus == .suppressions ? state.suppressions.list?.rawValue ?? "all" : ""
        return ("\(state.focus.title) \(of) \(shown)", panes.part(state.focus))
    }

    // MARK: - The frame in words

    /// Account, role, right to write: what stands in the head line of every screen.
    package static func frame(_ state: DeskState) -> String {
        let session = state.session
        let rights = session.writes ? "changes can be made" : "read only"
        return Text.neutralise("\(session.account), \(session.role.rawValue), \(rights)")
    }

    package static func notice(_ notice: Notice) -> String {
        let word =
            switch notice.kind {
            case .done: "done: "
            case .warning: "warning: "
            case .failed: "failed: "
            case .plain: ""
            }
        return Text.neutralise(word + notice.text)
    }
}

/// What is told after each line: a new place whole, of the same place what is new.
package struct PlainTeller {
    /// What was told of a place.
    private struct Told {
        var place = ""
        var lines: [String] = []
        /// The first row of the page told last.
        var first = 0
        var count = 0
    }

    private var last = Told()
    /// What was told below the overlay: back there, it is known.
    private var below = Told()
    private var notice: Notice?
    private var session: Session?

    package init() {}

    /// What has changed since the last time, then what the next line is for.
    package mutating func tell(_ state: DeskState) -> [String] {
        let text = PlainText(state)
        var lines: [String] = []
        if session != state.session {
            session = state.session
            (last, below) = (Told(), Told())
            lines.append(PlainText.frame(state))
        }
        lines += news(text, state)
        if let news = state.notice, news != notice { lines.append(PlainText.notice(news)) }
        notice = state.notice
        if lines.isEmpty, text.question.isEmpty { lines = [nothingNew(state)] }
        return lines + text.question
    }

    /// The lines of a place that were not told yet.
    private mutating func news(_ text: PlainText, _ state: DeskState) -> [String] {
        let isBack = text.place == below.place && text.place != last.place
        var known = text.place == last.place ? last : isBack ? below : Told(place: text.place)
        if known.lines.isEmpty, state.overlay == nil, state.place.view == .desk, state.focus == .customers {
            known.first = page(of: state.customers.cursor)
        }
        known.first = min(known.first, page(of: max(0, text.count - 1)))
        let now = text.lines(from: known.first)
        let fresh = now.filter { !known.lines.contains($0) }
        // Where one is back is said in a line.
        let title = isBack && fresh.first != now.first ? Array(now.prefix(1)) : []
        last = Told(place: text.place, lines: now, first: known.first, count: text.count)
        if state.overlay == nil { below = last }
        return title + fresh
    }

    /// Somebody waits for a word: the outcome told last where it was one, else where the cursor is.
    private func nothingNew(_ state: DeskState) -> String {
        if let notice = state.notice, notice.short == nil { return PlainText.notice(notice) }
        return last.lines.last { $0.hasPrefix("cursor: ") } ?? "nothing changed"
    }

    /// The next rows of the place told last.
    package mutating func tellMore(_ state: DeskState) -> [String] {
        let text = PlainText(state)
        guard text.place == last.place, hasMore else {
            return [text.count > PlainText.page ? "that was the last row" : "that is all"] + text.question
        }
        let before = last.lines
        last.first += PlainText.page
        last.lines = text.lines(from: last.first)
        if state.overlay == nil { below = last }
        return last.lines.filter { !before.contains($0) } + text.question
    }

    /// Whether there are rows that were not told yet.
    package var hasMore: Bool { last.first + PlainText.page < last.count }

    private func page(of row: Int) -> Int { row / PlainText.page * PlainText.page }
}
