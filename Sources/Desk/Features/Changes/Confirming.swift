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
    package var seen = 0
    /// Whether the ticket stays for this customer's next changes, until another customer is shown.
    package var keepsTicket = false

    package init(request: Request, ticket: String = "") {
        self.request = request
        self.ticket = TextEntry(ticket)
        entry = request.operation.wording.grade == .worst ? .proof : nil
    }

    /// What the call does to this one, as it stands now.
    package var outlook: Outlook? {
        guard stage != .reading, request.observation != nil else { return nil }
        return request.outlook(from: before)
    }

    /// Whether a person has to be as sure as can be: for what the call is, or for what it does here.
    package var isDangerous: Bool {
        request.operation.wording.grade == .worst || outlook?.isDangerous == true
    }

    /// What has to be typed for the worst: the customer's name, or that of the thing; nil where `y` is enough.
    package var requiredText: String? {
        guard isDangerous else { return nil }
        return request.target ?? request.parameters["name"] ?? request.operation.id
    }

    /// Takes the state as it was read: another state may ask for more than the one before.
    mutating func take(_ image: StateImage?) {
        before = image
        typed = TextEntry()
        beginAnew()
        guard requiredText != nil else {
            if entry == .proof { entry = nil }
            return
        }
        if entry == nil { entry = .proof }
    }

    var needsProof: Bool { requiredText != nil }
    package var ticketOwner: String? { request.target }
    package var isTyped: Bool { requiredText.map { $0 == typed.text } ?? true }
}
