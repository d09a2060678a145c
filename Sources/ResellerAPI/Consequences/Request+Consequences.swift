import Foundation

/// What a call says and shows, derived from its declaration.
extension Request {
    package var question: String { Wording.filled(operation.wording.question, parameters) }
    package var doneSentence: String { Wording.filled(operation.wording.done, parameters) }
    package var consequence: String? { operation.wording.consequence.map { Wording.filled($0, parameters) } }

    /// The read that shows what this call changes; nil where the service shows it nowhere.
    package var observation: Request? {
        guard let look = operation.trace?.look, let read = Operation.named(operation.sibling(look.read)) else {
            return nil
        }
        var asked = Parameters()
        for link in look.asks {
            guard let value = parameters[link.parameter] else { return nil }
            asked.append(link.name, value)
        }
        return Request(read, asked)
    }

    /// What the records of `observation`'s answer show of the thing that this call changes.
    package func image(in records: [Record]) -> StateImage {
        guard let trace = operation.trace else { return .absent }
        switch trace.look.pick {
        case .only: return StateImage(records.first, trace.shows)
        case .having(let member, let names):
            let found = names.lazy.compactMap { parameters[$0] }.compactMap { records.first($0, in: member) }.first
            return StateImage(found, trace.shows)
        case .within(let list, let member, let name):
            let rows = records.first?.records(list) ?? []
            return StateImage(parameters[name].flatMap { rows.first($0, in: member) }, trace.shows)
        case .naming(let list, let name):
            let wanted = parameters[name]?.lowercased()
            let rows = records.filter { $0.texts(list).contains { $0.lowercased() == wanted } }
            let names = rows.compactMap { $0.text("name") }
            return StateImage(isThere: !names.isEmpty, entries: names.map { StateImage.Entry("name", $0) })
        case .settings:
            guard case .record(let settings)? = records.first?["settings"] else { return .absent }
            return StateImage(settings, settings.entries.map(\.name))
        }
    }
}

extension StateImage {
    /// Some members of a record; nothing where there is no record. What is secret is masked.
    fileprivate init(_ record: Record?, _ names: [String]) {
        guard let record else {
            self = .absent
            return
        }
        let entries = names.flatMap { name in
            record[name].texts.map { text in
                guard let text, !text.isEmpty else { return Entry(name, text) }
                let isHidden = Parameters.Pair.isSecret(name) || LoginLink.isIn(text)
                return Entry(name, isHidden ? Wording.hidden : text)
            }
        }
        self.init(isThere: true, entries: entries)
    }
}

extension [Record] {
    /// The record whose member is this text; the very same spelling goes before one in another case.
    fileprivate func first(_ text: String, in member: String) -> Record? {
        let lower = text.lowercased()
        return first { $0.text(member) == text } ?? first { $0.text(member)?.lowercased() == lower }
    }
}

extension Record {
    /// The records of a list under this name.
    package func records(_ name: String) -> [Record] {
        guard case .list(let values) = self[name] else { return [] }
        return values.compactMap { if case .record(let record) = $0 { record } else { nil } }
    }
}

extension Value {
    /// The value as the service writes it: one text, of a list all, nil where it is not told.
    fileprivate var texts: [String?] {
        switch self {
        case .null: [nil]
        case .text(let text): [text]
        case .truth(let truth): [truth ? "true" : "false"]
        case .count(let count): [String(count)]
        case .number(let number): [number.description]
        case .money(let money): [money.description]
        case .date(let date): [date.description]
        case .time(let time): [time.description]
        case .list(let values): values.flatMap(\.texts)
        case .record: []
        }
    }
}
