import Desk
import ResellerAPI
import Screen
import Settings

/// What stops the mail of the customer shown to an address, and what can be done.
struct WhyCustomerLines {
    let state: DeskState
    let width: Int
    let glyphs: Glyphs

    private var isWide: Bool { width >= 60 }
    /// Where what is said of a list begins.
    private var valueIndent: Int { isWide ? 18 : 4 }
    private var standing: WhyStanding { WhyStanding(state: state) }

    var lines: [WhyLine] { takenFrom + customer }

    /// What was looked for, where it was read out of something else.
    private var takenFrom: [WhyLine] {
        guard let address = state.why.address, let text = state.why.takenFrom else { return [] }
        let words = "Searching for \(mask(address)), taken from \(glyphs.quoteOpen)\(mask(text))\(glyphs.quoteClose)"
        return Text.wrap(words, width: max(8, width - 4)).prefix(3).map { WhyLine(spans: [Span($0, .dim)]) }
    }

    private var customer: [WhyLine] {
        guard let subject = state.subject.map(state.shownName) else {
            return note(Span(glyphs.notAsked, .dim), "No customer is chosen: only the archive is looked through.")
        }
        let facts = state.whyFacts.flatMap(fact)
        let lists = SuppressionList.allCases.flatMap(list)
        // What stops all mail comes first: it explains the rest.
        return facts + verdict(subject) + [WhyLine()] + lists + nextSteps + [WhyLine()] + deeds
    }

    // MARK: - Verdict

    private func verdict(_ subject: String) -> [WhyLine] {
        let held = state.whyHeld
        if held.count == 1 {
            return note(
                Span(glyphs.critical, .critical),
                "Held on the list \(WhyWords.name(held[0].list)): no mail of \(subject) goes to it.")
        }
        if held.count > 1 {
            return note(
                Span(glyphs.critical, .critical), "Held on \(held.count) lists: no mail of \(subject) goes to it.")
        }
        if standing.isAsking {
            return note(Span(glyphs.asking, .accent), "Asking for the lists of \(subject).")
        }
        let unread = standing.unread
        if !unread.isEmpty { return unknown(unread, subject) }
        let similar = state.whySimilar
        if !similar.isEmpty {
            let names = similar.map { "\(mask($0.email)) (\(WhyWords.name($0.list)))" }
            return note(
                Span(glyphs.warning, .warn),
                "No list of \(subject) holds it. Similar and held: \(names.joined(separator: ", ")).")
        }
        return note(Span(glyphs.good, .ok), "Not on any of \(subject)'s suppression lists.")
    }

    private func unknown(_ lists: [SuppressionList], _ subject: String) -> [WhyLine] {
        let count = lists.count == 1 ? "1 of 4 lists" : "\(lists.count) of 4 lists"
        guard lists.contains(where: { standing.list($0).failure != nil }) else {
            return note(Span(glyphs.notAsked, .dim), "Not known: \(count) of \(subject) have not been asked.")
        }
        return note(
            Span(glyphs.unknown, .warn), "Not known: \(count) of \(subject) could not be asked.",
            "This does not say that mail goes to it.")
    }

    private func note(_ glyph: Span, _ sentence: String, _ more: String? = nil) -> [WhyLine] {
        let rows =
            (Text.wrap(sentence, width: max(8, width - 6)) + (more.map { Text.wrap($0, width: width - 6) } ?? []))
        return rows.enumerated().map { index, text in
            index == 0
                ? WhyLine(spans: [glyph, Span(" \(text)", .title)])
                : WhyLine(spans: [Span(text)], indent: 4)
        }
    }

    // MARK: - The account

    private func fact(_ fact: WhyFact) -> [WhyLine] {
        let isWarning = if case .closing = fact { true } else { false }
        let glyph = isWarning ? Span(glyphs.warning, .warn) : Span(glyphs.critical, .critical)
        return Text.wrap(WhyWords.sentence(fact), width: max(8, width - 6)).enumerated().map { index, text in
            index == 0
                ? WhyLine(spans: [glyph, Span(" \(text)")], row: .fact(fact)) : WhyLine(spans: [Span(text)], indent: 4)
        }
    }

    // MARK: - Lists

    private func list(_ list: SuppressionList) -> [WhyLine] {
        let known = standing.list(list)
        let finding = state.why.findings[list]
        if let entry = finding?.entry { return held(entry, known) }
        let name = padded(WhyWords.name(list))
        if finding != nil {
            let right = age(known)
            return [
                WhyLine(
                    spans: [Span(glyphs.good, .ok), Span(" \(name)"), Span("not held", .dim)], right: right,
                    row: .list(list))
            ]
        }
        if known.isAsking {
            return [WhyLine(spans: [Span(glyphs.asking, .accent), Span(" \(name)asking", .dim)], row: .list(list))]
        }
        guard let failure = known.failure else {
            return [WhyLine(spans: [Span(glyphs.notAsked, .dim), Span(" \(name)not asked", .dim)], row: .list(list))]
        }
        return [
            WhyLine(
                spans: [
                    Span(glyphs.unknown, .warn), Span(" \(name)"),
                    Span("could not ask: \(FailureWords.short(failure.error))", .warn),
                ], row: .list(list))
        ]
    }

