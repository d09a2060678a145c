import Testing

@testable import Settings

@Suite("Account")
struct AccountResolverTests {
    private static let paths = Paths(environment: [:], home: "/home/kim")
    private static let config = ConfigFile(
        name: "config.json",
        bytes: Array(
            """
            { "current": "prod",
              "contexts": {
                "prod": { "user": "acme", "key_file": "~/acme.key", "writes": true, "samples": { "maildir": "mail" } },
                "lab": { "user": "lab", "key_command": ["pass", "lab"], "role": "staging", "format": "xml",
                         "dialect": "v1", "rate": 60, "base_url": "https://lab.reseller.example" },
                "keyless": { "user": "none" },
                "nobody": { "key_file": "/k" },
                "wrong": { "user": 3, "key_file": "/k" } } }
            """.utf8))

    private static func resolve(
        _ flags: AccountResolver.Flags = .init(), _ environment: [String: String] = [:], _ config: ConfigFile? = config
    ) -> Result<ResolvedAccount, Problem> {
        AccountResolver.resolve(flags: flags, environment: environment, config: config, paths: paths)
    }

    private static func failure(
        _ flags: AccountResolver.Flags, _ environment: [String: String] = [:], _ config: ConfigFile? = config
    ) -> String {
        if case .failure(let problem) = resolve(flags, environment, config) { problem.text } else { "no failure" }
    }

    @Test("With nothing configured it is the sandbox, which may write")
    func sandbox() throws {
        let account = try Self.resolve(.init(), [:], nil).get()
        #expect(account == .sandbox())
        #expect(account.isSandbox && account.writes && account.role == .sandbox && account.baseURL == nil)
        let empty = ConfigFile(name: "config.json", bytes: Array("{}".utf8))
        #expect(try Self.resolve(.init(readOnly: true), [:], empty).get() == .sandbox(readOnly: true))
        #expect(!ResolvedAccount.sandbox(readOnly: true).writes)
    }

