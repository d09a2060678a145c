/// Something a person can ask for: the one entry that keys, footer, help, palette and the manual's key table come from.
package struct Command: Sendable, Hashable, Identifiable {
    /// The heading of the help screen it stands under.
    package enum Group: String, Sendable, Hashable, CaseIterable {
        case move = "Move"
        case find = "Find"
        case mark = "Mark"
        case look = "Look"
        case judge = "Live board"
        case takeAlong = "Copy and export"
        case change = "Change"
        case program = "Program"
        case type = "Type"
    }

    package let id: CommandID
    /// For the footer: a word or two.
    package let title: String
    /// For the help screen and the palette: one line.
    package let help: String
    package let group: Group
    /// Where it does something.
    package let modes: Set<Mode>
    /// What is looked in for typed text, in small letters.
    package let words: [String]
    /// Whether it changes something at the service. Such a command stays away from keys that editors and fingers use.
    package let writes: Bool
    /// Whether a kiosk has it: one that is not allowed by name it refuses.
    package let kiosk: Bool

    package init(
        _ id: CommandID, _ title: String, _ help: String, _ group: Group, _ modes: Set<Mode>, writes: Bool = false,
        kiosk: Bool = false
    ) {
        self.id = id
        self.title = title
        self.help = help
        self.group = group
        self.modes = modes
        self.words = [id.rawValue, title.lowercased(), help.lowercased()]
        self.writes = writes
        self.kiosk = kiosk
    }

    /// Whether it is run by name from the command bar. What edits text is not: there is no text to edit then.
    package var isInPalette: Bool { group != .type && !modes.isDisjoint(with: Command.resting) }

    /// Whether it does something in a mode, or somewhere that falls back to it.
    package func applies(in mode: Mode) -> Bool { mode.reach.contains { modes.contains($0) } }

    /// All commands, in the order of the help screen.
    package static let all: [Command] =
        moving + finding + marking + looking + judging + changing + takingAlong + program + typing

    /// The command behind an id.
    package static func named(_ id: CommandID) -> Command? { byID[id] }

    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
}

extension Command {
    /// The panes of a view.
    private static let panes: Set<Mode> = [.list, .pane, .board]
    /// Where no text is typed and no menu waits for a choice.
    private static let resting: Set<Mode> = [.list, .pane, .board, .message]
    /// Where there are lines to move over.
    private static let lines: Set<Mode> = [.list, .pane, .board, .message, .menu, .help, .form, .confirm]
    /// Where text is typed.
    private static let typed: Set<Mode> = [.text, .help, .palette]
    /// Where text is typed over the desk, in fields of a form or a dialog.
    private static let fields: Set<Mode> = [.form, .field]
    private static let everywhere = Set(Mode.allCases)

    private static let moving: [Command] =
        [
            Command(.lineDown, "down", "line down", .move, lines.union([.field]), kiosk: true),
            Command(.lineUp, "up", "line up", .move, lines.union([.field]), kiosk: true),
            Command(.halfPageDown, "half page down", "half a page down", .move, lines, kiosk: true),
            Command(.halfPageUp, "half page up", "half a page up", .move, lines, kiosk: true),
            Command(.pageDown, "page down", "a page down", .move, lines.union([.field]), kiosk: true),
            Command(.pageUp, "page up", "a page up", .move, lines.union([.field]), kiosk: true),
            Command(.first, "first", "first line", .move, lines, kiosk: true),
            Command(.last, "last", "last line", .move, lines, kiosk: true),
            Command(.nextPane, "next pane", "next pane", .move, resting, kiosk: true),
            Command(.previousPane, "previous pane", "previous pane", .move, resting, kiosk: true),
            Command(.parentPane, "parent", "pane out", .move, panes, kiosk: true),
            Command(.childPane, "child", "pane in", .move, panes, kiosk: true),
            Command(.historyBack, "back", "the previous customer in your history", .move, resting, kiosk: true),
            Command(.historyForward, "forward", "the next customer in your history", .move, resting, kiosk: true),
            Command(.back, "back", "back one level", .move, resting, kiosk: true),
        ] + (1...9).compactMap(pane)

    private static func pane(_ digit: Int) -> Command? {
        CommandID.pane(digit).map {
            Command($0, "pane \(digit)", "the pane titled \(digit)", .move, resting, kiosk: true)
        }
    }