    private func held(_ entry: Suppression, _ known: Loadable<[Suppression]>) -> [WhyLine] {
        let explanation = Explanation.of(entry)
        let status = entry.status.map { $0.isEmpty ? "" : "  \($0)" } ?? ""
        var first = [
            Span(glyphs.critical, .critical), Span(" \(padded(WhyWords.name(entry.list)))", .title),
            Span(since(entry.created)), Span(status, .dim),
        ]
        if isWide { first.append(Span("  \(explanation.title)", .title)) }
        var lines = [WhyLine(spans: first, right: age(known), row: .list(entry.list))]
        if !isWide { lines += text(explanation.title, .title) }
        if let address = state.why.address, !entry.email.utf8.elementsEqual(address.utf8) {
            lines += text("stored as \(mask(entry.email))", .dim)
        }
        if let reason = entry.reason, !reason.isEmpty {
            lines += text(
                "the server said \(glyphs.quoteOpen)\(mask(String(reason.prefix(400))))\(glyphs.quoteClose)", .dim)
        }
        return lines + text("\(explanation.words) \(explanation.advice)", .text)
    }

    private func text(_ text: String, _ role: Role) -> [WhyLine] {
        Text.wrap(text, width: max(8, min(width, 120) - valueIndent - 2)).map {
            WhyLine(spans: [Span($0, role)], indent: valueIndent)
        }
    }

    private func padded(_ name: String) -> String {
        name + String(repeating: " ", count: max(1, (isWide ? 14 : 13) - name.count))
    }

    private func since(_ time: WireTime?) -> String {
        guard let time else { return "time unknown" }
        let today = state.today
        guard isWide else { return Ages.zoneless(time, today: today) }
        return "since \(Ages.date(time.date, today: today)) \(time.clock), \(CustomerTime.head)"
    }

    /// Only where it is older than it should be.
    private func age(_ known: Loadable<[Suppression]>) -> [Span] {
        let freshness = known.freshness(now: state.now, staleAfter: state.staleAfter)
        guard freshness.isOld else { return [] }
        let words = FreshnessWords(state: state, glyphs: glyphs).spans(freshness, failure: known.failure)
        return isWide ? words : Array(words.prefix(2))
    }

    // MARK: - What to do

    /// Where to look when the service does not stop the mail.
    private var nextSteps: [WhyLine] {
        var lines: [WhyLine] = []
        let unknown = state.whyUnknownFacts
        if !unknown.isEmpty {
            lines += Text.wrap("could not ask \(unknown.joined(separator: ", "))", width: max(8, width - 6))
                .enumerated()
                .map { index, text in
                    WhyLine(
                        spans: index == 0 ? [Span("\(glyphs.unknown) ", .warn), Span(text, .warn)] : [Span(text)],
                        indent: index == 0 ? 2 : 4)
                }
        }
        guard state.whyHeld.isEmpty, state.whyFacts.isEmpty, standing.unread.isEmpty, !standing.isAsking else {
            return lines
        }
        lines.append(WhyLine())
        for sentence in [
            "So the service sends it, unless an app of the customer filters it. Look next at:",
            "\(key(.statistics)) whether mail is delivered at all, and what bounces",
            "\(key(.customer)) apps that hold mail back or let it pass: address whitelist, spam check",
            "then the recipient's spam folder and filters, and whether the address is spelt right",
        ] {
            lines += Text.wrap(sentence, width: max(8, width - 6)).map { WhyLine(spans: [Span($0, .dim)], indent: 4) }
        }
        return lines
    }

    private func key(_ command: CommandID) -> String { state.restingKeyName(command) ?? ":\(command.rawValue)" }

    private var deeds: [WhyLine] {
        state.whyDeeds.enumerated().map { index, deed in
            let number = Span("\(index + 1)", .key)
            switch deed {
            case .showSuppressions:
                return WhyLine(spans: [number, Span(" Show the suppressions of this customer")], row: .deed(index))
            case .change(let deed):
                let isOff = !state.session.writes
                let words = Span(" \(deed.operation.wording.title)\(glyphs.asking)", isOff ? .dim : .text)
                return WhyLine(
                    spans: [number, words], right: isOff ? [Span("off: read only", .dim)] : [], row: .deed(index))
            }
        }
    }

    private func mask(_ text: String) -> String { state.masked(text) }
}
