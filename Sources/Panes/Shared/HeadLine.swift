import Desk
import Formats
import ResellerAPI
import Screen

/// Row 0: which account, its role and the right to write, always; then the view, alarms, facts and the clock.
struct HeadLine {
    let state: DeskState

    /// What leaves as it gets narrow, in this order.
    private enum Cut: Int, Comparable {
        case nothing, minute, calls, customers, words, clock, view, counts

        static func < (one: Cut, other: Cut) -> Bool { one.rawValue < other.rawValue }
    }

    func draw(on canvas: inout Canvas) {
        canvas.fill(x: 0, y: 0, width: canvas.width, height: 1)
        let start = drawBadges(on: &canvas)
        var cut = firstCut(width: canvas.width)
        var facts = facts(cut, glyphs: canvas.glyphs)
        while cut < .counts, start + needed(facts, cut, canvas) > canvas.width,
            let next = Cut(rawValue: cut.rawValue + 1)
        {
            cut = next
            facts = self.facts(cut, glyphs: canvas.glyphs)
        }
        if cut < .view { canvas.put(start + 1, 0, " \(viewName)", .header) }
        if cut < .counts { canvas.lineRight(canvas.width - 1, 0, facts) }
    }

    private func firstCut(width: Int) -> Cut {
        switch width {
        case 100...: .nothing
        case 60..<100: .words
        case 30..<60: .view
        default: .counts
        }
    }

    private func needed(_ facts: [Span], _ cut: Cut, _ canvas: Canvas) -> Int {
        facts.reduce(0) { $0 + canvas.width(of: $1.text) } + (cut < .view ? viewName.count + 5 : 2)
    }

    // MARK: - Badges

    private var badge: Role { state.session.role == .production ? .badgeProduction : .badgeSandbox }
    private var rights: Role { state.session.writes ? .badgeWrites : .badgeReadonly }

    /// Returns the column after them.
    private func drawBadges(on canvas: inout Canvas) -> Int {
        let role = state.session.role.rawValue.uppercased()
        let short = String(role.prefix(4))
        let rights = state.session.isKiosk ? "KIOSK, READ ONLY" : state.session.writes ? "WRITES ON" : "READ ONLY"
        let account = canvas.width(of: state.session.account)
        let isWide = canvas.width >= 60 && canvas.width - role.count - rights.count - 5 >= min(account, 12)
        if isWide { return drawBadges(role: role, rights: rights, padding: 1, on: &canvas) }
        let shortRights = state.session.isKiosk ? "KIOSK" : state.session.writes ? "RW" : "RO"
        let padding = canvas.width - short.count - shortRights.count - 5 >= min(account, 4) ? 1 : 0
        return drawBadges(role: short, rights: shortRights, padding: padding, on: &canvas)
    }

    private func drawBadges(role: String, rights word: String, padding: Int, on canvas: inout Canvas) -> Int {
        let pad = String(repeating: " ", count: padding)
        let room = canvas.width - role.count - word.count - 2 - padding * 3
        var column = 0
        if room > 0 {
            let account = Text.clip(state.session.account, width: room, glyphs: canvas.glyphs)
            column = canvas.put(0, 0, "\(pad)\(account) ", badge)
        }
        column = canvas.put(column, 0, "\(role)\(pad)", badge)
        return canvas.put(column, 0, padding == 0 ? " \(word)" : " \(word) ", rights)
    }

    // MARK: - Facts

    private var viewName: String {
        if state.samples.opened != nil { return "Sample" }
        if state.place.view == .runs { return state.shownRunID == nil ? "Bulk runs" : "Bulk run" }
        if state.place.view != .desk { return state.place.view.title }
        return state.isZoomed ? state.focus.title : "Desk"
    }

    private func facts(_ cut: Cut, glyphs: Glyphs) -> [Span] {
        let alarms = state.alarms
        var spans: [Span] = []
        for (count, glyph, role, one, many) in [
            (alarms.critical, glyphs.critical, Role.critical, " critical", " critical"),
            (alarms.warning, glyphs.warning, Role.warn, " warning", " warnings"),
        ] where count > 0 {
            if !spans.isEmpty { spans.append(Span("  ")) }
            spans.append(Span("\(glyph) \(Numbers.grouped(count))", role))
            if cut < .words { spans.append(Span(count == 1 ? one : many)) }
        }
        // Who was not judged is not well: how far it is stands beside the alarms.
        if cut < .words, state.coverage.isCounted, !state.coverage.isWhole {
            spans.append(Span("\(spans.isEmpty ? "" : "  ")\(state.coverage.count)", .dim))
        }
        if cut < .words, let run = state.runInHead { spans.append(Span("   \(run)", .accent)) }
        if cut < .customers { spans += customers }
        spans += calls(cut)
        if state.masksAddresses, !state.session.isKiosk { spans.append(Span("   masked", .header)) }
        if state.isFrozen { spans.append(Span("   frozen", .header)) }
        if cut < .clock { spans.append(Span("   \(state.clock(at: state.now))", .header)) }
        return spans
    }

    private func calls(_ cut: Cut) -> [Span] {
        let words = CallsWords(state: state)
        if let until = words.heldUntil {
            guard cut < .words else { return [] }
            return [Span("   \(words.held(until: until, isShort: cut >= .minute))", .warn)]
        }
        guard cut < .calls, let left = words.left(isShort: cut >= .minute) else { return [] }
        return [Span("   \(left)", words.isAlone ? .warn : .dim)]
    }

    private var customers: [Span] {
        let list = state.customers
        guard list.table.count > 0 || list.list.value != nil else { return [] }
        let all = Numbers.grouped(list.table.count)
        let counted = list.filter.isEmpty ? all : "\(Numbers.grouped(list.shown.count)) of \(all)"
        // What has come in of a list that was never read whole is not their number.
        let noun = (list.table.count == 1 ? "customer" : "customers") + (list.list.value == nil ? " read" : "")
        // The board has marks of its own, and tells of them in its title.
        let marks: [Span] =
            list.marks.count > 0 && state.place.view != .live
            ? [Span(", ", .dim), Span("\(Numbers.grouped(list.marks.count)) marked", .mark)] : []
        return [Span("   \(counted) \(noun)", .dim)] + marks
    }
}
