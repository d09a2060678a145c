import Screen

/// Which keys run which command in which mode: the user's file over the shipped one.
///
/// ```swift
/// let keymap = Keymap(merging: shipped, user: usersFile)
/// switch keymap.step(.list, pending: state.pendingKeys, key) {
/// case .command(let id): ...
/// case .pending: state.pendingKeys.append(key)
/// case .none: ...        // in a text mode: typed text
/// }
/// ```
package struct Keymap: Sendable, Equatable {
    /// What a key does after those pressed before it.
    package enum Step: Sendable, Equatable {
        case command(CommandID)
        /// The beginning of a longer sequence.
        case pending
        /// Nothing; in a text mode a character is typed text.
        case none
    }

    /// Keys that run a command in a mode.
    package struct Binding: Sendable, Equatable {
        package let keys: [Key]
        package let command: CommandID
        let origin: Origin
    }

    /// Where a binding was written.
    struct Origin: Sendable, Equatable {
        let mode: Mode
        /// None for the shipped file.
        let usersLine: Int?
    }

    /// Everything that is wrong or worth knowing, by line.
    package let problems: [Problem]
    private let bindings: [Mode: [Binding]]
    private let lookup: [Mode: [[Key]: Step]]

    package init(merging shipped: KeymapFile, user: KeymapFile? = nil) {
        var merger = KeymapMerger(shipped: shipped, user: user)
        bindings = Dictionary(uniqueKeysWithValues: Mode.allCases.map { ($0, merger.bindings(in: $0)) })
        lookup = bindings.mapValues(Self.steps)
        let found = shipped.problems + (user?.problems ?? []) + merger.conflicts
        problems = found.enumerated()
            .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }.map(\.element)
    }

    /// What a key does in a mode. After `.command` and `.none` nothing is pending any more.
    package func step(_ mode: Mode, pending: [Key] = [], _ key: Key) -> Step {
        lookup[mode]?[pending + [key]] ?? .none
    }

    /// The keys of a command in a mode, the user's first, then in the order of the file.
    package func keys(for command: CommandID, in mode: Mode) -> [String] {
        (bindings[mode] ?? []).filter { $0.command == command }.map { KeyNames.name(of: $0.keys) }
    }

    /// What can follow the keys pressed so far.
    package func continuations(in mode: Mode, after pending: [Key]) -> [Binding] {
        (bindings[mode] ?? []).filter { $0.keys.count > pending.count && $0.keys.starts(with: pending) }
    }

    /// Every sequence and each of its beginnings.
    private static func steps(_ bindings: [Binding]) -> [[Key]: Step] {
        var steps: [[Key]: Step] = [:]
        for binding in bindings {
            for length in 1..<binding.keys.count { steps[Array(binding.keys.prefix(length))] = .pending }
            steps[binding.keys] = .command(binding.command)
        }
        return steps
    }
}
