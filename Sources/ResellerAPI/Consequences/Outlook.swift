import Formats

/// What a call does to the thing as it stands now: the sentence of a dialog that no table can hold, as it depends on
/// the state before.
package struct Outlook: Sendable, Hashable {
    /// What it does to this one; nil where the call's own words say it all.
    package let sentence: String?
    /// Whether it does more harm than its name tells: it is said in the colour of an alarm, and has to be typed.
    package let isDangerous: Bool
    /// The same of many, behind their number: `have no limit now`.
    package let ofMany: String?

    static let asNamed = Outlook(sentence: nil, isDangerous: false, ofMany: nil)

    static func told(_ sentence: String) -> Outlook { Outlook(sentence: sentence, isDangerous: false, ofMany: nil) }

    static func danger(_ sentence: String, ofMany: String) -> Outlook {
        Outlook(sentence: sentence, isDangerous: true, ofMany: ofMany)
    }
}

extension Request {
    /// Whom or what it is about, for a sentence.
    private var whom: String { target ?? parameters["name"] ?? parameters["username"] ?? "it" }

    /// What is said where the state before could not be read, though the service shows it.
    package var unknownOutlook: Outlook {
        .danger(
            "How \(whom) is set up now could not be read, so what this does is not known.", ofMany: "were not read")
    }

    /// What the call does to the thing as it was read; nil means that it could not be read.
    package func outlook(from before: StateImage?) -> Outlook {
        guard let trace = operation.trace else { return .asNamed }
        guard let before else { return unknownOutlook }
        switch trace.effect {
        case .counts(let change): return counted(change, before)
        case .appears: return before.isThere ? alreadyThere(before) : .asNamed
        case .disappears: return before.isThere ? removal(before) : .told("\(thing) is not there: nothing to remove.")
        case .renamed: return before.isThere ? .asNamed : missing
        case .becomes(let settings): return becoming(settings, before)
        case .planned(let type): return planning(type, before)
        case .moved: return moving(before)
        case .joins: return joining(before)
        case .overwritten: return overwriting(before)
        }
    }

    // MARK: - Credit limits

    private func counted(_ change: Trace.LimitChange, _ before: StateImage) -> Outlook {
        guard let new = change.predicted(parameters, from: before) else { return unknownOutlook }
        guard let old = LimitFigures(before) else {
            return before.isThere ? unknownOutlook : capped(change, new)
        }
        let left = Self.count(old.remaining)
        if change != .recurring, old.credits > 0 {
            return .danger(
                "\(whom) gets \(Self.count(old.credits)) credits again at every reset now. This ends the resets: "
                    + "\(stops(after: new.remaining)).",
                ofMany: "have a recurring limit now, which would not be filled again")
        }
        if change == .decrement, old.remaining == 0 {
            return .told("\(whom) has nothing left already: nothing changes.")
        }
        if change != .increment, new.remaining == 0 {
            return .danger(
                "\(whom) has \(left) credits left now. Nothing is left of them: its mail stops at once.",
                ofMany: "would have nothing left, their mail stops at once")
        }
        guard change != .increment, change != .decrement else { return .asNamed }
        return replaced(change, old, new)
    }

    /// A limit is put on somebody who has none.
    private func capped(_ change: Trace.LimitChange, _ new: LimitFigures) -> Outlook {
        let until = change == .recurring ? " until the next reset" : ""
        return .danger(
            "\(whom) has no limit now; \(stops(after: new.remaining))\(until).", ofMany: "have no limit now")
    }

    private func replaced(_ change: Trace.LimitChange, _ old: LimitFigures, _ new: LimitFigures) -> Outlook {
        let left = Self.count(old.remaining)
        if new.remaining < old.remaining || (change == .recurring && old.credits > new.credits) {
            return .told("\(whom) has \(left) credits left now; after this it has \(Self.count(new.remaining)).")
        }
        return .told("\(whom) has \(left) credits left now; they are replaced.")
    }

    private func stops(after count: Int) -> String {
        count == 0 ? "its mail stops at once" : "after \(Self.count(count)) mails its mail stops"
    }

    private static func count(_ value: Int) -> String { Numbers.grouped(value) }

    // MARK: - Things that are there, or are not

    /// The thing in words, by its kind.
    private var thing: String {
        switch operation.trace?.thing {
        case .address, .unsubscribe:
            "\(parameters["email"] ?? "the address") on this list of \(whom)"
        case .parseEntry: "A parse entry for \(parameters["hostname"] ?? "this hostname")"
        case .pendingChange: "A pending change of \(whom)"
        case .limit: "A limit of \(whom)"
        case .eventURL: "An event URL of \(whom)"
        case .monitorsOfCustomer: "A monitor record of \(whom)"
        case .monitor: "The monitor record \(parameters["name"] ?? "")"
        default: whom
        }
    }

