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
        guard let dialog = overlay.typedDialog else { return nil }
        let hidden = extent.must - extent.seen(from: dialog.top, before: dialog.seen)
        guard hidden > 0 else { return nil }
        let lines = hidden == 1 ? "1 more line says" : "\(Numbers.grouped(hidden)) more lines say"
        return "read on first: \(lines) what this does; Down scrolls"
    }
}

extension DeskState {
    /// The size of the screen, or what a dialog says, is another one: what was seen of it counts no more.
    mutating func dialogBeginsAnew() {
        switch overlay {
        case .confirm(var confirm):
            confirm.beginAnew()
            overlay = .confirm(confirm)
        case .bulk(.preview(var preview)):
            preview.beginAnew()
            overlay = .bulk(.preview(preview))
        default: break
        }
    }
}

extension Overlay {
    /// Whether a command makes it do something that stays: at the service, in the archive, in a file.
    package func acts(on command: CommandID) -> Bool {
        switch self {
        case .confirm(let confirm): command == .accept || (command == .confirm && confirm.entry != .ticket)
        case .bulk(.preview(let preview)): command == .confirm && preview.entry != .ticket
        case .bulk(.question): command == .accept
        case .bulk(.row(let sheet)): !sheet.choices.isEmpty && (command == .confirm || command == .open)
        case .prompt(let prompt): command == .confirm && prompt.purpose.acts
        case .snooze: command == .confirm || command == .open
        case .account, .assign: command == .confirm
        case .bulk(.menu), .help, .palette, .sortMenu, .errors, .messages, .deeds, .links, .metrics, .form, .contexts,
            .why:
            false
        }
    }

    /// Whether it ever does something that stays.
    package var acts: Bool { [.accept, .confirm].contains { acts(on: $0) } || (typedDialog != nil) }

    /// The dialogs whose text may be longer than the screen.
    fileprivate var typedDialog: (any TypedDialog)? {
        switch self {
        case .confirm(let confirm): confirm
        case .bulk(.preview(let preview)): preview
        default: nil
        }
    }
}

extension PromptState.Purpose {
    /// Whether its line does something that stays.
    fileprivate var acts: Bool {
        switch self {
        case .export, .acknowledge: true
        case .quit: false
        }
    }
}
