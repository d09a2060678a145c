import Screen

/// The entries of one keymap.json and what is wrong with it.
package struct KeymapFile: Sendable, Equatable {
    /// One line: keys and what they run, or nothing (`null`).
    struct Entry: Sendable, Equatable {
        let mode: Mode
        let keys: [Key]
        let command: CommandID?
        let line: Int
    }

    /// How the file is called in problems.
    package let name: String
    package private(set) var problems: [Problem] = []
    private(set) var entries: [Entry] = []

    static let longestSequence = 4
    /// Keys that editors use: a finger that means text must not change an account.
    static let editingKeys: Set<Key> = [
        .control("a"), .control("b"), .control("d"), .control("k"), .control("u"), .control("w"), .backspace, .delete,
    ]

    private let commands: [CommandID: Command]

    package init(name: String, bytes: [UInt8], commands: [Command] = Command.all) {
        self.name = name
        self.commands = Dictionary(commands.map { ($0.id, $0) }) { first, _ in first }
        switch JSONReader.read(bytes) {
        case .failure(let failure):
            problems = [
                Problem(
                    file: name, line: failure.place.line, column: failure.place.column, reason: .json(failure.fault))
            ]
        case .success(let node):
            if let modes = node.members {
                read(modes: modes)
            } else {
                note(.notAnObject(found: node.kind), node.place)
            }
        }
    }

    private mutating func read(modes: [JSONNode.Member]) {
        var firstLines: [Mode: Int] = [:]
        for member in modes {
            guard let mode = Mode(rawValue: member.key) else {
                let nearest = Nearest.name(to: member.key, in: Mode.allCases.map(\.rawValue))
                note(.unknownMode(member.key, nearest: nearest), member.place)
                continue
            }
            if let first = firstLines[mode] { note(.modeTwice(mode, firstLine: first), member.place) }
            firstLines[mode] = firstLines[mode] ?? member.place.line
            guard let keys = member.value.members else {
                note(.modeNotAnObject(mode: mode, found: member.value.kind), member.value.place)
                continue
            }
            for key in keys { read(key, mode: mode) }
        }
    }

    private mutating func read(_ member: JSONNode.Member, mode: Mode) {
        guard let keys = keys(member, mode: mode) else { return }
        if let first = entries.first(where: { $0.mode == mode && $0.keys == keys }) {
            return note(.keyTwice(member.key, mode: mode, firstLine: first.line), member.place)
        }
        guard let command = command(member, keys: keys, mode: mode) else { return }
        entries.append(Entry(mode: mode, keys: keys, command: command, line: member.place.line))
    }

    private mutating func keys(_ member: JSONNode.Member, mode: Mode) -> [Key]? {
        let names = member.key.split(separator: " ").map(String.init)
        var keys: [Key] = []
        for name in names {
            guard let key = KeyNames.key(named: name) else {
                let nearest = KeyNames.nearest(to: name)
                note(.unknownKey(name, in: member.key, mode: mode, nearest: nearest), member.place)
                return nil
            }
            keys.append(key)
        }
        guard let first = keys.first else {
            note(.emptyKey(mode: mode), member.place)
            return nil
        }
        guard keys.count <= Self.longestSequence else {
            note(.tooManyKeys(member.key, mode: mode, limit: Self.longestSequence), member.place)
            return nil
        }
        if mode.takesText, case .character = first {
            note(.swallowsText(member.key, mode: mode), member.place)
            return nil
        }
        return keys
    }

    /// The command of an entry; `.some(nil)` unbinds, `nil` is a fault.
    private mutating func command(_ member: JSONNode.Member, keys: [Key], mode: Mode) -> CommandID?? {
        if member.value.value == .null { return .some(nil) }
        guard let text = member.value.string else {
            note(.notACommand(key: member.key, mode: mode, found: member.value.kind), member.value.place)
            return nil
        }
        guard let id = CommandID(rawValue: text), let command = commands[id] else {
            let known = commands.values.filter { $0.applies(in: mode) }.map(\.id.rawValue).sorted()
            note(.unknownCommand(text, mode: mode, nearest: Nearest.name(to: text, in: known)), member.value.place)
            return nil
        }
        guard command.applies(in: mode) else {
            note(.notHere(id, mode: mode), member.value.place)
            return nil
        }
        if command.writes, !Self.editingKeys.isDisjoint(with: keys) {
            note(.writesOnEditingKey(id, key: member.key, mode: mode), member.value.place)
            return nil
        }
        return id
    }

    private mutating func note(_ fault: KeymapFault, _ place: JSONNode.Place) {
        problems.append(Problem(file: name, line: place.line, reason: .keymap(fault)))
    }
}
