import Desk
import Formats
import Records
import Screen
import Settings

extension DeskState {
    /// The first key of a command that is live now; nil when no key is bound.
    func keyName(_ command: CommandID) -> String? { firstKey(command, in: mode) }

    /// The first key of a command that is live in the focused pane once nothing lies over it.
    func restingKeyName(_ command: CommandID) -> String? {
        firstKey(command, in: restingMode)
    }

    /// Who looks for the way out looks for Esc.
    private func firstKey(_ command: CommandID, in mode: Mode) -> String? {
        let keys = keymap.keys(for: command, in: mode)
        return keys.first { $0 == "Esc" } ?? keys.first
    }
}

/// The last row: keys that work now, most used first; at the right the last result.
struct KeyLine {
    let state: DeskState

    typealias Hint = (command: CommandID, words: String)

    func draw(on canvas: inout Canvas) {
        let y = canvas.height - 1
        canvas.fill(x: 0, y: y, width: canvas.width, height: 1)
        let keys = KeyRoom(keys: namedKeys, help: helpKey, canvas: canvas)
        let message = message(keys, canvas)
        // The result is never clipped by keys, only by the screen.
        let start = max(1, canvas.width - 1 - canvas.width(of: message))
        canvas.line(start, y, message, width: max(0, canvas.width - 1 - start))
        keys.draw(end: message.isEmpty ? canvas.width : start - 2, y: y, on: &canvas)
    }

    // MARK: - Keys

    /// What can't run now has no place here; help says why.
    private var namedKeys: [KeyRoom.Named] {
        var named = hints.compactMap { hint in
            state.reasonOff(hint.command) == nil
                ? state.keyName(hint.command).map { (key: $0, words: hint.words) } : nil
        }
        if let panes = paneKeys { named.insert(panes, at: min(2, named.count)) }
        return named
    }

    /// Help is the way to all others: it stays when they go.
    private var helpKey: String? {
        state.overlay == nil && state.filterEntry == nil ? state.keyName(.help) : nil
    }

    /// `2-5 panes`, where not all panes have rows.
    private var paneKeys: (key: String, words: String)? {
        guard state.overlay == nil, state.filterEntry == nil, state.samples.opened == nil else { return nil }
        if state.place.view != .desk { return ViewHints(state: state).paneKeys }
        guard state.layout.kind == .single || state.layout.kind == .stack else { return nil }
        let others = Pane.allCases.filter { $0 != state.focus }
        let keys = others.compactMap { CommandID.pane($0.rawValue).flatMap(state.keyName) }
        guard let first = keys.first, let last = keys.last, keys.count == others.count else { return nil }
        return ("\(first)-\(last)", "panes")
    }

    private var hints: [Hint] {
        if let overlay = state.overlay { return overlay.picture(state).hints }
        if state.place.view == .runs { return BulkHints.hints(state) }
        if state.filterEntry != nil {
            if state.place.view == .statistics { return [(.confirm, "show"), (.dismiss, "leave")] }
            return [(.confirm, "keep"), (.dismiss, "clear"), (.earlier, "earlier"), (.deleteLine, "delete line")]
        }
        if state.samples.opened != nil {
            if state.samples.opened?.source != nil {
                return [(.back, "message"), (.lineDown, "scroll"), (.pageDown, "page"), (.nextSample, "next mail")]
            }
            let recipient: [Hint] = state.sampleAtHand?.report?.recipient == nil ? [] : [(.why, "recipient")]
            return [(.back, "samples"), (.nextSample, "next mail")] + recipient + [
                (.nextPane, "next part"), (.lineDown, "scroll"),
                (.copyID, "copy a link"), (.headers, "headers"), (.source, "source"), (.customer, "customer"),
                (.remove, "disable customer…"), (.assign, "assign"),
            ]
        }
        if let chartHints { return chartHints }
        if state.place.view == .why { return whyHints }
        return state.place.view == .desk ? paneHints : ViewHints(state: state).hints
    }

    private var whyHints: [Hint] {
        let stop: [Hint] = state.why.rest?.isRunning == true ? [(.cancel, "stop asking")] : []
        return stop + [
            (.back, "back"), (.open, "open"), (.remove, "let through"), (.copyID, "copy"),
            (.add, "ask all"), (.why, "other"), (.refresh, "refresh"),
        ]
    }

