import Desk
import Screen
import Settings

extension DeskState {
    /// The first key of a command that is live now; nil when no key is bound.
    func keyName(_ command: CommandID) -> String? { firstKey(command, in: mode) }

    /// The first key of a command that is live in the focused pane once nothing lies over it.
    func restingKeyName(_ command: CommandID) -> String? {
        firstKey(command, in: focus == .customers ? .list : .pane)
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

    private typealias Hint = (command: CommandID, words: String)

    func draw(on canvas: inout Canvas) {
        let y = canvas.height - 1
        canvas.fill(x: 0, y: y, width: canvas.width, height: 1)
        let message = message(canvas)
        let width = message.reduce(0) { $0 + canvas.width(of: $1.text) }
        // The result is never clipped by keys, only by the screen.
        let start = max(1, canvas.width - 1 - width)
        canvas.line(start, y, message, width: max(0, canvas.width - 1 - start))
        drawKeys(end: message.isEmpty ? canvas.width : start - 2, y: y, on: &canvas)
    }

    // MARK: - Keys

    private func drawKeys(end: Int, y: Int, on canvas: inout Canvas) {
        // What can't run now has no place here; help says why.
        var named = hints.compactMap { hint in
            state.reasonOff(hint.command) == nil
                ? state.keyName(hint.command).map { (key: $0, words: hint.words) } : nil
        }
        if let panes = paneKeys { named.insert(panes, at: min(2, named.count)) }
        // Help is the way to all others: it stays when they go.
        let help = state.overlay == nil && state.filterEntry == nil ? state.keyName(.help) : nil
        let reserved = help.map { canvas.width(of: $0) + 7 } ?? 0
        var column = 1
        for (key, words) in named {
            let needed = canvas.width(of: key) + 1 + canvas.width(of: words)
            if column + needed + reserved > end { continue }
            column = canvas.put(column, y, key, .key)
            column = canvas.put(column + 1, y, words, .dim) + 2
        }
        guard let help, column + canvas.width(of: help) <= end else { return }
        column = canvas.put(column, y, help, .key)
        if column + 5 <= end { canvas.put(column + 1, y, "help", .dim) }
    }

    /// `2-5 panes`, where not all panes have rows.
    private var paneKeys: (key: String, words: String)? {
        guard state.overlay == nil, state.filterEntry == nil, state.samples.opened == nil,
            state.layout.kind == .single || state.layout.kind == .stack
        else { return nil }
        let others = Pane.allCases.filter { $0 != state.focus }
        let keys = others.compactMap { CommandID.pane($0.rawValue).flatMap(state.keyName) }
        guard let first = keys.first, let last = keys.last, keys.count == others.count else { return nil }
        return ("\(first)-\(last)", "panes")
    }

    private var hints: [Hint] {
        switch state.overlay {
        case .help: return [(.confirm, "run it"), (.dismiss, "close")]
        case .palette:
            return [(.confirm, "run it"), (.complete, "complete"), (.earlier, "earlier"), (.dismiss, "leave")]
        case .sortMenu: return [(.confirm, "sort"), (.lineDown, "down"), (.lineUp, "up"), (.dismiss, "leave")]
        case .errors, .messages: return [(.dismiss, "close"), (.lineDown, "down"), (.lineUp, "up")]
        case nil: break
        }
        if state.filterEntry != nil {
            return [(.confirm, "keep"), (.dismiss, "clear"), (.earlier, "earlier"), (.deleteLine, "delete line")]
        }
        if state.samples.opened != nil {
            return [
                (.back, "samples"), (.lineDown, "scroll"), (.pageDown, "page"), (.headers, "headers"),
                (.nextHit, "next mail"),
                (.copyID, "copy"),
            ]
        }
        return paneHints
    }

    private var paneHints: [Hint] {
        switch state.focus {
        case .customers:
            let leaving: [Hint] = state.customers.filter.isEmpty ? [] : [(.back, "clear filter")]
            let unmarking: [Hint] = state.customers.marks.count > 0 ? [(.unmarkAll, "unmark")] : []
            return leaving + [(.open, "open"), (.filter, "filter"), (.palette, "command"), (.mark, "mark")] + unmarking
                + [(.sort, "sort"), (.pane4, "suppressions"), (.refresh, "refresh")]
        case .overview:
            return leaveHints + zoomHints + [
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
                (.open, "open"), (.copyID, "copy"), (.maskAddresses, state.masksAddresses ? "unmask" : "mask"),
            ]
        }
    }

    private var zoomHints: [Hint] { state.isZoomed || state.layout.kind == .single ? [] : [(.open, "whole screen")] }
    private var leaveHints: [Hint] { state.isZoomed ? [(.back, "desk")] : [(.back, "customers")] }

    // MARK: - Result

    private func message(_ canvas: Canvas) -> [Span] {
        if !state.pendingKeys.isEmpty {
            return [Span(KeyNames.name(of: state.pendingKeys), .key), Span(" \(canvas.glyphs.asking)", .dim)]
        }
        let glyphs = canvas.glyphs
        guard let notice = state.notice else { return clock(canvas) }
        let isTrouble = notice.kind == .warning || notice.kind == .failed
        if canvas.width < 24, !isTrouble { return clock(canvas) }
        // On narrow screens a result that is well leaves room for keys.
        let room = max(0, (canvas.width < 60 && !isTrouble ? canvas.width / 2 : canvas.width) - 4)
        let text = Text.clip(notice.text, width: room, glyphs: glyphs)
        switch notice.kind {
        case .done: return [Span("\(glyphs.good) ", .ok), Span(text, .dim)]
        case .warning: return [Span("\(glyphs.warning) \(text)", .warn)]
        case .failed: return [Span("\(glyphs.unknown) \(text)", .warn)]
        case .plain: return [Span(text, .dim)]
        }
    }

    /// The smallest screens have no clock in the head line.
    private func clock(_ canvas: Canvas) -> [Span] {
        guard state.layout.kind == .counts, canvas.width < 60 else { return [] }
        return [Span(Ages.clock(state.now, utcOffset: state.utcOffset), .dim)]
    }
}
