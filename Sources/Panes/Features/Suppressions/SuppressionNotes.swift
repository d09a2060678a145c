import Desk
import ResellerAPI
import Screen

/// How old the lists are, in the words of a title line; some of them may have failed.
struct SuppressionsAge {
    let state: DeskState
    let standing: SuppressionStanding

    func spans(_ glyphs: Glyphs) -> [Span] {
        let words = FreshnessWords(state: state, glyphs: glyphs)
        if let since = standing.askedSince, state.now - since >= 2 { return words.asking(Int(state.now - since)) }
        if standing.unread > 0, standing.unread < standing.lists.count {
            return [Span("\(glyphs.unknown) \(standing.unread) of \(standing.lists.count) lists failed", .warn)]
        }
        return words.spans(standing.freshness, failure: standing.failure)
    }
}

/// What is said where no address is to be shown.
struct SuppressionNotes {
    let state: DeskState
    let standing: SuppressionStanding
    let notes: Notes

    /// Of one list, or of all four where it is nil.
    func note(_ list: SuppressionList?) -> Note {
        if standing.isAnyAsking {
            return notes.asking("the suppressions", "Nothing seen of this customer before.")
        }
        if let failure = standing.failure {
            return notes.failed(failure, meaning: "This does not say that no address is suppressed.")
        }
        guard let readAt = standing.readAt else { return notes.notAsked("Read when the cursor rests on a customer.") }
        guard let list else {
            return notes.good(
                "No address is suppressed", "All four lists were read at \(notes.clock(readAt)); they are empty.")
        }
        return notes.good(
            "No address is \(SuppressionTitle.participle(list))",
            "This list was read at \(notes.clock(readAt)); it is empty.")
    }
}
