internal import Dialects
import ResellerAPI

extension AnswerSpelling {
    /// The answer as the shapes know it; nil where it says that there is nothing.
    func canonical(_ tree: WireValue) -> WireValue? {
        let found = rows.flatMap { tree[$0] } ?? tree
        if let nothing, found[nothing.name]?.scalarText == nothing.value { return nil }
        guard case .list(let values) = found else { return row(found) }
        return .list(values.map(row))
    }

    private func row(_ value: WireValue) -> WireValue {
        guard case .object(let members) = value else { return value }
        var own = members
        if let first = inside.first {
            own.removeAll { $0.name == first }
            own += nested(value).members
        }
        return .object(own.map(renamed))
    }

    private func nested(_ value: WireValue) -> WireValue {
        inside.reduce(value) { value, name in
            guard let inner = value[name] else { return .null }
            if case .list(let values) = inner { return values.first ?? .null }
            return inner
        }
    }

    private func renamed(_ member: WireMember) -> WireMember {
        var value = member.value
        if opposites.contains(member.name), case .truth(let truth) = value { value = .truth(!truth) }
        if epochs.contains(member.name), let seconds = value.scalarText.flatMap({ Int($0) }) {
            value = .text(WireTime(secondsSinceEpoch: seconds).description)
        }
        return WireMember(name: names[member.name] ?? member.name, value: value)
    }
}
