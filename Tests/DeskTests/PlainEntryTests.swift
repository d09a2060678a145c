import ResellerAPI
import Screen
import Settings
import Testing

@testable import Desk

@MainActor
@Suite("Lines instead of keys", .timeLimit(.minutes(5)))
struct PlainEntryTests {
    private let desk = DeskState.showing(names(3))

    private func typed(_ text: String) -> [DeskAction] {
        let cleared: [DeskAction] = [.commandChosen(.cursorEnd), .commandChosen(.deleteLine)]
        return text.isEmpty ? cleared : cleared + [.inputReceived(.paste(text))]
    }

    @Test("A number is a row, an empty line is more, a key is a key, a name is a command")
    func atRest() {
        #expect(PlainEntry.of("2", in: desk) == .actions([.rowChosen(1)]))
        #expect(PlainEntry.of("", in: desk) == .more)
        #expect(PlainEntry.of("j", in: desk) == .actions([.inputReceived(.key(.character("j")))]))
        #expect(PlainEntry.of("Space", in: desk) == .actions([.inputReceived(.key(.character(" ")))]))
        #expect(
            PlainEntry.of("g d", in: desk)
                == .actions([.inputReceived(.key(.character("g"))), .inputReceived(.key(.character("d")))]))
        #expect(PlainEntry.of("mark all", in: desk) == .actions([.commandChosen(.markAll)]))
        #expect(PlainEntry.of(":undo", in: desk) == .actions([.commandChosen(.undo)]))
        #expect(PlainEntry.of("account add", in: desk) == .actions([.commandChosen(.accountAdd)]))
    }

    @Test(
        "A number that is no row is answered, however far from one it is",
        arguments: ["0", "-1", "9223372036854775807", "-9223372036854775808"])
    func noRow(text: String) {
        guard case .actions(let actions) = PlainEntry.of(text, in: desk), case .rowChosen(let row)? = actions.first
        else {
            Issue.record("it is not a row")
            return
        }
        var state = desk
        _ = DeskReducer(environment: .failing(TestClock(now: noon))).rowChosen(&state, row)
        #expect(state.notice?.text.hasPrefix("There is no row ") == true)
    }

    @Test("A slash filters with the words after it; alone it shows all")
    func filter() {
        #expect(
            PlainEntry.of("/acme corp", in: desk)
                == .actions([.commandChosen(.filter)] + typed("acme corp") + [.commandChosen(.confirm)]))
        #expect(
            PlainEntry.of("/", in: desk) == .actions([.commandChosen(.filter)] + typed("") + [.commandChosen(.confirm)])
        )
    }

    @Test("A call of the service is run by its name; what is not known, or not one alone, is said")
    func calls() {
        #expect(
            PlainEntry.of("packages.list", in: desk)
                == .actions([
                    .commandChosen(.palette), .inputReceived(.paste("packages.list")), .commandChosen(.confirm),
                ]))
        #expect(
            PlainEntry.of("xyzzy", in: desk)
                == .unknown(InputWords.noCommand("xyzzy")))
        guard case .unknown(let words) = PlainEntry.of("limits.set", in: desk) else {
            Issue.record("several calls begin with this")
            return
        }
        #expect(words.hasPrefix("which one: limits.set"))
    }

    @Test("In a dialog only y does it, only the very name where one is asked for, and anything else cancels")
    func dialog() throws {
        var state = desk
        state.session.writes = true
        let cancel = PlainEntry.actions([.commandChosen(.dismiss)])
        let plain = try #require(Request("limits.setTotal", ["user": "name00", "credits": "5"]))
        state.overlay = .confirm(ConfirmState(request: plain))
        #expect(PlainEntry.of("y", in: state) == .actions([.commandChosen(.accept)]))
        for line in ["", "yes", "Y", "n", "1", "j", "name00"] { #expect(PlainEntry.of(line, in: state) == cancel) }
        #expect(
            PlainEntry.of("t T-7", in: state)
                == .actions([.commandChosen(.ticket)] + typed("T-7") + [.commandChosen(.confirm)]))
        let worst = try #require(Request("customer.delete", ["user": "name00"]))
        state.overlay = .confirm(ConfirmState(request: worst))
        for line in ["", "y", "name0", "name00x"] { #expect(PlainEntry.of(line, in: state) == cancel) }
        #expect(PlainEntry.of("name00", in: state) == .actions(typed("name00") + [.commandChosen(.confirm)]))
        state.session.writes = false
        #expect(PlainEntry.of("name00", in: state) == cancel)
    }

    @Test("In a form a line is the value, a number a choice, an equals sign takes the rest as it is")
    func form() {
        var state = desk
        var form = AccountForm()
        state.overlay = .account(form)
        #expect(PlainEntry.of("acme", in: state) == .actions(typed("acme") + [.commandChosen(.confirm)]))
        #expect(PlainEntry.of("", in: state) == .actions([.commandChosen(.confirm)]))
        #expect(PlainEntry.of("-", in: state) == .actions(typed("") + [.commandChosen(.confirm)]))
        #expect(PlainEntry.of("<", in: state) == .actions([.commandChosen(.previousField)]))
        #expect(PlainEntry.of("Esc", in: state) == .actions([.commandChosen(.dismiss)]))
        form.field = .role
        state.overlay = .account(form)
        #expect(PlainEntry.of("2", in: state) == .actions(typed("staging") + [.commandChosen(.confirm)]))
        #expect(PlainEntry.of("=2", in: state) == .actions(typed("2") + [.commandChosen(.confirm)]))
    }

    @Test("In a list a number chooses, an empty line leaves unless there is more, a command leaves and runs")
    func lists() {
        var state = desk
        state.overlay = .sortMenu(SortMenu(cursor: 0))
        #expect(PlainEntry.of("3", in: state) == .actions([.rowChosen(2)]))
        #expect(PlainEntry.of("", in: state) == .actions([.commandChosen(.dismiss)]))
        #expect(PlainEntry.of("", in: state, hasMore: true) == .more)
        #expect(PlainEntry.of("undo", in: state) == .actions([.commandChosen(.dismiss), .commandChosen(.undo)]))
    }

    @Test("A row by its number opens the customer; one that is not there is told")
    func rows() async {
        let run = DeskRun(.showing(names(3))) { environment, clock in environment.answerDetails(clock) }
        await run.send(.rowChosen(2))
        #expect(run.state.subject == "name02")
        #expect(run.state.focus == .overview)
        #expect(run.state.detail?.overview.value != nil)
        await run.send(.commandChosen(.back))
        await run.send(.rowChosen(3))
        #expect(run.state.notice == Notice(.plain, InputWords.noRow(4)))
        await run.send(.commandChosen(.sort))
        await run.send(.rowChosen(SortColumn.allCases.firstIndex(of: .email) ?? -1))
        #expect(run.state.customers.sorting.column == .email)
        #expect(run.state.overlay == nil)
        run.clock.stop()
        await run.settle()
    }

    @Test("A command that does nothing here is told")
    func nothing() async {
        let test = DeskTest(desk)
        await test.send(.commandChosen(.headers)) {
            $0.notice = Notice(.plain, "headers has no function here (? help)")
        }
        await test.end()
    }
}
