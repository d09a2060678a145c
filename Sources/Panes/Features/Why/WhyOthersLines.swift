import Desk
import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// Where else an address is held: what the archive has seen, and what the asking of all others found.
struct WhyOthersLines {
    let state: DeskState
    let width: Int
    let glyphs: Glyphs

    private var total: Int { state.customers.table.count }
    private var words: WhyCoverageWords { WhyCoverageWords(state: state) }

    /// All lines above the hits.
    var lines: [WhyLine] {
        [WhyLine(spans: coverage, title: "Other customers")] + rest + standing
    }

    // MARK: - The archive

    private var coverage: [Span] {
        switch state.why.seen {
        case .notAsked: return [Span("not asked", .dim)]
        case .asking: return [Span(glyphs.asking, .accent), Span(" looking through the archive", .dim)]
        case .failed: return [Span("\(glyphs.unknown) the archive can't be read", .warn)]
        case .there: return [Span((words.checked ?? "") + oldest, .dim)]
        }
    }

    private var oldest: String {
        guard let time = words.oldest else { return "" }
        let age = Ages.text(minutes: minutes(since: time))
        return age == "now" ? ", just now" : ", oldest \(age)"
    }

    /// What no hit means.
    private var standing: [WhyLine] {
        switch state.why.seen {
        case .notAsked, .asking: return []
        case .failed(let why):
            return sentence(Span(glyphs.unknown, .warn), "Could not look through the archive: \(why)", .warn)
                + sentence(Span(" "), "So it may be on lists of other customers.", .text)
        case .there(let coverage):
            guard state.whyElsewhere.isEmpty, state.why.rest?.isRunning != true else { return [] }
            guard coverage.customers > 0 || words.isWhole else {
                return sentence(Span(glyphs.notAsked, .dim), "Nothing is known of other customers yet.", .dim)
            }
            guard words.isWhole else {
                return sentence(
                    Span(glyphs.notAsked, .dim), "Not on the lists checked; nothing is known of the others.", .dim)
            }
            return sentence(
                Span(glyphs.good, .ok),
                "Not on any list of another customer, as they were read last. \(WhyCoverageWords.subusers)", .text)
        }
    }

    // MARK: - The rest

    private var rest: [WhyLine] {
        guard let rest = state.why.rest else { return [ask("ask all that were not read in the last 3 hours")] }
        let all = rest.customers * RestRun.callsEach
        let made = "\(Numbers.grouped(rest.shown.calls)) of \(Numbers.grouped(all)) calls"
        switch rest.stage {
        case .planning:
            return [
                WhyLine(spans: [Span("\(glyphs.asking) ", .accent), Span("seeing who has to be asked")], row: .rest)
            ]
        case .running: return running(rest, made: made, of: all) + unread
        case .done:
            let glyph = words.isWhole ? Span("\(glyphs.good) ", .ok) : Span("\(glyphs.unknown) ", .warn)
            let asked = "\(Numbers.grouped(rest.customers)) asked, \(Numbers.grouped(rest.fresh)) read before"
            return [WhyLine(spans: [glyph, Span("\(asked): \(words.found)")], row: .rest)] + unread
        case .stopped:
            let stopped = "stopped after \(made): \(words.found)"
            return [WhyLine(spans: [Span("\(glyphs.notAsked) ", .dim), Span(stopped)])] + unread
                + [ask("go on with the others")]
        case .failed(let error):
            return sentence(
                Span(glyphs.unknown, .warn), "Given up after \(made): \(FailureWords.sentence(error))", .warn)
                + unread + [ask("go on with the others")]
        }
    }

    /// A bar where there is room for one.
    private func running(_ rest: RestRun, made: String, of all: Int) -> [WhyLine] {
        let left = "\(Self.duration(minutes: state.minutes(forCalls: rest.callsLeft))) left"
        guard width < 60 else {
            let part = all > 0 ? Double(rest.shown.calls) / Double(all) : 1
            let line = [made, words.found, left].joined(separator: ", ")
            return [WhyLine(spans: [Span(line)], row: .rest, part: part)]
        }
        return [
            WhyLine(spans: [Span("\(glyphs.asking) ", .accent), Span(made)], row: .rest),
            WhyLine(spans: [Span("\(words.found), \(left)")], indent: 4),
        ]
    }

