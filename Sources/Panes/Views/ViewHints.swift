import Desk
import Settings

/// The keys of a view for the key line, most used first.
struct ViewHints {
    let state: DeskState

    var hints: [KeyLine.Hint] {
        if state.place.view == .live { return board }
        let leaving: KeyLine.Hint = (.back, wayOut)
        let opening: [KeyLine.Hint] =
            canOpen ? [(.open, state.rowUnderCursor?.opens == nil ? "whole screen" : "open")] : []
        return [leaving] + opening + [
            (.change, "change"), (.add, "add"), (.remove, "take away"), (.filter, "filter"), (.copyID, "copy"),
        ] + jumps + [(.export, "export"), (.refresh, "refresh")]
    }

    private var board: [KeyLine.Hint] {
        let wayOut: [KeyLine.Hint] =
            state.view.isZoomed || !state.view.filter.isEmpty
            ? [(.back, wayOut)] : state.session.isKiosk ? [] : [(.back, wayOut)]
        return [
            (.open, "open"), (.acknowledge, "acknowledge"), (.snooze, "snooze"), (.samples, "samples"),
            (.nextProblem, "next new"), (.why, "why"),
        ] + wayOut + [
            (.follow, "follow"), (.freeze, state.isFrozen ? "go on" : "freeze"), (.filter, "filter"),
            (.solved, "solved"), (.mark, "mark"),
            (.change, "change"), (.pin, "pin"),
        ]
    }

    private var canOpen: Bool {
        state.rowUnderCursor?.opens != nil || (state.viewLayout.frames.count > 1 && !state.view.isZoomed)
    }

    /// What Esc does next.
    private var wayOut: String {
        if state.view.isZoomed { return "all panes" }
        if !state.view.filter.isEmpty { return "clear filter" }
        return state.views.parents.last.map { $0.view.title.lowercased() } ?? "desk"
    }

    private var jumps: [KeyLine.Hint] {
        switch state.place.view {
        case .customer: [(.suppressions, "suppressions"), (.statistics, "statistics")]
        case .journal: [(.undo, "take back")]
        default: []
        }
    }

    /// `1-9 panes`, where not all panes have rows.
    var paneKeys: (key: String, words: String)? {
        let digits = state.viewPanes.map(\.digit)
        guard digits.count > 1, state.viewLayout.kind == .single || state.viewLayout.kind == .stack else { return nil }
        let keys = digits.compactMap { CommandID.pane($0).flatMap(state.keyName) }
        guard let first = keys.first, let last = keys.last, keys.count == digits.count else { return nil }
        return ("\(first)-\(last)", "panes")
    }
}
