import Dialects
import Foundation
import ResellerAPI
import Testing

/// Key and passwords are in the body of the request and nowhere else, however the call ends.
@Suite("Secrets, looked for after every kind of call")
struct SecretsTests {
    private static let key = "k3y-that-stays-inside"
    private static let password = "pa55-word-that-stays"
    private static let hash = "0123456789abcdef0123456789abcdef-1790000000"

    /// A service that answers in one way.
    struct Ending: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]

        init(_ description: String, _ status: String, _ body: String, header: String = "") {
            testDescription = description
            bytes = Array(
                "HTTP/1.1 \(status)\r\n\(header)Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
                    .utf8)
        }

        init(_ description: String, raw: String) {
            testDescription = description
            bytes = Array(raw.utf8)
        }
    }

    static let endings = [
        Ending("done", "200 OK", #"{"message":"success"}"#),
        Ending("a login link", "200 OK", #"{"params":"al_username=a&al_subuser_name=b&al_hash=\#(hash)"}"#),
        Ending(
            "wrong credentials", "200 OK", #"{"error":{"code":401,"message":"Permission denied, wrong credentials"}}"#),
        Ending("refused", "400 Bad", #"{"message":"error","errors":["Password is invalid"]}"#),
        Ending("failed", "503 Busy", "<html>try later</html>"),
        Ending("elsewhere", "302 Found", "", header: "Location: https://other.example/login\r\n"),
        Ending("no answer that can be read", "200 OK", "PHP Warning: something"),
        Ending("no HTTP", raw: "220 mail.example ESMTP\r\n"),
        Ending("closed", raw: ""),
    ]

    /// Calls with secrets in their fields; `%` is the file with the password.
    static let calls = [
        ["packages.list"], ["packages.list", "--format", "xml"], ["customer.authenticate", "user=a", "password=@%"],
        ["customer.loginURL", "user=a", "password=@%"],
        ["customer.setPassword", "user=a", "password=@%", "confirm_password=@%", "--write"],
        ["credential.add", "user=a", "credential_name=extra", "credential_password=@%", "--write"],
        ["apps.setup", "user=a", "name=sendwithus", "license_key=@%", "--write"],
    ]

    @Test("Neither output nor any file that is left shows them", arguments: endings)
    func afterwards(ending: Ending) async throws {
        let home = try Home()
        let elsewhere = try Home()
        let file = try elsewhere.write(Self.password + "\n", to: "password")
        let service = try PlainServer { _ in ending.bytes }
        let account = Account(url: service.url, home: home, key: Self.key)
        for call in Self.calls {
            let result = try await account.call(call.map { $0.replacing("%", with: file) })
            #expect(result.status == 0 || result.status == 1)
            for secret in [Self.key, Self.password, Self.hash] {
                #expect(!result.everything.contains(secret), "\(call)")
                #expect(!home.contents.contains(secret), "\(call)")
            }
        }
        let requests = service.requests
        #expect(requests.count >= Self.calls.count)
        for request in requests {
            let parts = request.split(separator: "\r\n\r\n", maxSplits: 1)
            #expect(parts.last?.contains("api_key=\(Self.key)") == true)
            #expect(parts.first?.contains(Self.key) == false && parts.first?.contains(Self.password) == false)
        }
    }

    @Test("Nor do refusals that come before anything is sent, and a secret typed openly is not repeated")
    func unsent() async throws {
        let home = try Home()
        let account = Account(url: "http://127.0.0.1:9", home: home, key: Self.key)
        for call in [
            ["customer.setPassword", "user=a", "password=\(Self.password)", "confirm_password=other", "--write"],
            ["customer.setPassword", "user=a", "password=\(Self.password)", "confirm_password=\(Self.password)"],
            ["customer.authenticate", "user=a", "password=\(Self.password)", "passwort=\(Self.password)"],
            ["customer.authenticate", "user=a", "password=\(Self.password)", "password=\(Self.password)"],
            ["customer.authenticate", "user=a", "password=\(Self.password)"],
            ["credential.add", "user=a", "credential_name=1", "credential_password=\(Self.password)", "--write"],
        ] {
            let result = try await account.call(call)
            #expect(result.status != 0)
            #expect(result.errors.contains("warning:"))
            for secret in [Self.key, Self.password] {
                #expect(!result.everything.contains(secret), "\(call)")
                #expect(!home.contents.contains(secret), "\(call)")
            }
        }
    }

    @Test("Nor does a service that repeats what it was sent make the program repeat it", arguments: WireFormat.allCases)
    func repeated(format: WireFormat) async throws {
        let home = try Home()
        let elsewhere = try Home()
        let password = "p\u{E4}55 & word=that+stays"
        let file = try elsewhere.write(password, to: "password")
        let service = try PlainServer { request in
            let body = request.split(separator: "\r\n\r\n", maxSplits: 1).last ?? ""
            let answer = #"{"message":"error","errors":["\#(body)","\#(password) is wrong"]}"#
            return Array("HTTP/1.1 400 Bad\r\nContent-Length: \(answer.utf8.count)\r\n\r\n\(answer)".utf8)
        }
        let account = Account(url: service.url, home: home, key: Self.key)
        for call in [
            ["customer.authenticate", "user=a", "password=@\(file)"],
            ["customer.loginURL", "user=a", "password=@\(file)"],
        ] {
            let result = try await account.call(call + ["--format", format.rawValue])
            #expect(result.status == 1)
            #expect(result.errors.contains("api_key=***"))
            #expect(result.errors.contains("*** is wrong"))
            for secret in [Self.key, password, "that%2Bstays"] {
                #expect(!result.everything.contains(secret), "\(secret)")
                #expect(!home.contents.contains(secret), "\(secret)")
            }
        }
    }
}
