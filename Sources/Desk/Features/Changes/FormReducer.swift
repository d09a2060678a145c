import Records
import ResellerAPI
import Settings
import StateStore

/// Forms: opened for a deed, filled, checked, and handed to the dialog.
extension DeskReducer {
    /// Begins something: with a form where values are missing, else with the dialog, or the call itself for a read.
    func begin(_ state: inout DeskState, _ deed: Deed) -> Effect<DeskAction> {
        if let reason = state.reasonUnseen {
            state.notice = Notice(.warning, "\(deed.operation.id): \(reason)", isPinned: true)
            return .none
        }
        if let reason = state.session.capabilities.reasonMissing(deed.operation) {
            state.notice = Notice(.warning, "\(deed.operation.id): \(reason)")
            return .none
        }
        let form = FormState(deed: deed)
        guard !form.fields.isEmpty else { return settled(&state, Request(deed.operation, deed.parameters)) }
        return open(&state, form)
    }

    func open(_ state: inout DeskState, _ fresh: FormState) -> Effect<DeskAction> {
        var form = fresh
        if let draft = state.changes.draft, draft.deed == fresh.deed, draft.targets == fresh.targets { form = draft }
        form.cursor = form.fields.firstIndex { $0.entry.text.isEmpty && $0.isRequired } ?? 0
        form.choice = nil
        state.historyPosition = nil
        state.overlay = .form(form)
        if let why = state.reasonNotSent(form) { state.notice = Notice(.warning, why) }
        return .merge(readChoices(&state, form), readPresent(&state, form))
    }

    /// Reads the lists that the fields choose from.
    private func readChoices(_ state: inout DeskState, _ form: FormState) -> Effect<DeskAction> {
        var requests = form.fields.compactMap { state.choiceRequest($0.source, of: form) }
        if form.targets == nil, form.fields.contains(where: { $0.source == .things(.ip) }),
            let user = form.deed.parameters["user"]
        {
            requests.append(state.usageRequest(of: user))
        }
        let environment = environment
        let names = Set(form.fields.compactMap { state.rememberedKey($0.source, of: form) }).map { key in
            Effect<DeskAction>.run { send in
                await send(.change(.namesLoaded(key, environment.memory.names(key.kind, key.owner))))
            }
        }
        return .merge([readAnew(&state, requests)] + names)
    }

    /// Reads what fields choose from where it is older than a minute: somebody may have taken an address meanwhile.
    func readAnew(_ state: inout DeskState, _ requests: [Request]) -> Effect<DeskAction> {
        let now = environment.now()
        let old = Set(requests).filter { request in
            let reading = state.readings[request]
            guard let readAt = reading.readAt, reading.failure == nil else { return true }
            return now - readAt > DeskState.choiceAge
        }
        return read(&state, Array(old), evenIfFresh: true)
    }

    /// The cursor came to another field: what is chosen from there is read anew, and what was left is asked about.
    private func moved(_ state: inout DeskState, _ form: FormState, from place: Int) -> Effect<DeskAction> {
        var requests: [Request] = []
        if form.fields.indices.contains(place) { requests += state.questions(form.fields[place], of: form) }
        if form.cursor != place, let field = form.fieldInHand {
            requests += [state.choiceRequest(field.source, of: form)].compactMap(\.self)
        }
        return readAnew(&state, requests)
    }

    /// Reads what the service has now, so that the form can start with it.
    private func readPresent(_ state: inout DeskState, _ form: FormState) -> Effect<DeskAction> {
        // What one of many has now is nothing that all the others should get.
        guard form.deed.operation.kind != .read, form.deed.operation.startsWithPresent, form.targets == nil,
            let request = form.subject.observation
        else { return .none }
        let effect = read(&state, [request])
        fillForm(&state)
        return effect
    }

    /// Puts the present values into the fields that nobody has typed in.
    func fillForm(_ state: inout DeskState) {
        guard case .form(var form) = state.overlay, form.targets == nil else { return }
        let request = form.subject
        guard let observation = request.observation, let records = state.readings[observation].value else { return }
        let image = request.image(in: records)
        for index in form.fields.indices {
            let field = form.fields[index]
            let name = field.bareName.hasPrefix("new_") ? String(field.bareName.dropFirst(4)) : field.bareName
            let values = image.values(of: name) + image.values(of: name + "[]")
            guard !field.isSecret, !values.isEmpty, form.deed.operation.startsWithPresent else { continue }
            form.fields[index].present = values.joined(separator: ", ")
            if !field.isTouched, field.entry.text.isEmpty {
                form.fields[index].entry = TextEntry(filledWith: values.joined(separator: ", "))
            }
        }
        state.overlay = .form(form)
    }

