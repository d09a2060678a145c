import Settings

/// A field of a dialog that takes text.
package enum DialogEntry: Sendable, Equatable {
    case ticket
    /// What has to be typed before the dialog does anything: a name, a count.
    case proof
}

/// A dialog with a ticket, and perhaps something that has to be typed to go on: of one call, and of many.
protocol TypedDialog {
    var ticket: TextEntry { get set }
    var typed: TextEntry { get set }
    /// The field being typed in; nil while keys are commands.
    var entry: DialogEntry? { get set }
    /// First line shown, where the dialog is longer than the screen.
    var top: Int { get set }
    /// Whether something has to be typed.
    var needsProof: Bool { get }
}

extension TypedDialog {
    /// Does what moves within the dialog or edits its fields; false for what the dialog itself has to answer.
    mutating func run(_ command: CommandID) -> Bool {
        switch command {
        case .nextField, .previousField:
            if needsProof { entry = entry == .proof ? .ticket : .proof }
        case .lineDown, .later: top += 1
        case .lineUp, .earlier: top = max(0, top - 1)
        case .confirm where entry == .ticket: entry = needsProof ? .proof : nil
        case .confirm: return false
        default: return edit(command)
        }
        return true
    }

    mutating func insert(_ text: String) {
        switch entry {
        case .ticket: ticket.insert(text)
        case .proof: typed.insert(text)
        case nil: break
        }
    }

    private mutating func edit(_ command: CommandID) -> Bool {
        switch entry {
        case .ticket: ticket.edit(command)
        case .proof: typed.edit(command)
        case nil: false
        }
    }
}
