import Records
import ResellerAPI
import Screen
import Settings
import StateStore
import Synchronization
import Testing

@testable import Desk

private let acme = AccountChoice(name: "acme", role: .sandbox, writes: false, place: "127.0.0.1:1")

@MainActor
@Suite("Adding an account", .timeLimit(.minutes(5)))
struct AccountAddingTests {
    private func filled(_ field: AccountForm.Field = .samples) -> AccountForm {
        var form = AccountForm()
        form[.name] = TextEntry("new")
        form[.user] = TextEntry("reseller")
        form[.key] = TextEntry("s3cret")
        form.field = field
        form.taken = ["acme"]
        return form
    }

    @Test("The form asks for one field after the other, and goes on only from a right one")
    func fields() async {
        let desk = DeskRun(.showing(["a1"])) { environment, _ in environment.accounts.all = { [acme] } }
        await desk.send(.commandChosen(.accountAdd))
        await desk.press(.enter)
        guard case .account(let empty) = desk.state.overlay else {
            Issue.record("no form is open")
            return
        }
        #expect(empty.field == .name)
        #expect(empty.fault(of: .name) == AccountsWords.needed)
        await desk.type("acme")
        await desk.press(.enter)
        guard case .account(let taken) = desk.state.overlay else {
            Issue.record("no form is open")
            return
        }
        #expect(taken.fault(of: .name) == AccountsWords.taken)
        await desk.type("2")
        await desk.press(.enter)
        await desk.type("reseller")
        await desk.press(.enter)
        await desk.type("s3cret")
        await desk.press(.enter)
        guard case .account(let form) = desk.state.overlay else {
            Issue.record("no form is open")
            return
        }
        #expect(form.field == .baseURL, "a key that was typed needs no command")
        #expect(form.draft.name == "acme2")
        #expect(form.draft.baseURL == "https://api.sendgrid.com")
        #expect(form.draft.role == .production)
    }

    @Test(
        "Each field says what is wrong with it",
        arguments: [
            (AccountForm.Field.name, "a b", AccountsWords.plainName),
            (.name, ".x", AccountsWords.plainName), (.user, "", AccountsWords.needed),
            (.user, "a b", AccountsWords.noBlanks), (.baseURL, "ftp://x", "is not a URL such as https://host/path/"),
            (.baseURL, "https://x.example:99999", "has no valid port: 1 to 65535 is one"),
            (.role, "boss", AccountsWords.roles),
        ])
    func faults(field: AccountForm.Field, text: String, fault: String) {
        var form = filled()
        form[field] = TextEntry(text)
        #expect(form.fault(of: field) == fault)
    }

    @Test("A key or a command is needed, and no description shows the key")
    func key() {
        var form = filled()
        #expect(form.fault(of: .keyCommand) == nil)
        #expect(!"\(form.draft)".contains("s3cret"))
        #expect(!String(reflecting: form.draft).contains("s3cret"))
        #expect(!String(reflecting: form).contains("s3cret"))
        form[.key] = TextEntry()
        #expect(form.fault(of: .keyCommand) == AccountsWords.neededWithoutKey)
        form[.keyCommand] = TextEntry("pass show  acme")
        #expect(form.draft.keyCommand == ["pass", "show", "acme"])
    }

    @Test("Refused credentials are told, nothing is kept, and the form stays with what was typed")
    func refused() async {
        var state = DeskState.showing(["a1"])
        var form = filled()
        state.overlay = .account(form)
        let desk = DeskTest(state) { environment, _ in
            environment.accounts.check = { _ in .failed("the API refused this user and key") }
        }
        await desk.press(.enter) {
            form.seen = [.samples]
            form.stage = .checking
            $0.overlay = .account(form)
        }
        await desk.receive(.account(.refused("the API refused this user and key"))) {
            form.stage = .typing
            form.field = .key
            form.problem = "the API refused this user and key"
            $0.overlay = .account(form)
        }
        await desk.end()
    }

    @Test("An account is kept only after its credentials were tried, and is offered to go over to")
    func kept() async {
        let calls = Mutex<[String]>([])
        var state = DeskState.showing(["a1"])
        state.overlay = .account(filled())
        let new = AccountChoice(name: "new", role: .production, writes: false, place: "api.sendgrid.com")
        let desk = DeskRun(state) { environment, _ in
            environment.accounts.check = { draft in
                calls.withLock { $0.append("check \(draft.user) \(draft.key)") }
                return .done("3 packages")
            }
            environment.accounts.add = { draft in
                calls.withLock { $0.append("add \(draft.name)") }
                return .done("/home/x/new.json")
            }
            environment.accounts.all = { [acme, new] }
        }
        await desk.press(.enter)
        #expect(calls.withLock { $0 } == ["check reseller s3cret", "add new"])
        guard case .contexts(let menu) = desk.state.overlay else {
            Issue.record("no menu is open")
            return
        }
        #expect(menu.chosen == new)
        #expect(desk.state.notice == Notice(.done, "new saved in /home/x/new.json; Enter switches to it"))
    }

    @Test("Leaving the form keeps what was typed, but no key")
    func left() async {
        var state = DeskState.showing(["a1"])
        var form = filled(.user)
        state.overlay = .account(form)
        let desk = DeskTest(state)
        await desk.press(.escape) {
            form.entries[.key] = nil
            $0.accounts.draft = form
            $0.overlay = nil
            $0.notice = Notice(.plain, AccountsWords.notSaved(wasTyped: true))
        }
        await desk.end()
    }
}
