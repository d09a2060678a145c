import Foundation
import Records
import ResellerAPI
import Screen
import Synchronization
import Testing

@testable import Desk

/// What lists tell of a form before anything is sent, and how fresh they are.
@MainActor
@Suite("Forms that know", .timeLimit(.minutes(5)))
struct FormKnowledgeTests {
    private let bench = ChangeBench()

    private func desk(_ subject: String = "hollin") -> DeskRun {
        var state = DeskState.showing(["hollin", "tidepool"])
        state.session.writes = true
        state.subject = subject
        var overview = AccountOverview()
        overview.package = "Gold"
        state.details["hollin"] = CustomerDetail()
        state.details["hollin"]?.overview = Loadable(value: overview, readAt: noon)
        state.packages = Loadable(value: [package("Silver", 50, false), package("Gold", 400, true)], readAt: noon)
        return DeskRun(state) { environment, clock in bench.install(in: &environment, clock) }
    }

    private func package(_ name: String, _ price: Int, _ hasIP: Bool) -> Package {
        Package(
            name: name, price: Money(Decimal(price)), description: nil, credits: 100_000, overage: nil,
            hasReseller: nil, hasIP: hasIP, distributorPrice: nil)
    }

    private func packages(_ all: [(String, Int, Bool)]) -> [Record] {
        all.map { name, price, hasIP in
            Record([
                .init("name", .text(name)), .init("price", .money(Money(Decimal(price)))),
                .init("credits", .count(100_000)),
                .init("has_ip", .truth(hasIP)),
            ])
        }
    }

    private func records(_ name: String, _ values: [String]) -> [Record] {
        values.map { Record([.init(name, .text($0))]) }
    }

    private func usage(_ rows: [(String, String)]) -> [Record] {
        rows.map { Record([.init("ip", .text($0.0)), .init("user", .text($0.1))]) }
    }

    private func begin(_ desk: DeskRun, _ call: String) async {
        await desk.press(.character(":"))
        await desk.type(call)
        await desk.press(.enter)
    }

    private func opened(_ desk: DeskRun) -> FormState? {
        if case .form(let form) = desk.state.overlay { form } else { nil }
    }

    private func fault(_ desk: DeskRun, _ name: String) -> String? {
        opened(desk).flatMap { desk.state.faults(of: $0)[name] }
    }

    private func addresses(_ desk: DeskRun) -> [String] {
        guard let form = opened(desk), let field = form.fieldInHand else { return [] }
        return desk.state.choices(field, of: form).map(\.value)
    }

    private func call(_ desk: DeskRun) -> Request? {
        if case .confirm(let confirm) = desk.state.overlay { confirm.request } else { nil }
    }

    /// A form of an upgrade from Gold, in its field of addresses.
    private func openUpgrade(_ desk: DeskRun) async {
        bench.set {
            $0.lists["packages.list"] = packages([("Gold", 400, true), ("Platinum", 900, true)])
            $0.lists["ip.available"] = records("ip", ["192.0.2.10", "192.0.2.11", "198.51.100.7"])
            $0.lists["ip.usage"] = usage([("192.0.2.30", "tidepool"), ("192.0.2.50", "hollin")])
        }
        await begin(desk, "account.immediateUpgrade")
        await desk.type("plat")
        await desk.press(.enter)
    }

    // MARK: - Names

    @Test("A username that the list has is told as taken, and Enter does not pass it")
    func takenName() async {
        let desk = desk()
        await begin(desk, "customer.create")
        await desk.type("tidepool")
        #expect(fault(desk, "username") == ChangesWords.nameTaken)
        await desk.press(.enter)
        #expect(opened(desk)?.cursor == 0)
        #expect(bench.entries.isEmpty)
    }

    @Test("A name that the list does not have is asked for when its field is left: the list may be older than the name")
    func askedName() async {
        bench.set { $0.lists["customer.list"] = records("username", ["newcomer2", "newcomer"]) }
        let desk = desk()
        await begin(desk, "customer.create")
        await desk.type("newcomer")
        #expect(fault(desk, "username") == nil)
        await desk.press(.enter)
        #expect(fault(desk, "username") == ChangesWords.nameTaken)
    }

