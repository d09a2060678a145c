import Desk
import Formats
import Records
import ResellerAPI
import Screen

/// The five panes of the desk as words.
struct PlainPanes {
    let state: DeskState

    private var standings: PlainStandings { PlainStandings(state: state) }

    func part(_ pane: Pane) -> PlainText.Part {
        switch pane {
        case .customers: customers
        case .overview: overview
        case .statistics: statistics
        case .suppressions: suppressions
        case .samples: samples
        }
    }

    // MARK: - Customers

    private var customers: PlainText.Part {
        let list = state.customers
        var part = PlainText.Part()
        let all = Numbers.grouped(list.table.count)
        let counted = list.filter.isEmpty ? all : "\(Numbers.grouped(list.shown.count)) of \(all)"
        let filter = list.filter.isEmpty ? "" : ", filter \(list.filter)"
        let order = "by \(list.sorting.column.title)" + (list.sorting.inverted ? ", turned round" : "")
        let marks = list.marks.count > 0 ? ", \(Numbers.grouped(list.marks.count)) marked" : ""
        part.head = ["Customers: \(counted)\(filter), \(order)\(marks)", standings.words(list.list, "the customers")]
        if list.isFromArchive { part.head.append("these rows are those of the last time") }
        if list.shown.count == 0, list.list.value != nil {
            part.head.append(list.filter.isEmpty ? "there is no customer" : "no customer matches; / alone shows all")
        }
        part.count = list.shown.count
        part.row = { customer(at: $0) }
        if let name = list.selected { part.foot = ["cursor: \(Numbers.grouped(list.cursor + 1)). \(name)"] }
        return part
    }

    private func customer(at position: Int) -> String {
        let row = state.customerRow(at: position)
        let name = row.name.isEmpty ? "without a name" : row.name
        return "\(name): \(condition(row))" + (row.isMarked ? ", marked" : "")
    }

    private func condition(_ row: CustomerRow) -> String {
        guard let figures = row.figures else {
            return row.isAsking ? "asking" : row.hasFailed ? "could not ask" : "not read yet"
        }
        let isOff = row.isActive == false && figures.severity == .well
        let reason = figures.severity == .well ? "" : " \(figures.value) \(figures.why)"
        let sent = figures.sent.map { ", sent \(Numbers.grouped($0)) in 30 days" } ?? ""
        let age = row.minutesOld.map { ", as of \($0) minutes ago" } ?? ""
        return (isOff ? "sending is off" : figures.severity.plainWord + reason) + sent + age
    }

    // MARK: - One customer

    private func about(_ title: String) -> String {
        state.selected.map { "\(title) of \($0)" } ?? "\(title): no customer was opened; a number opens one"
    }

    private var overview: PlainText.Part {
        var part = PlainText.Part()
        part.head = [about("Overview")]
        guard let name = state.selected else { return part }
        part.head.append(standings.words(state.detail?.overview ?? Loadable(), "the overview"))
        if let figures = state.figures[name] {
            let sentences = figures.sentences.isEmpty ? ["nothing unusual"] : figures.sentences
            part.head.append("\(figures.severity.plainWord): \(sentences[0])")
            part.head += sentences.dropFirst()
        }
        let rows = OverviewFields(state: state, isWide: false).rows
        part.foot =
            state.detail?.overview.value == nil
            ? [] : rows.flatMap(facts) + ["pane-3 tells the statistics, pane-4 the suppressions, back the customers"]
        return part
    }

    private func facts(_ row: OverviewFields.Row) -> [String] {
        switch row {
        case .field(let field): [fact(field)]
        case .pair(let one, let other): [fact(one), fact(other)]
        case .credits(let gauge):
            ["credits: \(CreditWords(gauge.credits).text)"]
        }
    }

    private func fact(_ field: OverviewFields.Field) -> String { "\(field.label): \(field.value ?? "not told")" }

    // MARK: - Statistics

    private var statistics: PlainText.Part {
        var part = PlainText.Part()
        let days = state.statistics.days
        part.head = [about("Statistics, \(days) days,")]
        guard state.selected != nil else { return part }
        let loadable = state.detail?.statistics ?? Loadable()
        part.head.append(standings.words(loadable, "the statistics"))
        guard let stats = loadable.value, let series = DaySeries(stats, days: days) else { return part }
        let counts = [DayCount.requests, .delivered] + StatisticsMetric.allCases.map { DayCount($0) }
        let sent = series.total(DayCount.requests.of)
        part.head += counts.map { count in
            let total = series.total(count.of)
            let share = count.title == DayCount.requests.title ? "" : share(total, of: sent)
            return "\(count.title): \(total.map(Numbers.grouped) ?? "not told")\(share)"
        }
        part.head.append("by day, the newest first:")
        let newest = stats.sorted { $0.date > $1.date }
        part.count = newest.count
        part.row = { day(newest[$0], counts) }
        return part
    }

    private func share(_ part: Int?, of whole: Int?) -> String {
        guard let part, let whole, whole > 0 else { return "" }
        return ", \(Numbers.percent(part, of: whole)) of sent"
    }

    private func day(_ day: DayStats, _ counts: [DayCount]) -> String {
        let told = counts.compactMap { count in
            count.of(day.counts).map { "\(count.title) \(Numbers.grouped($0))" }
        }
        return "\(day.date): \(told.isEmpty ? "not told" : told.joined(separator: ", "))"
    }

    // MARK: - Suppressions

