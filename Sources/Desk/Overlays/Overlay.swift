import ResellerAPI
import Settings

/// What lies over the desk; at most one at a time.
package enum Overlay: Sendable, Equatable {
    case help(HelpState)
    case palette(PaletteState)
    /// What the customers are sorted by.
    case sortMenu(SortMenu)
    /// The calls that failed, newest first.
    case errors(ErrorList)
    /// Words that the user ought to see whole, for example the problems of the settings files.
    case messages(MessageText)
    /// What can be done here, to choose from.
    case deeds(DeedMenu)
    /// What of an open message to copy: its subject, then its links.
    case links(LinksMenu)
    /// Whose mail a sender's is.
    case assign(AssignState)
    /// For how long an alarm is hidden.
    case snooze(SnoozeMenu)
    /// The metrics of the statistics view, switched on and off.
    case metrics(MetricsMenu)
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

extension Overlay {
    /// The one place that looks at all of them; everything else asks the content.
    var content: any OverlayContent {
        switch self {
        case .help(let help): help
        case .palette(let palette): palette
        case .sortMenu(let menu): menu
        case .errors(let list): list
        case .messages(let text): text
        case .deeds(let menu): menu
        case .links(let menu): menu
        case .assign(let assign): assign
        case .snooze(let menu): menu
        case .metrics(let menu): menu
        case .prompt(let prompt): prompt
        case .form(let form): form
        case .confirm(let confirm): confirm
        case .contexts(let menu): menu
        case .account(let form): form
        case .why(let prompt): prompt
        case .bulk(.menu(let menu)): menu
        case .bulk(.preview(let preview)): preview
        case .bulk(.row(let sheet)): sheet
        case .bulk(.question(let question)): question
        }
    }

    /// Whether a command makes it do something that stays: at the service, in the archive, in a file.
    package func acts(on command: CommandID) -> Bool { content.acts(on: command) }

    /// Whether it ever does something that stays.
    package var acts: Bool { [.accept, .confirm].contains { acts(on: $0) } || content.dialog != nil }

    /// Whether what is typed next must not be shown.
    package var takesSecret: Bool { content.takesSecret }
}

/// All commands that work here, with their keys; typing narrows.
package struct HelpState: Sendable, Equatable {
    package var entry = TextEntry()
    package var cursor = 0
    /// The commands that match, in the order of the table.
    package var commands: [CommandID] = []
    /// What had the focus before.
    package var modeBelow = Mode.list

    package init() {}
}

/// The command bar.
package struct PaletteState: Sendable, Equatable {
    package var entry = TextEntry()
    package var cursor = 0
    package var entries: [PaletteEntry] = []
    /// What had the focus before.
    package var modeBelow = Mode.list

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

    package var operation: ResellerAPI.Operation? {
        if case .operation(let operation) = self { operation } else { nil }
    }

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