    private static let finding: [Command] = [
        Command(.filter, "filter", "filter as you type", .find, panes, kiosk: true),
        Command(.nextHit, "next hit", "next hit", .find, resting, kiosk: true),
        Command(.previousHit, "previous hit", "previous hit", .find, resting, kiosk: true),
        Command(.sort, "sort", "choose the column to sort by", .find, panes, kiosk: true),
        Command(.invertOrder, "invert", "reverse the order", .find, panes, kiosk: true),
        Command(.palette, "command", "run a command by its name", .find, resting, kiosk: true),
    ]

    private static let marking: [Command] = [
        Command(.mark, "mark", "mark and move on", .mark, panes, kiosk: true),
        Command(.markRange, "range", "mark a range with the cursor", .mark, panes, kiosk: true),
        Command(.markAll, "mark all", "mark all rows shown", .mark, panes, kiosk: true),
        Command(.unmarkAll, "unmark", "unmark all", .mark, panes, kiosk: true),
    ]

    private static let looking: [Command] = [
        Command(
            .open, "open", "open what is under the cursor; from a message, its customer", .look, resting, kiosk: true),
        Command(.desk, "desk", "all panes", .look, resting, kiosk: true),
        Command(.customers, "customers", "the customer list alone, with all its columns", .look, resting, kiosk: true),
        Command(.periodLonger, "longer", "statistics of a longer period: 7, 30, 90 days", .look, panes, kiosk: true),
        Command(.periodShorter, "shorter", "statistics of a shorter period", .look, panes, kiosk: true),
        Command(.metric, "metric", "choose the metric of the statistics", .look, panes, kiosk: true),
        Command(
            .nextList, "next list", "next suppression list: bounced, unsubscribed, invalid, spam", .look, panes,
            kiosk: true),
        Command(.customer, "customer", "all settings of this customer", .look, resting, kiosk: true),
        Command(.suppressions, "suppressions", "addresses that get no mail", .look, resting, kiosk: true),
        Command(.statistics, "statistics", "this customer's mail, day by day", .look, resting, kiosk: true),
        Command(.samples, "samples", "the monitor samples of this customer", .look, panes, kiosk: true),
        Command(.compare, "compare", "compare the statistics with the previous period", .look, panes, kiosk: true),
        Command(.why, "why", "why an address gets no mail", .look, resting, kiosk: true),
        Command(.billing, "billing", "invoices, current usage, packages, pending changes", .look, resting, kiosk: true),
        Command(.ips, "IPs", "IP addresses and whitelabels", .look, resting, kiosk: true),
        Command(.monitors, "monitors", "monitor records and their customers", .look, resting, kiosk: true),
        Command(.journal, "journal", "what was changed, when and by whom", .look, resting, kiosk: true),
        Command(.runs, "runs", "bulk runs and their progress", .look, resting, kiosk: true),
        Command(.live, "live board", "customers that need attention now", .look, resting, kiosk: true),
        Command(
            .headers, "headers", "all headers of the message, or only the main ones", .look, [.message], kiosk: true),
        Command(.source, "source", "the raw source of the message", .look, [.message], kiosk: true),
        Command(.plainOrHTML, "plain or HTML", "switch between plain text and HTML", .look, [.message], kiosk: true),
        Command(.nextSample, "next mail", "next message", .look, [.message], kiosk: true),
        Command(.previousSample, "previous mail", "previous message", .look, [.message], kiosk: true),
        Command(.assign, "assign", "assign the sender of a sample to a customer", .look, [.pane, .message]),
        Command(.errors, "errors", "recent problems", .look, resting, kiosk: true),
        Command(.refresh, "refresh", "reload this view", .look, resting, kiosk: true),
        Command(.refreshAll, "refresh all", "reload everything", .look, resting, kiosk: true),
        Command(.freeze, "freeze", "freeze or unfreeze auto-refresh", .look, resting, kiosk: true),
        Command(.intervalLonger, "less often", "refresh less often", .look, resting, kiosk: true),
        Command(.intervalShorter, "more often", "refresh more often", .look, resting, kiosk: true),
    ]

    private static let judging: [Command] = [
        Command(.nextProblem, "next new", "next unacknowledged alarm", .judge, [.board], kiosk: true),
        Command(.previousProblem, "previous new", "previous unacknowledged alarm", .judge, [.board], kiosk: true),
        Command(
            .acknowledge, "acknowledge", "acknowledge, with a note for the team; again: undo", .judge,
            [.board]),
        Command(.snooze, "snooze", "snooze for a while, unless it gets worse", .judge, [.board]),
        Command(.solved, "solved", "mark as resolved", .judge, [.board]),
        Command(
            .follow, "follow", "keep the cursor on the worst; in the list: on this customer", .judge, [.board, .list],
            kiosk: true),
        Command(.pin, "pin", "pin a customer to the board, or unpin it", .judge, [.board, .list]),
    ]

