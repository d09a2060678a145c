import ResellerAPI

/// The dialog before a write: what will happen, to whom, with which call, and whether it can be taken back.
package struct ConfirmState: Sendable, Equatable, TypedDialog {
    package enum Stage: Sendable, Equatable {
        /// The state before is being read.
        case reading
        /// A person has to say yes.
        case ready
        /// The state has changed since it was on the screen: a person has to say yes to the new one.
        case changed
        /// Read again, written down, sent: nothing can be cancelled any more.
        case sending
    }

    package let request: Request
    package var stage = Stage.reading
    /// The state before; nil where it could not be read or nothing shows it.
    package var before: StateImage?
    /// Why the state before is not known.
    package var unread: String?
    /// What changed between the first look and the second.
    package var drift: [ValueChange] = []
    package var ticket: TextEntry
    package var typed = TextEntry()
    /// The field being typed in.
    package var entry: DialogEntry?
    /// The entry of the journal that this call takes back, or does again.
    package var undoes: Int64?
    package var redoes: Int64?
    /// The change that is undone, where it is known.
    package var undone: UndoneChange?
    /// First line shown, where the dialog is longer than the screen.
    package var top = 0

    package init(request: Request, ticket: String = "") {
        self.request = request
        self.ticket = TextEntry(ticket)
        entry = request.operation.wording.grade == .worst ? .proof : nil
    }

    /// What has to be typed for the worst: the customer's name, or that of the thing; nil where `y` is enough.
    package var requiredText: String? {
        guard request.operation.wording.grade == .worst else { return nil }
        return request.target ?? request.parameters["name"] ?? request.operation.id
    }

    var needsProof: Bool { requiredText != nil }
    package var isTyped: Bool { requiredText.map { $0 == typed.text } ?? true }
}
