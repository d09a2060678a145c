import Dialects
import Foundation
import ResellerAPI
import Testing

/// `resellerdesk call`, run as somebody at a shell runs it, on a sandbox in another process.
@Suite("call, from the shell")
struct CallCommandTests {
    private let facts: Facts
    /// Nobody answers here: for what has to be found out before anything is sent.
    private let nobody: Account

    init() async throws {
        facts = try await Facts.usual.value
        nobody = Account(url: "http://127.0.0.1:9", home: try Home())
    }

    /// An account of a sandbox in a process of its own, which ends with this value.
    private func started() async throws -> Account {
        let home = try Home()
        let sandbox = try await SandboxProcess(home)
        return Account(url: sandbox.url, home: home, service: sandbox)
    }

    @Test("A read prints JSON on its output only and ends with 0; XML prints the same")
    func read() async throws {
        let account = try await started()
        for arguments in [
            ["account.overview", "user=\(facts.user)"], ["bounces.list", "user=\(facts.user)", "date=1"],
            ["subuser.stats.daily", "user=\(facts.subuser)", "days=3"], ["packages.list"], ["monitor.list"],
        ] {
            let json = try await account.call(arguments)
            #expect(json.status == 0)
            #expect(json.errors == "")
            #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is NSObject)
            let xml = try await account.call(arguments + ["--format", "xml"])
            #expect(xml.output == json.output && xml.status == 0, "\(arguments)")
        }
    }

    @Test("The older dialect is spoken on demand, and what it has not is a matter of usage")
    func dialect() async throws {
        let account = try await started()
        let list = try await account.call(["ip.free", "--dialect", "v1"])
        #expect(list.status == 0)
        #expect(list.output.contains(facts.freeAddress))
        let zone = try await account.call(["timezone.list", "--dialect", "v1"])
        #expect(zone.status == 2)
        #expect(zone.errors.contains("timezone.list is not available in API v1"))
    }

