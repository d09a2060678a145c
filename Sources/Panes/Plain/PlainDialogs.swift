import Desk
import ResellerAPI
import Screen

/// Forms as one question a field, the dialog before a change as a text with one question at its end.
struct PlainDialogs {
    let state: DeskState

    // MARK: - Forms

    func form(_ form: FormState) -> PlainText.Part {
        var part = PlainText.Part()
        part.head = ["Form: \(form.deed.operation.wording.title)"]
        if let target = form.deed.parameters["user"] { part.head.append("for \(target)") }
        part.head += [
            PlainWords.formKeys,
            ChangesWords.untilConfirmed,
        ]
        if let why = state.reasonNotSent(form) { part.head.append(PlainWords.disabled(why)) }
        if let problem = form.problem { part.head.append("last attempt: \(problem)") }
        guard form.fields.indices.contains(form.cursor) else { return part }
        part.question = question(form, form.fields[form.cursor])
        return part
    }

    private func question(_ form: FormState, _ field: FormField) -> [String] {
        var lines = [
            "\(field.label), \(PlainWords.needed(field.isRequired)): \(field.help)"
        ]
        if let fault = state.faults(of: form)[field.bareName], field.isTouched {
            lines.append("warning: \(field.label) \(fault)")
        }
        lines += present(field)
        let choices = state.choices(field, of: form, most: PlainText.page)
        if !choices.isEmpty {
            let count = state.choiceCount(field, of: form, shown: choices.count)
            lines.append("\(count); =TEXT for a value that looks like a number:")
            lines += choices.enumerated().map { index, choice in
                "\(index + 1). \(choice.value)" + (choice.note.isEmpty ? "" : ", \(choice.note)")
            }
        } else if let reading = state.choiceReading(field, of: form), let failure = reading.failure {
            lines.append(ChangesWords.choicesUnread(FailureWords.sentence(failure.error)))
        }
        return lines
    }

    /// What stands in a field; a text of several lines with its first ones.
    private func present(_ field: FormField) -> [String] {
        let text = field.entry.text
        guard !text.isEmpty, !field.isSecret else { return text.isEmpty ? [] : [PlainWords.secretTyped] }
        guard text.lineCount > 1 else { return ["now: \(text)"] }
        let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(PlainText.page)
        let rest = text.lineCount - rows.count
        return ["now: \(text.lineWords)"] + rows.map { "| \($0)" } + (rest > 0 ? [PlainWords.rest(rest)] : []) + [
            PlainWords.replacesAll
        ]
    }

    func account(_ form: AccountForm) -> PlainText.Part {
        var part = PlainText.Part()
        part.head = [
            "Form: add an account",
            PlainWords.formKeys,
            AccountsWords.testedFirst,
        ]
        if let problem = form.problem { part.head.append("not saved: \(problem)") }
        if form.stage == .checking {
            part.question = [AccountsWords.checking]
            return part
        }
        let field = form.field
        part.question = ["\(field.label): \(field.help)"]
        if let fault = form.fault(of: field), form.seen.contains(field) {
            part.question.append("warning: \(field.label) \(fault)")
        }
        let text = form[field].text
        if !text.isEmpty { part.question.append("now: \(field.isSecret ? "entered, not shown" : text)") }
        part.question += field.choices.enumerated().map { "\($0.offset + 1). \($0.element)" }
        return part
    }

    // MARK: - The dialog before a change

    func confirm(_ confirm: ConfirmState) -> PlainText.Part {
        var part = PlainText.Part()
        let words = ConfirmWords(confirm: confirm, capabilities: state.session.capabilities)
        let title = confirm.request.operation.wording.title
        part.head = ["Change: \(confirm.undoes == nil ? title : "undo: \(title)")", confirm.request.question]
        if let outlook = confirm.outlook, let sentence = outlook.sentence {
            part.head.append((outlook.isDangerous ? "alarm: " : "") + sentence)
        }
        if let consequence = confirm.request.consequence { part.head.append(consequence) }
        part.head += state.undoSentences(of: confirm).map { ($0.isWarning ? "warning: " : "") + $0.words }
        if confirm.stage == .changed {
            part.head.append("warning: \(ChangesWords.pleaseReview)")
            part.head += confirm.drift.flatMap(words.lines)
        }
        part.head += state.changes(of: confirm).flatMap(words.lines)
        if let unread = confirm.unread { part.head.append(ChangesWords.valuesUnknown(unread)) }
        part.head += state.packageFacts(of: confirm.request).map { ($0.isWarning ? "warning: " : "") + $0.words }
        part.head.append("account: \(state.session.account), \(state.session.role.rawValue)")
        part.head.append("call: \(words.call)")
        part.head.append("undo: \(words.undo)")
        part.head.append(
            "ticket: \(ChangesWords.ticket(confirm.ticket.text, isKept: confirm.keepsTicket))"
        )
        part.question = question(confirm)
        return part
    }

    private func question(_ confirm: ConfirmState) -> [String] {
        if confirm.stage == .sending { return [ChangesWords.alreadySending] }
        if confirm.stage == .reading { return [ChangesWords.loadingValues] }
        if !state.session.writes { return [PlainWords.disabledClose(state.readOnlyReason)] }
        let ticket = PlainWords.ticketHint
        if let name = confirm.requiredText { return ["\(PlainWords.type(name)); \(ticket); anything else cancels"] }
        return ["type y to do it; \(ticket); anything else cancels"]
    }
}
