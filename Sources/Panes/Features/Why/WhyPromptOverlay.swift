import Desk
import Screen
import Settings

/// The line that an address is typed or pasted in.
struct WhyPromptOverlay {
    let state: DeskState
    let prompt: WhyPrompt

    func draw(on canvas: inout Canvas) {
        let inside = OverlayFrame.open(
            state, title: "Why does an address get no mail?", width: 76, height: 6, lift: true, on: &canvas)
        let offer = prompt.offer.map { state.masked($0) } ?? ""
        OverlayFrame.drawEntry(
            prompt.entry, prompt: "address ", ghost: prompt.entry.text.isEmpty ? offer : "", inside: inside, on: &canvas
        )
        let words =
            prompt.offer != nil && prompt.entry.text.isEmpty
            ? ["Enter looks for the one offered, Tab takes it to change it.", "Type or paste another."]
            : ["As in a mail, a link or a ticket: <kim@gone.example>,", "mailto: and a name before it are understood."]
        for (index, line) in words.enumerated() where inside.height > index + 2 {
            canvas.put(inside.x + 1, inside.y + 2 + index, line, .dim, width: max(0, inside.width - 2))
        }
    }
}

extension WhyPromptOverlay: LookingPicture {
    var hints: [KeyLine.Hint] {
        [(.confirm, "look"), (.complete, "accept the suggestion"), (.earlier, "earlier"), (.dismiss, "leave")]
    }

    var plain: (name: String, part: PlainText.Part) {
        ("why", PlainOverlays(state: state).asked(prompt))
    }
}
