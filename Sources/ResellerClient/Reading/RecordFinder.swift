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

    /// All records in their order; none for each of the empty forms; nil where this is not the shape.
    ///
    /// Only the names of the shape wrap its records: the list of another service, or of a proxy, is no list of ours.
    func records(in value: WireValue) -> [Candidate]? { records(in: value, []) }

    private func records(in value: WireValue, _ outer: [WireMember], isWrapped: Bool = false) -> [Candidate]? {
        switch value {
        case .null: return []
        case .list(let values): return records(inList: values, outer)
        case .object(let members): return members.isEmpty ? [] : records(inObject: members, outer)
        case .text(let text): return isWrapped && text.isEmpty ? [] : nil
        case .number, .truth: return nil
        }
    }

    private func records(inList values: [WireValue], _ outer: [WireMember]) -> [Candidate]? {
        var found: [Candidate] = []
        for value in values {
            switch value {
            case .object(let members):
                let inside = members.isEmpty ? nil : records(inObject: members, outer)
                // Where the shape asks for a field, the error names the one that is missing.
                guard inside != nil || shape.members.contains(where: \.essential) else { return nil }
                found += inside ?? [Candidate(members: members, outer: outer)]
            case .text, .number:
                guard let candidate = bare(value, outer) else { return nil }
                found.append(candidate)
            case .null, .truth, .list: return nil
            }
        }
        return found
    }

    private func records(inObject members: [WireMember], _ outer: [WireMember]) -> [Candidate]? {
        let wrapped = members.filter { $0.value.isContainer && (wrappers.contains($0.name) || $0.name == "result") }
        if wrapped.isEmpty, let own = own(members, outer) { return own }
        guard wrapped.isEmpty else {
            let around = outer + members.filter { !$0.value.isContainer && !wrappers.contains($0.name) }
            var found: [Candidate] = []
            for member in wrapped {
                guard let inside = records(in: member.value, around, isWrapped: true) else { return nil }
                found += inside
            }
            return found
        }
        return members.allSatisfy { $0.value.isEmpty && wrappers.contains($0.name) } ? [] : nil
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

    /// A bare text in a list stands for a record whose first field it is, as the lists of version 1 have it.
    private func bare(_ value: WireValue, _ outer: [WireMember]) -> Candidate? {
        guard let member = shape.members.first, member.essential, shape.members.count == 1,
            let text = value.scalarText, !text.isEmpty
        else { return nil }
        if shape == Shape.of(.ip), !Self.isAddress(text) { return nil }
        return Candidate(members: [WireMember(name: member.name, value: value)], outer: outer)
    }

    /// Whether a text may be an IP address, of either version.
    private static func isAddress(_ text: String) -> Bool {
        text.contains { $0 == "." || $0 == ":" }
            && text.utf8.allSatisfy { (0x30...0x3A).contains($0) || $0 == 0x2E || (0x61...0x66).contains($0 | 0x20) }
    }
}
