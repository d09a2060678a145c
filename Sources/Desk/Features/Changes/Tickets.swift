import ResellerAPI
import StateStore

/// A ticket that stays for one customer: a person asked for that in a dialog.
package struct KeptTicket: Sendable, Equatable {
    package var user: String
    package let text: String
}

/// The ticket of a change belongs to its dialog. It stays for the next one of the same customer only where a person said
/// so, and no longer than that customer is shown.
extension DeskReducer {
    func offerTicket(_ state: DeskState, _ confirm: inout ConfirmState) {
        if let draft = state.changes.draft, draft.request == confirm.request, !draft.ticket.isEmpty {
            confirm.ticket = TextEntry(offered: draft.ticket)
        }
        guard let kept = state.changes.kept(for: confirm.request.target) else { return }
        confirm.ticket = TextEntry(offered: kept)
        confirm.keepsTicket = true
    }

    /// On and off again; what it is now stands in the dialog.
    func keepTicket(_ state: inout DeskState, _ old: ConfirmState) -> Effect<DeskAction> {
        var confirm = old
        guard let user = confirm.request.target, user == state.subject else {
            state.notice = Notice(.plain, "a ticket is kept only for the customer that is shown")
            return .none
        }
        confirm.keepsTicket.toggle()
        state.overlay = .confirm(confirm)
        state.notice = Notice(
            .plain,
            confirm.keepsTicket
                ? "this ticket stays for \(user) until another customer is shown"
                : "this ticket is for this change only")
        return .none
    }
}

extension ChangesState {
    /// The ticket kept for a customer.
    func kept(for user: String?) -> String? {
        guard let keptTicket, keptTicket.user == user else { return nil }
        return keptTicket.text
    }

    /// Keeps what a dialog's ticket is to be kept for, or lets it go.
    mutating func noteKept(_ confirm: ConfirmState) {
        guard let user = confirm.request.target else { return }
        let text = confirm.ticket.text.trimmingBlanks
        if confirm.keepsTicket, !text.isEmpty {
            keptTicket = KeptTicket(user: user, text: text)
        } else if keptTicket?.user == user {
            keptTicket = nil
        }
    }

    mutating func renameKept(_ old: String?, to new: String?) {
        guard let new, keptTicket?.user == old else { return }
        keptTicket?.user = new
    }

    /// Another customer is shown, or nobody: nothing stays of the one before.
    mutating func shows(_ subject: String?) {
        if let keptTicket, keptTicket.user != subject { self.keptTicket = nil }
    }
}