    private static let changing: [Command] = [
        Command(.change, "change", "change what is under the cursor", .change, resting, writes: true),
        Command(.add, "add", "add something here", .change, panes, writes: true),
        Command(.remove, "remove", "remove what is under the cursor", .change, resting, writes: true),
        Command(.closeAccount, "close account", "close the account of this customer", .change, panes, writes: true),
        Command(
            .bulk, "change many", "change what is marked or filtered", .change, resting,
            writes: true),
        Command(.undo, "undo", "undo the last change", .change, resting, writes: true),
        Command(.redo, "redo", "redo the last undone change", .change, resting, writes: true),
        Command(.pauseRun, "pause", "pause or resume the bulk run", .change, panes),
        Command(.retryFailed, "retry", "retry the failed rows of the bulk run", .change, panes, writes: true),
    ]

    private static let takingAlong: [Command] = [
        Command(.copyID, "copy id", "copy the name or address under the cursor", .takeAlong, resting),
        Command(.copyRow, "copy row", "copy the row", .takeAlong, resting),
        Command(.export, "export", "export the rows shown to a file", .takeAlong, resting),
        Command(
            .maskAddresses, "mask", "mask all names except this customer's, for a shared screen", .takeAlong, resting),
    ]

    private static let program: [Command] = [
        Command(.help, "help", "the keys of this view", .program, resting, kiosk: true),
        Command(.context, "context", "switch account", .program, resting),
        Command(.accountAdd, "add account", "add an account step by step", .program, resting),
        Command(.nextTheme, "theme", "next theme", .program, resting, kiosk: true),
        Command(.reload, "reload", "reload keymap, themes and accounts", .program, resting, kiosk: true),
        Command(.repaint, "repaint", "repaint the screen", .program, everywhere, kiosk: true),
        Command(.suspend, "suspend", "suspend to the shell", .program, everywhere),
        Command(.cancel, "cancel", "cancel what is running, or leave the field", .program, everywhere, kiosk: true),
        Command(.leave, "leave", "leave the view; at the top level: quit", .program, resting, kiosk: true),
        Command(.quit, "quit", "quit", .program, resting, kiosk: true),
    ]

    private static let typing: [Command] = [
        Command(
            .confirm, "confirm", "accept what is typed or chosen", .type, typed.union(fields).union([.menu]),
            kiosk: true),
        Command(
            .dismiss, "dismiss", "leave without accepting", .type, typed.union(fields).union([.menu, .confirm]),
            kiosk: true),
        Command(.accept, "confirm", "yes, send it", .type, [.confirm]),
        Command(.ticket, "ticket", "add a ticket or reason to the change", .type, [.confirm]),
        Command(
            .keepTicket, "keep ticket", "keep the ticket until another customer is shown", .type,
            [.confirm, .field]),
        Command(.nextField, "next field", "next field", .type, fields, kiosk: true),
        Command(.previousField, "previous field", "previous field", .type, fields, kiosk: true),
        Command(.editText, "editor", "edit a multi-line text in your editor", .type, [.form]),
        Command(.cursorLeft, "left", "one character left", .type, typed.union(fields), kiosk: true),
        Command(.cursorRight, "right", "one character right", .type, typed.union(fields), kiosk: true),
        Command(.cursorStart, "start", "to the start of the line", .type, typed.union(fields), kiosk: true),
        Command(.cursorEnd, "end", "to the end of the line", .type, typed.union(fields), kiosk: true),
        Command(
            .deleteBefore, "delete", "delete the character before the cursor", .type, typed.union(fields), kiosk: true),
        Command(
            .deleteAfter, "delete after", "delete the character after the cursor", .type, typed.union(fields),
            kiosk: true),
        Command(
            .deleteWord, "delete word", "delete the word before the cursor", .type, typed.union(fields), kiosk: true),
        Command(
            .deleteLine, "delete line", "delete everything before the cursor", .type, typed.union(fields), kiosk: true),
        Command(.earlier, "earlier", "previous entry of the history", .type, [.text, .palette], kiosk: true),
        Command(.later, "later", "next entry of the history", .type, [.text, .palette], kiosk: true),
        Command(.complete, "complete", "complete the word", .type, [.text, .palette], kiosk: true),
        Command(.completeBack, "complete back", "previous completion", .type, [.text, .palette], kiosk: true),
    ]
}
