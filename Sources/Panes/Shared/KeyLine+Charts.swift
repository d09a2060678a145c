import Desk
import Formats
import Screen
import Settings

/// The keys of the views of statistics and suppressions.
extension KeyLine {
    /// Nil in all other views.
    var chartHints: [Hint]? {
        switch state.place.view {
        case .statistics: statisticsHints
        case .suppressions: suppressionsHints
        default: nil
        }
    }

    private var statisticsHints: [Hint] {
        let view = state.statistics.view
        let open: [Hint] = view.categoryCursor == nil ? [] : [(.open, "show")]
        return open + [
            (.back, view.category != nil ? "all mail" : "back"), (.parentPane, "earlier"), (.childPane, "later"),
            (.metric, "metrics"), (.periodLonger, "longer"), (.periodShorter, "shorter"), (.filter, "days"),
            (.compare, "compare"), (.lineDown, "categories"), (.copyID, "copy table"),
            (.export, "export"),
        ]
    }

    private var suppressionsHints: [Hint] {
        let view = state.suppressions.view
        let through = view.marks.isEmpty ? "let through" : "let \(Numbers.grouped(view.marks.count)) through"
        let unmarking: [Hint] = view.marks.isEmpty ? [] : [(.unmarkAll, "unmark")]
        return [
            (.back, view.filter.isEmpty ? "back" : "clear filter"), (.filter, "filter"), (.mark, "mark"),
            (.remove, through + "…"),
        ] + unmarking + [
            (.nextList, "lists"), (.why, "why"), (.add, "add"), (.markAll, "mark all"), (.copyID, "copy"),
            (.export, "export"),
        ]
    }

    /// `rows 1-32 of 1,099`, where not all of them are to be seen.
    var suppressedPosition: Span? {
        let view = state.suppressions.view
        guard state.overlay == nil, state.filterEntry == nil, state.size.width >= 60,
            let table = state.suppressionsLayout.tables.first(where: { $0.list == view.table })
        else { return nil }
        let (count, first) = (state.suppressed.count, max(0, view.position.top))
        guard count > table.rows else { return nil }
        let last = min(count, first + table.rows)
        return Span("rows \(Numbers.grouped(first + 1))-\(Numbers.grouped(last)) of \(Numbers.grouped(count))", .dim)
    }
}
