import Records
import ResellerAPI

/// An entry of the journal as one line of JSON. Times are in UTC; what could harm a terminal is an escape.
enum JournalLine {
    static func text(_ entry: JournalEntry, undone: Set<Int64>) -> String {
        let number = { (id: Int64?) -> Value in id.map { .count(Int($0)) } ?? .null }
        return CallOutput.line(
            Record([
                .init("id", number(entry.id)), .init("at", time(entry.at)), .init("account", .text(entry.account)),
                .init("context", .text(entry.context)), .init("who", .text(entry.who)),
                .init("operation", .text(entry.operation)), .init("parameters", parameters(entry.parameters)),
                .init("reason", .text(entry.reason)), .init("before", image(entry.before)),
                .init("outcome", .text(entry.outcome.word)), .init("answer", .text(entry.outcome.text)),
                .init("closedAt", time(entry.closedAt)), .init("after", image(entry.after)),
                .init("undoes", number(entry.undoes)), .init("redoes", number(entry.redoes)),
                .init("undone", .truth(undone.contains(entry.id))), .init("run", number(entry.run)),
                .init("row", entry.row.map { .count($0) } ?? .null),
            ]))
    }

    private static func time(_ seconds: Double?) -> Value {
        guard let seconds, let whole = Int(exactly: seconds.rounded(.down)) else { return .null }
        return .text(WireTime(secondsSinceEpoch: whole).description.replacing(" ", with: "T") + "Z")
    }

    /// A name that is given several times has a list.
    private static func parameters(_ parameters: Parameters) -> Value {
        var names: [String] = []
        for pair in parameters.pairs where !names.contains(pair.name) { names.append(pair.name) }
        return .record(
            Record(
                names.map { name in
                    let values = parameters.values(of: name).map { Value.text($0) }
                    return .init(name, values.count == 1 ? values[0] : .list(values))
                }))
    }

    private static func image(_ image: StateImage?) -> Value {
        guard let image else { return .null }
        let values = image.entries.map { entry in
            Value.record(
                Record([.init("name", .text(entry.name)), .init("value", entry.value.map { .text($0) } ?? .null)]))
        }
        return .record(Record([.init("isThere", .truth(image.isThere)), .init("values", .list(values))]))
    }
}
