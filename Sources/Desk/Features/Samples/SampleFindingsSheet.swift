import Records
import ResellerAPI

/// What was found in samples that were opened, as columns behind those of the list.
struct SampleFindingsSheet {
    let sheet: Sheet
    /// By the id of the sample; one that could not be opened is not among them.
    let messages: [String: SampleMessage]
    /// Why the others could not be opened.
    let problems: [String: String]

    var all: Sheet {
        let columns = ["verdict", "reasons", "findings", "not_looked_at", "links", "attachments"].map {
            SheetColumn($0, ideal: 20)
        }
        let (sheet, messages, problems) = (sheet, messages, problems)
        return Sheet(columns: sheet.columns + columns, count: sheet.count) { index in
            var row = sheet.row(index)
            let found = messages[row.id].map(Self.values) ?? Self.unopened(problems[row.id] ?? "")
            row.cells += found.map { SheetCell(ExportText.plain($0), raw: $0) }
            return row
        }
    }

    private static func values(_ message: SampleMessage) -> [Value] {
        let verdict = OpenedVerdict(of: message, spam: nil)
        let left = message.unseen.map { "\($0.name): \($0.why)" } + (message.isCut ? ["the rest of the mail"] : [])
        return [
            .text(verdict.conclusion.name), .list(verdict.reasons.map(Value.text)),
            .list(
                message.findings.map { finding in
                    record([("grade", .text("\(finding.grade)")), ("text", .text(finding.text))])
                }), .list(left.map(Value.text)), .list(message.links.indices.map { link(message, $0) }),
            .list(message.parts.filter { $0.fileName != nil }.map(attachment)),
        ]
    }

    private static func unopened(_ problem: String) -> [Value] {
        [.text("not opened"), .list([.text(problem)]), .null, .null, .null, .null]
    }

    private static func link(_ message: SampleMessage, _ index: Int) -> Value {
        let link = message.links[index]
        return record([
            ("shows", .text(link.shown)), ("goes_to", .text(link.target)),
            ("trouble", message.linkTroubles[index].map { .text($0.words) } ?? .null),
        ])
    }

    private static func attachment(_ part: SampleMessage.Part) -> Value {
        record([
            ("name", .text(part.fileName ?? "")), ("other_names", .list(part.otherNames.map(Value.text))),
            ("type", .text(part.type)), ("size", .count(part.size)),
        ])
    }

    private static func record(_ entries: [(String, Value)]) -> Value {
        .record(Record(entries.map { Record.Entry($0, $1) }))
    }
}

extension OpenedVerdict.Conclusion {
    /// One word or two for programs.
    var name: String {
        switch self {
        case .report: "report"
        case .phishing: "phishing"
        case .dangerous: "dangerous"
        case .spam: "spam"
        case .look: "worth a look"
        case .unseen: "not looked at"
        case .unchecked: "no checks"
        case .well: "nothing suspicious"
        }
    }
}

extension ListLoader {
    /// Opens the samples of a list, some at a time: one takes some milliseconds.
    func opened(_ sheet: Sheet) async -> Sheet {
        var messages: [String: SampleMessage] = [:]
        var problems: [String: String] = [:]
        let ids = (0..<sheet.count).map { sheet.row($0).id }
        await withTaskGroup(of: (String, Outcome<SampleMessage>).self) { group in
            var rest = ids[...]
            for _ in 0..<4 { if let id = rest.popFirst() { group.addTask { (id, await environment.openSample(id)) } } }
            for await (id, outcome) in group {
                switch outcome {
                case .done(let message): messages[id] = message
                case .failed(let why): problems[id] = why
                }
                if let id = rest.popFirst() { group.addTask { (id, await environment.openSample(id)) } }
            }
        }
        return SampleFindingsSheet(sheet: sheet, messages: messages, problems: problems).all
    }
}
