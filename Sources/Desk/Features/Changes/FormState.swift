import ResellerAPI

/// A form made from the table of operations: the fields of one call that are not settled yet.
package struct FormState: Sendable, Equatable {
    package let deed: Deed
    /// Those that the call is made for one after the other; the deed then has the first of them. Nil for one call.
    package let targets: BulkTargets?
    package var fields: [FormField]
    /// Place in `fields` of the one being typed.
    package var cursor = 0
    /// Place among the choices that match what is typed; nil while none was picked.
    package var choice: Int?
    /// Why the service or the rules refused it the last time.
    package var problem: String?
    /// Whether it was sent already, and the service said no.
    package var wasSent = false
    /// What was typed as ticket in the dialog that came of this form, until the form is left.
    var ticket = ""

    /// The app whose settings the form has, where it asks for settings.
    private var app: String?

    package init(deed: Deed, targets: BulkTargets? = nil) {
        self.deed = deed
        self.targets = targets
        app = deed.parameters["name"]
        fields = deed.openFields.flatMap { FormField.fields(for: $0, of: deed, app: deed.parameters["name"]) }
    }

    /// The field being typed in.
    package var fieldInHand: FormField? { fields.indices.contains(cursor) ? fields[cursor] : nil }

    /// The values that tell what the form is about: the settled ones, and the app once it is chosen.
    var subject: Request {
        guard deed.operation.takesSettings, deed.parameters["name"] == nil, let app else {
            return Request(deed.operation, deed.parameters)
        }
        return Request(deed.operation, deed.parameters.appending("name", app))
    }

    /// Gives the form the fields of the app that is chosen in it; true when they are others than before.
    mutating func followApp() -> Bool {
        guard deed.operation.takesSettings, !deed.settled.contains("name"),
            let name = fields.first(where: { $0.name == "name" })?.entry.text, App.named(name) != nil, name != app
        else { return false }
        app = name
        let own = fields.filter { deed.operation.field($0.name) != nil }
        let settings = deed.openFields.filter { $0.rule == .appSetting }
        fields = own + settings.flatMap { FormField.fields(for: $0, of: deed, app: name) }
        return true
    }

    /// The values as a call: what is settled, then what was typed.
    package var request: Request {
        var parameters = deed.parameters.without(names: Set(fields.map(\.name)))
        for field in fields where isShown(field) {
            for value in field.values { parameters.append(field.name, value) }
        }
        return Request(deed.operation, parameters)
    }

    /// What is wrong with a field, as the rest of a sentence.
    package func fault(of field: FormField) -> String? { faults[field.bareName] }

    /// Puts the cursor on the field that a refusal names; the longest name counts.
    mutating func goTo(refusedBy words: String) {
        let lower = words.lowercased()
        let named = shownPlaces.filter { place in
            let field = fields[place]
            return lower.contains(field.label.lowercased()) || lower.contains(field.bareName.lowercased())
        }
        guard let place = named.max(by: { fields[$0].label.count < fields[$1].label.count }) else { return }
        cursor = place
        choice = nil
    }

    /// By the name of the field.
    package var faults: [String: String] {
        let request = request
        var faults: [String: String] = [:]
        for error in deed.operation.check(request.parameters) {
            if case .invalid(let field, let rule) = error.reason, faults[field] == nil { faults[field] = rule }
        }
        return faults
    }

    /// A free customer has no package.
    package func isShown(_ field: FormField) -> Bool {
        guard field.bareName == "package" else { return true }
        return fields.first { $0.name == "free_user" }?.entry.text != "true"
    }
}

/// One field of a form.
package struct FormField: Sendable, Equatable, Identifiable {
    /// Wire name, with the brackets of a list.
    package let name: String
    package let help: String
    package let isRequired: Bool
    package let isSecret: Bool
    package let takesSeveral: Bool
    package let source: ChoiceSource
    /// What its text is written as.
    let textForm: TextForm
    /// The value that the service has now; nil where it is not known.
    package var present: String?
    package var entry: TextEntry
    /// Whether a person typed in it.
    package var isTouched = false
    /// The file of what was written for it in an editor and could not be taken.
    package var keptText: String?
    /// Whether a value that is as before is left out of the call.
    let skipsPresent: Bool

    package var id: String { name }
    /// The name without the brackets of a list.
    package var bareName: String { name.hasSuffix("[]") ? String(name.dropLast(2)) : name }
    /// For the screen: `first name`.
    package var label: String {
        String(bareName.map { $0 == "_" ? " " : $0 })
    }

    /// Whether its text may have several lines, which an editor writes better than a form.
    package var takesLines: Bool { textForm != .line && !isSecret && !takesSeveral }

    /// The values that go out; none where the field is left out.
    var values: [String] {
        let text = entry.text
        if text.isEmpty { return isTouched && !(present ?? "").isEmpty && !isRequired ? [""] : [] }
        if skipsPresent, text == present { return [] }
        guard takesSeveral else { return [text] }
        return text.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
    }
}

/// Where the choices of a field come from.
package enum ChoiceSource: Sendable, Hashable {
    /// There are none: anything that the rule allows is typed.
    case none
    case fixed([String])
    /// Something that the service knows.
    case things(Rule.Thing)
    /// Days that are often meant; any other is typed.
    case days
}

extension FormField {
    /// The fields of the form for a field of the table: one, or all settings of the app that is settled.
    static func fields(for field: Field, of deed: Deed, app: String?) -> [FormField] {
        if field.rule == .appSetting {
            guard let app = App.named(app ?? "") else { return [] }
            return app.fields.map { FormField(setting: $0, of: deed) }
        }
        return [FormField(field, of: deed)]
    }

    private init(_ field: Field, of deed: Deed) {
        name = field.name
        help = field.help == field.rule.summary ? field.rule.hint ?? field.help : field.help
        isRequired = field.required
        isSecret = field.isSecret
        takesSeveral = field.takesSeveral
        // Any domain may be given there; those that the account has are the likely ones.
        source = field.name == "whitelabel" ? .things(.mailDomain) : ChoiceSource(field.rule)
        textForm = .line
        present = nil
        entry = TextEntry(deed.parameters.values(of: field).joined(separator: ", "))
        // An operation that changes what is sent and keeps the rest need not hear again what it has.
        skipsPresent = !field.required
    }

    private init(setting: App.Setting, of deed: Deed) {
        name = setting.name
        help = setting.help
        isRequired = setting.required
        isSecret = Parameters.Pair.isSecret(setting.name)
        takesSeveral = setting.repeats
        textForm = setting.rule.form
        if case .choice(let values) = setting.rule { source = .fixed(values) } else { source = .none }
        present = nil
        entry = TextEntry(deed.parameters.values(of: setting.name).joined(separator: ", "))
        // What is left out of a setup is overwritten by nothing.
        skipsPresent = false
    }
}

extension ChoiceSource {
    init(_ rule: Rule) {
        switch rule {
        case .choice(let values): self = .fixed(values)
        case .flag(let value): self = .fixed([value])
        case .existing(let thing, _): self = .things(thing)
        case .date: self = .days
        default: self = .none
        }
    }
}

extension Parameters {
    /// The same without these names, written with brackets or without.
    func without(names: Set<String>) -> Parameters {
        let bare = Set(names.map { $0.hasSuffix("[]") ? String($0.dropLast(2)) : $0 })
        return Parameters(
            pairs.filter { pair in
                !bare.contains(pair.name.hasSuffix("[]") ? String(pair.name.dropLast(2)) : pair.name)
            })
    }
}