    func runInForm(_ state: inout DeskState, _ old: FormState, _ command: CommandID) -> Effect<DeskAction> {
        var form = old
        let choices = form.fields.indices.contains(form.cursor) ? state.choices(form.fields[form.cursor], of: form) : []
        switch command {
        case .nextField:
            form.takeChoice(choices)
            form.move(1)
        case .previousField: form.move(-1)
        case .lineDown where !choices.isEmpty: form.choice = min(choices.count - 1, (form.choice ?? -1) + 1)
        case .lineUp where !choices.isEmpty && form.choice != nil:
            form.choice = form.choice == 0 ? nil : form.choice.map { $0 - 1 }
        case .lineDown: form.move(1)
        case .lineUp: form.move(-1)
        case .confirm: return confirmed(&state, form, choices)
        case .editText: return editText(form)
        default:
            guard form.fields.indices.contains(form.cursor), form.fields[form.cursor].entry.edit(command) else {
                return .none
            }
            form.fields[form.cursor].isTouched = true
            form.fields[form.cursor].keptText = nil
            form.choice = nil
        }
        return changed(&state, form, from: old.cursor)
    }

    /// Keeps a form; where another app was chosen in it, its settings are read.
    private func changed(_ state: inout DeskState, _ old: FormState, from place: Int) -> Effect<DeskAction> {
        var form = old
        let hasNewFields = form.followApp()
        state.overlay = .form(form)
        let present = hasNewFields ? readPresent(&state, form) : .none
        return form.cursor == place ? present : .merge(present, moved(&state, form, from: place))
    }

    /// Enter goes on to the next field; behind the last one it goes on to the dialog.
    private func confirmed(
        _ state: inout DeskState, _ old: FormState, _ choices: [FormChoice]
    ) -> Effect<DeskAction> {
        var form = old
        form.takeChoice(choices)
        if form.choice == nil, let field = form.fieldInHand, let only = state.onlyChoice(field, of: form) {
            form.fields[form.cursor].take(only)
        }
        form.choice = nil
        form.fields[form.cursor].spellSwitch()
        if form.followApp() {
            form.move(1)
            state.overlay = .form(form)
            return readPresent(&state, form)
        }
        let faults = state.faults(of: form)
        let isFaulty = faults[form.fields[form.cursor].bareName] != nil
        guard isFaulty || form.cursor < form.shownPlaces.last ?? 0 else { return filled(&state, form, faults) }
        if isFaulty { form.fields[form.cursor].isTouched = true } else { form.move(1) }
        state.overlay = .form(form)
        return moved(&state, form, from: old.cursor)
    }

    /// Enter behind the last field: the dialog, or the first field that has a fault.
    private func filled(
        _ state: inout DeskState, _ old: FormState, _ faults: [String: String]
    ) -> Effect<DeskAction> {
        var form = old
        if let place = form.shownPlaces.first(where: { faults[form.fields[$0].bareName] != nil }) {
            form.cursor = place
            for index in form.fields.indices { form.fields[index].isTouched = true }
            state.overlay = .form(form)
            let fault = faults[form.fields[place].bareName] ?? ""
            state.notice = Notice(.warning, "\(form.fields[place].label) \(fault)")
            return moved(&state, form, from: old.cursor)
        }
        if let other = faults.first {
            state.overlay = .form(form)
            state.notice = Notice(.warning, "\(other.key) \(other.value)")
            return .none
        }
        form.problem = nil
        state.changes.draft = form
        if let targets = form.targets {
            return previewBulk(&state, form.deed.operation, targets, form.request.parameters)
        }
        return settled(&state, form.request)
    }

    func typedInForm(_ state: inout DeskState, _ old: FormState, _ text: String) -> Effect<DeskAction> {
        var form = old
        guard form.fields.indices.contains(form.cursor) else { return .none }
        form.fields[form.cursor].entry.insert(text)
        form.fields[form.cursor].isTouched = true
        // Who writes on here has done with what lies in the file.
        form.fields[form.cursor].keptText = nil
        form.choice = nil
        form.problem = nil
        return changed(&state, form, from: form.cursor)
    }

    /// Leaves a form; what was typed waits for the next time, but no password does.
    func leaveForm(_ state: inout DeskState, _ form: FormState) {
        var draft = form
        draft.ticket = ""
        for index in draft.fields.indices where draft.fields[index].isSecret {
            draft.fields[index].entry = TextEntry()
        }
        state.changes.draft = draft
        state.overlay = nil
        let wasTyped = draft.fields.contains { $0.isTouched }
        state.notice = Notice(.plain, ChangesWords.formLeft(wasSent: draft.wasSent, wasTyped: wasTyped))
    }
}

extension FormState {
    /// Places of the fields that are shown now.
    package var shownPlaces: [Int] { fields.indices.filter { isShown(fields[$0]) } }

    mutating func move(_ step: Int) {
        let places = shownPlaces
        guard !places.isEmpty else { return }
        let place = places.firstIndex(of: cursor) ?? 0
        cursor = places[((place + step) % places.count + places.count) % places.count]
        choice = nil
    }

    mutating func takeChoice(_ choices: [FormChoice]) {
        guard let choice, choices.indices.contains(choice), fields.indices.contains(cursor) else { return }
        fields[cursor].take(choices[choice])
    }
}

extension Operation {
    /// Whether its form starts with what the service has: where an operation sets anew what is there already.
    var startsWithPresent: Bool {
        if case .restore = inverse { return true }
        return baseID == Operation.monitorEdit.id
    }
}