    private var paneHints: [Hint] {
        switch state.focus {
        case .customers:
            let leaving: [Hint] = state.customers.filter.isEmpty ? [] : [(.back, "clear filter")]
            let unmarking: [Hint] = state.customers.marks.count > 0 ? [(.unmarkAll, "unmark")] : []
            return leaving + [(.open, "open"), (.filter, "filter"), (.palette, "command"), (.mark, "mark")] + unmarking
                + [(.sort, "sort"), (.pane4, "suppressions"), (.refresh, "refresh")]
        case .overview:
            return leaveHints + [(.open, "all settings")] + [
                (.copyID, "copy name"), (.refresh, "refresh"), (.palette, "command"),
            ]
        case .statistics:
            return leaveHints + zoomHints + [
                (.periodLonger, "longer"), (.periodShorter, "shorter"), (.metric, "metric"),
                (.refresh, "refresh"),
            ]
        case .suppressions:
            return leaveHints + zoomHints + [
                (.nextList, "next list"), (.copyID, "copy address"), (.refresh, "refresh"),
                (.maskAddresses, state.masksAddresses ? "unmask" : "mask"),
            ]
        case .samples:
            return leaveHints + [
                (.open, "open"), (.filter, "filter"),
                (.sort, state.samples.order == .time ? "by score" : "by time"), (.customer, "customer"),
                (.change, "change…"), (.copyID, "copy"), (.maskAddresses, state.masksAddresses ? "unmask" : "mask"),
            ]
        }
    }

    private var zoomHints: [Hint] { state.isZoomed || state.layout.kind == .single ? [] : [(.open, "whole screen")] }
    private var leaveHints: [Hint] {
        if state.focus == .samples, state.samples.visit != nil {
            let words = state.views.parents.last?.view.title.lowercased() ?? "all samples"
            return [(.back, state.samples.filter.isEmpty ? words : "clear filter")]
        }
        return state.isZoomed ? [(.back, "desk")] : [(.back, "customers")]
    }

    // MARK: - Result

    private func message(_ keys: KeyRoom, _ canvas: Canvas) -> [Span] {
        let glyphs = canvas.glyphs
        if !state.pendingKeys.isEmpty {
            return [Span(KeyNames.name(of: state.pendingKeys), .key), Span(" \(glyphs.asking)", .dim)]
        }
        // That something was read is no news on the board.
        if state.notice?.short != nil, let news { return news }
        guard let notice = state.notice else { return news ?? position.map { [$0] } ?? clock(canvas) }
        let isTrouble = notice.kind == .warning || notice.kind == .failed
        if canvas.width < 24, !isTrouble { return clock(canvas) }
        if let short = notice.short { return reading(notice, short, keys, canvas) }
        // Trouble wins over keys; any other result leaves the way to help.
        let room = canvas.width - 4 - (isTrouble ? 0 : keys.helpWidth)
        let text = Sentences.shortened(state.masked(notice.text), width: max(0, room), glyphs: glyphs)
        return spans(notice, Text.clip(text, width: max(0, room), glyphs: glyphs), glyphs)
    }

    private func spans(_ notice: Notice, _ text: String, _ glyphs: Glyphs) -> [Span] {
        switch notice.kind {
        case .done: [Span("\(glyphs.good) ", .ok), Span(text, .dim)]
        case .warning: [Span("\(glyphs.warning) \(text)", .warn)]
        case .failed: [Span("\(glyphs.unknown) \(text)", .warn)]
        case .plain: [Span(text, .dim)]
        }
    }

    /// That something was read is said shorter, and on narrow screens not at all, rather than that keys go for it: the
    /// title lines tell it too.
    private func reading(_ notice: Notice, _ short: String, _ keys: KeyRoom, _ canvas: Canvas) -> [Span] {
        let brief = spans(notice, short, canvas.glyphs)
        let whole = spans(notice, notice.text, canvas.glyphs)
        if let position {
            let both = brief + [Span("   "), position]
            return keys.areAllLeft(by: both, canvas) ? both : [position]
        }
        if canvas.width >= 100 || keys.areAllLeft(by: whole, canvas) { return whole }
        return canvas.width >= 60 || keys.areAllLeft(by: brief, canvas) ? brief : clock(canvas)
    }

    /// `rows 1-32 of 1,099`, where suppressions have the screen to themselves and not all of them are to be seen.
    private var position: Span? {
        if state.place.view == .suppressions { return suppressedPosition }
        guard state.overlay == nil, state.filterEntry == nil, state.samples.opened == nil,
            state.place.view == .desk, state.focus == .suppressions, state.layout.kind == .single,
            state.layout.size.width >= 60
        else { return nil }
        let (first, count) = (max(0, state.suppressions.top), state.suppressionCount)
        let rows = state.layout.tableRows(.suppressions)
        guard count > rows else { return nil }
        let last = min(count, first + rows)
        return Span(
            "rows \(Numbers.grouped(first + 1))-\(Numbers.grouped(last)) of \(Numbers.grouped(count))", .dim)
    }

    /// What happened on the live board since the last key.
    private var news: [Span]? {
        guard state.place.view == .live, state.overlay == nil, state.filterEntry == nil, state.size.width >= 60
        else { return nil }
        return HappeningWords(state: state).brief.map { [Span($0, .title)] }
    }

    /// The smallest screens have no clock in the head line.
    private func clock(_ canvas: Canvas) -> [Span] {
        guard state.layout.kind == .counts, canvas.width < 60 else { return [] }
        return [Span(state.clock(at: state.now), .dim)]
    }
}
