import ResellerAPI
import Settings
import StateStore

/// Help and the command bar: a line narrows the commands, the cursor chooses one.
extension HelpState: LookingOverlay {
    var mode: Mode { .help }
    var enterOnlyLooks: Bool { false }
    var pastePlace: PastePlace { PastePlace() }
    func rowCount(_ state: DeskState) -> Int { commands.count }

    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? {
        var help = self
        help.cursor = row
        return (.help(help), .confirm)
    }

    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        PlainEntry.menu(text, state, hasMore: hasMore)
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        var help = self
        if command == .confirm { return desk.runChosen(&state, commands, cursor) }
        if let cursor = desk.moved(cursor, command, count: commands.count) {
            help.cursor = cursor
            state.overlay = .help(help)
        } else if help.entry.edit(command) {
            state.narrow(&help)
        }
        return .none
    }

    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        var help = self
        help.entry.insert(text)
        state.narrow(&help)
        return .none
    }
}

extension PaletteState: LookingOverlay {
    var mode: Mode { .palette }
    var enterOnlyLooks: Bool { false }
    var pastePlace: PastePlace { PastePlace() }
    func rowCount(_ state: DeskState) -> Int { entries.count }

    func choosing(_ row: Int) -> (overlay: Overlay, command: CommandID)? {
        var palette = self
        palette.cursor = row
        return (.palette(palette), .confirm)
    }

    func plainEntry(_ text: String, _ state: DeskState, hasMore: Bool) -> PlainEntry {
        PlainEntry.menu(text, state, hasMore: hasMore)
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        var palette = self
        switch command {
        case .confirm:
            guard entries.indices.contains(cursor) else { return desk.runChosen(&state, [], 0) }
            state.paletteHistory.remember(entry.text)
            state.overlay = nil
            return desk.run(&state, entries[cursor])
        case .complete, .completeBack:
            guard cursor < entries.count else { return .none }
            palette.entry = TextEntry(entries[cursor].name)
            state.narrow(&palette)
        // Above the first entry lie the earlier commands.
        case .earlier where cursor == 0 && (entry.text.isEmpty || state.historyPosition != nil):
            guard let earlier = state.recall(1, of: state.paletteHistory) else { return .none }
            palette.entry = TextEntry(earlier)
            state.narrow(&palette)
        default:
            if let cursor = desk.moved(cursor, command, count: entries.count) {
                palette.cursor = cursor
                state.overlay = .palette(palette)
            } else if palette.entry.edit(command) {
                state.narrow(&palette)
            }
        }
        return .none
    }

    func typed(_ text: String, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        var palette = self
        palette.entry.insert(text)
        state.narrow(&palette)
        return .none
    }
}

/// What can be done to what is under the cursor.
extension DeedMenu: ListMenu, LookingOverlay {
    var overlay: Overlay { .deeds(self) }

    package func menu(_ state: DeskState) -> Menu {
        let rows = deeds.map { Menu.Row(words: $0.operation.wording.title, asks: !$0.openFields.isEmpty) }
        return Menu(title: title, rows: rows, cursor: cursor, verb: "choose")
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        var menu = self
        if command == .confirm || command == .open {
            guard deeds.indices.contains(cursor) else { return .none }
            state.overlay = nil
            return desk.begin(&state, deeds[cursor])
        }
        if let cursor = desk.moved(cursor, command, count: deeds.count) { menu.cursor = cursor }
        state.overlay = .deeds(menu)
        return .none
    }
}
