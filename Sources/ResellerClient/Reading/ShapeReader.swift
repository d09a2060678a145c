import ResellerAPI

/// Turns the tree of an answer into values, as the table of shapes says.
struct ShapeReader {
    let operation: Operation
    private var shape: Shape { Shape.of(operation.returns.shape) }

    init(_ operation: Operation) { self.operation = operation }

    /// Reads an answer that is no refusal; nil is an empty body.
    func read(_ tree: WireValue?) throws(WireFault) -> Value {
        switch operation.returns.shape {
        case .message: return try message(tree)
        case .appSettings: return SettingsReader.answer(tree ?? .null)
        case .parseSettings: return try wrapped(tree ?? .null, in: "parse")
        case .invoiceUsage: return try invoiceUsage(tree ?? .null)
        default: return counted(try records(of: shape, in: tree ?? .null))
        }
    }

    private func counted(_ records: [Record]) -> Value {
        guard operation.returns.count == .list else { return records.first.map(Value.record) ?? .null }
        return .list(records.map(Value.record))
    }

    /// "Done", and what may stand beside it.
    private func message(_ tree: WireValue?) throws(WireFault) -> Value {
        guard let tree else { throw WireFault(place: "the body", problem: "it is empty, so success is not certain") }
        let settings = operation.takesSettings ? SettingsReader.find(in: tree) : nil
        guard SettingsReader.saysSuccess(tree) || settings?.isRecord == true else {
            throw WireFault(place: "the body", problem: "neither success nor a reason for refusal")
        }
        var record = Record([Record.Entry("message", .text("success"))])
        if settings != nil || operation.takesSettings {
            record.entries.append(Record.Entry("settings", settings ?? .null))
        }
        record.entries += SettingsReader.beside(tree)
        return .record(record)
    }

    /// A record whose only field is a list: the list may also stand alone.
    private func wrapped(_ tree: WireValue, in name: String) throws(WireFault) -> Value {
        guard case .records(let entry)? = shape.member(name)?.kind else { return .null }
        let records = try records(of: entry, in: tree)
        return .record(Record([Record.Entry(name, .list(records.map(Value.record)))]))
    }

    private func invoiceUsage(_ tree: WireValue) throws(WireFault) -> Value {
        let found = RecordFinder(shape).records(in: tree) ?? []
        if found.isEmpty || found.contains(where: { $0.members.contains { $0.name == "invoices" } }) {
            return counted(try records(of: shape, in: tree))
        }
        return try wrapped(tree, in: "invoices")
    }

    private func records(of shape: Shape, in tree: WireValue) throws(WireFault) -> [Record] {
        guard let found = RecordFinder(shape).records(in: tree) else {
            throw WireFault(place: "the body", problem: "nothing that looks like \(shape.name)")
        }
        var records: [Record] = []
        records.reserveCapacity(found.count)
        for (index, candidate) in found.enumerated() {
            records.append(try record(candidate, of: shape, place: found.count == 1 ? nil : index + 1))
        }
        return records
    }

    private func record(
        _ candidate: RecordFinder.Candidate, of shape: Shape, place: Int?
    ) throws(WireFault) -> Record {
        let members = ScalarReader.grouped(candidate.members)
        var known = 0
        var entries: [Record.Entry] = []
        entries.reserveCapacity(shape.members.count)
        for (index, member) in shape.members.enumerated() {
            let own = Self.find(member.name, in: members, near: index)
            if own != nil { known += 1 }
            let wire = own ?? Self.find(member.name, in: candidate.outer, near: 0)
            let value = try wire.map { (wire) throws(WireFault) in try self.value(wire, member) } ?? .null
            if member.essential { try check(value, member, place) }
            entries.append(Record.Entry(member.name, value))
        }
        if known < members.count { entries += Self.extras(members, shape) }
        if !candidate.outer.isEmpty {
            let outer = candidate.outer.filter { outer in
                outer.name != "message" && !members.contains { $0.name == outer.name }
            }
            entries += Self.extras(outer, shape)
        }
        return Record(entries)
    }

    /// The value of this name, looked for first where it would be if the answer kept the order of the shape.
    private static func find(_ name: String, in members: [WireMember], near index: Int) -> WireValue? {
        if index < members.count, members[index].name == name { return members[index].value }
        return members.first { $0.name == name }?.value
    }

    /// Fields that the shape does not know.
    private static func extras(_ members: [WireMember], _ shape: Shape) -> [Record.Entry] {
        members.filter { shape.member($0.name) == nil }.map { Record.Entry($0.name, ScalarReader.extra($0)) }
    }

    private func value(_ wire: WireValue, _ member: Member) throws(WireFault) -> Value {
        switch member.kind {
        case .texts: return .list(Self.texts(wire).map(Value.text))
        case .records(let shape):
            // Its name says what it is: an empty element, which is how XML writes an empty list, is one here.
            return .list(wire.isEmpty ? [] : try records(of: shape, in: wire).map(Value.record))
        case .settings: return SettingsReader.settings(wire)
        default: return ScalarReader.read(wire, as: member.kind)
        }
    }

    /// The texts of a list, however deep each of them is wrapped.
    private static func texts(_ wire: WireValue) -> [String] {
        switch wire {
        case .list(let values): return values.flatMap(texts)
        case .object(let members): return members.flatMap { texts($0.value) }
        default: return wire.scalarText.flatMap { $0.isEmpty ? nil : [$0] } ?? []
        }
    }

    /// A field that the record is useless without has to be there, and be what it should.
    private func check(_ value: Value, _ member: Member, _ place: Int?) throws(WireFault) {
        let problem: String? =
            switch (value, member.kind) {
            case (.null, _): "the field is missing"
            case (.text, .count), (.text, .money): "not a number"
            case (.text, .date), (.text, .time): "not a date"
            default: nil
            }
        guard let problem else { return }
        throw WireFault(place: (place.map { "record \($0), " } ?? "") + member.name, problem: problem)
    }
}

extension Value {
    fileprivate var isRecord: Bool { if case .record = self { true } else { false } }
}
