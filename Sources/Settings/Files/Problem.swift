/// Something in a settings file that is not as it should be. The program goes on; `text` says what it does instead.
package struct Problem: Error, Sendable, Equatable {
    /// How much it matters.
    package enum Severity: Sendable, Equatable {
        /// The entry has no effect.
        case fault
        /// The entry works, and something else no longer does.
        case note
    }

    /// What is the matter.
    package enum Reason: Sendable, Equatable {
        case file(FileFault)
        case json(JSONFault)
        case keymap(KeymapFault)
        case theme(ThemeFault)
        case config(ConfigFault)
    }

    /// The file as a person would call it.
    package let file: String
    /// From 1; none where the whole file is meant.
    package let line: Int?
    /// From 1, in characters; only where a line alone does not say where.
    package let column: Int?
    package let reason: Reason

    package init(file: String, line: Int? = nil, column: Int? = nil, reason: Reason) {
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason
    }

    package var severity: Severity {
        if case .keymap(let fault) = reason, fault.isNote { .note } else { .fault }
    }

    /// The right name that is nearest to a wrong one.
    package var nearest: String? {
        switch reason {
        case .file, .json: nil
        case .keymap(let fault): fault.nearest
        case .theme(let fault): fault.nearest
        case .config(let fault): fault.nearest
        }
    }
}

/// A file that could not be read at all.
package enum FileFault: Error, Sendable, Equatable {
    /// With the system's word for it.
    case unreadable(String)
    case notAFile
    case tooLong(limit: Int)
    /// A link on the way leads to what is not there.
    case dangling(String, to: String)
    /// The file, or its folder, belongs to somebody else, who could have commands run in this user's name.
    case foreign(path: String, owner: String)
    /// Others may write to the file or its folder; with its mode.
    case accessible(path: String, mode: Int, isFolder: Bool)
}

/// What can be wrong with an entry of keymap.json.
package enum KeymapFault: Sendable, Equatable {
    case notAnObject(found: String)
    case unknownMode(String, nearest: String?)
    case modeNotAnObject(mode: Mode, found: String)
    case modeTwice(Mode, firstLine: Int)
    case emptyKey(mode: Mode)
    case unknownKey(String, in: String, mode: Mode, nearest: String?)
    case tooManyKeys(String, mode: Mode, limit: Int)
    case keyTwice(String, mode: Mode, firstLine: Int)
    case notACommand(key: String, mode: Mode, found: String)
    case unknownCommand(String, mode: Mode, nearest: String?)
    case notHere(CommandID, mode: Mode)
    case swallowsText(String, mode: Mode)
    case writesOnEditingKey(CommandID, key: String, mode: Mode)
    /// A shorter sequence of the same file runs first.
    case neverReached(String, mode: Mode, behind: String, line: Int)
    case hides(String, mode: Mode, hidden: String, command: CommandID, lastKey: Bool)
    case takesOver(String, mode: Mode, command: CommandID, from: CommandID, lastKey: Bool)

    var isNote: Bool {
        switch self {
        case .hides, .takesOver: true
        default: false
        }
    }

    var nearest: String? {
        switch self {
        case .unknownMode(_, let nearest), .unknownKey(_, _, _, let nearest), .unknownCommand(_, _, let nearest):
            nearest
        default: nil
        }
    }
}
