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
        #expect(try Self.resolve(.init(readOnly: true), [:], nil).get() == .sandbox(readOnly: true))
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

    @Test("A region chooses the servers of version 3, an address beats it, and older versions have none")
    func region() throws {
        func url(_ more: String) throws -> String? {
            let json = #"{ "contexts": { "a": { "user": "acme", "key_file": "/k", \#(more) } } }"#
            let config = ConfigFile(name: "config.json", bytes: Array(json.utf8))
            return try Self.resolve(.init(), [:], config).get().baseURL
        }
        #expect(try url(#""dialect": "v3""#) == "https://api.sendgrid.com/")
        #expect(try url(#""dialect": "v3", "region": "global""#) == "https://api.sendgrid.com/")
        #expect(try url(#""dialect": "v3", "region": "eu""#) == "https://api.eu.sendgrid.com/")
        #expect(try url(#""dialect": "v2", "region": "eu""#) == "https://api.sendgrid.com/")
        #expect(
            try url(#""dialect": "v3", "region": "eu", "base_url": "https://own.example""#)
                == "https://own.example/")
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
                #"config.json:8: "user" in context "wrong" must be text, not a number. The context is ignored."#
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
                == #"--context: unknown context "prod": no account is configured. No account is used."#)
        #expect(
            Self.failure(.init(), ["RESELLERDESK_BASE_URL": "https://x.example"], nil)
                == #"RESELLERDESK_BASE_URL: an account given by flags or environment has no "user". Nothing is sent."#)
        #expect(
            Self.failure(.init(), ["RESELLERDESK_BASE_URL": "x"])
                == #"RESELLERDESK_BASE_URL: "x" is not a URL such as https://host/path/. Nothing is sent."#)
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
        #expect(
            Self.failure(.init(), [:], two)
                == #"config.json: there are 2 accounts ("a", "b") and "current" names none of them: set it in config.json, or give --context. No account is used."#
        )
        #expect(try Self.resolve(.init(context: "b"), [:], two).get().name == "b")
        let environment = ["RESELLERDESK_USER": "kim", "RESELLERDESK_KEY": "k"]
        #expect(
            try Self.resolve(.init(), environment, file("{ \"contexts\": { \(one) } }")).get().name == "kim",
            "a context's key fits its own user only")
    }

    // MARK: - Broken is never the sandbox

    @Test(
        "A config.json that is there and can't be used is an error: never the sandbox, never another account",
        arguments: [
            ("", "1:1: it is empty. The file is ignored."),
            ("{ nope", #"1:3: expected a key or "}", found "n". The file is ignored."#),
            ("{ \"contexts\": {},\n}", "1:17: a comma after the last entry. The file is ignored."),
            ("[]", "1: the file must be an object, not a list. It is ignored."),
            ("null", "1: the file must be an object, not null. It is ignored."),
            (#"{ "current": 3 }"#, #"1: "current" in the file must be text, not a number. No account is used."#),
            (#"{ "contexts": [] }"#, #"1: "contexts" must be an object, not a list. It is ignored."#),
        ])
    func broken(text: String, problem: String) {
        let account = AccountFile(name: "b", bytes: Array(#"{ "user": "u", "key_file": "/k" }"#.utf8))
        let environment = ["RESELLERDESK_USER": "kim", "RESELLERDESK_KEY": "k"]
        var config = ConfigFile(name: "config.json", bytes: Array(text.utf8))
        #expect(Self.failure(.init(), [:], config) == "config.json:" + problem)
        config.add([account])
        for flags in [AccountResolver.Flags(), .init(context: "b"), .init(context: "sandbox"), .init(readOnly: true)] {
            #expect(Self.failure(flags, [:], config) == "config.json:" + problem)
            #expect(Self.failure(flags, environment, config) == "config.json:" + problem)
        }
    }

    @Test(
        "A config.json that names no account is the sandbox's only where it is about something else, without a mistake",
        arguments: [
            ("{}", false), (#"{ "contexts": {} }"#, false), (#"{ "contxts": { "a": {} } }"#, false),
            (#"{ "theme": {} }"#, false), (#"{ "theme": "dark", "them": 1 }"#, false),
            (#"{ "theme": "dark" }"#, true), (#"{ "collect": false, "notify": { "bell": true } }"#, true),
        ])
    func namesNone(text: String, isSandbox: Bool) throws {
        let config = ConfigFile(name: "config.json", bytes: Array(text.utf8))
        if isSandbox {
            #expect(try Self.resolve(.init(), [:], config).get() == .sandbox())
        } else {
            #expect(
                Self.failure(.init(), [:], config)
                    == #"config.json: it has no account: add one under "contexts", or remove the file; --context sandbox starts the sandbox. No account is used."#
            )
            #expect(try Self.resolve(.init(context: "sandbox"), [:], config).get() == .sandbox())
        }
        let environment = ["RESELLERDESK_USER": "kim", "RESELLERDESK_KEY": "k"]
        #expect(try Self.resolve(.init(), environment, config).get().name == "kim")
    }

    @Test("The sandbox can be asked for by its name beside accounts, and never with the user of another")
    func sandboxByName() throws {
        #expect(try Self.resolve(.init(context: "sandbox", readOnly: true)).get() == .sandbox(readOnly: true))
        #expect(
            Self.failure(.init(context: "sandbox", user: "kim"))
                == #"--context: unknown context "sandbox". No account is used."#)
        let named = ConfigFile(
            name: "config.json",
            bytes: Array(#"{ "contexts": { "sandbox": { "user": "u", "key_file": "/k" } } }"#.utf8))
        #expect(try !Self.resolve(.init(context: "sandbox"), [:], named).get().isSandbox)
    }

    @Test("An account whose own file is broken is an error where it could be meant, and told where it is not")
    func brokenAccounts() throws {
        let bad = AccountFile(name: "bad", bytes: Array("{ nope".utf8))
        let gone = AccountFile(name: "gone", unreadable: .dangling("/a/gone.json", to: "/b"))
        let good = AccountFile(name: "good", bytes: Array(#"{ "user": "u", "key_file": "/k" }"#.utf8))
        let problem = #"accounts/bad.json:1:3: expected a key or "}", found "n". The file is ignored."#
        var only = ConfigFile(missing: "config.json")
        only.add([bad, good])
        #expect(Self.failure(.init(), [:], only) == problem)
        #expect(Self.failure(.init(context: "bad"), [:], only) == problem)
        #expect(try Self.resolve(.init(context: "good"), [:], only).get().name == "good")
        var current = ConfigFile(name: "config.json", bytes: Array(#"{ "current": "good" }"#.utf8))
        current.add([bad, gone, good])
        #expect(try Self.resolve(.init(), [:], current).get().name == "good")
        #expect(current.problems.count == 2)
        #expect(
            Self.failure(.init(context: "gone"), [:], current)
                == #"accounts/gone.json: "/a/gone.json" is a link to "/b", which does not exist. It is ignored."#)
    }

    @Test("Several accounts with files of their own need one to be named")
    func severalFiles() throws {
        let files = ["a", "b"].map {
            AccountFile(name: $0, bytes: Array(#"{ "user": "u", "key_file": "/k" }"#.utf8))
        }
        var config = ConfigFile(missing: "config.json")
        config.add(files)
        #expect(Self.failure(.init(), [:], config).hasPrefix(#"accounts: there are 2 accounts ("a", "b")"#))
        #expect(try Self.resolve(.init(context: "b"), [:], config).get().name == "b")
        var one = ConfigFile(missing: "config.json")
        one.add([files[1]])
        #expect(try Self.resolve(.init(), [:], one).get().name == "b")
    }

    @Test(
        "Variables that are set to nothing, and half of an account, are errors: never the sandbox",
        arguments: [
            (["RESELLERDESK_USER": ""], "RESELLERDESK_USER: the variable is set but empty"),
            (["RESELLERDESK_KEY": " \n"], "RESELLERDESK_KEY: the variable is set but empty"),
            (["RESELLERDESK_BASE_URL": ""], "RESELLERDESK_BASE_URL: the variable is set but empty"),
            (["RESELLERDESK_USER": "kim", "RESELLERDESK_KEY": ""], "RESELLERDESK_KEY: the variable is set but empty"),
            (["RESELLERDESK_USER": "kim"], "RESELLERDESK_USER: the key of this user is missing: set RESELLERDESK_KEY"),
            (["RESELLERDESK_KEY": "k"], "RESELLERDESK_KEY: there is a key but no user: set RESELLERDESK_USER"),
            (
                ["RESELLERDESK_KEY": "k", "RESELLERDESK_BASE_URL": "https://x.example"],
                #"RESELLERDESK_BASE_URL: an account given by flags or environment has no "user""#
            ),
        ] as [([String: String], String)])
    func halfAnAccount(environment: [String: String], problem: String) {
        #expect(Self.failure(.init(), environment, nil).hasPrefix(problem))
        if environment.values.contains(where: { $0.allSatisfy(\.isWhitespace) }) {
            #expect(Self.failure(.init(context: "prod"), environment).hasPrefix(problem))
        }
    }

    @Test("A user that is empty on the command line is none")
    func emptyFlag() {
        #expect(Self.failure(.init(user: ""), [:], nil).contains(#"has no "user""#))
        #expect(Self.failure(.init(context: "prod", user: "")).contains(#"has no "user""#))
        #expect(Self.failure(.init(context: ""), [:], nil).contains("unknown context"))
        #expect(Self.failure(.init(baseURL: "")).contains("is not a URL"))
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
