/// Something a person can ask for: the one entry that keys, footer, help, palette and the manual's key table come from.
package struct Command: Sendable, Hashable, Identifiable {
    /// The heading of the help screen it stands under.
    package enum Group: String, Sendable, Hashable, CaseIterable {
        case move = "Move"
        case find = "Find"
        case mark = "Mark"
        case look = "Look"
        case judge = "Live board"
        case takeAlong = "Take along"
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

    package init(
        _ id: CommandID, _ title: String, _ help: String, _ group: Group, _ modes: Set<Mode>, writes: Bool = false
    ) {
        self.id = id
        self.title = title
        self.help = help
        self.group = group
        self.modes = modes
        self.words = [id.rawValue, title.lowercased(), help.lowercased()]
        self.writes = writes
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
            Command(.lineDown, "down", "line down", .move, lines.union([.field])),
            Command(.lineUp, "up", "line up", .move, lines.union([.field])),
            Command(.halfPageDown, "half page down", "half a page down", .move, lines),
            Command(.halfPageUp, "half page up", "half a page up", .move, lines),
            Command(.pageDown, "page down", "a page down", .move, lines.union([.field])),
            Command(.pageUp, "page up", "a page up", .move, lines.union([.field])),
            Command(.first, "first", "first line", .move, lines),
            Command(.last, "last", "last line", .move, lines),
            Command(.nextPane, "next pane", "next pane", .move, resting),
            Command(.previousPane, "previous pane", "previous pane", .move, resting),
            Command(.parentPane, "parent", "parent pane", .move, panes),
            Command(.childPane, "child", "child pane", .move, panes),
            Command(.historyBack, "back", "back to the customer before", .move, resting),
            Command(.historyForward, "forward", "forward again", .move, resting),
            Command(.back, "back", "exactly one level out; never quits", .move, resting),
        ] + (1...9).compactMap(pane)

    private static func pane(_ digit: Int) -> Command? {
        CommandID.pane(digit).map { Command($0, "pane \(digit)", "pane whose title shows \(digit)", .move, resting) }
    }

    private static let finding: [Command] = [
        Command(.filter, "filter", "filter as you type", .find, panes),
        Command(.nextHit, "next hit", "next hit", .find, resting),
        Command(.previousHit, "previous hit", "previous hit", .find, resting),
        Command(.sort, "sort", "choose the column to sort by", .find, panes),
        Command(.invertOrder, "invert", "turn the order round", .find, panes),
        Command(.palette, "command", "run a command by its name", .find, resting),
    ]

    private static let marking: [Command] = [
        Command(.mark, "mark", "mark, and move on", .mark, panes),
        Command(.markRange, "range", "mark from here to where the cursor goes", .mark, panes),
        Command(.markAll, "mark all", "mark all shown", .mark, panes),
        Command(.unmarkAll, "unmark", "unmark all", .mark, panes),
    ]

    private static let looking: [Command] = [
        Command(.open, "open", "open what is under the cursor; of a message its customer", .look, resting),
        Command(.desk, "desk", "all panes", .look, resting),
        Command(.customers, "customers", "the customer list alone, with all its columns", .look, resting),
        Command(.periodLonger, "longer", "statistics of a longer period: 7, 30, 90 days", .look, panes),
        Command(.periodShorter, "shorter", "statistics of a shorter period", .look, panes),
        Command(.metric, "metric", "choose the metric of the statistics", .look, panes),
        Command(.nextList, "next list", "next suppression list: bounced, unsubscribed, invalid, spam", .look, panes),
        Command(.customer, "customer", "all settings of this customer", .look, resting),
        Command(.suppressions, "suppressions", "who gets no more mail of this customer", .look, resting),
        Command(.statistics, "statistics", "this customer's mail, day by day", .look, resting),
        Command(.samples, "samples", "the monitor samples of this customer", .look, panes),
        Command(.compare, "compare", "show the period before beside the statistics", .look, panes),
        Command(.why, "why", "why does an address get no mail?", .look, resting),
        Command(.billing, "billing", "invoices, running usage, packages, pending changes", .look, resting),
        Command(.ips, "IPs", "IP addresses and whitelabels", .look, resting),
        Command(.monitors, "monitors", "monitor records and who is on them", .look, resting),
        Command(.journal, "journal", "what was changed, when, by whom", .look, resting),
        Command(.runs, "runs", "bulk runs, and how far they are", .look, resting),
        Command(.live, "live board", "which customer needs a human right now", .look, resting),
        Command(.headers, "headers", "all headers of the message, or the few that matter", .look, [.message]),
        Command(.source, "source", "the message as it lies there, byte for byte", .look, [.message]),
        Command(.plainOrHTML, "plain or HTML", "the plain text of the message, or that of its HTML", .look, [.message]),
        Command(.nextSample, "next mail", "the next message of the list", .look, [.message]),
        Command(.previousSample, "previous mail", "the message before", .look, [.message]),
        Command(.assign, "assign", "say whose mail the sender of a sample sends", .look, [.pane, .message]),
        Command(.errors, "errors", "what went wrong lately", .look, resting),
        Command(.refresh, "refresh", "read this again", .look, resting),
        Command(.refreshAll, "refresh all", "read everything again", .look, resting),
        Command(.freeze, "freeze", "hold everything still, or go on", .look, resting),
        Command(.intervalLonger, "less often", "refresh less often", .look, resting),
        Command(.intervalShorter, "more often", "refresh more often", .look, resting),
    ]

    private static let judging: [Command] = [
        Command(.nextProblem, "next new", "next customer that nobody has looked at", .judge, [.board]),
        Command(.previousProblem, "previous new", "previous customer that nobody has looked at", .judge, [.board]),
        Command(
            .acknowledge, "acknowledge", "acknowledge, with a note for the team; again: take it back", .judge,
            [.board]),
        Command(.snooze, "snooze", "hide it for a while, unless it gets worse", .judge, [.board]),
        Command(.solved, "solved", "say that it is dealt with", .judge, [.board]),
        Command(
            .follow, "follow", "keep the cursor on the worst; in the list: on this customer", .judge, [.board, .list]),
        Command(.pin, "pin", "keep a customer on the board, or let it go", .judge, [.board, .list]),
    ]

    private static let changing: [Command] = [
        Command(.change, "change", "change what is under the cursor", .change, resting, writes: true),
        Command(.add, "add", "add something here", .change, panes, writes: true),
        Command(.remove, "remove", "take away what is under the cursor", .change, resting, writes: true),
        Command(.closeAccount, "close account", "close the account of this customer", .change, panes, writes: true),
        Command(
            .bulk, "change many", "change all that is marked, or all that the filter shows", .change, resting,
            writes: true),
        Command(.undo, "undo", "take back the last change", .change, resting, writes: true),
        Command(.redo, "redo", "do again what was taken back", .change, resting, writes: true),
        Command(.pauseRun, "pause", "pause the bulk run, or go on", .change, panes),
        Command(.retryFailed, "retry", "try the failed rows of the bulk run again", .change, panes, writes: true),
    ]

    private static let takingAlong: [Command] = [
        Command(.copyID, "copy id", "copy the name or address under the cursor", .takeAlong, resting),
        Command(.copyRow, "copy row", "copy the row", .takeAlong, resting),
        Command(.export, "export", "write what is shown to a file", .takeAlong, resting),
        Command(.maskAddresses, "mask", "mask all names but this customer's, for a shared screen", .takeAlong, resting),
    ]

    private static let program: [Command] = [
        Command(.help, "help", "the keys of this view", .program, resting),
        Command(.context, "context", "go over to another account", .program, resting),
        Command(.accountAdd, "add account", "add an account, step by step", .program, resting),
        Command(.nextTheme, "theme", "next theme", .program, resting),
        Command(.reload, "reload", "read keymap, themes and contexts again", .program, resting),
        Command(.repaint, "repaint", "paint the screen again", .program, everywhere),
        Command(.suspend, "suspend", "suspend to the shell", .program, everywhere),
        Command(.cancel, "cancel", "cancel what runs, or leave the field", .program, everywhere),
        Command(.leave, "leave", "leave the view; at the top: quit", .program, resting),
        Command(.quit, "quit", "quit", .program, resting),
    ]

    private static let typing: [Command] = [
        Command(.confirm, "confirm", "take what is typed or chosen", .type, typed.union(fields).union([.menu])),
        Command(.dismiss, "dismiss", "leave without taking it", .type, typed.union(fields).union([.menu, .confirm])),
        Command(.accept, "confirm", "yes, send it", .type, [.confirm]),
        Command(.ticket, "ticket", "note a ticket or a reason with the change", .type, [.confirm]),
        Command(
            .keepTicket, "keep ticket", "keep the ticket for this customer, until another is shown", .type,
            [.confirm, .field]),
        Command(.nextField, "next field", "next field", .type, fields),
        Command(.previousField, "previous field", "previous field", .type, fields),
        Command(.editText, "editor", "write a text of several lines in your editor", .type, [.form]),
        Command(.cursorLeft, "left", "a character to the left", .type, typed.union(fields)),
        Command(.cursorRight, "right", "a character to the right", .type, typed.union(fields)),
        Command(.cursorStart, "start", "to the start of the line", .type, typed.union(fields)),
        Command(.cursorEnd, "end", "to the end of the line", .type, typed.union(fields)),
        Command(.deleteBefore, "delete", "delete the character before the cursor", .type, typed.union(fields)),
        Command(.deleteAfter, "delete after", "delete the character after the cursor", .type, typed.union(fields)),
        Command(.deleteWord, "delete word", "delete the word before the cursor", .type, typed.union(fields)),
        Command(.deleteLine, "delete line", "delete everything before the cursor", .type, typed.union(fields)),
        Command(.earlier, "earlier", "what was typed before", .type, [.text, .palette]),
        Command(.later, "later", "what was typed after that", .type, [.text, .palette]),
        Command(.complete, "complete", "complete the word", .type, [.text, .palette]),
        Command(.completeBack, "complete back", "the completion before", .type, [.text, .palette]),
    ]
}
