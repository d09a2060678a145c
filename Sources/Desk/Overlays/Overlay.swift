import ResellerAPI
import Settings

/// What lies over the desk; at most one at a time.
package enum Overlay: Sendable, Equatable {
    case help(HelpState)
    case palette(PaletteState)
    case sortMenu(cursor: Int)
    /// The calls that failed, newest first.
    case errors(top: Int)
    /// Words that the user ought to see whole, for example the problems of the settings files.
    case messages(title: String, lines: [String], top: Int)
    /// What can be done here, to choose from.
    case deeds(DeedMenu)
    /// What of an open message to copy: its subject, then its links.
    case links(cursor: Int)
    /// Whose mail a sender's is.
    case assign(AssignState)
    /// For how long an alarm is hidden.
    case snooze(SnoozeMenu)
    /// The metrics of the statistics view, switched on and off.
    case metrics(cursor: Int)
    /// A line to type, such as the name of a file.
    case prompt(PromptState)
    case form(FormState)
    case confirm(ConfirmState)
    /// The accounts to go over to.
    case contexts(ContextMenu)
    /// A new account, asked for step by step.
    case account(AccountForm)
    /// The address to look for is being typed.
    case why(WhyPrompt)
    case bulk(BulkOverlay)
}

/// All commands that work here, with their keys; typing narrows.
package struct HelpState: Sendable, Equatable {
    package var entry = TextEntry()
    package var cursor = 0
    /// The commands that match, in the order of the table.
    package var commands: [CommandID] = []
    /// What had the focus before.
    package var mode = Mode.list

    package init() {}
}

/// The command bar.
package struct PaletteState: Sendable, Equatable {
    package var entry = TextEntry()
    package var cursor = 0
    package var entries: [PaletteEntry] = []
    /// What had the focus before.
    package var mode = Mode.list

    package init() {}

    /// The commands among the entries.
    package var commands: [CommandID] { entries.compactMap(\.command) }
}

/// What the command bar runs.
package enum PaletteEntry: Sendable, Hashable {
    case command(CommandID)
    /// Any call of the table, by its id.
    case operation(ResellerAPI.Operation)

    package var command: CommandID? { if case .command(let id) = self { id } else { nil } }

    /// What is typed to find it.
    package var name: String {
        switch self {
        case .command(let id): id.rawValue
        case .operation(let operation): operation.id
        }
    }

    package var help: String {
        switch self {
        case .command(let id): Command.named(id)?.help ?? ""
        case .operation(let operation): operation.wording.title
        }
    }
}

/// A short list of what can be done to what is under the cursor.
package struct DeedMenu: Sendable, Equatable {
    package var title: String
    package var deeds: [Deed]
    package var cursor = 0

    package init(title: String, deeds: [Deed]) {
        self.title = title
        self.deeds = deeds
    }
}

/// A line that is asked for.
package struct PromptState: Sendable, Equatable {
    /// What the line is for.
    package enum Purpose: Sendable, Equatable {
        /// The path of a file that what is shown is written to.
        case export
        /// The word that ends a kiosk.
        case quit
        /// A note with the word that somebody looks after these.
        case acknowledge(ChosenAlarms)
    }

    package var purpose: Purpose
    package var title: String
    package var entry: TextEntry
    /// What is said below the line.
    package var note: String

    package init(purpose: Purpose, title: String, entry: TextEntry, note: String) {
        self.purpose = purpose
        self.title = title
        self.entry = entry
        self.note = note
    }
}

/// A line of text being typed.
package struct TextEntry: Sendable, Equatable {
    package var text = ""
    /// Position of the caret, in graphemes.
    package var caret = 0
    /// Whether the text was only offered: what is typed first takes its place, as of a selected text.
    package var isOffered = false

    package init(_ text: String = "") {
        self.text = text
        caret = text.count
    }

    package init(offered text: String) {
        self.init(text)
        isOffered = !text.isEmpty
    }
}