    private var missing: Outlook {
        .danger(
            "The service's list has no \(whom) now: it may be closed, deleted or renamed.",
            ofMany: "are not in the service's list now")
    }

    private func alreadyThere(_ before: StateImage) -> Outlook {
        switch operation.trace?.thing {
        case .unsubscribe: .told("\(parameters["email"] ?? "It") is on this list already: nothing changes.")
        case .parseEntry:
            .danger(
                "\(parameters["hostname"] ?? "This hostname") has an entry already, to \(before["url"] ?? "?"): "
                    + "it may be overwritten.", ofMany: "have an entry for it already")
        case .customer: .told("The name \(whom) is taken: the service will refuse.")
        default: .told("\(thing) is there already.")
        }
    }

    private func removal(_ before: StateImage) -> Outlook {
        let users = before.values(of: "users")
        switch operation.trace?.look.pick {
        case .naming where before.values(of: "name").count > 1:
            let names = before.values(of: "name").joined(separator: ", ")
            return .danger(
                "\(whom) is on \(before.values(of: "name").count) records now and leaves all of them: \(names).",
                ofMany: "are on several records and leave all of them")
        case .having where !users.isEmpty:
            return .told("Customers on it now: \(Self.several(users)). The service refuses while any are on it.")
        case .having where before["type"] != nil:
            return .told("Pending now: \(Self.pending(before)). It will not happen.")
        default: return .asNamed
        }
    }

    private static func several(_ names: [String]) -> String {
        let shown = names.prefix(5).joined(separator: ", ")
        return names.count > 5 ? "\(shown) and \(count(names.count - 5)) more" : shown
    }

    // MARK: - Values

    private func becoming(_ settings: [Trace.Setting], _ before: StateImage) -> Outlook {
        guard before.isThere else {
            // A value that alone is the thing may be new.
            return operation.trace?.look.pick == .only
                ? .asNamed
                : operation.trace?.thing == .customer ? missing : .told("\(thing) is not there.")
        }
        if !given(settings).isEmpty, fits(before, settings) { return .told("Already set: nothing changes.") }
        let users = before.values(of: "users")
        if !users.isEmpty { return .told("It changes for \(Self.several(users)).") }
        guard operation.trace?.thing == .eventURL, let url = before["url"], !url.isEmpty else {
            return .asNamed
        }
        return .told("Events go to \(url) now; that address gets no more.")
    }

    private func joining(_ before: StateImage) -> Outlook {
        let names = before.values(of: "name")
        if names.contains(parameters["name"] ?? "") { return .told("\(whom) is on it already: nothing changes.") }
        return names.isEmpty ? .asNamed : .told("\(whom) stays on \(Self.several(names)) as well.")
    }

    /// Settings that have a value now and none after the call.
    private func overwriting(_ before: StateImage) -> Outlook {
        let names = settingNames(before).filter { !isSetByService($0) && !before.settingValues($0).isEmpty }
        let emptied = names.filter { settingValues($0).isEmpty }
        if !emptied.isEmpty {
            let labels = emptied.map(Wording.label).joined(separator: ", ")
            return .danger("Set now and emptied by this: \(labels).", ofMany: "have settings that this empties")
        }
        let isSame = settingNames(before).allSatisfy {
            isSetByService($0) || Parameters.Pair.isSecret($0) || before.settingValues($0) == settingValues($0)
        }
        let hasSecret = settingNames(before).contains { Parameters.Pair.isSecret($0) }
        return isSame && !hasSecret && !names.isEmpty ? .told("Already set: nothing changes.") : .asNamed
    }

    // MARK: - Packages

    private func planning(_ type: String, _ before: StateImage) -> Outlook {
        guard before.isThere else { return .asNamed }
        if parameters["package"] != nil, isPlanned(type, in: before) {
            return .told("The same change is pending already: nothing changes.")
        }
        return .danger(
            "Pending now: \(Self.pending(before)). It is dropped, and this takes its place.",
            ofMany: "have another change pending, which is dropped")
    }

    private func moving(_ before: StateImage) -> Outlook {
        guard let now = before["package"], now == parameters["package"] else { return .asNamed }
        return .told("\(whom) is on \(now) already.")
    }

    /// `Account Downgrade to Bronze on 2026-10-01`.
    private static func pending(_ before: StateImage) -> String {
        let package = before["update"].map { " to \(packageName($0))" } ?? ""
        return (before["type"] ?? "a change") + package + (before["date"].map { " on \($0)" } ?? "")
    }
}
