import Screen
import Testing

@testable import Settings

@Suite("Shipped keymap")
struct ShippedKeymapTests {
    private let keymap = Keymap.shipped

    @Test("It has no problems")
    func noProblems() {
        #expect(keymap.problems.map(\.text) == [])
    }

    @Test("No sequence in it hides another", arguments: Mode.allCases)
    func noConflicts(mode: Mode) {
        let sequences = keymap.continuations(in: mode, after: []).map(\.keys)
        for one in sequences {
            let longer = sequences.filter { $0.count > one.count && $0.starts(with: one) }
            #expect(longer.isEmpty, "\(KeyNames.name(of: one))")
        }
    }

    @Test("Every entry is live in the mode it stands in")
    func nothingLost() {
        for entry in Keymap.shippedFile.entries {
            let live = entry.mode.reach.contains { mode in
                keymap.continuations(in: mode, after: []).contains {
                    $0.keys == entry.keys && $0.command == entry.command
                }
            }
            #expect(live, "\(KeyNames.name(of: entry.keys)) in \(entry.mode)")
        }
    }

    @Test(
        "Every command is in the list once and is reached by a key or by the command bar", arguments: CommandID.allCases
    )
    func reachable(id: CommandID) {
        let commands = Command.all.filter { $0.id == id }
        #expect(commands.count == 1)
        for command in commands {
            let keys = command.modes.flatMap { keymap.keys(for: id, in: $0) }
            #expect(!keys.isEmpty || command.isInPalette)
        }
    }

    @Test("Every mode in which a typing command works has a key for it")
    func typingKeys() {
        for command in Command.all where command.group == .type {
            for mode in command.modes {
                #expect(!keymap.keys(for: command.id, in: mode).isEmpty, "\(command.id) in \(mode)")
            }
        }
    }

    @Test("Titles are short, help is one line, and no two commands say the same")
    func words() {
        #expect(Command.all.allSatisfy { (1...16).contains($0.title.count) })
        #expect(Command.all.allSatisfy { (1...72).contains($0.help.count) && !$0.help.contains("\n") })
        #expect(Set(Command.all.map(\.help)).count == Command.all.count)
    }

    @Test("A plain character is never a command where text is typed", arguments: Mode.allCases.filter(\.takesText))
    func textIsText(mode: Mode) {
        for value in UInt8(32)..<127 {
            #expect(keymap.step(mode, .character(Character(Unicode.Scalar(value)))) == .none)
        }
        #expect(keymap.step(mode, .escape) == .command(.dismiss))
        #expect(keymap.step(mode, .enter) == .command(.confirm))
    }

    @Test(
        "Arrows, page keys, Home and End always work beside the letters",
        arguments: [
            (Key.up, CommandID.lineUp), (.down, .lineDown), (.left, .parentPane), (.right, .childPane),
            (.pageUp, .pageUp), (.pageDown, .pageDown), (.home, .first), (.end, .last),
        ])
    func arrows(key: Key, command: CommandID) {
        #expect(keymap.step(.list, key) == .command(command))
        #expect(keymap.step(.pane, key) == .command(command))
    }

    @Test("The keys that staff know from other programs are where they expect them")
    func conventions() {
        let expected: [(String, CommandID)] = [
            ("j", .lineDown), ("k", .lineUp), ("G", .last), ("^D", .halfPageDown), ("^U", .halfPageUp),
            ("^F", .pageDown), ("Tab", .nextPane), ("S-Tab", .previousPane), ("1", .pane1), ("9", .pane9),
            ("[", .historyBack), ("]", .historyForward), ("Enter", .open), ("Esc", .back), ("q", .leave), ("Q", .quit),
            ("^C", .cancel), ("/", .filter), ("n", .nextHit), ("N", .previousHit), (":", .palette), ("?", .help),
            ("F1", .help), ("Space", .mark), ("v", .markRange), ("V", .markAll), ("U", .unmarkAll), ("r", .refresh),
            ("R", .refreshAll), ("Z", .freeze), ("+", .intervalLonger), ("-", .intervalShorter), ("s", .sort),
            ("I", .invertOrder), ("y", .copyID), ("Y", .copyRow), ("P", .maskAddresses), ("T", .nextTheme),
            ("^L", .repaint), ("^Z", .suspend),
        ]
        for (name, command) in expected {
            let key = KeyNames.key(named: name)
            #expect(key.map { keymap.step(.list, $0) } == .command(command), "\(name)")
        }
        #expect(keymap.step(.list, .character("g")) == .pending)
        #expect(keymap.step(.list, pending: [.character("g")], .character("g")) == .command(.first))
    }
}
