import Desk
import Records
import ResellerAPI
import Screen

/// Why an address gets no mail: the customer shown first, then all others.
struct WhyView {
    let state: DeskState

    func draw(on canvas: inout Canvas) {
        let bottom = canvas.height - (state.layout.hasKeyLine && canvas.height > 2 ? 1 : 0)
        drawTitle(on: &canvas)
        let rows = bottom - 2
        guard rows > 0 else { return }
        let document = WhyDocument(state: state, width: canvas.width, glyphs: canvas.glyphs)
        let top = document.top(rows: rows)
        for (index, line) in document.lines(from: top, count: rows).enumerated() {
            draw(line, y: 2 + index, on: &canvas)
        }
    }

    private func drawTitle(on canvas: inout Canvas) {
        let age = FreshnessWords(state: state, glyphs: canvas.glyphs).spans(WhyStanding(state: state).whole)
        let right = state.subject == nil ? [] : canvas.width < 60 ? Array(age.prefix(2)) : age
        let room = max(8, canvas.width - 12 - canvas.width(of: right))
        let address = state.masked(state.why.address ?? "")
        let shown = Text.clipMiddle(address, width: room, glyphs: canvas.glyphs)
        var sub = [Span(shown)]
        if let subject = state.subject.map(state.shownName), canvas.width(of: shown) + 20 < room {
            let left = room - canvas.width(of: shown) - 6
            sub += [Span("   of ", .dim), Span(Text.clipMiddle(subject, width: left, glyphs: canvas.glyphs), .dim)]
        }
        canvas.rule(0, 1, width: canvas.width, title: "Why", sub: sub, right: right, focused: true)
    }

    private func draw(_ line: WhyLine, y: Int, on canvas: inout Canvas) {
        if let title = line.title {
            return canvas.rule(0, y, width: canvas.width, title: title, sub: line.spans, right: line.right)
        }
        let rightWidth = canvas.width(of: line.right)
        let end = canvas.width - 1 - (rightWidth > 0 ? rightWidth + 1 : 0)
        if let part = line.part { canvas.bar(line.indent, y, width: WhyLine.barWidth, part: part) }
        let start = line.indent + (line.part == nil ? 0 : WhyLine.barWidth + 2)
        canvas.line(start, y, line.spans, width: max(0, end - start))
        canvas.lineRight(canvas.width - 1, y, line.right)
        if let row = line.row, row == state.whyCursor {
            OverlayFrame.drawCursor(x: 0, y: y, width: canvas.width, on: &canvas)
        }
    }
}

/// A line of the view.
struct WhyLine {
    static let barWidth = 16

    var spans: [Span] = []
    var indent = 2
    var right: [Span] = []
    /// The row that it is of, for the cursor; nil where it only goes on with one.
    var row: WhyRow?
    /// The title of a part, drawn as a title line.
    var title: String?
    /// How much of a bar before the text is heavy.
    var part: Double?
}

/// How the lists of the customer shown stand.
struct WhyStanding {
    let state: DeskState

    func list(_ list: SuppressionList) -> Loadable<[Suppression]> { state.detail?.suppressions(list) ?? Loadable() }

    /// All four as one: as old as the oldest, and not there as long as one is missing.
    var whole: Loadable<Int> {
        let lists = SuppressionList.allCases.map(list)
        let isThere = lists.allSatisfy { $0.value != nil }
        return Loadable(
            value: isThere ? 0 : nil, readAt: isThere ? lists.compactMap(\.readAt).min() : nil,
            askedAt: lists.compactMap(\.askedAt).min(), failure: lists.compactMap(\.failure).first)
    }

    /// Lists of which nothing is known.
    var unread: [SuppressionList] { SuppressionList.allCases.filter { list($0).value == nil && !list($0).isAsking } }
    var isAsking: Bool { SuppressionList.allCases.contains { list($0).value == nil && list($0).isAsking } }
}

/// The lines of the view in their order; those of the hits are made only where they are on the screen.
struct WhyDocument {
    let state: DeskState
    let width: Int
    let glyphs: Glyphs
    private let head: [WhyLine]
    private let hits: [SeenSuppression]

    init(state: DeskState, width: Int, glyphs: Glyphs) {
        self.state = state
        self.width = width
        self.glyphs = glyphs
        hits = state.whyElsewhere
        let customer = WhyCustomerLines(state: state, width: width, glyphs: glyphs).lines
        head = customer + [WhyLine()] + WhyOthersLines(state: state, width: width, glyphs: glyphs).lines
    }

    private var count: Int { head.count + hits.count }

    func lines(from top: Int, count: Int) -> [WhyLine] {
        let others = WhyOthersLines(state: state, width: width, glyphs: glyphs)
        return (top..<min(self.count, top + count)).map { index in
            index < head.count ? head[index] : others.hit(hits[index - head.count])
        }
    }

    /// The first line on the screen: the view turns half a page, so that it moves seldom.
    func top(rows: Int) -> Int {
        guard let cursor = cursorLine, cursor >= rows else { return 0 }
        let half = max(1, rows / 2)
        let needed = cursor - rows + 1
        return min((needed + half - 1) / half * half, max(0, count - 1))
    }

    private var cursorLine: Int? {
        guard let cursor = state.whyCursor else { return nil }
        if case .hit(let user, let list) = cursor {
            let index = hits.firstIndex { $0.username == user && $0.suppression.list == list }
            return index.map { head.count + $0 }
        }
        return head.firstIndex { $0.row == cursor }
    }
}
