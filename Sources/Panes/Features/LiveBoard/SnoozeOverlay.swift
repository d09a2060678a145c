import Desk
import Screen
import Settings

/// For how long an alarm is hidden.
struct SnoozeOverlay {
    let state: DeskState
    let menu: SnoozeMenu

    @discardableResult
    func measured(on canvas: inout Canvas) -> DialogExtent {
        let times = SnoozeTime.allCases
        let title = "Snooze \(state.words(menu.chosen))"
        // Whom it is about stands whole: in the title, or below it.
        let room = max(1, min(46, canvas.width - 6) - 4)
        let name = Text.width(of: title) + 6 <= 46 ? [] : Text.wrap(title, width: room)
        let inside = OverlayFrame.open(
            state, title: name.isEmpty ? title : "Snooze", width: 46, height: times.count + name.count + 4, lift: true,
            on: &canvas)
        for (index, line) in name.enumerated() where index < inside.height {
            canvas.put(inside.x + 1, inside.y + index, line, .title, width: max(0, inside.width - 1))
        }
        let top = inside.y + name.count
        let rows = inside.height - name.count
        for (index, time) in times.enumerated() where index < rows {
            canvas.put(inside.x + 2, top + index, time.title, .text, width: max(0, inside.width - 4))
            if index == menu.cursor {
                OverlayFrame.drawCursor(x: inside.x, y: top + index, width: inside.width, on: &canvas)
            }
        }
        if rows > times.count + 1 {
            canvas.put(
                inside.x + 2, top + times.count + 1, "It comes back sooner if it gets worse.", .dim,
                width: max(0, inside.width - 3))
        }
        let longest = times.map { Text.width(of: $0.title) }.max() ?? 0
        let isWhole = inside.hasTitle && rows >= times.count && longest <= inside.width - 4
        return isWhole ? .unbounded : .tooSmall
    }
}

extension SnoozeOverlay: OverlayPicture {
    var hints: [KeyLine.Hint] {
        [(.confirm, "hide it"), (.lineDown, "down"), (.lineUp, "up"), (.dismiss, "leave")]
    }

    var plain: (name: String, part: PlainText.Part) {
        let times = SnoozeTime.allCases
        return ("snooze", PlainOverlays(state: state).list("Hide it for", times.count) { times[$0].title })
    }
}