    private var suppressions: PlainText.Part {
        var part = PlainText.Part()
        part.head = [about("Suppressions")]
        guard state.selected != nil else { return part }
        for list in SuppressionList.allCases {
            let loadable = state.detail?.suppressions(list) ?? Loadable()
            let count = loadable.value.map { "\(Numbers.grouped($0.count)), " } ?? ""
            part.head.append("\(list.rawValue): \(count)\(standings.words(loadable, "them"))")
        }
        part.head.append("shown: \(state.suppressions.list?.rawValue ?? "all lists"), the newest first")
        if let common = state.commonDomain { part.head.append(common.sentence) }
        part.count = state.suppressionCount
        part.row = { index in
            state.suppressionRows(from: index, count: 1).first.map { suppression($0) } ?? ""
        }
        if let entry = state.suppressionRows(from: state.suppressions.cursor, count: 1).first {
            part.foot = ["cursor: \(Numbers.grouped(state.suppressions.cursor + 1)). \(entry.email)"]
        }
        return part
    }

    private func suppression(_ entry: Suppression) -> String {
        let parts = [entry.status, entry.reason, entry.created.map { "since \(CustomerTime.words($0))" }].compactMap(
            \.self)
        return ([entry.email, entry.list.rawValue] + parts).joined(separator: ", ")
    }

    // MARK: - Samples

    private var samples: PlainText.Part {
        var part = PlainText.Part()
        let shown = state.samples.shown
        let filter = state.samples.filter.isEmpty ? "" : ", filter /\(state.samples.filter)"
        let order = state.samples.order == .time ? "" : ", by score"
        part.head = ["Samples: \(Numbers.grouped(shown.count))\(filter)\(order)", source]
        part.count = shown.count
        part.row = { sample(shown[$0]) }
        if let chosen = state.samples.underCursor {
            part.foot = ["cursor: \(state.samples.cursor + 1). \(chosen.subject)"]
        }
        return part
    }

    private var source: String {
        switch state.samples.source {
        case .notConfigured: "no Maildir is set for this account"
        case .missing(let path): "the Maildir is not there yet: \(path)"
        case .failed(let why): "could not read the Maildir: \(why)"
        case .watching:
            state.samples.changedAt.map { "watched; the last change was seen at \(standings.clock($0))" } ?? "watched"
        }
    }

    private func sample(_ sample: Sample) -> String {
        let verdict = SampleVerdict(of: sample)
        let score = verdict.score.map { ", score \(Numbers.decimal($0, places: 1))" } ?? ""
        let reasons = verdict.failures.isEmpty ? "" : ", " + verdict.failures.joined(separator: ", ")
        let kind = sample.report.map { "\($0.name), " } ?? ""
        let subject = kind + (sample.subject.isEmpty ? "no subject" : sample.subject)
        let owner = state.samples.owner(of: sample)?.customer
        return
            "\(verdict.severity.plainWord): \(subject), from \(owner ?? "nobody known, \(sample.from)")\(score)\(reasons)"
    }
}

/// A sampled message as words: the verdict, what is suspicious, headers, links, then its text.
struct PlainSample {
    let state: DeskState
    let opened: OpenedSample

    var part: PlainText.Part {
        var part = PlainText.Part()
        part.isNumbered = false
        if let source = opened.source { return self.source(source) }
        guard let message = opened.message else {
            part.head = [opened.problem.map { "Sample: could not open: \($0)" } ?? "Sample: opening"]
            return part
        }
        let verdict = OpenedVerdict(of: message, spam: opened.spam)
        let sample = message.sample
        part.head = ["Sample: \(sample.subject.isEmpty ? "no subject" : sample.subject)"]
        part.head.append(
            ([verdict.words] + verdict.reasons
                + [verdict.score.map { "score \(Numbers.decimal($0, places: 1))" }].compactMap(\.self))
                .joined(separator: ", "))
        part.head.append(
            "spf \(CheckWords.word(sample.spf)), dkim \(CheckWords.word(sample.dkim)), "
                + "dmarc \(CheckWords.word(sample.dmarc))")
        part.head += message.claims.map { "the sender says, not believed: \($0.text)" }
        part.head += message.findings.filter { $0.subject != .claim }.map { "\(Self.word($0.grade)): \($0.text)" }
        let headers = message.headers.filter { opened.showsAllHeaders || Self.few.contains($0.name.lowercased()) }
        part.head += headers.map { "\($0.name): \($0.value)" }
        part.head += message.links.enumerated().map { index, link in
            "link \(index + 1): shows \(link.shown), goes to \(link.target)"
        }
        part.head += message.parts.compactMap { part in
            part.fileName.map { "attachment: \($0), \(part.type), \(ByteCounts.text(part.size))" }
        }
        let text = opened.text.split(separator: "\n", omittingEmptySubsequences: true).map { String($0) }
        part.head.append(text.isEmpty ? "there is no text" : "text:")
        part.count = text.count
        part.row = { text[$0] }
        part.foot = ["nothing was loaded from the net"]
        return part
    }

    private func source(_ source: SourceText) -> PlainText.Part {
        var part = PlainText.Part()
        part.isNumbered = false
        let text = (source.text ?? "").split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        part.head = [source.problem.map { "Source: could not read: \($0)" } ?? "Source: as it lies there"]
        (part.count, part.row) = (text.count, { text[$0] })
        return part
    }

    private static func word(_ grade: Finding.Grade) -> String {
        switch grade {
        case .critical: Severity.critical.plainWord
        case .warning: Severity.warning.plainWord
        case .note: "note"
        }
    }

    private static let few: Set<String> = ["from", "reply-to", "to", "date", "message-id"]
}