    private func ask(_ words: String) -> WhyLine {
        guard total > 0 else {
            let glyph = Span("\(glyphs.notAsked) ", .dim)
            return WhyLine(spans: [glyph, Span("the customers have not been read yet", .dim)], row: .rest)
        }
        let key = state.restingKeyName(.add) ?? ":add"
        let left = total - (state.why.rest?.shown.customers ?? 0) - (state.why.rest?.fresh ?? 0)
        let calls = max(1, left) * RestRun.callsEach
        let time = Self.duration(minutes: state.minutes(forCalls: calls))
        let cost = width < 60 ? "" : ": at most \(Numbers.grouped(calls)) calls, \(time)"
        return WhyLine(
            spans: [Span(key, .key), Span(width < 60 ? " ask the others" : " \(words)"), Span(cost, .dim)], row: .rest)
    }

    private var unread: [WhyLine] {
        guard let failed = words.failed else { return [] }
        let start = failed.prefix(1).uppercased() + failed.dropFirst()
        return sentence(Span(glyphs.unknown, .warn), "\(start): whether they hold it is unknown.", .warn)
    }

    private func sentence(_ glyph: Span, _ text: String, _ role: Role) -> [WhyLine] {
        Text.wrap(text, width: max(8, width - 6)).enumerated().map { index, row in
            index == 0
                ? WhyLine(spans: [glyph, Span(" \(row)", role)])
                : WhyLine(spans: [Span(row, role == .warn ? .text : role)], indent: 4)
        }
    }

    /// `12 min`, `1 h 30 min`.
    static func duration(minutes: Double) -> String {
        let whole = max(0, Int(minutes.rounded(.up)))
        if whole < 2 { return "1 min" }
        if whole < 60 { return "\(whole) min" }
        return whole % 60 == 0 ? "\(whole / 60) h" : "\(whole / 60) h \(whole % 60) min"
    }

    // MARK: - Hits

    /// One customer's entry: who, which list, since when, what was said, and how old that is.
    func hit(_ hit: SeenSuppression) -> WhyLine {
        let entry = hit.suppression
        let done = state.letThroughAt(hit.username, entry, readAt: hit.readAt)
        let glyph = done == nil ? Span(glyphs.critical, .critical) : Span(glyphs.good, .ok)
        let name = state.shownName(hit.username)
        var spans = [glyph, Span(" ")]
        let age = [Span(Ages.text(minutes: minutes(since: hit.readAt)), .dim)]
        if width < 60 {
            let list = WhyWords.name(entry.list)
            let room = max(8, width - list.count - 12)
            spans += [Span(cell(Text.clipMiddle(name, width: room, glyphs: glyphs), room)), Span(" \(list)", .dim)]
            return WhyLine(spans: spans, right: age, row: .hit(hit.username, entry.list))
        }
        let isSpacious = width >= 110
        let room = isSpacious ? 36 : 26
        spans.append(Span(cell(Text.clipMiddle(name, width: room, glyphs: glyphs), room + 2)))
        spans.append(Span(cell(WhyWords.name(entry.list), 14)))
        if let done {
            let clock = state.clock(at: done.closedAt ?? done.at)
            spans.append(Span("let through at \(clock)", .dim))
        } else {
            spans.append(Span(cell(since(entry.created, withTime: isSpacious), isSpacious ? 18 : 7), .dim))
            spans.append(Span(Explanation.of(entry).title))
        }
        return WhyLine(spans: spans, right: age, row: .hit(hit.username, entry.list))
    }

    private func since(_ time: WireTime?, withTime: Bool) -> String {
        guard let time else { return withTime ? "time unknown" : glyphs.none }
        let today = state.today
        let date = Ages.date(time.date, today: today)
        return withTime ? "\(date) \(time.clock)" : date + (date.count > 5 ? "  " : "")
    }

    private func cell(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - Text.width(of: glyphs.plain(Text.neutralise(text)))))
    }

    private func minutes(since time: Double) -> Int { max(0, Int((state.now - time) / 60)) }
}
