import Desk
import Records
import Screen
import Settings

/// What of a message to copy: its subject, or a link by its number.
struct LinksOverlay {
    let state: DeskState
    let cursor: Int

    func draw(on canvas: inout Canvas) {
        let message = state.samples.opened?.message
        let links = message?.links ?? []
        let inside = OverlayFrame.open(
            state, title: "Copy", width: 100, height: links.count + 5, on: &canvas)
        let mask = { (text: String) in state.masked(text) }
        let offset = inside.hasBorder ? 1 : 0
        let rows = max(0, inside.height - 2 * offset)
        let first = max(0, min(cursor - rows + 1, links.count + 1 - rows))
        for place in (first..<links.count + 1).prefix(rows) {
            let y = inside.y + offset + place - first
            let line =
                place == 0
                ? [Span("subject ", .dim), Span(mask(message?.sample.subject ?? ""))]
                : [Span("[\(place)] ", .key), Span(mask(links[place - 1].target))]
            canvas.line(inside.x + 2, y, line, width: max(0, inside.width - 3))
            if place == cursor {
                OverlayFrame.drawCursor(x: inside.x, y: y, width: inside.width, on: &canvas)
            }
        }
    }
}

/// Whose mail a sender's is: a customer is looked for by what is typed.
struct AssignOverlay {
    let state: DeskState
    let assign: AssignState

    @discardableResult
    func measured(on canvas: inout Canvas) -> DialogExtent {
        let question = "Whose mail comes from \(assign.domain)?"
        let room = max(1, min(70, canvas.width - 6) - 4)
        let asked = Text.width(of: question) + 6 <= min(70, canvas.width) ? [] : Text.wrap(question, width: room)
        let frame = OverlayFrame.open(
            state, title: asked.isEmpty ? question : "Assign", width: 70, height: 14 + asked.count, lift: true,
            on: &canvas)
        for (index, line) in asked.enumerated() where index < frame.height {
            canvas.put(frame.x + 1, frame.y + index, line, .title, width: max(0, frame.width - 1))
        }
        let inside = OverlayFrame.Inside(
            x: frame.x, y: frame.y + asked.count, width: frame.width, height: max(0, frame.height - asked.count),
            hasBorder: frame.hasBorder)
        let extent = frame.hasTitle && inside.height >= 3 ? DialogExtent.unbounded : .tooSmall
        OverlayFrame.drawEntry(assign.entry, prompt: "customer ", ghost: "", inside: inside, on: &canvas)
        let top = inside.y + (inside.height >= 6 ? 2 : 1)
        let foot = inside.height >= 8 ? 2 : 0
        let rows = max(0, inside.y + inside.height - top - foot)
        if assign.choices.isEmpty, rows > 0 {
            canvas.line(
                inside.x + 1, top, [Span("\(canvas.glyphs.none) No customer has this in its name.", .dim)],
                width: max(0, inside.width - 2))
        }
        let first = max(0, min(assign.cursor - rows + 1, assign.choices.count - rows))
        for (index, name) in assign.choices.dropFirst(first).prefix(rows).enumerated() {
            canvas.put(inside.x + 2, top + index, name, .text, width: max(0, inside.width - 3))
            if first + index == assign.cursor {
                OverlayFrame.drawCursor(x: inside.x, y: top + index, width: inside.width, on: &canvas)
            }
        }
        guard foot > 0 else { return extent }
        canvas.line(
            inside.x + 1, inside.y + inside.height - 1,
            [Span("Remembered here only; nothing changes at the service.", .dim)], width: max(0, inside.width - 2))
        return extent
    }
}

extension LinksOverlay: LookingPicture {
    var hints: [KeyLine.Hint] {
        [(.open, "copy"), (.pane1, "link 1"), (.lineDown, "down"), (.back, "leave")]
    }

    var plain: (name: String, part: PlainText.Part) {
        ("links", PlainOverlays(state: state).links)
    }
}

extension AssignOverlay: OverlayPicture {
    var hints: [KeyLine.Hint] {
        [(.confirm, "assign"), (.later, "down"), (.earlier, "up"), (.dismiss, "leave")]
    }

    var plain: (name: String, part: PlainText.Part) {
        let choices = assign.choices
        return (
            "assign \(assign.entry.text) \(choices.count)",
            PlainOverlays(state: state).list(
                "Whose mail comes from \(assign.domain)? Customers", choices.count,
                question: ["words search customers; a number assigns; an empty line closes"]
            ) { choices[$0] }
        )
    }
}
