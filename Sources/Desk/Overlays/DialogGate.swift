import Formats
import Screen
import Settings

/// Nothing is done by a dialog of which a person can't see to whom it happens and what. One rule for all of them: what
/// draws a dialog says whether it stands whole.
extension DeskReducer {
    /// Why a command must not make the overlay do something now; nil where it may, or where it does nothing.
    func reasonUnseen(_ state: DeskState, _ command: CommandID) -> String? {
        guard let overlay = state.overlay, overlay.acts(on: command) else { return nil }
        let extent = environment.dialogExtent(state)
        guard extent.isWhole else {
            return "too small to show what this does: nothing was done; make the window larger"
        }
        guard let dialog = overlay.content.dialog else { return nil }
        let hidden = extent.must - extent.seen(from: dialog.top, before: dialog.seen)
        guard hidden > 0 else { return nil }
        let lines = hidden == 1 ? "1 more line says" : "\(Numbers.grouped(hidden)) more lines say"
        return "read on first: \(lines) what this does; Down scrolls"
    }
}

extension DeskState {
    /// The size of the screen, or what a dialog says, is another one: what was seen of it counts no more.
    mutating func dialogBeginsAnew() {
        guard var dialog = overlay?.content.dialog else { return }
        dialog.beginAnew()
        overlay = dialog.overlay
    }
}
