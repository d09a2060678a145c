import Settings
import Testing

@testable import Desk

@Suite("Commands, bound to places")
struct CommandBindingTests {
    /// All places where commands are looked up, whatever is on the screen.
    private static let scopes = [
        DeskReducer.messageCommands, DeskReducer.sampleCommands, DeskReducer.samplesPaneCommands,
        DeskReducer.boardCommands, DeskReducer.statisticsCommands, DeskReducer.suppressionsCommands,
        DeskReducer.whyCommands, DeskReducer.runsCommands, DeskReducer.monitorsCommands,
        DeskReducer.everywhereCommands, DeskReducer.deskCommands, DeskReducer.sheetCommands,
        DeskReducer.programCommands,
    ]

    @Test("Every command that is no part of typing is bound somewhere, and nothing else is")
    func bound() {
        let bound = Self.scopes.reduce(into: Set<CommandID>()) { $0.formUnion($1.commands) }
        let needed = Set(Command.all.filter { $0.group != .type }.map(\.id))
        #expect(needed.subtracting(bound) == [])
        #expect(bound.subtracting(needed) == [])
    }

    @Test("A command that has no function where a person is says so, and changes nothing else")
    @MainActor func unbound() async {
        let run = DeskRun(.showing(names(3)))
        #expect(run.state.binding(of: .compare) == nil)
        await run.send(.commandChosen(.compare))
        #expect(run.state.notice == Notice(.warning, "compare: \(InputWords.notHere)", isPinned: true))
        #expect(run.state.place == Place())
    }

    @Test("What has the focus wins over the view, the view over what holds everywhere")
    func nearest() {
        var state = DeskState.showing(names(3))
        #expect(state.reasonOff(.acknowledge) == InputWords.onlyOnBoard)
        state.place = Place(.live)
        #expect(state.reasonOff(.acknowledge) == InputWords.noAlarm)
        #expect(state.reasonOff(.sort) == InputWords.sortCustomers)
        state.place = Place(.why)
        #expect(state.reasonOff(.sort) == InputWords.notHere)
    }
}
