import Desk
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
    let subject: Column
    let spf: Int?
    let dkim: Int?
    let score: Column?

    init(x: Int, width: Int) {
        time = Column(x: x + 2, width: 5)
        let hasScore = width >= 28
        let hasChecks = width >= 40
        let end = hasChecks ? width - 17 : hasScore ? width - 9 : width - 1
        let customerWidth = width >= 90 ? 30 : width >= 50 ? 13 : 0
        customer = customerWidth > 0 ? Column(x: x + 9, width: customerWidth) : nil
        let start = customerWidth > 0 ? 9 + customerWidth + 2 : 9
        subject = Column(x: x + start, width: max(0, end - start))
        spf = hasChecks ? x + width - 15 : nil
        dkim = hasChecks ? x + width - 11 : nil
        score = hasScore ? Column(x: x + width - 8, width: 5) : nil
    }
}

/// Draws single samples.
struct SampleRowPainter {
    let state: DeskState
    let columns: SampleColumns

    func drawHeads(_ y: Int, on canvas: inout Canvas) {
        canvas.put(columns.time.x, y, "time", .dim)
        if let customer = columns.customer { canvas.put(customer.x, y, "customer", .dim, width: customer.width) }
        canvas.put(columns.subject.x, y, "subject", .dim, width: columns.subject.width)
        if let spf = columns.spf { canvas.put(spf - 1, y, "spf dkim", .dim) }
        if let score = columns.score { canvas.put(score.x + 1, y, "score", .dim) }
    }

    func draw(_ sample: Sample, _ y: Int, on canvas: inout Canvas) {
        canvas.put(columns.time.x, y, when(sample), .dim, width: columns.time.width)
        if let customer = columns.customer {
            let name = sample.customer ?? "not told"
            let shown = customer.width < 30 ? Names.short(name) : name
            canvas.put(customer.x, y, shown, sample.customer == nil ? .dim : .text, width: customer.width)
        }
        let subject = state.shownSubject(sample.subject)
        canvas.put(columns.subject.x, y, subject, .text, width: columns.subject.width)
        if let x = columns.spf { draw(sample.spf, x, y, on: &canvas) }
        if let x = columns.dkim { draw(sample.dkim, x, y, on: &canvas) }
        if let score = columns.score { draw(SampleVerdict(of: sample), score, y, on: &canvas) }
    }

    /// The time of today's, the date of older ones.
    private func when(_ sample: Sample) -> String {
        guard let local = Ages.wireTime(sample.date, utcOffset: state.utcOffset) else { return "" }
        let today = Ages.wireTime(state.now, utcOffset: state.utcOffset)?.date
        if local.date == today { return Ages.clock(local) }
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
