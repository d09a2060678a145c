import Desk
import Screen
import Settings

/// A line that is asked for, with what is known about it below.
struct PromptOverlay {
    let state: DeskState
    let prompt: PromptState

    @discardableResult
    func measured(on canvas: inout Canvas) -> DialogExtent {
        // A long title stands in the text, whole.
        let room = max(1, min(76, canvas.width - 6) - 6)
        let isLong = Text.width(of: prompt.title) > room - 2
        let note = (isLong ? Text.wrap(prompt.title, width: room) : []) + Text.wrap(prompt.note, width: room)
        let inside = OverlayFrame.open(
            state, title: isLong ? "" : prompt.title, width: 76, height: note.count + 5, lift: true, on: &canvas)
        OverlayFrame.drawEntry(prompt.entry, prompt: "", ghost: "", inside: inside, on: &canvas)
        let width = max(1, inside.width - 2)
        let lines =
            (isLong ? Text.wrap(prompt.title, width: width) : []) + Text.wrap(prompt.note, width: width)
        for (index, line) in lines.enumerated() where index + 2 < inside.height {
            canvas.put(inside.x + 1, inside.y + 2 + index, line, .dim, width: max(0, inside.width - 1))
        }
        let isWhole = inside.hasBorder && (isLong || inside.hasTitle) && lines.count + 2 <= inside.height
        return isWhole ? .unbounded : .tooSmall
    }
}

extension PromptOverlay: OverlayPicture {
    var hints: [KeyLine.Hint] {
        switch prompt.purpose {
        case .quit: [(.confirm, "end it"), (.dismiss, "go on")]
        case .acknowledge: [(.confirm, "acknowledge"), (.dismiss, "leave"), (.deleteLine, "delete line")]
        case .export: [(.confirm, "write it"), (.dismiss, "leave"), (.deleteLine, "delete line")]
        }
    }

    var plain: (name: String, part: PlainText.Part) {
        ("prompt \(prompt.title)", PlainOverlays(state: state).asked(prompt))
    }
}
