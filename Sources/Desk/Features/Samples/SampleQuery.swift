import Formats
import Records

/// What the filter of the samples asks for.
///
/// Words are parts of customer, sender, subject or record; `customer:`, `from:`, `subject:`, `record:` look in one of
/// them, `spf:fail`, `dkim:pass`, `dmarc:none` at a check, `kind:bounce` at what it is, `score>5` at the score; `unattributed` is met by samples that
/// are nobody's.
struct SampleQuery {
    enum Field: Sendable, Hashable {
        case customer, from, subject, record, spf, dkim, dmarc, kind, unattributed
    }

    enum Measure: Sendable, Hashable {
        case score
    }

    private let terms: [FilterTerm<Field, Measure>]

    var isEmpty: Bool { terms.isEmpty }

    private let seesContents: Bool

    /// - Parameter seesContents: whether senders and subjects may be looked for.
    init(_ text: String, seesContents: Bool = true) {
        terms = Self.table.terms(of: text)
        self.seesContents = seesContents
    }

    static let table = FilterTable<Field, Measure>(
        fields: [
            "customer": .customer, "from": .from, "subject": .subject, "record": .record, "spf": .spf, "dkim": .dkim,
            "dmarc": .dmarc, "kind": .kind,
        ],
        flags: ["unattributed": .unattributed], measures: ["score": .score])

    func meets(_ sample: Sample, owner: SampleOwner?) -> Bool {
        terms.allSatisfy { term in
            term.isMet(texts: { texts($0, sample, owner) }, number: { _ in sample.score })
        }
    }

    private func texts(_ field: Field?, _ sample: Sample, _ owner: SampleOwner?) -> [String] {
        switch field {
        case nil: [owner?.customer ?? "", sample.record ?? ""] + (seesContents ? [sample.from, sample.subject] : [])
        case .from where !seesContents, .subject where !seesContents: []
        case .customer: [owner?.customer ?? ""]
        case .from: [sample.from]
        case .subject: [sample.subject]
        case .record: [sample.record ?? ""]
        case .spf: [sample.spf.rawValue]
        case .dkim: [sample.dkim.rawValue]
        case .dmarc: [sample.dmarc.rawValue]
        case .kind: [sample.report?.kind.rawValue ?? "sample"]
        case .unattributed: owner == nil ? [""] : []
        }
    }
}

extension SamplesState {
    /// Puts filter and order into effect; the cursor stays on its message where it is still shown.
    mutating func rearrange() {
        let selected = underCursor?.id
        let query = SampleQuery(filter, seesContents: !hidesContents)
        if query.isEmpty, visit == nil, order == .time, !isInverted {
            arranged = nil
        } else {
            var rows = visit.map { visit in samples.filter { owner(of: $0)?.customer == visit.customer } } ?? samples
            if !query.isEmpty { rows = rows.filter { query.meets($0, owner: owner(of: $0)) } }
            // A score that is not known sorts last.
            if order == .score {
                rows = rows.enumerated().sorted { one, other in
                    let (first, second) = (one.element.known, other.element.known)
                    if first == second { return one.offset < other.offset }
                    guard let first else { return false }
                    return second.map { isInverted ? first < $0 : first > $0 } ?? true
                }
                .map(\.element)
            } else if isInverted {
                rows.reverse()
            }
            arranged = rows
        }
        if let selected, let place = shown.firstIndex(where: { $0.id == selected }) {
            top += place - cursor
            cursor = place
        }
    }

    /// Works out whose the samples are that no header tells of.
    mutating func attribute() {
        var found: [Sample.ID: SampleOwner] = [:]
        for sample in samples where sample.customer == nil { found[sample.id] = foundOwner(of: sample) }
        owners = found
        rearrange()
    }

    /// Whose a sample is by the addresses that tell it. A report is of him whose mail it is about.
    private func foundOwner(of sample: Sample) -> SampleOwner? {
        for address in sample.addressesOfOwner {
            if let domain = Sample.domain(of: address),
                let customer = assigned[domain] ?? assigned[HostForms.readable(domain)]
            {
                return SampleOwner(customer: customer, source: .person)
            }
            if let customer = domains?.owner(of: address) {
                return SampleOwner(customer: customer, source: sample.report == nil ? .domain : .report)
            }
        }
        return sample.report?.customer.map { SampleOwner(customer: $0, source: .report) }
    }
}

extension Sample {
    fileprivate var known: Double? { score.flatMap { $0.isFinite ? $0 : nil } }
}
