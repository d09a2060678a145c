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
    func keepTicket(_ state: inout DeskState, _ dialog: inout some TypedDialog) {
        guard let user = dialog.ticketOwner, user == state.subject else {
            state.notice = Notice(.plain, ChangesWords.ticketOfNobody)
            return
        }
        dialog.keepsTicket.toggle()
        state.notice = Notice(
            .plain, dialog.keepsTicket ? ChangesWords.ticketKept(user) : ChangesWords.ticketOnce)
    }
}

extension ChangesState {
    /// The ticket kept for a customer.
    func kept(for user: String?) -> String? {
        guard let keptTicket, keptTicket.user == user else { return nil }
        return keptTicket.text
    }

    /// Keeps what a dialog's ticket is to be kept for, or lets it go.
    mutating func noteKept(_ dialog: some TypedDialog) {
        guard let user = dialog.ticketOwner else { return }
        let text = dialog.ticket.text.trimmingBlanks
        if dialog.keepsTicket, !text.isEmpty {
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
