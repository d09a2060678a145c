import Formats
import ResellerAPI
import Screen

/// What the lists that were read tell of a form before anything is sent: a name that is taken, an IP address that is
/// not free, a thing that is not there. Only lists read within the last minute count: an older one may be wrong.
extension DeskState {
    /// Choices older than this many seconds are read again.
    static let choiceAge = 60.0

    /// What is wrong with the fields of a form, by their bare names, as the rest of a sentence: by the rules, then by
    /// what is known.
    package func faults(of form: FormState) -> [String: String] {
        var faults = form.faults
        for place in form.shownPlaces {
            let field = form.fields[place]
            guard faults[field.bareName] == nil, let fault = knownFault(field, of: form) else { continue }
            faults[field.bareName] = fault
        }
        return faults
    }

    private func knownFault(_ field: FormField, of form: FormState) -> String? {
        if form.isNewUsername(field) {
            return isTaken(field.entry.text, of: form) ? ChangesWords.nameTaken : nil
        }
        if field.values.isEmpty { return missingPlace(field, of: form) }
        guard case .things(let thing) = field.source else { return nil }
        if thing == .customer {
            let isWhole = customers.wasReadWhole && !customers.isFromArchive
            return isWhole && !isKnownCustomer(field.entry.text) ? ChangesWords.noCustomer : nil
        }
        guard let known = freshChoices(thing, of: form) else { return nil }
        let missing = field.values.filter { !known.contains($0.lowercased()) }
        guard let first = missing.first else { return nil }
        if let unfinished = unfinished(field, of: form, missing: missing) { return unfinished }
        switch thing {
        case .ip: return ChangesWords.notAvailable(first, users: users(of: first), available: known.count)
        case .mailDomain where field.name == "whitelabel": return nil
        case .mailDomain: return ChangesWords.noWhitelabel(first)
        case .package, .monitor, .app, .timezone: return ChangesWords.notListed(first)
        case .customer, .subuser, .address, .ipGroup, .invoice, .credential, .category: return nil
        }
    }

    /// The start of something that is there.
    private func unfinished(_ field: FormField, of form: FormState, missing: [String]) -> String? {
        guard field.isTouched, missing == [field.lastTyped], field.name != "whitelabel" else { return nil }
        let count = choices(field, of: form, most: 1000).count
        switch count {
        case 0: return nil
        case 1: return ChangesWords.oneMatches
        default: return ChangesWords.severalMatch(count)
        }
    }

    /// A package with an IP of its own needs one, another a group.
    private func missingPlace(_ field: FormField, of form: FormState) -> String? {
        guard form.deed.operation.needsPlaceForPackage, field.bareName == "ip" || field.bareName == "ip_group",
            let package = form.request.parameters["package"],
            let hasIP = packages.value?.first(where: { $0.name == package })?.hasIP
        else { return nil }
        if field.bareName == "ip" { return hasIP ? ChangesWords.needsAddress(package) : nil }
        return hasIP ? nil : ChangesWords.needsGroup(package)
    }

    private func isKnownCustomer(_ name: String) -> Bool { !name.isEmpty && customers.table.row(named: name) != nil }

    /// The names in the list that a field chooses from, in lower case; nil where it was not read a moment ago.
    private func freshChoices(_ thing: Rule.Thing, of form: FormState) -> Set<String>? {
        guard let request = choiceRequest(.things(thing), of: form) else { return nil }
        let reading = readings[request]
        guard let records = reading.value, let readAt = reading.readAt, reading.failure == nil,
            now - readAt <= Self.choiceAge
        else { return nil }
        let names = records.compactMap { Self.choice($0, thing)?.value.lowercased() }
        return Set(names + (thing == .ip ? ownAddresses(of: form).map { $0.lowercased() } : []))
    }

    /// The choice that Enter takes though it was not picked: the only one that fits what was typed.
    func onlyChoice(_ field: FormField, of form: FormState) -> FormChoice? {
        guard field.isTouched, !field.lastTyped.isEmpty, field.source != .days,
            rememberedKey(field.source, of: form) == nil
        else { return nil }
        let found = choices(field, of: form, most: 3)
        if let same = found.first(where: { $0.value.lowercased() == field.lastTyped.lowercased() }) { return same }
        return found.count == 1 ? found[0] : nil
    }
}

extension FormField {
    /// Switches are written in two ways; what was typed in the one is taken for the other where the field takes that.
    mutating func spellSwitch() {
        guard case .fixed(let values) = source, !values.contains(entry.text) else { return }
        let isOn: Bool
        switch entry.text.lowercased() {
        case "1", "true", "yes", "on": isOn = true
        case "0", "false", "no", "off": isOn = false
        default: return
        }
        let pairs = [("1", "0"), ("true", "false")]
        guard let pair = pairs.first(where: { values.contains($0.0) && values.contains($0.1) }) else { return }
        entry = TextEntry(isOn ? pair.0 : pair.1)
    }
}

extension Operation {
    /// Whether it puts an account on a package together with the IP address or the group that the package needs.
    var needsPlaceForPackage: Bool {
        [.accountImmediateUpgrade, .accountScheduledUpgrade, .accountScheduledDowngrade].contains(self)
    }
}
