import Settings

extension TextEntry {
    /// Puts text in at the caret.
    mutating func insert(_ piece: String) {
        if isOffered { delete(from: 0, to: text.count) }
        isOffered = false
        let index = text.index(text.startIndex, offsetBy: caret)
        text.insert(contentsOf: piece, at: index)
        caret += piece.count
        // A combining mark joins the character before it: the caret stays within the text.
        caret = min(caret, text.count)
    }

    /// Does an editing command; false when the command is none.
    mutating func edit(_ command: CommandID) -> Bool {
        let wasOffered = isOffered
        isOffered = false
        switch command {
        case .deleteBefore where wasOffered: delete(from: 0, to: text.count)
        case .cursorLeft: caret = max(0, caret - 1)
        case .cursorRight: caret = min(text.count, caret + 1)
        case .cursorStart: caret = 0
        case .cursorEnd: caret = text.count
        case .deleteBefore: delete(from: caret - 1, to: caret)
        case .deleteAfter: delete(from: caret, to: caret + 1)
        case .deleteWord: delete(from: startOfWord, to: caret)
        case .deleteLine: delete(from: 0, to: caret)
        default:
            isOffered = wasOffered
            return false
        }
        return true
    }

    private var startOfWord: Int {
        let before = Array(text.prefix(caret))
        var at = caret
        while at > 0, before[at - 1] == " " { at -= 1 }
        while at > 0, before[at - 1] != " " { at -= 1 }
        return at
    }

    private mutating func delete(from start: Int, to end: Int) {
        guard start >= 0, end <= text.count, start < end else { return }
        let from = text.index(text.startIndex, offsetBy: start)
        text.removeSubrange(from..<text.index(text.startIndex, offsetBy: end))
        caret = start
    }
}
