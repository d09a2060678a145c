import Screen

/// Lays the entries of two files over each other, mode by mode, and names what gets in each other's way.
struct KeymapMerger {
    private let user: KeymapFile?
    private let shipped: KeymapFile
    /// Each conflict once, though it may show in several modes.
    private(set) var conflicts: [Problem] = []

    init(shipped: KeymapFile, user: KeymapFile?) {
        self.shipped = shipped
        self.user = user
    }

    /// The bindings of a mode, the strongest first: the user's of the mode, of its fallbacks, then the shipped ones.
    mutating func bindings(in mode: Mode) -> [Keymap.Binding] {
        let fromUser = entries(of: user, in: mode, isUsers: true)
        let fromShipped = entries(of: shipped, in: mode, isUsers: false)
        var bindings: [Keymap.Binding] = []
        var decided: Set<[Key]> = []
        var hidden: [(by: Keymap.Binding, what: Keymap.Binding)] = []
        for (keys, command, origin) in fromUser + fromShipped where decided.insert(keys).inserted {
            guard let command else { continue }
            let binding = Keymap.Binding(keys: keys, command: command, origin: origin)
            if let rival = bindings.first(where: { Self.beginAlike($0.keys, keys) }) {
                hidden.append((rival, binding))
            } else {
                bindings.append(binding)
            }
        }
        for (rival, loser) in hidden { nameHidden(loser, by: rival, left: bindings) }
        nameTakenOver(fromShipped, left: bindings)
        return bindings
    }

    private typealias Candidate = (keys: [Key], command: CommandID?, origin: Keymap.Origin)

    /// The entries of a file that say something about a mode, nearest first.
    private func entries(of file: KeymapFile?, in mode: Mode, isUsers: Bool) -> [Candidate] {
        guard let file else { return [] }
        return mode.chain.flatMap { level in
            file.entries
                .filter { entry in
                    guard entry.mode == level else { return false }
                    guard level != mode, let id = entry.command else { return true }
                    return Command.named(id)?.modes.contains(mode) ?? false
                }
                .map {
                    ($0.keys, $0.command, Keymap.Origin(mode: $0.mode, usersLine: isUsers ? $0.line : nil))
                }
        }
    }

    /// Whether one sequence is the beginning of the other: the longer one could never be finished.
    private static func beginAlike(_ one: [Key], _ other: [Key]) -> Bool {
        one.starts(with: other) || other.starts(with: one)
    }

    private mutating func nameHidden(_ loser: Keymap.Binding, by rival: Keymap.Binding, left: [Keymap.Binding]) {
        guard let file = user?.name, let rivalLine = rival.origin.usersLine else { return }
        let keys = KeyNames.name(of: loser.keys)
        let rivalKeys = KeyNames.name(of: rival.keys)
        if let line = loser.origin.usersLine {
            let fault = KeymapFault.neverReached(keys, mode: loser.origin.mode, behind: rivalKeys, line: rivalLine)
            name(Problem(file: file, line: line, reason: .keymap(fault)))
        } else {
            let lastKey = !left.contains { $0.command == loser.command }
            let fault = KeymapFault.hides(
                rivalKeys, mode: rival.origin.mode, hidden: keys, command: loser.command, lastKey: lastKey)
            name(Problem(file: file, line: rivalLine, reason: .keymap(fault)))
        }
    }

    private mutating func nameTakenOver(_ shipped: [Candidate], left: [Keymap.Binding]) {
        guard let file = user?.name else { return }
        var seen: Set<[Key]> = []
        for former in shipped where seen.insert(former.keys).inserted {
            guard let command = former.command, let now = left.first(where: { $0.keys == former.keys }),
                let line = now.origin.usersLine, now.command != command
            else { continue }
            let lastKey = !left.contains { $0.command == command }
            let fault = KeymapFault.takesOver(
                KeyNames.name(of: now.keys), mode: now.origin.mode, command: now.command, from: command,
                lastKey: lastKey)
            name(Problem(file: file, line: line, reason: .keymap(fault)))
        }
    }

    private mutating func name(_ problem: Problem) {
        if !conflicts.contains(problem) { conflicts.append(problem) }
    }
}
