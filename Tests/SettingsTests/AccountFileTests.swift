import Foundation
import Testing

@testable import Settings

@Suite("Accounts with files of their own")
struct AccountFileTests {
    private func load(_ folder: TemporaryFolder) -> (settings: LoadedSettings, paths: Paths) {
        let paths = Paths(environment: ["XDG_CONFIG_HOME": folder.path], home: "/nowhere")
        return (LoadedSettings.load(paths: paths), paths)
    }

    @Test("They are read behind those of config.json, which wins on equal names")
    func read() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "resellerdesk/config.json",
            #"{ "current": "prod", "contexts": { "prod": { "user": "acme", "key_file": "/k" } } }"#)
        try folder.write("resellerdesk/accounts/lab.json", #"{ "user": "lab", "key_file": "accounts/lab.key" }"#)
        try folder.write("resellerdesk/accounts/prod.json", #"{ "user": "other", "key_file": "/k" }"#)
        try folder.write("resellerdesk/accounts/lab.key", "k")
        let (settings, paths) = load(folder)
        #expect(settings.config?.contexts.map(\.name) == ["prod", "lab"])
        #expect(settings.config?.context(named: "prod")?.user == "acme")
        #expect(
            settings.problems.map(\.text) == [
                #"accounts/prod.json: context "prod" is also in config.json. That one is used, this file is ignored."#
            ])
        let lab = try AccountResolver.resolve(
            flags: .init(context: "lab"), environment: [:], config: settings.config, paths: paths
        ).get()
        #expect(lab.user == "lab")
        #expect(lab.keySource == .file(folder.path + "/resellerdesk/accounts/lab.key"))
        #expect(!lab.writes && lab.role == .production)
    }

    @Test("What is wrong in one is named with its file, and what is missing as well")
    func wrong() throws {
        let folder = try TemporaryFolder()
        try folder.write("resellerdesk/accounts/a.json", "{ nope")
        try folder.write("resellerdesk/accounts/b.json", "{ \"usr\": \"u\",\n\"rate\": 9000 }")
        let (settings, paths) = load(folder)
        #expect(
            settings.problems.map(\.text) == [
                #"accounts/a.json:1:3: expected a key or "}", found "n". The file is ignored."#,
                #"accounts/b.json:1: unknown entry "usr" in context "b"; did you mean "user"? It is ignored."#,
                #"accounts/b.json:2: "rate" in context "b" must be 1 to 600, not 9000. 500 is used."#,
            ])
        let result = AccountResolver.resolve(
            flags: .init(context: "b"), environment: [:], config: settings.config, paths: paths)
        #expect(
            result
                == .failure(
                    Problem(file: "accounts/b.json", line: 1, reason: .config(.noUser(inside: #"context "b""#)))))
    }

    @Test("What the writer makes is read back as it was meant")
    func written() throws {
        let odd = "we\"ird\\user"
        let new = NewAccount(
            name: "acme-2", user: odd, baseURL: "https://api.acme.example", role: .staging,
            key: .file(contents: "  k3y \n"), writes: true, maildir: "~/Mail/é")
        let files = try AccountWriter.files(for: new, known: ["acme"]).get()
        #expect(files.key == AccountWriter.File(place: "accounts/acme-2.key", bytes: Array("k3y\n".utf8)))
        #expect(files.account.place == "accounts/acme-2.json")
        let read = AccountFile(name: "acme-2", bytes: files.account.bytes)
        #expect(read.problems == [])
        let context = try #require(read.context)
        #expect(context.user == odd && context.baseURL == "https://api.acme.example/" && context.role == .staging)
        #expect(context.keySource == .file("accounts/acme-2.key") && context.writes && context.maildir == "~/Mail/é")
        #expect(!String(decoding: files.account.bytes, as: UTF8.self).contains("k3y"))
    }

    @Test("A key command needs no key file")
    func command() throws {
        let new = NewAccount(name: "a", user: "u", key: .command(["pass", "show", "a \"b\""]))
        let files = try AccountWriter.files(for: new, known: []).get()
        #expect(files.key == nil)
        #expect(
            String(decoding: files.account.bytes, as: UTF8.self) == """
                { "user": "u",
                  "key_command": ["pass", "show", "a \\"b\\""],
                  "role": "production",
                  "writes": false }

                """)
    }

    @Test(
        "What can't be an account is refused with what to do",
        arguments: [
            ("", "u", "k", AccountFault.name("")), ("../a", "u", "k", .name("../a")), (".a", "u", "k", .name(".a")),
            ("a b", "u", "k", .name("a b")), ("é", "u", "k", .name("é")), ("Prod", "u", "k", .nameTaken("Prod")),
            ("sandbox", "u", "k", .nameTaken("sandbox")), ("a", "", "k", .user), ("a", "u v", "k", .user),
            ("a", "u", "", .noKey), ("a", "u", " \n", .noKey), ("a", "u", "k k", .key),
        ])
    func refused(name: String, user: String, key: String, fault: AccountFault) {
        let new = NewAccount(name: name, user: user, key: .file(contents: key))
        #expect(AccountWriter.files(for: new, known: ["prod"]) == .failure(fault))
        #expect(!fault.text.isEmpty)
    }

    @Test("An address that would give the key away is refused")
    func address() {
        let new = NewAccount(name: "a", user: "u", baseURL: "http://api.acme.example", key: .file(contents: "k"))
        guard case .failure(let fault) = AccountWriter.files(for: new, known: []) else {
            Issue.record("it was taken")
            return
        }
        #expect(fault.text.contains("would send the key unencrypted"))
    }

    @Test("No description of a new account shows its key")
    func descriptions() {
        let new = NewAccount(name: "a", user: "u", key: .file(contents: "s3cret"))
        var dumped = ""
        dump(new, to: &dumped)
        #expect(!(dumped + "\(new)" + String(reflecting: new)).contains("s3cret"))
    }
}
