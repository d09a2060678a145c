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

    /// Bytes that a field takes at most. The service tells no limit; mail programs cut a message at half of this.
    package static let most = 200_000

    package init(deed: Deed, targets: BulkTargets? = nil, field: FormField) {
        self.deed = deed
        self.targets = targets
        self.field = field.id
        label = field.label
        isHTML = field.textForm == .html
        text = field.entry.text
    }
}

/// Texts of several lines, written outside.
extension DeskReducer {
    func editText(_ form: FormState) -> Effect<DeskAction> {
        guard let field = form.fieldInHand else { return .none }
        let text = EditedText(deed: form.deed, targets: form.targets, field: field)
        return .run { [environment] send in await send(.change(.textEdited(text, environment.edit(text)))) }
    }

    func textEdited(_ state: inout DeskState, _ edited: EditedText, _ outcome: Outcome<String?>) {
        switch outcome {
        case .failed(let why): state.notice = Notice(.warning, "\(edited.label) is as before: \(why)")
        case .done(nil):
            state.notice = Notice(.plain, "\(edited.label) is as before: nothing was changed in the editor")
        case .done(let text?): take(&state, text, of: edited)
        }
    }

    private func take(_ state: inout DeskState, _ text: String, of edited: EditedText) {
        guard case .form(var form) = state.overlay, form.deed == edited.deed, form.targets == edited.targets,
            let place = form.fields.firstIndex(where: { $0.id == edited.field && $0.takesLines })
        else {
            state.notice = Notice(.warning, "the form of \(edited.label) was left: the new text is not taken")
            return
        }
        form.fields[place].entry = TextEntry(filledWith: text)
        form.fields[place].isTouched = true
        form.problem = nil
        state.overlay = .form(form)
        let words = text.isEmpty ? "is empty now" : "has \(text.lineWords) now"
        state.notice = Notice(.done, "\(edited.label) \(words); nothing is sent yet")
    }
}

extension DeskState {
    /// Why what is being typed can't be written in an editor; nil where it can.
    var reasonNoEditor: String? {
        guard case .form(let form) = overlay, let field = form.fieldInHand else { return "this field has one line" }
        if field.isSecret { return "what is secret is in no file" }
        return field.takesLines ? nil : "this field has one line"
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