    @Test("What the service refuses, and wrong credentials, end with 1 and say what to do, with nothing on the output")
    func refused() async throws {
        let account = try await started()
        let unknown = try await account.call(["account.overview", "user=nobody"])
        #expect(unknown.status == 1)
        #expect(unknown.output == "")
        #expect(unknown.errors.contains("account.overview was refused: User does not exist."))
        var stranger = account
        stranger.key = "an0ther-key"
        let wrong = try await stranger.call(["packages.list"])
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("does not accept this user and key"))
        let unreachable = try await nobody.call(["packages.list"])
        #expect(unreachable.status == 1)
        #expect(unreachable.errors.contains("Could not reach 127.0.0.1:9"))
    }

    @Test("An unknown operation is answered with the nearest name, and 2")
    func unknownOperation() async throws {
        for (given, meant) in [("bounce.list", "bounces.list"), ("acount.overview", "account.overview")] {
            let result = try await nobody.call([given])
            #expect(result.status == 2)
            #expect(result.errors.contains("did you mean \(meant)?"))
        }
        let far = try await nobody.call(["zzzzzzzzzzzz"])
        #expect(far.status == 2)
        #expect(far.errors.contains("Unknown operation \"zzzzzzzzzzzz\""))
    }

    @Test(
        "A value that breaks a rule is named with operation, field and rule before anything is sent, and 2",
        arguments: [
            (["stats.daily"], "stats.daily: user is required"),
            (["stats.daily", "user=a", "days=0"], "days must be a whole number of at least 1"),
            (["stats.daily", "user=a", "days=3", "start_date=2026-01-01"], "days can't be given together with"),
            (["stats.daily", "user=a", "days=1", "days=2"], "days is given 2 times, but takes one value"),
            (["stats.daily", "user=a", "color=red"], "color is not known: this call takes user, days"),
            (["stats.daily", "user=a", "start_date=2026-02-30"], "start_date must be a day as YYYY-MM-DD"),
            (["monitor.create", "name=m", "frequency=3", "--write"], "email is required"),
            (
                ["apps.setup", "user=a", "name=clicktrack", "enable=1", "--write"],
                "apps.setup: enable_text is required"
            ),
            (["bounces.list", "user"], "\"user\" is not name=value"),
            (["bounces.list", "=x"], "\"=x\" is not name=value"),
            (["bounces.list", "user=a", "--format", "yaml"], "yaml"),
            ([], "operation"),
        ] as [([String], String)])
    func rules(arguments: [String], words: String) async throws {
        let result = try await nobody.call(arguments)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.errors.contains(words))
    }

    @Test("What is not a read needs --write, and the refusal names it")
    func write() async throws {
        let account = try await started()
        let arguments = ["unsubscribes.add", "user=\(facts.user)", "email=shell@list.example"]
        let closed = try await account.call(arguments)
        #expect(closed.status == 2)
        #expect(closed.errors.contains("--write"))
        #expect(closed.errors.contains("Nothing was sent"))
        let locked = try await account.call(arguments + ["--write", "--read-only"])
        #expect(locked.status == 2)
        #expect(locked.errors.contains("--read-only"))
        let list = ["unsubscribes.list", "user=\(facts.user)"]
        #expect(try await !account.call(list).output.contains("shell@list.example"))
        let open = try await account.call(arguments + ["--write"])
        #expect(open.status == 0)
        #expect(open.output == "{\n  \"message\": \"success\"\n}\n")
        #expect(try await account.call(list).output.contains("shell@list.example"))
    }

    @Test("A context writes only where it says so, and --write beside it")
    func contexts() async throws {
        let account = try await started()
        let home = account.home
        let key = try home.write("sandbox\n", to: "key")
        try home.write(
            """
            { "contexts": {
                "free": { "user": "sandbox", "key_file": "\(key)", "base_url": "\(account.url)", "writes": true },
                "safe": { "user": "sandbox", "key_file": "\(key)", "base_url": "\(account.url)" } } }
            """, to: "config/resellerdesk/config.json")
        let call = ["call", "eventURL.set", "user=\(facts.subuser)", "url=a.example", "--context"]
        func run(_ more: [String]) async throws -> Program.Result { try await account.program(call + more) }
        let safe = try await run(["safe", "--write"])
        #expect(safe.status == 2)
        #expect(safe.errors.contains("\"writes\": true"))
        #expect(try await run(["free"]).status == 2)
        #expect(try await run(["free", "--write", "--read-only"]).status == 2)
        let done = try await account.program(
            ["call", "subuser.eventURL.set", "user=\(facts.subuser)", "url=a.example", "--context", "free", "--write"])
        #expect(done.status == 0, "\(done.errors)")
    }

    @Test("Secrets come from a file, from standard input, or openly with a warning; all of them are taken")
    func secrets() async throws {
        let account = try await started()
        let check = ["customer.authenticate", "user=\(facts.user)"]
        let file = try account.home.write(facts.password + "\nsecond line\n", to: "password")
        let fromFile = try await account.call(check + ["password=@\(file)"])
        #expect(fromFile.status == 0 && fromFile.errors == "")
        let fromInput = try await account.call(check + ["password=-"], input: facts.password + "\n")
        #expect(fromInput.status == 0 && fromInput.errors == "")
        let open = try await account.call(check + ["password=\(facts.password)"])
        #expect(open.status == 0)
        #expect(open.errors.contains("warning: password is visible in the process list"))
        let missing = try await account.call(check + ["password=@/nowhere/at/all"])
        #expect(missing.status == 2)
        #expect(missing.errors.contains("/nowhere/at/all"))
        let nothing = try await account.call(check + ["password=-"])
        #expect(nothing.status == 2)
        let wrong = try await account.call(check + ["password=-"], input: "other\n")
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("Invalid username and/or password"))
    }

    @Test("A list is one name given several times, with brackets or without")
    func lists() async throws {
        let account = try await started()
        let categories = try #require(facts.categories[.customer])
        let spans = ["start_date=2026-08-01", "end_date=2026-09-21"]
        func call(_ name: String) async throws -> Program.Result {
            try await account.call(
                ["stats.byCategory", "user=\(facts.user)"] + spans + categories.map { "\(name)=\($0)" })
        }
        let plain = try await call("category")
        #expect(plain.status == 0, "\(plain.errors)")
        #expect(categories.allSatisfy { plain.output.contains("\"category\": \"\($0)\"") })
        #expect(try await call("category[]").output == plain.output)
        let groups = ["account.scheduledDowngrade", "user=\(facts.user)", "package=\(facts.cheap.name)", "--write"]
        for name in ["ip_group", "ip_group[]"] {
            let done = try await account.call(groups + ["\(name)=shared-eu", "\(name)=warmup"])
            #expect(done.status == 0, "\(done.errors)")
            let pending = try await account.call(["pending.list", "username=\(facts.user)"])
            #expect(pending.output.contains("shared-eu") && pending.output.contains("warmup"))
        }
    }

    @Test("A login link is masked without --reveal, on both wires")
    func reveal() async throws {
        let account = try await started()
        let call = ["customer.loginURL", "user=\(facts.user)"]
        let masked = try await account.call(call)
        #expect(masked.status == 0)
        #expect(masked.output.contains("al_hash=***"))
        let revealed = try await account.call(call + ["--reveal"])
        let hash = try #require(revealed.output.firstMatch(of: /al_hash=([0-9a-f]{32}-[0-9]+)/)).output.1
        #expect(!masked.everything.contains(hash))
        let xml = try await account.call(call + ["--format", "xml"])
        #expect(xml.output == masked.output)
    }

    @Test("Plain http leaves the machine for nobody, and an address with credentials is refused without showing them")
    func addresses() async throws {
        let plain = try await Account(url: "http://api.example", home: nobody.home).call(["packages.list"])
        #expect(plain.status == 2)
        #expect(plain.errors.contains("http") && plain.errors.contains("api.example"))
        let loaded = try await Account(url: "https://me:s3cret-words@api.example", home: nobody.home)
            .call(["packages.list"])
        #expect(loaded.status == 2)
        #expect(loaded.errors.contains("https://***@api.example"))
        #expect(!loaded.everything.contains("s3cret-words"))
        let asked = try await Account(url: "https://api.example?api_key=s3cret-words", home: nobody.home)
            .call(["packages.list"])
        #expect(asked.status == 2)
        #expect(!asked.everything.contains("s3cret-words"))
        #expect(try await Account(url: "nonsense", home: nobody.home).call(["packages.list"]).status == 2)
    }

    @Test("Calls that the live service removed are said to be that")
    func removed() async throws {
        let service = try PlainServer(json: #"{"error":{"code":"404","message":null}}"#, status: 404)
        let account = Account(url: service.url, home: nobody.home)
        for (arguments, words) in [
            (["pending.list"], "removed pending and scheduled changes in 2017"),
            (["account.scheduledClose", "user=a", "--write"], "removed pending and scheduled changes in 2017"),
            (["invoice.list"], "deprecated billing calls in 2014"),
            (["packages.list"], "packages.list is not known to the service"),
        ] {
            let result = try await account.call(arguments)
            #expect(result.status == 1)
            #expect(result.errors.contains(words), "\(arguments)")
        }
    }

    @Test("The help of call lists every operation and touches nothing")
    func help() async throws {
        let home = try Home()
        let general = try await Program.run(["call", "--help"], home)
        #expect(general.status == 0)
        #expect(home.contents == "")
        for operation in ResellerAPI.Operation.all { #expect(general.output.contains(operation.id)) }
    }

    @Test(
        "The help of an operation is made from the table",
        arguments: ["customer.create", "stats.daily", "subuser.apps.setup", "customer.loginURL", "packages.list"])
    func operationHelp(id: String) async throws {
        let home = try Home()
        let operation = try operation(id)
        for arguments in [["call", id, "--help"], ["call", "--write", id, "user=a", "-h"]] {
            let result = try await Program.run(arguments, home)
            #expect(result.status == 0 && result.errors == "")
            for field in operation.fields { #expect(result.output.contains(field.bareName), "\(field.name)") }
            #expect(result.output.contains("--write") == (operation.kind != .read))
            for dialect in Dialect.all {
                let wire = dialect.binding(of: operation)?.outline ?? "not available"
                #expect(result.output.contains("  \(dialect)  \(wire)\n"), "\(dialect)")
            }
        }
        #expect(home.contents == "")
    }
}
