/// What has the focus decides what a key means. The raw values are the sections of keymap.json.
package enum Mode: String, Sendable, Hashable, CaseIterable {
    /// Everywhere but where text is typed, unless the focused mode says otherwise.
    case global
    /// The customers pane.
    case list
    /// Any other pane.
    case pane
    /// The live board.
    case board
    /// An open message.
    case message
    /// A short list to choose from, such as the sort menu.
    case menu
    /// Text entry: filter and fields. No command key is live in it.
    case text
    /// The help screen; typing narrows it.
    case help
    /// The command bar with its completions.
    case palette
    /// A form: fields with their choices.
    case form
    /// The dialog before a change; no key of the desk is live in it.
    case confirm
    /// A field of text in that dialog.
    case field

    /// Where a key is looked up when this mode does not bind it.
    package var fallback: Mode? {
        switch self {
        case .list, .pane, .board, .message, .menu: .global
        case .help, .palette: .text
        case .form, .field: .text
        case .global, .text, .confirm: nil
        }
    }

    /// This mode and all that it falls back to.
    package var chain: [Mode] { [self] + (fallback?.chain ?? []) }

    /// Whether a plain character is typed text here.
    package var takesText: Bool { chain.contains(.text) }

    /// The modes a key bound here is live in.
    package var reach: [Mode] { Self.reaches[self] ?? [] }

    /// Worked out once: help and command bar ask for it with every letter, for every command.
    private static let reaches = Dictionary(
        uniqueKeysWithValues: allCases.map { mode in (mode, allCases.filter { $0.chain.contains(mode) }) })
}