    // MARK: - IP addresses

    @Test("A package with an IP address of its own asks for one, another for a group")
    func missingPlace() async {
        let desk = desk()
        await openUpgrade(desk)
        #expect(opened(desk)?.fieldInHand?.name == "ip[]")
        bench.set { $0.lists["packages.list"] = [] }
        await begin(desk, "account.scheduledUpgrade")
        #expect(desk.state.packages.value?.count == 2)
        var form = FormState(deed: Deed("account.immediateUpgrade", ["user": "hollin"])!)
        form.fields[0].entry = TextEntry("Gold")
        #expect(desk.state.faults(of: form)["ip"] == ChangesWords.needsAddress("Gold"))
        form.fields[0].entry = TextEntry("Silver")
        #expect(desk.state.faults(of: form)["ip"] == nil)
        #expect(desk.state.faults(of: form)["ip_group"] == ChangesWords.needsGroup("Silver"))
    }

    @Test("An address that is not available is refused in the form, with whose it is once that was read")
    func usedAddress() async {
        let desk = desk()
        await openUpgrade(desk)
        await desk.type("192.0.2.99")
        #expect(fault(desk, "ip") == "192.0.2.99 is not available; 4 are available")
        await desk.press(.control("u"))
        await desk.type("192.0.2.30")
        await desk.press(.enter)
        #expect(fault(desk, "ip") == "192.0.2.30 is used by tidepool; 4 are available")
        #expect(opened(desk)?.fieldInHand?.name == "ip[]", "it is not passed")
    }

    @Test("The addresses that the customer has already come first and may be kept")
    func ownAddress() async {
        let desk = desk()
        await openUpgrade(desk)
        #expect(addresses(desk) == ["192.0.2.50", "192.0.2.10", "192.0.2.11", "198.51.100.7"])
        await desk.type("192.0.2.50")
        await desk.press(.enter)
        #expect(opened(desk)?.fieldInHand?.name == "ip_group[]")
    }

