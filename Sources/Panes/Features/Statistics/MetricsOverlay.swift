import Desk
import ResellerAPI
import Screen
import Settings

/// The metrics of the statistics view, with a mark at those that have a line.
struct MetricsOverlay {
    let state: DeskState
    let cursor: Int

    func draw(on canvas: inout Canvas) {
        let all = MailMetric.allCases
        let inside = OverlayFrame.open(
            state, title: "Metrics", width: 44, height: all.count + 2, lift: true, on: &canvas)
        let figures = state.statisticsFigures
        let first = max(0, min(cursor - inside.height + 1, all.count - inside.height))
        for (index, metric) in all.dropFirst(first).prefix(max(0, inside.height)).enumerated() {
            let y = inside.y + index
            let isOn = state.statistics.view.metrics.contains(metric)
            canvas.put(inside.x + 2, y, isOn ? canvas.glyphs.mark : " ", .mark)
            canvas.put(inside.x + 4, y, metric.title, .text, width: max(0, inside.width - 5))
            let isTold = figures.map { $0.now.tells(metric) } ?? true
            let place = isTold ? (metric.scale == .counts ? "mails a day" : "share") : "not told"
            if inside.width >= 36 { canvas.lineRight(inside.x + inside.width - 1, y, [Span(place, .dim)]) }
            if first + index == cursor {
                OverlayFrame.drawCursor(x: inside.x, y: y, width: inside.width, on: &canvas)
            }
        }
    }
}

extension MetricsOverlay: LookingPicture {
    var hints: [KeyLine.Hint] {
        [(.confirm, "on or off"), (.lineDown, "down"), (.lineUp, "up"), (.dismiss, "close")]
    }

    var plain: (name: String, part: PlainText.Part) {
        let metrics = MailMetric.allCases
        let shown = state.statistics.view.metrics
        return (
            "metrics",
            PlainOverlays(state: state).list("Metrics", metrics.count) { place in
                metrics[place].title + (shown.contains(metrics[place]) ? ", on" : ", off")
            }
        )
    }
}
