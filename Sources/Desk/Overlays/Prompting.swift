import Settings
import StateStore

/// A line that is asked for.
extension DeskReducer {
    func runInPrompt(_ state: inout DeskState, _ old: PromptState, _ command: CommandID) -> Effect<DeskAction> {
        var prompt = old
        guard command == .confirm else {
            _ = prompt.entry.edit(command)
            state.overlay = .prompt(prompt)
            return .none
        }
        let typed = prompt.entry.text.trimmingBlanks
        return switch prompt.purpose {
        case .quit: quit(&state, typed: typed)
        case .acknowledge(let chosen): acknowledge(&state, chosen, typed: typed)
        case .export: export(&state, to: typed)
        }
    }
}
