import ResellerAPI

/// Reads the settings of an app: names that differ by app, each with a text, under one of several wrappers.
enum SettingsReader {
    private static let wrappers: Set<String> = ["settings", "app", "filter"]

    /// The whole answer: settings, and what stands beside them.
    static func answer(_ tree: WireValue) -> Value {
        let found = find(in: tree)
        let settings = found ?? settings(.object(unwrapped(tree).filter { !isEnvelope($0.name) }))
        let isBare = found == nil
        var record = Record([Record.Entry("settings", settings)])
        let message = unwrapped(tree).first { $0.name == "message" }?.value
        record.entries.append(Record.Entry("message", message.map(ScalarReader.plain) ?? .null))
        if !isBare { record.entries += beside(tree) }
        return .record(record)
    }

    /// The settings where the answer names them; nil where it has none of the names.
    static func find(in tree: WireValue) -> Value? {
        guard let member = unwrapped(tree).first(where: { wrappers.contains($0.name) }) else { return nil }
        return settings(member.value)
    }

    /// What stands beside message and settings.
    static func beside(_ tree: WireValue) -> [Record.Entry] {
        ScalarReader.grouped(unwrapped(tree))
            .filter { !wrappers.contains($0.name) && !isEnvelope($0.name) }
            .map { Record.Entry($0.name, ScalarReader.plain($0.value)) }
    }

    /// Whether the answer says that the call was done.
    static func saysSuccess(_ tree: WireValue) -> Bool {
        if case .object(let members) = tree, members.count == 1, ["result", "message"].contains(members[0].name),
            let text = members[0].value.scalarText
        {
            return Refusal.isSuccess(text)
        }
        return unwrapped(tree).contains { $0.name == "message" && Refusal.isSuccess($0.value.scalarText ?? "") }
    }

    /// A record of texts; `.null` where there are none.
    static func settings(_ wire: WireValue) -> Value {
        let members = fields(wire)
        if members.count == 1, wrappers.contains(members[0].name), members[0].value.isContainer {
            return settings(members[0].value)
        }
        guard !members.isEmpty else { return .null }
        return .record(
            Record(
                ScalarReader.grouped(members).map { Record.Entry(name($0.name), value($0.value, of: name($0.name))) }))
    }

    /// The fields of one object, or of all objects of a list.
    private static func fields(_ wire: WireValue) -> [WireMember] {
        if case .list(let values) = wire { return values.flatMap(fields) }
        return wire.members
    }

    private static func value(_ wire: WireValue, of name: String) -> Value {
        if lists.contains(name) { return .list(texts(wire).map(Value.text)) }
        return ScalarReader.plain(wire)
    }

    private static func texts(_ wire: WireValue) -> [String] {
        switch wire {
        case .list(let values): return values.flatMap(texts)
        case .object(let members): return members.flatMap { texts($0.value) }
        default: return wire.scalarText.flatMap { $0.isEmpty ? nil : [$0] } ?? []
        }
    }

    /// Settings that take several values.
    private static let lists: Set<String> = ["list"]

    /// The name as the parameter has it: XML can't have its slash, and only the parameter has brackets.
    private static func name(_ wire: String) -> String {
        switch wire {
        case "text_html": "text/html"
        case "text_plain": "text/plain"
        default: wire.hasSuffix("[]") ? String(wire.dropLast(2)) : wire
        }
    }

    private static func isEnvelope(_ name: String) -> Bool { name == "message" || name == "result" }

    /// The members of the answer, out of a list of one and out of `<result>`.
    private static func unwrapped(_ tree: WireValue) -> [WireMember] {
        if case .list(let values) = tree { return values.count == 1 ? unwrapped(values[0]) : values.flatMap(\.members) }
        let members = tree.members
        if members.count == 1, members[0].name == "result" { return unwrapped(members[0].value) }
        return members
    }
}
