import Desk
import Screen

/// For how long an alarm is hidden.
struct SnoozeOverlay {
    let state: DeskState
    let menu: SnoozeMenu

    func draw(on canvas: inout Canvas) {
        let times = SnoozeTime.allCases
        let name = state.words(menu.chosen)
        let inside = OverlayFrame.open(
            state, title: "Hide \(Text.clipMiddle(name, width: 32, glyphs: canvas.glyphs))", width: 46,
            height: times.count + 4, lift: true, on: &canvas)
        for (index, time) in times.enumerated() where index < inside.height {
            canvas.put(inside.x + 2, inside.y + index, time.title, .text, width: max(0, inside.width - 4))
            if index == menu.cursor {
                OverlayFrame.drawCursor(x: inside.x, y: inside.y + index, width: inside.width, on: &canvas)
            }
        }
        guard inside.height > times.count + 1 else { return }
        canvas.put(
            inside.x + 2, inside.y + times.count + 1, "It comes back sooner if it gets worse.", .dim,
            width: max(0, inside.width - 3))
    }
}
