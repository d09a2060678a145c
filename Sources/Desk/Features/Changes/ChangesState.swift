import Records
import ResellerAPI

/// What this desk has done and is about to do.
package struct ChangesState: Sendable, Equatable {
    /// The ticket that was chosen to stay for a customer, until another one is shown.
    package var keptTicket: KeptTicket?
    /// The form under a dialog, or left without being sent: what was typed is not lost.
    package var draft: FormState?
    /// What was done on this account and can perhaps be taken back, newest first.
    package var journal: [JournalEntry] = []
    /// Whether the journal was read, and why not.
    package var isJournalRead = false
    package var journalProblem: String?
    /// Whether there are no older entries than those held.
    package var hasWholeJournal = false
    /// The entry before which older ones are being read; nil while none are.
    var olderThan: Int64?
    /// Names that no call lists, by kind and owner.
    package var remembered: [RememberedKey: [String]] = [:]
    /// The answer to a read that was asked for by name.
    package var answer: Request?

    package init() {}
}

/// Whose names are remembered.
package struct RememberedKey: Sendable, Hashable {
    package let kind: RememberedKind
    package let owner: String

    package init(_ kind: RememberedKind, owner: String) {
        self.kind = kind
        self.owner = owner
    }
}

/// What came of a change, or is known of one that is being prepared.
package enum ChangeAction: Sendable, Equatable {
    /// The state before was read for the dialog; nil where nothing shows it.
    case prepared(Request, Answered<Reply>)
    /// The call was carried out, or was not, or nobody knows yet.
    case reported(Request, WriteReport)
    /// What came in the end of a call of which nobody knew.
    case settled(Request, WriteReport)
    /// What became of calls that were under way when a program ended.
    case recovered([JournalEntry])
    /// The newest entries.
    case journalLoaded(Outcome<[JournalEntry]>)
    /// Those before an entry.
    case olderLoaded(before: Int64, Outcome<[JournalEntry]>)
    case namesLoaded(RememberedKey, [String])
    /// A password was checked: yes, no, or why not.
    case passwordChecked(String, Answered<Reply>)
    /// A login address went to the clipboard.
    case loginCopied(String, Outcome<Bool>)
    /// The editor came to its end.
    case textEdited(EditedText, EditEnd)
    /// A text whose form was left lies in a file.
    case textKept(EditedText, Outcome<String>)
}
