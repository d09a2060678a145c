import Formats
import ResellerAPI
import Screen
import Settings
import StateStore

/// A text on its way to the user's editor.
package struct EditedText: Sendable, Equatable {
    /// What the form is about, by which it is known again when the editor is done.
    let deed: Deed
    let targets: BulkTargets?
    let field: FormField.ID
    /// Name of the field, for the screen and for the name of the file.
    package let label: String
    package let isHTML: Bool
    package let text: String
    /// The file of what was written the last time and could not be taken: the editor goes on with that.
    package let kept: String?

    /// Bytes that a field takes at most. The service tells no limit; mail programs cut a message at half of this.
    package static let most = 200_000

    package init(deed: Deed, targets: BulkTargets? = nil, field: FormField) {
        self.deed = deed
        self.targets = targets
        self.field = field.id
        label = field.label
        isHTML = field.textForm == .html
        text = field.entry.text
        kept = field.keptText
    }
}

/// How an editor ended.
package enum EditEnd: Sendable, Equatable {
    case written(String)
    /// The text is the one of the field.
    case unchanged
    /// Why there is no new text, and the file that keeps what was written all the same; nil where nothing was.
    case failed(String, kept: String?)
}

/// Texts of several lines, written outside.
extension DeskReducer {
    func editText(_ form: FormState) -> Effect<DeskAction> {
        guard let field = form.fieldInHand else { return .none }
        let text = EditedText(deed: form.deed, targets: form.targets, field: field)
        return .run { [environment] send in await send(.change(.textEdited(text, environment.edit(text)))) }
    }

    func textEdited(_ state: inout DeskState, _ edited: EditedText, _ end: EditEnd) -> Effect<DeskAction> {
        switch end {
        case .failed(let why, let kept): failed(&state, edited, why, kept: kept)
        case .unchanged:
            state.notice = Notice(.plain, ChangesWords.unchangedText(edited.label))
            inForm(&state, edited) { form, place in
                if form.fields[place].keptText != nil { form.problem = nil }
                form.fields[place].keptText = nil
            }
        case .written(let text): return take(&state, text, of: edited)
        }
        return .none
    }

    /// The form has all that is to be known of what is kept; the last row has room for the reason.
    private func failed(_ state: inout DeskState, _ edited: EditedText, _ why: String, kept: String?) {
        let words = ChangesWords.textNotTaken(edited.label, why)
        let whereabouts = kept.map(ChangesWords.textSaved) ?? ""
        state.notice = Notice(.warning, words + whereabouts)
        let key = state.keymap.keys(for: .editText, in: .form).first ?? ":\(CommandID.editText.rawValue)"
        inForm(&state, edited) { form, place in
            form.fields[place].keptText = kept
            if kept != nil { form.problem = words + whereabouts + ChangesWords.reopen(key) }
        }
    }

    private func take(_ state: inout DeskState, _ text: String, of edited: EditedText) -> Effect<DeskAction> {
        let isTaken = inForm(&state, edited) { form, place in
            form.fields[place].entry = TextEntry(filledWith: text)
            form.fields[place].isTouched = true
            form.fields[place].keptText = nil
            form.problem = nil
        }
        guard isTaken else {
            return .run { [environment] send in
                await send(.change(.textKept(edited, environment.keepText(edited, text))))
            }
        }
        let words = ChangesWords.takenText(edited.label, lines: text.isEmpty ? nil : text.lineWords)
        state.notice = Notice(.done, words)
        return .none
    }

    func textKept(_ state: inout DeskState, _ edited: EditedText, _ outcome: Outcome<String>) {
        let words =
            switch outcome {
            case .done(let path): ChangesWords.leftText(edited.label, savedIn: path)
            case .failed(let why): ChangesWords.lostText(edited.label, why)
            }
        state.notice = Notice(.warning, words, isPinned: true)
    }

    /// Changes the form that a text was of, given the place of its field; false where that form was left.
    @discardableResult
    private func inForm(
        _ state: inout DeskState, _ edited: EditedText, _ work: (inout FormState, Int) -> Void
    ) -> Bool {
        guard case .form(var form) = state.overlay, form.deed == edited.deed, form.targets == edited.targets,
            let place = form.fields.firstIndex(where: { $0.id == edited.field && $0.takesLines })
        else { return false }
        work(&form, place)
        state.overlay = .form(form)
        return true
    }
}

extension DeskState {
    /// Why what is being typed can't be written in an editor; nil where it can.
    var reasonNoEditor: String? {
        guard case .form(let form) = overlay, let field = form.fieldInHand else { return ChangesWords.oneLine }
        if field.isSecret { return ChangesWords.noSecrets }
        return field.takesLines ? nil : ChangesWords.oneLine
    }
}

extension TextEntry {
    /// A text that was not typed here. Of several lines the first ones are seen first.
    init(filledWith text: String) {
        self.init(text)
        if text.lineCount > 1 { caret = 0 }
    }
}

extension String {
    /// Lines of a text as editors count them: what ends with a line break has no further line.
    package var lineCount: Int {
        guard !isEmpty else { return 0 }
        let breaks = utf8.count { $0 == UInt8(ascii: "\n") }
        return utf8.last == UInt8(ascii: "\n") ? breaks : breaks + 1
    }

    /// `1 line`, `12 lines`.
    package var lineWords: String { lineCount == 1 ? "1 line" : "\(Numbers.grouped(lineCount)) lines" }

    /// For a place that has one line: a text of several as how many they are.
    package var brief: String { lineCount > 1 ? lineWords : self }
}
