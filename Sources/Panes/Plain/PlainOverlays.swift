import Desk
import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// Help, menus and lists that lie over the desk, as words. A number chooses.
struct PlainOverlays {
    let state: DeskState

    static let choose = ["a number chooses; an empty line leaves"]

    func list(
        _ title: String, _ count: Int, isNumbered: Bool = true, question: [String] = choose,
        row: @escaping (Int) -> String
    ) -> PlainText.Part {
        var part = PlainText.Part()
        part.head = ["\(title): \(Numbers.grouped(count))"]
        (part.count, part.row, part.isNumbered, part.question) = (count, row, isNumbered, question)
        return part
    }

    /// What of a message can be copied.
    var links: PlainText.Part {
        let message = state.samples.opened?.message
        let targets = message?.links.map(\.target) ?? []
        return list("Copy", targets.count + 1) { place in
            place == 0 ? "the subject, \(message?.sample.subject ?? "")" : targets[place - 1]
        }
    }

    /// Commands with their keys, and what else a line may be.
    func commands(_ help: HelpState) -> PlainText.Part {
        var part = list("Commands", help.commands.count) { index in
            let id = help.commands[index]
            let keys = state.keymap.keys(for: id, in: help.modeBelow)
            let reason = state.reasonOff(id).map { "; off: \($0)" } ?? ""
            return "\(id.rawValue): \(Command.named(id)?.help ?? "")"
                + (keys.isEmpty ? "" : ", key \(keys.joined(separator: " or "))") + reason
        }
        part.head =
            [
                "Type a line, then Enter. A number opens that row; Enter alone shows more rows.",
                "/words filters the customers, / alone shows all of them.",
                "The name of a command or its key runs it. So does :name, for every call of the service too.",
                "^C stops what is being asked or leaves a question. ^D ends.",
            ] + part.head
        return part
    }

    func asked(_ prompt: WhyPrompt) -> PlainText.Part {
        var part = PlainText.Part()
        part.head = ["Why does an address get no mail?"]
        let offer = prompt.offer.map { "an empty line takes: \($0); " } ?? ""
        part.question = ["\(offer)type the address; Esc leaves"]
        return part
    }

    func asked(_ prompt: PromptState) -> PlainText.Part {
        var part = PlainText.Part()
        part.head = [prompt.title, prompt.note]
        part.question = ["an empty line takes: \(prompt.entry.text); any other line is taken instead; Esc leaves"]
        return part
    }

    var errors: PlainText.Part {
        let lines =
            state.errors.map { failure in
                "\(PlainStandings(state: state).clock(failure.at)) \(failure.error.operation): \(failure.error.message)"
            } + state.troubleLines
        guard !lines.isEmpty else {
            return list("What went wrong", 0, question: []) { _ in "" }
        }
        return list("What went wrong", lines.count, isNumbered: false, question: []) { lines[$0] }
    }

    func contexts(_ menu: ContextMenu) -> PlainText.Part {
        let choices = menu.choices ?? []
        var part = list("Go over to", choices.count) { index in
            let choice = choices[index]
            let rights = choice.writes ? "writes on" : "read only"
            let isPresent = choice.name == state.session.account ? ", this one now" : ""
            let place = choice.fault.map { "its settings are wrong: \($0)" } ?? choice.place
            return "\(choice.name), \(choice.role.rawValue), \(rights), \(place)\(isPresent)"
        }
        if menu.choices == nil { part.head = ["Go over to: reading the settings"] }
        if let name = menu.goingTo { part.foot.append("going over to \(name)") }
        if let problem = menu.problem { part.foot.append("warning: \(problem)") }
        if menu.offered != nil, let chosen = menu.chosen {
            part.foot.append("\(menu.cursor + 1) goes over to \(chosen.name)")
        }
        return part
    }
}