    @Test("The current context is used, with defaults for what it leaves out")
    func current() throws {
        #expect(
            try Self.resolve().get()
                == ResolvedAccount(
                    name: "prod", baseURL: "https://api.sendgrid.com/", user: "acme",
                    keySource: .file("/home/kim/acme.key"), role: .production, writes: true, readOnly: false, rate: 500,
                    format: .json, dialect: .v2, maildir: "/home/kim/.config/resellerdesk/mail", isSandbox: false))
    }

    @Test("A context named by a flag is used as it is written")
    func named() throws {
        #expect(
            try Self.resolve(.init(context: "lab", write: true)).get()
                == ResolvedAccount(
                    name: "lab", baseURL: "https://lab.reseller.example/", user: "lab",
                    keySource: .command(["pass", "lab"]), role: .staging, writes: false, readOnly: false, rate: 60,
                    format: .xml, dialect: .v1, maildir: nil, isSandbox: false))
    }

    @Test("Flags come before environment, and environment before the context")
    func order() throws {
        let environment = ["RESELLERDESK_BASE_URL": "https://env.example", "RESELLERDESK_KEY": "k"]
        let account = try Self.resolve(.init(context: "lab"), environment).get()
        #expect(account.baseURL == "https://env.example/")
        #expect(account.keySource == .environment)
        let flagged = try Self.resolve(
            .init(context: "lab", baseURL: "http://127.0.0.1:9", user: "kim"),
            environment.merging(["RESELLERDESK_USER": "env"]) { $1 }
        ).get()
        #expect(flagged.baseURL == "http://127.0.0.1:9/")
        #expect(flagged.user == "kim")
        #expect(flagged.name == "lab")
    }

    @Test("Read-only beats a context that may write")
    func readOnly() throws {
        let account = try Self.resolve(.init(write: true, readOnly: true)).get()
        #expect(!account.writes && account.readOnly)
    }

    @Test("A user given outside the file is an account of its own, opened for writing by a flag only")
    func wholly() throws {
        let environment = ["RESELLERDESK_USER": "kim", "RESELLERDESK_KEY": "k"]
        let account = try Self.resolve(.init(), environment).get()
        #expect(
            account
                == ResolvedAccount(
                    name: "kim", baseURL: "https://api.sendgrid.com/", user: "kim", keySource: .environment,
                    role: .production, writes: false, readOnly: false, rate: 500, format: .json, dialect: .v2,
                    maildir: nil, isSandbox: false))
        #expect(try Self.resolve(.init(write: true), environment).get().writes)
        #expect(try !Self.resolve(.init(write: true, readOnly: true), environment).get().writes)
        #expect(try Self.resolve(.init(user: "flag"), environment).get().user == "flag")
    }

    @Test(
        "What is missing or wrong is said, and no other account is taken instead",
        arguments: [
            (
                AccountResolver.Flags(context: "pord"),
                #"--context: unknown context "pord"; did you mean "prod"? No account is used."#
            ),
            (.init(context: "elsewhere"), #"--context: unknown context "elsewhere". No account is used."#),
            (
                .init(context: "keyless"),
                #"config.json:6: context "keyless" has no key: give "key_command" or "key_file" there, or set RESELLERDESK_KEY. Nothing is sent."#
            ),
            (.init(context: "nobody"), #"config.json:7: context "nobody" has no "user". Nothing is sent."#),
            (
                .init(context: "wrong"),
                #"config.json:8: "user" in context "wrong" must be text, not a number. The context is not used."#
            ),
            (
                .init(baseURL: "http://api.reseller.example"),
                #"--base-url: "http://api.reseller.example" would send the key unencrypted; http is for this machine only. Nothing is sent."#
            ),
            (.init(user: "kim"), "--user: the key of this user is missing: set RESELLERDESK_KEY. Nothing is sent."),
        ])
    func failures(flags: AccountResolver.Flags, text: String) {
        #expect(Self.failure(flags) == text)
    }

    @Test("The same without a file, and from the environment")
    func otherFailures() {
        #expect(
            Self.failure(.init(context: "prod"), [:], nil)
                == #"--context: there is no context "prod", nor any other. No account is used."#)
        #expect(
            Self.failure(.init(), ["RESELLERDESK_BASE_URL": "https://x.example"], nil)
                == #"RESELLERDESK_BASE_URL: an account given by flags or environment has no "user". Nothing is sent."#)
        #expect(
            Self.failure(.init(), ["RESELLERDESK_BASE_URL": "x"])
                == #"RESELLERDESK_BASE_URL: "x" is no address like https://host/path/. Nothing is sent."#)
        let misspelt = ConfigFile(
            name: "config.json", bytes: Array("{ \"contexts\": { \"prod\": {} },\n\"current\": \"prd\" }".utf8))
        #expect(
            Self.failure(.init(), [:], misspelt)
                == #"config.json:2: unknown context "prd"; did you mean "prod"? No account is used."#)
    }

    @Test("The only account there is needs not be called current; of several none is taken")
    func only() throws {
        let one = #""a": { "user": "u", "key_file": "/k" }"#
        let file = { (text: String) in ConfigFile(name: "config.json", bytes: Array(text.utf8)) }
        #expect(try Self.resolve(.init(), [:], file("{ \"contexts\": { \(one) } }")).get().name == "a")
        let two = file(#"{ "contexts": { \#(one), "b": { "user": "u", "key_file": "/k" } } }"#)
        #expect(try Self.resolve(.init(), [:], two).get().isSandbox)
        let environment = ["RESELLERDESK_USER": "kim", "RESELLERDESK_KEY": "k"]
        #expect(
            try Self.resolve(.init(), environment, file("{ \"contexts\": { \(one) } }")).get().name == "kim",
            "a context's key fits its own user only")
    }

    @Test("No other account stands for what config.json may have meant")
    func onlyAndWrong() throws {
        let account = AccountFile(name: "b", bytes: Array(#"{ "user": "u", "key_file": "/k" }"#.utf8))
        for text in ["{ nope", "[]", #"{ "current": 3 }"#, #"{ "contexts": [] }"#] {
            var config = ConfigFile(name: "config.json", bytes: Array(text.utf8))
            config.add([account])
            #expect(try Self.resolve(.init(), [:], config).get().isSandbox, "\(text)")
        }
        #expect(try Self.resolve(.init(), [:], ConfigFile(name: "c", accounts: [account])).get().name == "b")
        let unreadable = ConfigFile(name: "c", accounts: [account], isMissing: false)
        #expect(try Self.resolve(.init(), [:], unreadable).get().isSandbox)
    }

    @Test("Paths follow the XDG variables where they are absolute")
    func paths() {
        let paths = Paths(
            environment: ["XDG_CONFIG_HOME": "/c/", "XDG_STATE_HOME": "relative", "XDG_CACHE_HOME": ""],
            home: "/home/kim")
        #expect(paths.configFile == "/c/resellerdesk/config.json")
        #expect(paths.keymapFile == "/c/resellerdesk/keymap.json")
        #expect(paths.accountsDirectory == "/c/resellerdesk/accounts")
        #expect(paths.themesDirectory == "/c/resellerdesk/themes")
        #expect(paths.stateDirectory == "/home/kim/.local/state/resellerdesk")
        #expect(paths.cacheDirectory == "/home/kim/.cache/resellerdesk")
        #expect(
            ["~", "~/a", "/a", "a", "~a"].map(paths.expanded) == [
                "/home/kim", "/home/kim/a", "/a", "/c/resellerdesk/a", "/c/resellerdesk/~a",
            ])
    }
}
