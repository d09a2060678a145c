import Desk
import Screen
import Settings

/// How something that lies over the desk looks: on the screen, in the key line, and as lines.
protocol OverlayPicture {
    /// Draws it, and says what of it stands whole: the one word on whether it can be answered in this size.
    func measured(on canvas: inout Canvas) -> DialogExtent
    /// Its keys, the most used first.
    var hints: [KeyLine.Hint] { get }
    /// It as lines, under a name that is another one when they are to be told anew.
    var plain: (name: String, part: PlainText.Part) { get }
}

/// Of what only shows or leads on: it may be answered in any size.
protocol LookingPicture: OverlayPicture {
    func draw(on canvas: inout Canvas)
}

extension LookingPicture {
    func measured(on canvas: inout Canvas) -> DialogExtent {
        draw(on: &canvas)
        return .unbounded
    }
}

extension Overlay {
    func picture(_ state: DeskState) -> any OverlayPicture {
        switch self {
        case .confirm(let confirm): ConfirmOverlay(state: state, confirm: confirm)
        case .sortMenu(let menu): MenuPicture(state: state, name: "sort", menu: menu.menu(state))
        case .metrics(let menu): MenuPicture(state: state, name: "metrics", menu: menu.menu(state))
        case .snooze(let menu): MenuPicture(state: state, name: "snooze", menu: menu.menu(state))
        case .deeds(let menu): MenuPicture(state: state, name: "deeds", menu: menu.menu(state))
        case .bulk(.menu(let menu)): MenuPicture(state: state, name: "bulk", menu: menu.menu(state))
        case .bulk(.preview(let preview)): BulkPreviewOverlay(state: state, preview: preview)
        case .bulk(.row(let sheet)): RunRowOverlay(state: state, sheet: sheet)
        case .bulk(.question(let question)): RunQuestionOverlay(state: state, question: question)
        case .assign(let assign): AssignOverlay(state: state, assign: assign)
        case .prompt(let prompt): PromptOverlay(state: state, prompt: prompt)
        case .account(let form): AccountFormOverlay(state: state, form: form)
        case .help(let help): HelpOverlay(state: state, help: help)
        case .palette(let palette): PaletteOverlay(state: state, palette: palette)
        case .errors(let list): ErrorsOverlay(state: state, top: list.top)
        case .messages(let text): MessagesOverlay(state: state, text: text)
        case .links(let menu): LinksOverlay(state: state, cursor: menu.cursor)
        case .form(let form): FormOverlay(state: state, form: form)
        case .contexts(let menu): ContextsOverlay(state: state, menu: menu)
        case .why(let prompt): WhyPromptOverlay(state: state, prompt: prompt)
        }
    }
}
