import Settings
import StateStore

/// What a command does in one place: when it means something there, why it can't run now, and what it does.
package struct CommandBinding: Sendable {
    package typealias Run = @Sendable (DeskReducer, inout DeskState) -> Effect<DeskAction>
    package typealias Change = @Sendable (inout DeskState) -> Void
    package typealias Reason = @Sendable (DeskState) -> String?
    package typealias Test = @Sendable (DeskState) -> Bool

    package let command: CommandID
    /// Where it does not apply, the next place outwards is asked.
    let applies: Test
    /// Why it can't run now, for a person to read; nil where it can.
    let off: Reason
    let run: Run

    /// A command and what it does.
    static func on(
        _ command: CommandID, when applies: @escaping Test = { _ in true }, off: @escaping Reason = { _ in nil },
        _ run: @escaping Run
    ) -> CommandBinding {
        CommandBinding(command: command, applies: applies, off: off, run: run)
    }

    /// A command that only changes what is shown.
    static func does(
        _ command: CommandID, when applies: @escaping Test = { _ in true }, off: @escaping Reason = { _ in nil },
        _ change: @escaping Change
    ) -> CommandBinding {
        on(command, when: applies, off: off) { _, state in
            change(&state)
            return .none
        }
    }

    /// Commands that have no function here, though they have one further out.
    static func nothing(_ commands: [CommandID], _ words: String = InputWords.notHere) -> [CommandBinding] {
        commands.map { .on($0, off: { _ in words }) { _, _ in .none } }
    }

    /// All commands that move a cursor, with one thing to do.
    static func moves(
        when applies: @escaping Test = { _ in true },
        _ run: @escaping @Sendable (DeskReducer, inout DeskState, CommandID) -> Effect<DeskAction>
    ) -> [CommandBinding] {
        CommandID.moves.map { command in .on(command, when: applies) { run($0, &$1, command) } }
    }

    /// The commands that focus a pane by its digit, with the digit.
    static func digits(
        off: @escaping @Sendable (DeskState, Int) -> String? = { _, _ in nil },
        _ run: @escaping @Sendable (DeskReducer, inout DeskState, Int) -> Effect<DeskAction>
    ) -> [CommandBinding] {
        (1...9).compactMap { digit in
            CommandID.pane(digit).map { .on($0, off: { off($0, digit) }) { run($0, &$1, digit) } }
        }
    }
}

/// A place where commands are looked up: a message, a pane, a view, the desk as a whole.
package struct CommandScope: Sendable {
    private let bindings: [CommandID: [CommandBinding]]

    /// Of several bindings of a command the first that applies counts.
    init(_ bindings: [CommandBinding]) { self.bindings = Dictionary(grouping: bindings, by: \.command) }

    func binding(of command: CommandID, _ state: DeskState) -> CommandBinding? {
        bindings[command]?.first { $0.applies(state) }
    }

    /// What is bound here at all.
    package var commands: Set<CommandID> { Set(bindings.keys) }
}

extension DeskState {
    /// Where a command is looked up, the nearest first: what has the focus, the view, everywhere.
    private var commandScopes: [CommandScope] {
        var scopes: [CommandScope] = []
        if samples.opened != nil { scopes.append(DeskReducer.messageCommands) }
        if sampleAtHand != nil { scopes.append(DeskReducer.sampleCommands) }
        if samples.opened == nil, place.view == .desk, focus == .samples {
            scopes.append(DeskReducer.samplesPaneCommands)
        }
        if let viewCommands { scopes.append(viewCommands) }
        return scopes + [
            DeskReducer.everywhereCommands,
            place.view == .desk ? DeskReducer.deskCommands : DeskReducer.sheetCommands, DeskReducer.programCommands,
        ]
    }

    /// What a view binds beyond what all views do.
    private var viewCommands: CommandScope? {
        switch place.view {
        case .live: DeskReducer.boardCommands
        case .statistics: DeskReducer.statisticsCommands
        case .suppressions: DeskReducer.suppressionsCommands
        case .why: DeskReducer.whyCommands
        case .runs: DeskReducer.runsCommands
        case .monitors: DeskReducer.monitorsCommands
        case .desk, .customer, .billing, .ips, .journal, .answer: nil
        }
    }

    /// What a command means now, beneath whatever lies over the desk; nil where it has no function.
    func binding(of command: CommandID) -> CommandBinding? {
        for scope in commandScopes {
            if let binding = scope.binding(of: command, self) { return binding }
        }
        return nil
    }

    /// Why a command can't run now, beneath whatever lies over the desk; nil when it can.
    package func reasonOff(_ command: CommandID) -> String? {
        if let reason = reasonOffInKiosk(command) { return reason }
        guard let binding = binding(of: command) else { return InputWords.notHere }
        return binding.off(self)
    }

    /// Why a command can't run in what lies over the desk, or in the line being typed.
    package func reasonOffInEntry(_ command: CommandID) -> String? {
        reasonOffInKiosk(command) ?? (command == .editText ? reasonNoEditor : nil)
    }
}
