import Desk
import ResellerAPI
import Screen
import Settings

/// What can be done to what is under the cursor.
struct DeedsOverlay {
    let state: DeskState
    let menu: DeedMenu

    func draw(on canvas: inout Canvas) {
        let longest = menu.deeds.map { canvas.width(of: $0.operation.wording.title) }.max() ?? 0
        let inside = OverlayFrame.open(
            state, title: menu.title, width: max(40, longest + 12, canvas.width(of: menu.title) + 8),
            height: menu.deeds.count + 4, on: &canvas)
        let rows = max(0, inside.height - (inside.hasBorder ? 2 : 0))
        let first = max(0, min(menu.cursor - rows + 1, menu.deeds.count - rows))
        let top = inside.y + (inside.hasBorder ? 1 : 0)
        for (index, deed) in menu.deeds.dropFirst(first).prefix(rows).enumerated() {
            canvas.put(
                inside.x + 2, top + index, deed.operation.wording.title + (deed.asks ? canvas.glyphs.asking : ""),
                .text,
                width: max(0, inside.width - 3))
            if first + index == menu.cursor {
                OverlayFrame.drawCursor(x: inside.x, y: top + index, width: inside.width, on: &canvas)
            }
        }
    }
}

extension Deed {
    /// Whether values are asked for before the dialog.
    var asks: Bool { !openFields.isEmpty }
}

extension DeedsOverlay: LookingPicture {
    var hints: [KeyLine.Hint] {
        [(.confirm, "choose"), (.lineDown, "down"), (.lineUp, "up"), (.dismiss, "leave")]
    }

    var plain: (name: String, part: PlainText.Part) {
        let deeds = menu.deeds
        return (
            "deeds", PlainOverlays(state: state).list(menu.title, deeds.count) { deeds[$0].operation.wording.title }
        )
    }
}
