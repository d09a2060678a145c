import Records
import ResellerAPI
import Screen
import Settings
import Synchronization
import Testing

@testable import Desk

@MainActor
@Suite("Forms made from the table of operations", .timeLimit(.minutes(5)))
struct FormTests {
    private let bench = ChangeBench()

    private func desk() -> DeskRun {
        var state = DeskState.showing(["hollin", "tidepool"])
        state.session.writes = true
        return DeskRun(state) { environment, clock in bench.install(in: &environment, clock) }
    }

    private func begin(_ desk: DeskRun, _ call: String) async {
        await desk.press(.character(":"))
        await desk.type(call)
        await desk.press(.enter)
    }

    private func form(_ desk: DeskRun) -> FormState? {
        if case .form(let form) = desk.state.overlay { form } else { nil }
    }

    @Test("Every operation of the table makes a form or needs none", arguments: ResellerAPI.Operation.all.map(\.id))
    func all(id: String) throws {
        let operation = try #require(ResellerAPI.Operation.named(id))
        let known: Parameters = operation.takesSettings ? ["user": "hollin", "name": "footer"] : ["user": "hollin"]
        let form = FormState(
            deed: Deed(operation, known, settled: operation.takesSettings ? ["user", "name"] : ["user"]))
        let expected = operation.fields.filter { $0.name != "user" && !(operation.takesSettings && $0.name == "name") }
        let names = expected.flatMap { $0.rule == .appSetting ? ["text/html", "text/plain"] : [$0.name] }
        #expect(form.fields.map(\.name) == names)
        #expect(form.fields.filter(\.isSecret).map(\.name) == expected.filter(\.isSecret).map(\.name))
    }

    @Test("A form starts with what the service has and sends only what was changed")
    func present() async {
        let desk = desk()
        await begin(desk, "customer.setProfile")
        let first = form(desk)?.fields.first { $0.name == "first_name" }
        #expect(first?.entry.text == "Ada")
        #expect(first?.present == "Ada")
        await desk.type(" Maria")
        #expect(form(desk)?.request.parameters == ["user": "hollin", "first_name": "Ada Maria"])
    }

    @Test("A value that is emptied goes out empty; one that was empty stays away")
    func emptied() async {
        let desk = desk()
        await begin(desk, "customer.setProfile")
        await desk.press(.control("u"))
        #expect(form(desk)?.request.parameters == ["user": "hollin", "first_name": ""])
    }

    @Test("A rule is checked while typing, and Enter does not pass a fault")
    func faults() async {
        let desk = desk()
        await begin(desk, "limits.setRecurring")
        await desk.type("0")
        #expect(form(desk).flatMap { $0.fault(of: $0.fields[0]) } == "must be a whole number of at least 1")
        await desk.press(.enter)
        #expect(form(desk)?.cursor == 0)
        await desk.press(.backspace)
        await desk.type("500")
        await desk.press(.enter)
        #expect(form(desk)?.fields[1].name == "period")
        #expect(form(desk)?.cursor == 1)
    }

    @Test("Choices of the table and of the service are narrowed by typing and taken with Down and Enter")
    func choices() async {
        let desk = desk()
        await begin(desk, "timezone.set")
        await desk.press(.control("u"))
        await desk.type("chi")
        let field = form(desk)?.fields[0]
        #expect(
            form(desk).flatMap { form in field.map { desk.state.choices($0, of: form).map(\.value) } } == [
                "America/Chicago"
            ])
        await desk.press(.down, .enter)
        guard case .confirm(let confirm) = desk.state.overlay else {
            Issue.record("the dialog should be there")
            return
        }
        #expect(confirm.request.parameters == ["user": "hollin", "timezone": "America/Chicago"])
    }

    @Test("Passwords are not in the journal, not in descriptions, and not kept in a form that was left")
    func secrets() async {
        let desk = desk()
        await begin(desk, "customer.setPassword")
        await desk.type("s3cret-word")
        await desk.press(.enter)
        await desk.type("s3cret-word")
        await desk.press(.enter)
        guard case .confirm(let confirm) = desk.state.overlay else {
            Issue.record("the dialog should be there")
            return
        }
        #expect(!"\(confirm.request)".contains("s3cret"))
        await desk.press(.character("y"))
        #expect(bench.entries.first?.parameters["password"] == "***")
        await begin(desk, "customer.setPassword")
        await desk.type("s3cret-word")
        await desk.press(.escape)
        await begin(desk, "customer.setPassword")
        #expect(form(desk)?.fields.allSatisfy { $0.entry.text.isEmpty } == true)
    }

    @Test("What was typed survives a resize, Esc and coming back")
    func kept() async {
        let desk = desk()
        await begin(desk, "limits.setTotal")
        await desk.type("12345")
        await desk.send(.inputReceived(.resize(Size(width: 40, height: 12))))
        #expect(form(desk)?.fields[0].entry.text == "12345")
        await desk.press(.escape)
        #expect(desk.state.notice == Notice(.plain, "Nothing was sent; your input is kept"))
        await begin(desk, "limits.setTotal")
        #expect(form(desk)?.fields[0].entry.text == "12345")
    }

    @Test("A free customer has no package, so the field goes and the rule with it")
    func dependent() async {
        let desk = desk()
        await begin(desk, "customer.create")
        var form = FormState(deed: Deed(ResellerAPI.Operation.named("customer.create") ?? Request.any))
        let place = form.fields.firstIndex { $0.name == "free_user" } ?? 0
        #expect(form.shownPlaces.contains { form.fields[$0].name == "package" })
        form.fields[place].entry = TextEntry("true")
        #expect(!form.shownPlaces.contains { form.fields[$0].name == "package" })
        #expect(self.form(desk)?.fields.first?.name == "username")
    }

    @Test("Names that no call lists are remembered once the service took them, not when they were typed")
    func remembered() async {
        let desk = desk()
        bench.set { $0.failure = .refused(["IP group not found"]) }
        await begin(desk, "account.scheduledClose")
        await desk.type("S-Tab")
        await desk.press(.enter)
        #expect(bench.contents.withLock { $0.names } == [], "nothing was sent yet")
        await desk.type("hollin")
        await desk.press(.enter)
        #expect(bench.contents.withLock { $0.names } == [], "the service refused it")
        await desk.press(.control("u"))
        await desk.type("closed")
        await desk.press(.enter)
        await desk.type("hollin")
        await desk.press(.enter)
        #expect(bench.contents.withLock { $0.names } == ["closed"])
        await begin(desk, "account.scheduledClose")
        await desk.type("S-Tab")
        await desk.press(.enter)
        await desk.type("hollin")
        await desk.press(.enter)
        #expect(bench.contents.withLock { $0.names } == ["closed"], "the name of a key is no name of a group")
    }

    @Test("A name that was asked about is remembered when the answer came")
    func askedAbout() async {
        let desk = desk()
        await begin(desk, "subuser.limits.get")
        await desk.type("branch1")
        await desk.press(.enter)
        #expect(bench.contents.withLock { $0.names } == ["branch1"])
        #expect(desk.state.place == Place(.answer))
        #expect(desk.state.changes.remembered[RememberedKey(.subuser, owner: "hollin")] == ["branch1"])
    }
}

extension Request {
    fileprivate static var any: ResellerAPI.Operation { ResellerAPI.Operation.all[0] }
}
