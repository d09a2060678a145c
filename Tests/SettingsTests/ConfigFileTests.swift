import Testing

@testable import Settings

@Suite("config.json")
struct ConfigFileTests {
    private static func file(_ json: String) -> ConfigFile { ConfigFile(name: "config.json", bytes: Array(json.utf8)) }

    private static func context(_ entries: String) -> ConfigFile {
        file("{ \"contexts\": { \"acme\": {\n\(entries) } } }")
    }

    @Test("A whole file is read")
    func whole() throws {
        let file = Self.file(
            """
            { "current": "acme-prod", "theme": "dark",
              "contexts": { "acme-prod": { "user": "acme", "key_command": ["pass", "acme"], "format": "xml", "dialect": "v1",
                                           "role": "staging", "writes": true, "rate": 300, "base_url": "https://api.reseller.example",
                                           "samples": { "maildir": "~/Maildir/samples",
                                                        "customer_header": "X-Customer", "authserv_id": "mx.acme.example" } },
                            "other": { "user": "other", "key_file": "other.key" } } }
            """)
        #expect(file.problems == [])
        #expect(file.current == "acme-prod")
        #expect(file.theme == "dark")
        #expect(file.contexts.map(\.name) == ["acme-prod", "other"])
        let context = try #require(file.context(named: "acme-prod"))
        #expect(
            context
                == ConfigFile.Context(
                    name: "acme-prod", file: file.name, line: 2, user: "acme", keySource: .command(["pass", "acme"]),
                    baseURL: "https://api.reseller.example/", format: .xml, dialect: .v1, role: .staging, writes: true,
                    rate: 300, maildir: "~/Maildir/samples", customerHeader: "X-Customer",
                    authservID: "mx.acme.example", blocking: nil))
        #expect(file.context(named: "other")?.keySource == .file("other.key"))
    }

    @Test(
        "A wrong entry of the file is named with its line",
        arguments: [
            ("[]", "1: the file must be an object, not a list. It is ignored."),
            (
                "{\n\"contxts\": {} }",
                #"2: unknown entry "contxts" in the file; did you mean "contexts"? It is ignored."#
            ),
            ("{ \"contexts\": [] }", #"1: "contexts" must be an object, not a list. It is ignored."#),
            ("{ \"current\": 1 }", #"1: "current" in the file must be text, not a number. No account is used."#),
            ("{ \"current\": \"\" }", #"1: "current" in the file must be text, not empty. No account is used."#),
            ("{ \"theme\": {} }", #"1: "theme" in the file must be text, not an object. "terminal" is used."#),
            (
                "{ \"theme\": \"a\",\n\"theme\": \"b\" }",
                #"2: "theme" in the file appears twice; the first is used."#
            ),
            (
                "{ \"contexts\": { \"a\": {},\n\"a\": {} } }",
                #"2: "a" in "contexts" appears twice; the first is used."#
            ),
            ("{ \"contexts\": { \"a\":\n1 } }", #"2: context "a" must be an object, not a number. It is ignored."#),
            ("{,}", #"1:2: expected a key or "}", found ",". The file is ignored."#),
        ])
    func wrongFile(json: String, text: String) {
        #expect(Self.file(json).problems.map(\.text) == ["config.json:\(text)"])
    }

    @Test(
        "A wrong entry of a context takes its default",
        arguments: [
            (#""format": "xlm""#, #"unknown format "xlm" in context "acme"; did you mean "xml"? "json" is used."#),
            (#""dialect": "v33""#, #"unknown dialect "v33" in context "acme"; did you mean "v3"? "v2" is used."#),
            (
                #""role": "prodction""#,
                #"unknown role "prodction" in context "acme"; did you mean "production"? "production" is used."#
            ),
            (
                #""writes": "yes""#,
                #""writes" in context "acme" must be true or false, not text. The account stays read-only."#
            ),
            (#""rate": 0"#, #""rate" in context "acme" must be 1 to 600, not 0. 500 is used."#),
            (#""rate": 1.5"#, #""rate" in context "acme" must be a whole number, not 1.5. 500 is used."#),
            (#""rate": "9""#, #""rate" in context "acme" must be a whole number, not text. 500 is used."#),
            (#""samples": []"#, #""samples" of context "acme" must be an object, not a list. It is ignored."#),
            (
                #""samples": { "maildr": "x" }"#,
                #"unknown entry "maildr" in "samples" of context "acme"; did you mean "maildir"? It is ignored."#
            ),
            (
                #""samples": { "maildir": 1 }"#,
                #""maildir" in "samples" of context "acme" must be text, not a number. No samples are read."#
            ),
            (
                #""samples": { "customer_header": "X Customer:" }"#,
                #""customer_header" in "samples" of context "acme" must name a header such as X-Customer, "#
                    + #"not "X Customer:". The default is used."#
            ),
            (
                #""samples": { "customer_header": true }"#,
                #""customer_header" in "samples" of context "acme" must be text, not true or false. The default is used."#
            ),
            (
                #""samples": { "authserv_id": "mx; spf=pass" }"#,
                #""authserv_id" in "samples" of context "acme" must name a mail server such as mx.shop.example, "#
                    + #"not "mx; spf=pass". The topmost server is used."#
            ),
            (#""usr": "acme""#, #"unknown entry "usr" in context "acme"; did you mean "user"? It is ignored."#),
            (#""writes": true, "writes": false"#, #""writes" in context "acme" appears twice; the first is used."#),
        ])
    func wrongEntry(entry: String, text: String) throws {
        let file = Self.context(entry)
        #expect(file.problems.map(\.text) == ["config.json:2: \(text)"])
        let context = try #require(file.context(named: "acme"))
        #expect(context.blocking == nil)
        #expect(context.writes == entry.contains("true, "))
    }

    @Test(
        "A wrong entry that decides who gets the key blocks the context",
        arguments: [
            (
                #""region": "eur""#,
                #"unknown region "eur" in context "acme"; did you mean "eu"? The context is ignored."#
            ),
            (#""user": 1"#, #""user" in context "acme" must be text, not a number. The context is ignored."#),
            (
                #""key_command": "pass acme""#,
                #""key_command" in context "acme" must be a list of strings, the command first, not text. The context is ignored."#
            ),
            (
                #""key_command": []"#,
                #""key_command" in context "acme" must be a list of strings, the command first, not an empty list. The context is ignored."#
            ),
            (
                #""key_command": ["pass", 1]"#,
                #""key_command" in context "acme" must be a list of strings, the command first, not a list of other things. The context is ignored."#
            ),
            (#""key_file": null"#, #""key_file" in context "acme" must be text, not null. The context is ignored."#),
            (
                #""base_url": "api.reseller.example""#,
                #""api.reseller.example" is not a URL such as https://host/path/. Nothing is sent."#
            ),
            (
                #""base_url": "http://api.reseller.example/""#,
                #""http://api.reseller.example/" would send the key unencrypted; http is for this machine only. Nothing is sent."#
            ),
        ])
    func blocking(entry: String, text: String) {
        let file = Self.context(entry)
        #expect(file.problems.map(\.text) == ["config.json:2: \(text)"])
        #expect(file.context(named: "acme")?.blocking == file.problems.first)
    }

    @Test("Of two sources of a key the command counts, in either order")
    func twoKeys() {
        for entries in [#""key_command": ["a"], "key_file": "b""#, #""key_file": "b", "key_command": ["a"]"#] {
            let file = Self.context(entries)
            #expect(
                file.problems.map(\.text) == [
                    #"config.json:1: context "acme" has both "key_command" and "key_file". The command is used."#
                ])
            #expect(file.context(named: "acme")?.keySource == .command(["a"]))
        }
    }

    @Test("Problems come in the order of their lines")
    func order() {
        let file = Self.file("{ \"contexts\": { \"a\": {\n\"rate\": 0 } },\n\"curent\": \"a\" }")
        #expect(file.problems.map(\.line) == [2, 3])
        #expect(file.problems.map(\.nearest) == [nil, "current"])
    }

    @Test(
        "An address is https, or http to this machine",
        arguments: [
            ("https://api.reseller.example", "https://api.reseller.example/"),
            ("https://api.reseller.example/x/", "https://api.reseller.example/x/"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"), ("http://localhost/", "http://localhost/"),
            ("http://[::1]:80", "http://[::1]:80/"), ("http://127.evil.example", nil),
            ("http://127.0.0.1.evil.example", nil), ("http://192.0.2.1", nil), ("http://localhost.example", nil),
            ("https://user:secret@host.example", nil), ("https://host.example/?a=b", nil), ("https://", nil),
            ("ftp://host.example", nil), ("", nil),
        ])
    func addresses(text: String, address: String?) {
        #expect((try? ServiceAddress.checked(text).get()) == address)
    }
}
