import ResellerAPI

/// Finds the records of a shape in a tree, wherever the answer wrapped them.
struct RecordFinder {
    /// A record that was found, with what stood beside the list that holds it.
    struct Candidate {
        var members: [WireMember]
        let outer: [WireMember]
    }

    let shape: Shape
    private let wrappers: Set<String>
    private let names: Set<String>

    init(_ shape: Shape) {
        self.shape = shape
        wrappers = Set(shape.wrappers)
        names = Set(shape.members.map(\.name))
    }

    /// All records in their order; none for each of the empty forms; nil where nothing looks like this shape.
    func records(in value: WireValue, outer: [WireMember] = []) -> [Candidate]? {
        if value.isEmpty { return [] }
        switch value {
        case .list(let values): return records(inList: values, outer)
        case .object(let members): return records(inObject: members, outer)
        default: return bare(value, outer)
        }
    }

    private func records(inList values: [WireValue], _ outer: [WireMember]) -> [Candidate]? {
        var found: [Candidate] = []
        for value in values {
            if let records = records(in: value, outer: outer) {
                found += records
            } else if case .object(let members) = value {
                found.append(Candidate(members: members, outer: outer))
            } else {
                return nil
            }
        }
        return found
    }

    private func records(inObject members: [WireMember], _ outer: [WireMember]) -> [Candidate]? {
        let wrapped = members.filter { $0.value.isContainer && wrappers.contains($0.name) }
        if wrapped.isEmpty, let own = own(members, outer) { return own }
        let around = outer + members.filter { !$0.value.isContainer && !wrappers.contains($0.name) }
        if !wrapped.isEmpty {
            return wrapped.reduce(into: []) { $0 += records(in: $1.value, outer: around) ?? [] }
        }
        let found = members.filter(\.value.isContainer).compactMap { records(in: $0.value, outer: around) }
        if !found.isEmpty { return found.flatMap { $0 } }
        return members.allSatisfy(\.value.isEmpty) ? [] : nil
    }

    /// The object itself as a record. Where the shape has one field only, each value under that name is a record.
    private func own(_ members: [WireMember], _ outer: [WireMember]) -> [Candidate]? {
        if shape.members.count > 1 {
            guard members.contains(where: { names.contains($0.name) }) else { return nil }
            return [Candidate(members: members, outer: outer)]
        }
        let known = members.filter { names.contains($0.name) }
        guard !known.isEmpty else { return nil }
        guard shape.members.count == 1, !shape.members[0].kind.holdsMany else {
            let isNothing = members.count == 1 && known[0].value.isEmpty && wrappers.contains(known[0].name)
            return isNothing ? [] : [Candidate(members: members, outer: outer)]
        }
        if known.count == 1, members.count > 1 { return [Candidate(members: members, outer: outer)] }
        return known.filter { !$0.value.isEmpty }.map { Candidate(members: [$0], outer: outer) }
    }

    /// A bare text stands for a record whose first field it is, as the IP lists of version 1 have it.
    private func bare(_ value: WireValue, _ outer: [WireMember]) -> [Candidate]? {
        guard let member = shape.members.first(where: \.essential), shape.members.count == 1 else { return nil }
        return [Candidate(members: [WireMember(name: member.name, value: value)], outer: outer)]
    }
}
