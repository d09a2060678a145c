import Formats
import Records
import ResellerAPI
import Screen
import StateStore

/// One value that a field may take, with a word about it.
package struct FormChoice: Sendable, Hashable {
    package let value: String
    package let note: String

    package init(_ value: String, note: String = "") {
        self.value = value
        self.note = note
    }
}

/// The choices of fields: lists of the service, of the table, and names remembered.
extension DeskState {
    /// The read that lists what a field may hold; nil where no call lists it.
    func choiceRequest(_ source: ChoiceSource, of form: FormState) -> Request? {
        guard case .things(let thing) = source else { return nil }
        let user = form.deed.parameters["user"] ?? subject
        let call = form.deed.operation
        func ofUser(_ operation: Operation) -> Request? {
            user.flatMap { user in operation.inScope(of: call).map { Request($0, ["user": user]) } }
        }
        switch thing {
        case .package: return Request(.packagesList)
        case .timezone: return Request(.timezoneList)
        case .ip: return Request(.ipAvailable)
        case .monitor: return Operation.monitorList.inScope(of: call).map { Request($0) }
        case .mailDomain: return Request(.whitelabelList)
        case .invoice: return Request(.invoiceNumbers)
        case .app: return ofUser(.appsList)
        case .category: return ofUser(.statsCategories)
        case .customer, .subuser, .address, .ipGroup, .credential: return nil
        }
    }

    /// Whose names are remembered for a field; nil where a call lists them.
    func rememberedKey(_ source: ChoiceSource, of form: FormState) -> RememberedKey? {
        rememberedKey(source, user: form.deed.parameters["user"])
    }

    /// The choices that match what is typed in a field, at most so many.
    package func choices(_ field: FormField, of form: FormState, most: Int = 50) -> [FormChoice] {
        Array(matchingChoices(field, of: form).prefix(most))
    }

    /// How many choices there are, where more match than are shown: `50 of 61 choices`.
    package func choiceCount(_ field: FormField, of form: FormState, shown: Int) -> String {
        ChangesWords.choices(matchingChoices(field, of: form).count, shown: shown)
    }

    private func matchingChoices(_ field: FormField, of form: FormState) -> [FormChoice] {
        let typed = TextFold.string(field.lastTyped)
        let isUntouched = !field.isTouched
        let all = allChoices(field, of: form)
        if isUntouched || typed.isEmpty { return all }
        let front = all.filter { TextFold.string($0.value).hasPrefix(typed) }
        let rest = all.filter {
            let value = TextFold.string($0.value)
            return !value.hasPrefix(typed)
                && (value.containsText(typed) || TextFold.string($0.note).containsText(typed))
        }
        return front + rest
    }

    private func allChoices(_ field: FormField, of form: FormState) -> [FormChoice] {
        if case .fixed(let values) = field.source { return values.map { FormChoice($0) } }
        if field.source == .days { return dayChoices }
        if let key = rememberedKey(field.source, of: form) {
            return (changes.remembered[key] ?? []).map { FormChoice($0) }
        }
        if field.source == .things(.customer) { return customerChoices(field.entry.text) }
        guard let request = choiceRequest(field.source, of: form), case .things(let thing) = field.source else {
            return []
        }
        let records = readings[request].value ?? []
        let own = thing == .ip ? ownAddresses(of: form).map { FormChoice($0, note: ChangesWords.ownAddress) } : []
        let others = records.compactMap { Self.choice($0, thing) }.filter { isFitting($0, thing, form) }
        return own + others.filter { other in !own.contains { $0.value == other.value } }
    }

    private var dayChoices: [FormChoice] {
        guard let today else { return [] }
        var first = today.adding(days: 1)
        let words = ChangesWords.days
        while first.day != 1 { first = first.adding(days: 1) }
        return [
            FormChoice(today.description, note: words.today),
            FormChoice(today.adding(days: 1).description, note: words.tomorrow),
            FormChoice(today.adding(days: 7).description, note: words.week),
            FormChoice(first.description, note: words.month),
            FormChoice(today.adding(days: 30).description, note: words.thirty),
        ]
    }

    static func choice(_ record: Record, _ thing: Rule.Thing) -> FormChoice? {
        switch thing {
        case .package: record.text("name").map { FormChoice($0, note: packageNote(record)) }
        case .timezone:
            record.text("timezone").map {
                FormChoice(
                    $0, note: [record.text("display"), record.text("name")].compactMap(\.self).joined(separator: " "))
            }
        case .ip: record.text("ip").map { FormChoice($0) }
        case .monitor:
            record.text("name").map {
                FormChoice($0, note: ChangesWords.monitorNote(record.count("frequency") ?? 0))
            }
        case .mailDomain:
            record.text("mail_domain").map { FormChoice($0, note: record.text("url_domain") ?? "") }
        case .invoice: record.text("number").map { FormChoice($0) }
        case .app:
            record.text("name").map { name in
                FormChoice(
                    name, note: (App.named(name)?.title ?? "") + (record.truth("activated") == true ? ", on" : ", off"))
            }
        case .category: record.text("category").map { FormChoice($0) }
        default: nil
        }
    }

    private static func packageNote(_ record: Record) -> String {
        ChangesWords.packageNote(
            credits: record.count("credits"), price: record.money("price").map { "\($0)" },
            hasIP: record.truth("has_ip"))
    }

    /// An upgrade costs more, a downgrade less.
    private func isFitting(_ choice: FormChoice, _ thing: Rule.Thing, _ form: FormState) -> Bool {
        guard thing == .package, let direction = form.packageDirection, let present = presentPackage(of: form),
            let old = price(of: present), let new = price(of: choice.value)
        else { return true }
        return direction > 0 ? new > old : new < old
    }

    /// The package that the customer of a form is on, where it was read.
    package func presentPackage(of form: FormState) -> String? {
        guard let user = form.deed.parameters["user"] else { return nil }
        return details[user]?.overview.value?.package
    }

    package func price(of package: String) -> Money? {
        packages.value?.first { $0.name == package }?.price
    }

    private func customerChoices(_ typed: String) -> [FormChoice] {
        let rows = customers.shown.rows.prefix(2000)
        return rows.lazy.map { FormChoice(self.customers.table.username(Int($0))) }
            .filter { typed.isEmpty || TextFold.string($0.value).containsText(TextFold.string(typed)) }.prefix(50).map(
                \.self)
    }
}

extension FormState {
    /// 1 for an upgrade, -1 for a downgrade.
    var packageDirection: Int? {
        switch deed.operation.plan?.direction {
        case .upgrade?: 1
        case .downgrade?: -1
        case .close?, nil: nil
        }
    }
}

extension FormField {
    /// What a choice is looked for by: of several values the last.
    var lastTyped: String {
        guard takesSeveral, let last = entry.text.split(separator: ",", omittingEmptySubsequences: false).last else {
            return entry.text
        }
        return String(last).trimmingBlanks
    }

    /// Takes a choice: as the value, or as the last of several.
    mutating func take(_ choice: FormChoice) {
        isTouched = true
        guard takesSeveral, entry.text.contains(",") else { return entry = TextEntry(choice.value) }
        let before = entry.text.split(separator: ",", omittingEmptySubsequences: false).dropLast()
        entry = TextEntry((before.map { String($0).trimmingBlanks } + [choice.value]).joined(separator: ", "))
    }
}
