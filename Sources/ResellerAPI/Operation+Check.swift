/// What a call's parameters have to meet before anything is sent.
extension Operation {
    /// All faults in the order of the fields, unknown names last; none when the call may be sent.
    package func check(_ parameters: Parameters) -> [APIError] {
        var faults: [(field: String, rule: String)] = []
        for field in fields {
            let fault = field.rule == .appSetting ? nil : fault(of: field, in: parameters)
            if let fault { faults.append((field.bareName, fault)) }
            for constraint in constraints {
                guard let found = constraint.fault(at: field.bareName, in: parameters, fault != nil) else { continue }
                faults.append((field.bareName, found))
            }
        }
        faults += takesSettings ? settingFaults(parameters) : unknownNames(parameters)
        return faults.map { APIError(operation: id, reason: .invalid(field: $0.field, rule: $0.rule)) }
    }

    /// The parameters under the names that go out: a list under its name with brackets, also when given without.
    package func wireParameters(_ parameters: Parameters) -> Parameters {
        let settings = takesSettings ? App.named(parameters["name"] ?? "") : nil
        return Parameters(
            parameters.pairs.map { pair in
                let repeats =
                    field(pair.name).map { $0.repeats || $0.isPlural(in: parameters) }
                    ?? settings?.setting(pair.name)?.repeats ?? false
                guard repeats, !pair.name.hasSuffix("[]") else { return pair }
                return Parameters.Pair(pair.name + "[]", pair.value)
            })
    }

    /// The parameters as they may be shown and kept: what is secret is masked.
    package func masked(_ parameters: Parameters) -> Parameters {
        Parameters(
            parameters.pairs.map { pair in
                let isSecret = field(pair.name)?.isSecret ?? false || Parameters.Pair.isSecret(pair.name)
                return isSecret ? Parameters.Pair(pair.name, "***") : pair
            })
    }

    /// Whether the call takes the settings of an app beside its own fields.
    package var takesSettings: Bool { fields.contains { $0.rule == .appSetting } }

    private func fault(of field: Field, in parameters: Parameters) -> String? {
        let values = parameters.values(of: field)
        if values.isEmpty || values == [""] {
            if field.required { return "is required" }
            guard !values.isEmpty, !field.mayBeEmpty else { return nil }
        }
        if values.count > 1, !field.takesSeveral { return "is given \(values.count) times, but takes one value" }
        for value in values {
            if let fault = field.rule.fault(of: value, other: { parameters[$0] }) { return fault }
        }
        return nil
    }

    private func unknownNames(_ parameters: Parameters) -> [(field: String, rule: String)] {
        parameters.names.filter { field($0) == nil && !isListOfPlural($0) }.map { name in
            let known = fields.map(\.bareName)
            return (name, "is not known: " + (known.isEmpty ? "this call takes no parameters" : Self.takes(known)))
        }
    }

    private func isListOfPlural(_ name: String) -> Bool {
        name.hasSuffix("[]") && field(String(name.dropLast(2)))?.takesSeveral == true
    }

    private static func takes(_ names: [String]) -> String { "this call takes " + names.joined(separator: ", ") }

    /// The rules of the app that is named; an app that is not known here is left to the service.
    private func settingFaults(_ parameters: Parameters) -> [(field: String, rule: String)] {
        guard let app = App.named(parameters["name"] ?? ""), !app.isUncharted else { return [] }
        var faults: [(field: String, rule: String)] = []
        for setting in app.fields {
            let values = parameters.values(of: setting.bareName) + parameters.values(of: setting.bareName + "[]")
            if let fault = setting.fault(of: values) { faults.append((setting.bareName, fault)) }
        }
        let given = parameters.names.filter { field($0) == nil }
        for name in given where app.setting(name) == nil {
            let known = app.fields.map(\.bareName).joined(separator: ", ")
            faults.append((name, "is no setting of \(app.id), which has " + (known.isEmpty ? "none" : known)))
        }
        if app.needsOne, given.isEmpty {
            let names = Rule.alternatives(app.fields.map(\.bareName))
            faults.append((names, "is required: one of them at least"))
        }
        return faults
    }
}

extension App.Setting {
    fileprivate func fault(of values: [String]) -> String? {
        if values.isEmpty || values == [""] { return required ? "is required" : nil }
        if values.count > 1, !repeats { return "is given \(values.count) times, but takes one value" }
        return values.lazy.compactMap { rule.fault(of: $0) }.first
    }
}

extension Field {
    /// Whether several values may be given, under a name with brackets.
    package var takesSeveral: Bool { repeats || rule == .existing(.category) }

    /// Whether this field, which takes one or several values, is given several.
    fileprivate func isPlural(in parameters: Parameters) -> Bool {
        takesSeveral && parameters.values(of: self).count > 1
    }

    /// Whether an empty value means something: it empties the field, or filters by nothing.
    fileprivate var mayBeEmpty: Bool {
        switch rule {
        case .text, .filter, .typedPassword: true
        default: false
        }
    }
}

extension Parameters {
    /// All values of a field, whether its name came with brackets or without.
    package func values(of field: Field) -> [String] {
        pairs.filter { $0.name == field.bareName || $0.name == field.bareName + "[]" }.map(\.value)
    }

    /// Each name once, in order.
    fileprivate var names: [String] {
        var seen: Set<String> = []
        return pairs.map(\.name).filter { seen.insert($0).inserted }
    }

    fileprivate func has(_ name: String) -> Bool {
        pairs.contains { ($0.name == name || $0.name == name + "[]") && !$0.value.isEmpty }
    }

    fileprivate func date(_ name: String) -> CalendarDate? { self[name].flatMap { CalendarDate($0) } }
}

extension Constraint {
    /// What is wrong, if this constraint speaks at this field; silent where the field has a fault of its own.
    fileprivate func fault(at field: String, in parameters: Parameters, _ isFaulty: Bool) -> String? {
        guard !isFaulty else { return nil }
        switch self {
        case .exclusive(let one, let others):
            guard one == field, parameters.has(one), others.contains(where: parameters.has) else { return nil }
            return "can't be given together with \(Rule.alternatives(others))"
        case .ordered(let first, let second):
            guard second == field, let start = parameters.date(first), let end = parameters.date(second), end < start
            else { return nil }
            return "must not be before \(first)"
        case .after(let first, let second):
            guard second == field, let start = parameters.date(first), let end = parameters.date(second), end <= start
            else { return nil }
            return "must be after \(first)"
        case .needs(let one, let other):
            return one == field && parameters.has(one) && !parameters.has(other)
                ? "can only be given with \(other)" : nil
        case .requiredUnless(let one, let other, let value):
            guard one == field, !parameters.has(one), parameters[other] != value else { return nil }
            return "is required unless \(other) is \(value)"
        case .anyOf(let names):
            guard names.first == field, !names.contains(where: parameters.has) else { return nil }
            return "is required, or one of \(names.dropFirst().joined(separator: ", "))"
        }
    }
}