    @Test("An available address that an inactive customer still uses: form and dialog say whose it is")
    func movedAddress() async throws {
        let desk = desk()
        await openUpgrade(desk)
        bench.set { $0.lists["ip.usage"] = usage([("192.0.2.10", "tidepool"), ("192.0.2.50", "hollin")]) }
        await desk.type("192.0.2.10")
        await desk.press(.enter)
        let form = try #require(opened(desk))
        #expect(
            desk.state.remark(on: form.fields[1], of: form) == ChangesWords.usedByInactive("192.0.2.10", ["tidepool"]))
        await desk.press(.enter)
        let request = try #require(call(desk))
        let facts = desk.state.packageFacts(of: request)
        #expect(facts.contains(PackageFact("192.0.2.10 is used by tidepool now", isWarning: true)))
        #expect(facts.contains(PackageFact("hollin loses its own IP address 192.0.2.50", isWarning: true)))
    }

    @Test(
        "A change to a package without an IP address of its own says which address is lost",
        arguments: [
            Request("account.scheduledDowngrade", ["user": "hollin", "package": "Silver", "ip_group[]": "shared"]),
            Request("account.immediateClose", ["user": "hollin"]),
        ])
    func lostAddress(_ request: Request?) async throws {
        bench.set {
            $0.lists["ip.usage"] = usage([("192.0.2.50", "hollin"), ("192.0.2.51", "hollin2")])
            $0.lists["packages.list"] = packages([("Gold", 400, true), ("Silver", 50, false)])
        }
        let request = try #require(request)
        let desk = desk()
        await desk.press(.character(":"))
        await desk.type("\(request.operation.id)")
        await desk.press(.enter)
        if request.parameters["package"] != nil {
            await desk.type("Silver")
            for _ in 0..<2 { await desk.press(.enter) }
            await desk.type("shared")
        }
        await desk.press(.enter)
        #expect(call(desk)?.operation == request.operation)
        #expect(
            desk.state.packageFacts(of: request).contains(
                PackageFact("hollin loses its own IP address 192.0.2.50", isWarning: true)))
    }

    // MARK: - Other things

    @Test(
        "A whitelabel record that the account does not have is refused in the form; a new customer may get any domain")
    func whitelabel() async {
        bench.set {
            $0.lists["whitelabel.list"] = records("mail_domain", ["mail.hollin.example", "mail.tide.example"])
        }
        let desk = desk()
        await begin(desk, "whitelabel.append")
        await desk.type("mail.nobody.example")
        #expect(fault(desk, "mail_domain") == ChangesWords.noWhitelabel("mail.nobody.example"))
        await desk.press(.escape)
        await begin(desk, "customer.create")
        while opened(desk)?.fieldInHand?.name != "whitelabel" { await desk.press(.tab) }
        await desk.type("mail.nobody.example")
        #expect(fault(desk, "whitelabel") == nil)
        #expect(addresses(desk).isEmpty)
        await desk.press(.control("u"))
        #expect(addresses(desk) == ["mail.hollin.example", "mail.tide.example"])
    }

    @Test(
        "A switch is taken in either spelling",
        arguments: [
            ("true", "1"), ("on", "1"), ("1", "1"), ("0", "0"), ("no", "0"), ("FALSE", "0"),
        ])
    func switches(typed: String, sent: String) async {
        let desk = desk()
        await begin(desk, "parse.create")
        await desk.type("in.hollin.example")
        await desk.press(.tab)
        await desk.type("https://hollin.example/in")
        await desk.press(.tab)
        #expect(opened(desk)?.fieldInHand?.name == "spam_check")
        await desk.type(typed)
        await desk.press(.enter)
        #expect(call(desk)?.parameters["spam_check"] == sent)
    }

    @Test("`1` is taken for `true` where a field takes words")
    func words() async {
        let desk = desk()
        await begin(desk, "customer.create")
        while opened(desk)?.fieldInHand?.name != "free_user" { await desk.press(.tab) }
        await desk.type("1")
        await desk.press(.enter)
        #expect(opened(desk)?.fields.first { $0.name == "free_user" }?.entry.text == "true")
    }

    @Test("Enter takes the only choice that matches; of several it takes none and says how many there are")
    func onlyMatch() async {
        let desk = desk()
        await openUpgrade(desk)
        #expect(opened(desk)?.fields[0].entry.text == "Platinum")
        await desk.type("192.0.2.1")
        await desk.press(.enter)
        #expect(opened(desk)?.fields[1].entry.text == "192.0.2.1")
        #expect(fault(desk, "ip") == ChangesWords.severalMatch(2))
        await desk.type("1")
        await desk.press(.enter)
        #expect(opened(desk)?.fieldInHand?.name == "ip_group[]")
    }

    // MARK: - Freshness

    private func readings(_ id: String) -> Int { bench.contents.withLock { $0.reads.count { $0.operation.id == id } } }

    @Test("Choices older than a minute are read again when their field is entered, younger ones are not")
    func fresh() async {
        let desk = desk()
        await openUpgrade(desk)
        #expect(readings("ip.available") == 1)
        await desk.press(.tab, .tab, .tab)
        #expect(opened(desk)?.fieldInHand?.name == "ip[]")
        #expect(readings("ip.available") == 1)
        desk.clock.pass(61)
        bench.set { $0.lists["ip.available"] = records("ip", ["192.0.2.11"]) }
        await desk.press(.tab, .tab)
        #expect(readings("ip.available") == 1, "another field has other choices")
        await desk.press(.tab)
        #expect(readings("ip.available") == 2)
        #expect(addresses(desk) == ["192.0.2.50", "192.0.2.11"])
    }

    @Test("Where more choices match than the form shows it says of how many they are")
    func cut() async throws {
        let desk = desk()
        bench.set {
            $0.lists["packages.list"] = packages([("Platinum", 900, true)])
            $0.lists["ip.available"] = records("ip", (1...61).map { "192.0.2.\($0)" })
        }
        await begin(desk, "account.immediateUpgrade")
        await desk.type("plat")
        await desk.press(.enter)
        let form = try #require(opened(desk))
        let shown = desk.state.choices(form.fields[1], of: form)
        #expect(desk.state.choiceCount(form.fields[1], of: form, shown: shown.count) == "50 of 61 choices")
    }
}
