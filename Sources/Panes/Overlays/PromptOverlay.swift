import Desk
import Screen

/// A line that is asked for, with what is known about it below.
struct PromptOverlay {
    let state: DeskState
    let prompt: PromptState

    func draw(on canvas: inout Canvas) {
        let inside = OverlayFrame.open(state, title: prompt.title, width: 76, height: 6, lift: true, on: &canvas)
        OverlayFrame.drawEntry(prompt.entry, prompt: "", ghost: "", inside: inside, on: &canvas)
        for (index, line) in Text.wrap(prompt.note, width: max(1, inside.width - 2)).enumerated()
        where index + 2 < inside.height {
            canvas.put(inside.x + 1, inside.y + 2 + index, line, .dim, width: max(0, inside.width - 1))
        }
    }
}
