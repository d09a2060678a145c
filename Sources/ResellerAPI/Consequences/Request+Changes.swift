/// Old and new values of a call, for the dialog before it.
extension Request {
    /// Old → new for the dialog; nil before means that the state could not be read.
    ///
    /// Figures are plain digits, switches `on` and `off`, several values stand with commas; what is secret is masked.
    package func changes(from before: StateImage?) -> [ValueChange] {
        changeRows(before).filter { $0.old != nil || $0.new != nil }
    }

    /// What of the thing is not as it was on the screen. Mail that goes out lowers what is left of a limit all the
    /// time, which is no change that anybody made.
    package func differences(from before: StateImage, to now: StateImage) -> [ValueChange] {
        var names: [String] = []
        for name in (before.entries + now.entries).map(\.name) where !names.contains(name) { names.append(name) }
        return names.filter { before.values(of: $0) != now.values(of: $0) && !isRunningDown($0, before, now) }
            .map { row(label($0), before, now, $0) }
    }

    private func isRunningDown(_ name: String, _ before: StateImage, _ now: StateImage) -> Bool {
        guard name == "credit_remain", let old = LimitFigures(before), let new = LimitFigures(now) else { return false }
        return old.credits == new.credits && before["last_reset"] == now["last_reset"] && new.remaining <= old.remaining
    }

    private func changeRows(_ before: StateImage?) -> [ValueChange] {
        guard let trace = operation.trace else { return untraced }
        switch trace.effect {
        case .appears(let settings): return appearing(settings)
        case .disappears: return disappearing(before)
        case .renamed: return [ValueChange("username", old: target, new: parameters["username"])]
        case .becomes(let settings):
            return given(settings).map { setting, value in
                ValueChange(
                    label(setting.member), old: words(before, setting.member),
                    new: words([setting.kept(value)], setting.member), isCount: isCount(setting.member))
            }
        case .counts(let change): return counting(change, before)
        case .planned(let type):
            let package = ValueChange(label("update"), old: words(before, "update"), new: parameters["package"])
            return [ValueChange(label("type"), old: words(before, "type"), new: type), package] + places(before)
        case .moved:
            return [ValueChange("package", old: words(before, "package"), new: parameters["package"] ?? "Free")]
                + places(nil)
        case .joins: return [joining(before)]
        case .overwritten: return overwriting(before)
        }
    }

    private func label(_ name: String) -> String {
        if case .naming? = operation.trace?.look.pick { return "monitor records" }
        return Wording.label(name)
    }

    private func row(_ label: String, _ old: StateImage?, _ new: StateImage?, _ name: String) -> ValueChange {
        ValueChange(label, old: words(old, name), new: words(new, name), isCount: isCount(name))
    }

    /// Whether a value of this name is a count: by the table's word on it, never by its looks.
    private func isCount(_ name: String) -> Bool {
        if case .integer? = operation.field(name)?.rule { return true }
        return operation.trace?.look.pick != .settings && Shape.kinds[name] == .count
    }

    private func words(_ image: StateImage?, _ name: String) -> String? { words(image?.values(of: name) ?? [], name) }

    private func words(_ values: [String], _ name: String) -> String? {
        let given = values.filter { !$0.isEmpty }
        guard !given.isEmpty else { return nil }
        if operation.field(name)?.isSecret == true || Parameters.Pair.isSecret(name) { return Wording.hidden }
        let isSwitch = Shape.kinds[name] == .truth || name == "spam_check"
        return given.map { isSwitch ? $0 == "true" ? "on" : "off" : $0 }.joined(separator: ", ")
    }

    /// The values of the call under a field's name.
    private func given(_ field: Field) -> String? { words(parameters.values(of: field), field.bareName) }

    /// All that is given of a thing that is new.
    private func appearing(_ settings: [Trace.Setting]) -> [ValueChange] {
        operation.fields.filter { !$0.isOwner && !$0.isRepetition }.map { field in
            let setting = settings.first { $0.parameter == field.name }
            let value = setting.flatMap { setting in
                setting.given(in: parameters).flatMap { words([setting.kept($0)], setting.member) }
            }
            return ValueChange(label(field.name), old: nil, new: value ?? given(field), isCount: isCount(field.name))
        }
    }

    private func disappearing(_ before: StateImage?) -> [ValueChange] {
        guard let before else {
            return operation.fields.filter { !$0.isOwner }
                .map { ValueChange(label($0.name), old: given($0), new: nil, isCount: isCount($0.name)) }
        }
        return (operation.trace?.shows ?? []).map { row(label($0), before, nil, $0) }
    }

    private func counting(_ change: Trace.LimitChange, _ before: StateImage?) -> [ValueChange] {
        let new = change.predicted(parameters, from: before)
        let figures = [("credit", new?.credits), ("credit_remain", new?.remaining)].map { name, figure in
            ValueChange(label(name), old: words(before, name), new: figure.map { String($0) }, isCount: true)
        }
        let more = operation.fields.filter { !["user", "credits", "initial_credits"].contains($0.name) }
        return figures + more.map { ValueChange(label($0.name), old: nil, new: given($0), isCount: isCount($0.name)) }
    }

    /// Addresses and groups that a change of package brings along.
    private func places(_ before: StateImage?) -> [ValueChange] {
        [("ip", "ips"), ("ip_group", "ip_groups")].map { parameter, member in
            ValueChange(label(member), old: words(before, member), new: words(settingValues(parameter), member))
        }
    }

    private func joining(_ before: StateImage?) -> ValueChange {
        let old = before?.values(of: "name") ?? []
        let name = parameters["name"] ?? ""
        return ValueChange(
            label("name"), old: words(before, "name"), new: words(old.contains(name) ? old : old + [name], "name"))
    }

    /// All settings of the app: what is left out is emptied.
    private func overwriting(_ before: StateImage?) -> [ValueChange] {
        settingNames(before).map { name in
            let kept = isSetByService(name) ? ["3"] : settingValues(name)
            return ValueChange(label(name), old: words(before, name), new: words(kept, name))
        }
    }

    /// What the service shows nowhere: passwords, logins, whitelabel records.
    private var untraced: [ValueChange] {
        let values = operation.fields.filter { !$0.isOwner && !$0.isRepetition && !$0.isLogin }
        if values.isEmpty {
            return operation.fields.filter(\.isLogin).map { ValueChange(label($0.name), old: given($0), new: nil) }
        }
        return values.map { ValueChange(label($0.name), old: nil, new: given($0)) }
    }
}

extension Field {
    /// Whether it names whom the call is about.
    fileprivate var isOwner: Bool { rule == .existing(.customer) || rule == .existing(.subuser) }
    /// Whether it only repeats another field.
    fileprivate var isRepetition: Bool { if case .equals = rule { true } else { false } }
    fileprivate var isLogin: Bool { rule == .existing(.credential) }
}
