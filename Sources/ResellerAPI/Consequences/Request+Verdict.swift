/// Whether the state after a call shows that it was carried out; conclusive only where nothing else explains it.
extension Request {
    /// Whether the state after, against the state before, shows that the call was carried out.
    ///
    /// Where all is as wanted already the answer is "carried out": a second call would find nothing to do.
    package func verdict(before: StateImage?, after: StateImage) -> Verdict {
        guard let effect = operation.trace?.effect else { return .undecided }
        switch effect {
        case .appears(let settings): return appearance(settings, before, after)
        case .disappears: return after.isThere && !isAnother(after, than: before) ? .notCarriedOut : .carriedOut
        case .renamed:
            guard !after.isThere else { return .notCarriedOut }
            return before?.isThere == true ? .carriedOut : .undecided
        case .becomes(let settings): return becoming(settings, before, after)
        case .counts(let change): return change.verdict(parameters, before: before, after: after)
        case .planned(let type): return planning(type, before, after)
        case .moved: return moving(before, after)
        case .joins:
            let isOn = after.values(of: "name").contains(parameters["name"] ?? "")
            return isOn ? .carriedOut : otherwise(before, after)
        case .overwritten: return overwriting(before, after)
        }
    }

    /// The state is not the wanted one: nothing happened where it is that of before, else somebody else was at it.
    private func otherwise(_ before: StateImage?, _ after: StateImage) -> Verdict {
        before == nil || before == after ? .notCarriedOut : .undecided
    }

    /// Whether what is there after a removal is another thing, whose name differs in case only: `Kim@…` and `kim@…` may
    /// stand on one list.
    private func isAnother(_ after: StateImage, than before: StateImage?) -> Bool {
        let pair: (member: String, given: String?)
        switch operation.trace?.look.pick {
        case .having(let member, let names): pair = (member, names.lazy.compactMap { parameters[$0] }.first)
        case .within(_, let member, let name): pair = (member, parameters[name])
        default: return false
        }
        guard let given = pair.given, before?[pair.member] == given, let now = after[pair.member] else { return false }
        return now != given
    }

    private func appearance(_ settings: [Trace.Setting], _ before: StateImage?, _ after: StateImage) -> Verdict {
        guard after.isThere else { return .notCarriedOut }
        guard fits(after, settings) else { return otherwise(before, after) }
        // What was there before may have another password: only the service knows.
        let isShown = !operation.fields.contains(where: \.isSecret)
        return before?.isThere == true && !isShown ? .undecided : .carriedOut
    }

    private func becoming(_ settings: [Trace.Setting], _ before: StateImage?, _ after: StateImage) -> Verdict {
        let set = given(settings)
        let allTold = set.allSatisfy { isTold($0.setting, $0.value, after) }
        guard allTold || !after.isThere else { return .undecided }
        if fits(after, settings) { return .carriedOut }
        guard let before else { return after.isThere ? .notCarriedOut : .undecided }
        let isSame =
            before.isThere == after.isThere
            && set.allSatisfy { before[$0.setting.member] == after[$0.setting.member] }
        return isSame ? .notCarriedOut : .undecided
    }

    /// Whether the service tells the value; a text that it leaves out is an empty one.
    private func isTold(_ setting: Trace.Setting, _ given: String, _ image: StateImage) -> Bool {
        image[setting.member] != nil || given.isEmpty
    }

    private func planning(_ type: String, _ before: StateImage?, _ after: StateImage) -> Verdict {
        guard isPlanned(type, in: after) else { return otherwise(before, after) }
        // Deletion and close read the same, so one that stood there before tells nothing of the other.
        let isDistinct = parameters["package"] != nil || before.map { !isPlanned(type, in: $0) } ?? false
        return isDistinct ? .carriedOut : .undecided
    }

    func isPlanned(_ type: String, in image: StateImage) -> Bool {
        guard image.isThere, image["type"] == type else { return false }
        if let package = parameters["package"], image["update"].map(Self.packageName) != package { return false }
        return [("ip", "ips"), ("ip_group", "ip_groups")].allSatisfy { parameter, member in
            let given = Set(settingValues(parameter))
            return given.isEmpty || given == Set(image.values(of: member))
        }
    }

    /// `reseller - package`, without the reseller.
    static func packageName(_ text: String) -> String {
        text.firstRange(of: " - ").map { String(text[$0.upperBound...]) } ?? text
    }

    private func moving(_ before: StateImage?, _ after: StateImage) -> Verdict {
        guard let now = after["package"] else { return .undecided }
        // What the service calls a free account is not known for sure: any other package than before will do.
        let isWanted = parameters["package"].map { $0 == now } ?? (before?["package"].map { $0 != now } ?? false)
        guard let old = before?["package"] else { return isWanted ? .carriedOut : .undecided }
        if isWanted { return old == now ? .undecided : .carriedOut }
        return old == now ? .notCarriedOut : .undecided
    }

    private func overwriting(_ before: StateImage?, _ after: StateImage) -> Verdict {
        let names = settingNames(after).filter { !isSetByService($0) }
        let shown = names.filter { !Parameters.Pair.isSecret($0) }
        let secrets = names.filter { Parameters.Pair.isSecret($0) }
        let fits =
            shown.allSatisfy { after.settingValues($0) == settingValues($0) }
            && secrets.allSatisfy { after.settingValues($0).isEmpty == settingValues($0).isEmpty }
        guard fits else { return otherwise(before, after) }
        // A key that is masked on both sides may be another one.
        let isSame = before.map { old in names.allSatisfy { old.settingValues($0) == after.settingValues($0) } } ?? true
        return isSame && secrets.contains { !settingValues($0).isEmpty } ? .undecided : .carriedOut
    }

    /// Whether the service gives this setting a value of its own.
    func isSetByService(_ name: String) -> Bool { parameters["name"] == "eventnotify" && name == "version" }
}
