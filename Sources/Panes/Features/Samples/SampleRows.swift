import Desk
import Formats
import Records
import ResellerAPI
import Screen

/// Where the columns of the samples stand.
struct SampleColumns {
    struct Column: Equatable {
        let x: Int
        let width: Int
    }

    let time: Column
    let customer: Column?
    let sender: Column?
    let subject: Column
    let record: Column?
    let spf: Int?
    let dkim: Int?
    let dmarc: Int?
    let size: Column?
    let score: Column?

    /// As it gets narrow there go: record, sender, size, DMARC, customer, the other checks, the score.
    init(x: Int, width: Int) {
        time = Column(x: x + 2, width: 5)
        score = width >= 28 ? Column(x: x + width - 8, width: 5) : nil
        var end = width >= 28 ? width - 8 : width
        size = width >= 100 ? Column(x: x + end - 10, width: 8) : nil
        if width >= 100 { end -= 10 }
        let hasDMARC = width >= 76
        let first = end - (hasDMARC ? 14 : 7)
        let hasChecks = width >= 40
        spf = hasChecks ? x + first : nil
        dkim = hasChecks ? x + first + 4 : nil
        dmarc = hasChecks && hasDMARC ? x + first + 10 : nil
        end = hasChecks ? first - 2 : end - 1
        record = width >= 130 ? Column(x: x + end - 15, width: 14) : nil
        if width >= 130 { end -= 17 }
        var start = 9
        func column(_ width: Int) -> Column? {
            guard width > 0 else { return nil }
            defer { start += width + 2 }
            return Column(x: x + start, width: width)
        }
        customer = column(width >= 90 ? 26 : width >= 50 ? 13 : 0)
        sender = column(width >= 110 ? 22 : 0)
        subject = Column(x: x + start, width: max(0, end - start))
    }
}

/// Draws single samples.
struct SampleRowPainter {
    let state: DeskState
    let columns: SampleColumns

    func drawHeads(_ y: Int, on canvas: inout Canvas) {
        canvas.put(columns.time.x, y, "time", .dim)
        if let customer = columns.customer { canvas.put(customer.x, y, "customer", .dim, width: customer.width) }
        if let sender = columns.sender { canvas.put(sender.x, y, "sender", .dim, width: sender.width) }
        canvas.put(columns.subject.x, y, "subject", .dim, width: columns.subject.width)
        if let record = columns.record { canvas.put(record.x, y, "record", .dim, width: record.width) }
        if let spf = columns.spf { canvas.put(spf - 1, y, columns.dmarc == nil ? "spf dkim" : "spf dkim dmarc", .dim) }
        if let size = columns.size { canvas.put(size.x, y, "size", .dim, width: size.width, align: .right) }
        if let score = columns.score { canvas.put(score.x + 1, y, "score", .dim) }
    }

    func draw(_ sample: Sample, _ y: Int, on canvas: inout Canvas) {
        canvas.put(columns.time.x, y, when(sample), .dim, width: columns.time.width)
        if let customer = columns.customer {
            let owner = (state.samples.owner(of: sample)?.customer).map(state.shownName)
            let shown = owner.map { customer.width < 26 ? Names.short($0) : $0 } ?? "unattributed"
            canvas.put(customer.x, y, shown, owner == nil ? .dim : .text, width: customer.width)
        }
        if let sender = columns.sender {
            let address = state.masked(sample.sender ?? state.shownSender(sample))
            let sign = sample.fromTrouble == nil ? "" : canvas.glyphs.warning + " "
            canvas.put(
                sender.x, y, sign + Text.clipMiddle(address, width: sender.width - sign.count, glyphs: canvas.glyphs),
                sign.isEmpty ? .dim : .warn, width: sender.width)
        }
        if let record = columns.record { canvas.put(record.x, y, sample.record ?? "", .dim, width: record.width) }
        if let size = columns.size {
            canvas.put(size.x, y, ByteCounts.text(sample.size), .dim, width: size.width, align: .right)
        }
        let kind = sample.report.map { [Span("\($0.name) ", .accent)] } ?? []
        canvas.line(
            columns.subject.x, y, kind + [Span(state.shownSubject(sample.subject))], width: columns.subject.width)
        if let x = columns.spf { draw(sample.spf, x, y, on: &canvas) }
        if let x = columns.dkim { draw(sample.dkim, x, y, on: &canvas) }
        if let x = columns.dmarc { draw(sample.dmarc, x, y, on: &canvas) }
        if let score = columns.score { draw(SampleVerdict(of: sample), score, y, on: &canvas) }
    }

    /// The time of today's, the date of older ones.
    private func when(_ sample: Sample) -> String {
        guard let local = LocalTime(sample.date, in: state.zone) else { return "" }
        let today = state.today
        if local.date == today { return local.clock }
        let date = Ages.date(local.date, today: today)
        return date.count <= 5 ? date : String(local.date.year)
    }

    private func draw(_ result: CheckResult, _ x: Int, _ y: Int, on canvas: inout Canvas) {
        let (glyph, role) = CheckWords.glyph(result, canvas.glyphs)
        // In the list only what fails stands out.
        canvas.put(x, y, glyph, role == .ok ? .dim : role)
    }

    private func draw(_ verdict: SampleVerdict, _ column: SampleColumns.Column, _ y: Int, on canvas: inout Canvas) {
        guard let score = verdict.score else {
            canvas.put(column.x, y, canvas.glyphs.none, .dim, width: column.width, align: .right)
            return
        }
        let role: Role =
            verdict.scoreSeverity == .critical ? .critical : verdict.scoreSeverity == .warning ? .warn : .dim
        let glyph = role == .critical ? canvas.glyphs.critical : role == .warn ? canvas.glyphs.warning : " "
        canvas.put(column.x, y, Numbers.decimal(score, places: 1), role, width: column.width, align: .right)
        canvas.put(column.x, y, glyph, role)
    }
}

/// Results of checks as glyphs and words.
enum CheckWords {
    static func glyph(_ result: CheckResult, _ glyphs: Glyphs) -> (String, Role) {
        switch result {
        case .pass: (glyphs.good, .ok)
        case .fail: (glyphs.critical, .critical)
        case .other: (glyphs.warning, .warn)
        case .none: (glyphs.none, .dim)
        }
    }

    static func word(_ result: CheckResult) -> String {
        switch result {
        case .pass: "pass"
        case .fail: "fail"
        case .other: "unsure"
        case .none: "not told"
        }
    }
}
