import Records
import Desk
import Screen
import Settings

/// A view beside the desk: whom it is about, then its panes.
struct ViewBody {
    let state: DeskState
    let layout: ViewLayout

    func draw(on canvas: inout Canvas) {
        if layout.kind == .counts { return CountsBody(state: state).draw(on: &canvas) }
        drawHeader(on: &canvas)
        let focus = state.focusedPane?.digit
        for pane in state.viewPanes {
            guard let frame = layout.frames[pane.digit] else { continue }
            let place = SheetPlace(pane: pane, frame: frame, layout: layout, isFocused: pane.digit == focus)
            SheetPainter(state: state, place: place).draw(on: &canvas)
        }
    }

    /// The customer's name, and how it is doing in a sentence.
    private func drawHeader(on canvas: inout Canvas) {
        guard layout.headerRows > 0, let header = state.viewHeader else { return }
        let facts = header.facts.isEmpty ? [] : [Span(header.facts, .dim)]
        canvas.rule(0, 1, width: canvas.width, title: state.masked(header.title), sub: facts)
        guard layout.headerRows > 1 else { return }
        let glyphs = canvas.glyphs
        let sign: Span =
            switch header.severity {
            case .critical: Span(glyphs.critical, .critical)
            case .warning: Span(glyphs.warning, .warn)
            case .well: Span(glyphs.good, .ok)
            case nil: Span(glyphs.notAsked, .dim)
            }
        let role: Role = header.severity == .well || header.severity == nil ? .text : sign.role
        let why = state.restingKeyName(.why).map { [Span("    "), Span($0, .key), Span(" why", .dim)] } ?? []
        let hint = header.severity == .critical || header.severity == .warning ? why : []
        let room = canvas.width - 6 - canvas.width(of: hint)
        let sentence = Sentences.shortened(state.masked(header.sentence), width: room, glyphs: glyphs)
        canvas.line(2, 2, [sign, Span(" "), Span(sentence, role)] + hint, width: max(0, canvas.width - 3))
    }
}
