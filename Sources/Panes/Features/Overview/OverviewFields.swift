import Desk
import Records
import ResellerAPI
import Screen

/// What the overview says of an account, in the order of what a person on the phone is asked.
struct OverviewFields {
    /// A label and its value; nil where the API does not provide it.
    struct Field: Equatable {
        let label: String
        let value: String?
        /// What stands in the place of a value that is missing.
        var missing = SharedWords.notProvided
        /// Whether new data changed it a moment ago.
        var isChanged = false
    }

    /// Credits left out of those there are.
    struct Gauge: Equatable {
        let credits: CreditFigures
        /// Whether new data changed it a moment ago.
        let isChanged: Bool
    }

    enum Row: Equatable {
        case field(Field)
        case pair(Field, Field)
        case credits(Gauge)
    }

    let state: DeskState
    let isWide: Bool

    private var overview: AccountOverview? { state.detail?.overview.value }

    var rows: [Row] {
        isWide
            ? [.pair(sending, score), .pair(login, sent), .pair(package, billing), credits]
            : [
                .field(sending), .field(score), .field(package), credits, .field(sent), .field(billing), .field(login),
            ]
    }

    private var sending: Field { flag(.active, OverviewWords.sending) }
    private var login: Field { flag(.websiteAccess, OverviewWords.login) }
    private var package: Field { Field(label: OverviewWords.package, value: overview?.package) }

    private var score: Field {
        Field(
            label: OverviewWords.score, value: overview?.reputation.map { OverviewWords.ofHundred($0) },
            isChanged: state.hasChanged(.score, of: state.selected))
    }

    private var sent: Field {
        Field(
            label: OverviewWords.sent, value: overview.flatMap { state.sentWords($0) },
            isChanged: state.hasChanged(.sent, of: state.selected))
    }

    private var billing: Field {
        guard let start = overview?.billingStart, let end = overview?.billingEnd else {
            return Field(label: OverviewWords.billing, value: nil)
        }
        let today = state.today
        return Field(
            label: OverviewWords.billing,
            value: OverviewWords.range(Ages.date(start, today: today), Ages.date(end, today: today)))
    }

    private func flag(_ field: CustomerField, _ label: String) -> Field {
        guard let row else { return Field(label: label, value: nil, missing: "·") }
        let text = state.customers.table.text(row, field)
        return Field(
            label: label, value: text.map { CustomerTable.isTrue($0.utf8) ? OverviewWords.on : OverviewWords.off })
    }

    /// The row of the table that the overview is about. Looking through the whole table for it would cost more than the
    /// answer is worth.
    private var row: Int? {
        let list = state.customers
        let isSubject = { $0 < list.table.count && list.table.username($0) == state.selected }
        return [state.subjectRow, list.rowUnderCursor].lazy.compactMap(\.self).first(where: isSubject)
    }

    private var credits: Row {
        guard let credits = state.selected.flatMap({ state.credits(of: $0) }) else {
            return .field(Field(label: OverviewWords.credits, value: nil))
        }
        return .credits(Gauge(credits: credits, isChanged: state.hasChanged(.credits, of: state.selected)))
    }
}

/// Draws the rows of the overview, labels in one column and values in another.
struct OverviewPainter {
    let place: PanePlace
    let isWide: Bool

    private var label: Int { place.x + 3 }
    private var value: Int { place.x + (isWide ? 13 : 12) }
    private var end: Int { place.x + place.width - 1 }
    /// Second pair of columns.
    private var secondLabel: Int { place.x + 27 }
    private var secondValue: Int { place.x + 36 }

    func draw(_ row: OverviewFields.Row, row y: Int, on canvas: inout Canvas) {
        switch row {
        case .field(let field): draw(field, label, value, until: end, y, on: &canvas)
        case .pair(let first, let second):
            draw(first, label, value, until: secondLabel - 1, y, on: &canvas)
            draw(second, secondLabel, secondValue, until: end, y, on: &canvas)
        case .credits(let gauge): draw(gauge, y, on: &canvas)
        }
    }

    private func draw(
        _ field: OverviewFields.Field, _ label: Int, _ value: Int, until end: Int, _ y: Int, on canvas: inout Canvas
    ) {
        canvas.line(label, y, [Span(field.label, .dim)], width: max(0, end - label))
        let text = Text.clip(field.value ?? field.missing, width: max(0, end - value), glyphs: canvas.glyphs)
        canvas.put(value, y, text, field.isChanged ? .changed : field.value == nil ? .dim : .text)
    }

    private func draw(_ gauge: OverviewFields.Gauge, _ y: Int, on canvas: inout Canvas) {
        canvas.put(label, y, OverviewWords.credits, .dim)
        let credits = gauge.credits
        let room = end - value
        // Both numbers whole, or both rounded where whole ones do not fit.
        var texts = CreditWords(credits, isShort: !isWide)
        if canvas.width(of: texts.text) > room { texts = CreditWords(credits, isShort: true, isRounded: true) }
        var words = [Span(texts.left, gauge.isChanged ? .changed : .text), Span(texts.rest, .dim)]
        if let over = texts.over { words.append(Span(over, .dim)) }
        let needed = words.reduce(0) { $0 + canvas.width(of: $1.text) }
        let gap = isWide ? 2 : 1
        let bar = min(isWide ? 18 : 10, room - needed - gap)
        var column = value
        if bar >= 4, credits.size != nil, let part = credits.share {
            canvas.bar(column, y, width: bar, part: part)
            column += bar + gap
        }
        canvas.line(column, y, words, width: max(0, end - column))
    }
}
