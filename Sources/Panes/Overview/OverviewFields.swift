import Desk
import ResellerAPI
import Screen

/// What the overview says of an account, in the order of what a person on the phone is asked.
struct OverviewFields {
    /// A label and its value; nil is not told by the service.
    struct Field: Equatable {
        let label: String
        let value: String?
        /// What stands in the place of a value that is missing.
        var missing = "not told"
        /// Whether new data changed it a moment ago.
        var isChanged = false
    }

    /// Credits used out of those there are.
    struct Gauge: Equatable {
        let used: Int
        let of: Int
        let over: Int
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

    private var sending: Field { flag(.active, "sending") }
    private var login: Field { flag(.websiteAccess, "login") }
    private var package: Field { Field(label: "package", value: overview?.package) }

    private var score: Field {
        Field(
            label: "score", value: overview?.reputation.map { "\($0) of 100" },
            isChanged: state.hasChanged(.score, of: state.selected))
    }

    private var sent: Field {
        Field(
            label: "sent", value: overview?.requests.map(Numbers.grouped),
            isChanged: state.hasChanged(.sent, of: state.selected))
    }

    private var billing: Field {
        guard let start = overview?.billingStart, let end = overview?.billingEnd else {
            return Field(label: "billing", value: nil)
        }
        let today = state.today
        return Field(
            label: "billing", value: "\(Ages.date(start, today: today)) to \(Ages.date(end, today: today))")
    }

    private func flag(_ field: CustomerField, _ label: String) -> Field {
        guard let row else { return Field(label: label, value: nil, missing: "·") }
        let text = state.customers.table.text(row, field)?.lowercased()
        return Field(label: label, value: text.map { ["true", "1"].contains($0) ? "on" : "off" })
    }

    /// The row of the table that the overview is about. Looking through the whole table for it would cost more than the
    /// answer is worth.
    private var row: Int? {
        let list = state.customers
        let isSubject = { $0 < list.table.count && list.table.username($0) == state.selected }
        return [state.subjectRow, list.rowUnderCursor].lazy.compactMap(\.self).first(where: isSubject)
    }

    /// The limit rules where there is one; else the credits of the package.
    private var credits: Row {
        let isChanged = state.hasChanged(.credits, of: state.selected)
        if let limit = state.detail?.limit.value, let limit {
            // A limit that is not filled again has no size, only what is left of it.
            if limit.credits <= 0 {
                return .field(
                    Field(label: "credits", value: "\(Numbers.grouped(limit.remaining)) left", isChanged: isChanged))
            }
            let (used, isTooLarge) = limit.credits.subtractingReportingOverflow(limit.remaining)
            return .credits(
                Gauge(used: isTooLarge ? 0 : max(0, used), of: limit.credits, over: 0, isChanged: isChanged))
        }
        guard let allowed = overview?.creditsAllowed, let used = overview?.creditsUsed else {
            return .field(Field(label: "credits", value: nil))
        }
        let over = max(0, overview?.creditsOverage ?? 0)
        return .credits(Gauge(used: used, of: allowed, over: over, isChanged: isChanged))
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
        canvas.put(label, y, "credits", .dim)
        let number = isWide ? Numbers.grouped : { $0 < 10_000 ? Numbers.grouped($0) : Axis.label(Double($0)) }
        var words = [
            Span(number(gauge.used), gauge.isChanged ? .changed : .text),
            Span(" of \(number(gauge.of))\(isWide ? " used" : "")", .dim),
        ]
        if gauge.over > 0 { words.append(Span(", \(number(gauge.over)) over", .dim)) }
        let room = end - value
        let needed = words.reduce(0) { $0 + canvas.width(of: $1.text) }
        let bar = min(isWide ? 18 : 10, room - needed - 1)
        var column = value
        if bar >= 4 {
            let part = gauge.of > 0 ? Double(gauge.used) / Double(gauge.of) : gauge.used > 0 ? 1 : 0
            canvas.bar(column, y, width: bar, part: part)
            column += bar + (isWide ? 2 : 1)
        }
        canvas.line(column, y, words, width: max(0, end - column))
    }
}
