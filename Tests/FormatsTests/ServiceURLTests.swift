import Testing

@testable import Formats

@Suite("The address of the service")
struct ServiceURLTests {
    @Test(
        "What is an address is read, with host and port",
        arguments: [
            ("https://api.reseller.example", "https://api.reseller.example/", "api.reseller.example:443"),
            ("HTTPS://Api.Reseller.example/x/", "HTTPS://Api.Reseller.example/x/", "Api.Reseller.example:443"),
            ("https://api.example:1", "https://api.example:1/", "api.example:1"),
            ("https://api.example:65535/v3", "https://api.example:65535/v3/", "api.example:65535"),
            ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example/", "xn--bcher-kva.example:443"),
            ("https://[2001:db8::1]/", "https://[2001:db8::1]/", "[2001:db8::1]:443"),
            ("http://[::1]:8080", "http://[::1]:8080/", "[::1]:8080"),
            ("http://127.0.0.1:8080/a%20b", "http://127.0.0.1:8080/a%20b/", "127.0.0.1:8080"),
            ("http://127.1.2.3", "http://127.1.2.3/", "127.1.2.3:80"),
            ("http://LOCALHOST", "http://LOCALHOST/", "LOCALHOST:80"),
        ])
    func read(text: String, address: String, place: String) throws {
        let url = try ServiceURL(text)
        #expect(url.text == address)
        #expect(url.place == place)
    }

    @Test(
        "What is none is refused, and said why",
        arguments: [
            ("", .noAddress), ("nonsense", .noAddress), ("https://", .noAddress), ("https:///path", .noAddress),
            ("ftp://host.example", .noAddress), ("//host.example", .noAddress), ("https:/host.example", .noAddress),
            ("https://host..example", .noAddress), ("https://host.example.", .noAddress),
            ("https://-a.example", .noAddress), ("https://a\\b.example", .noAddress),
            ("https://host.example/\u{1B}[2J", .noAddress), ("https://host.example/\u{202E}", .noAddress),
            ("https://[::1", .noAddress), ("https://[::1]x", .noAddress), ("https://[nonsense]/", .noAddress),
            ("https://[fe80::1%25eth0]/", .noAddress), ("https://2001:db8::1/", .port),
            ("https://h.example:", .port), ("https://h.example:0", .port), ("https://h.example:65536", .port),
            ("https://h.example:99999", .port), ("https://h.example:999999999999999999999", .port),
            ("http://127.0.0.1:999999999999999999999", .port), ("https://h.example:-1", .port),
            ("https://h.example:+80", .port), ("https://h.example:8o", .port), ("https://h.example:８０", .port),
            ("https://[::1]:70000", .port), ("https://h.example:443:443", .port),
            ("https://user:secret@host.example", .credentials), ("http://127.0.0.1@evil.example", .credentials),
            ("https://user:se?ret@host.example", .credentials), ("https://@host.example", .credentials),
            ("https://host.example/?a=b", .queryOrFragment), ("https://host.example#x", .queryOrFragment),
            (" https://host.example", .blank), ("https://host.example ", .blank),
            ("https://host .example", .blank), ("https://host.example/\n", .blank),
            ("https://bücher.example", .notASCII), ("https://раypal.example", .notASCII),
            ("http://api.example", .notEncrypted(host: "api.example")),
            ("http://127.evil.example", .notEncrypted(host: "127.evil.example")),
            ("http://127.0.0.1.evil.example", .notEncrypted(host: "127.0.0.1.evil.example")),
            ("http://0127.0.0.1", .notEncrypted(host: "0127.0.0.1")),
            ("http://192.0.2.1", .notEncrypted(host: "192.0.2.1")),
            ("http://127.0.0.010", .notEncrypted(host: "127.0.0.010")), ("http://127.1", .notEncrypted(host: "127.1")),
            ("http://2130706433", .notEncrypted(host: "2130706433")), ("http://[::2]", .notEncrypted(host: "::2")),
            ("http://localhost.example", .notEncrypted(host: "localhost.example")),
        ] as [(String, ServiceURL.Fault)])
    func refused(text: String, fault: ServiceURL.Fault) {
        #expect(throws: fault) { try ServiceURL(text) }
        #expect(!fault.words.isEmpty)
    }

    @Test("An address of any length is refused or read, never the end")
    func long() {
        for length in [60, 64, 250, 254, 1_999, 100_000] {
            let label = String(repeating: "a", count: length)
            #expect((try? ServiceURL("https://\(label)")) == nil || length == 60)
            #expect((try? ServiceURL("https://a:\(String(repeating: "9", count: length))")) == nil)
        }
    }

    @Test("What a message shows of an address has no secrets in it")
    func shown() {
        #expect(ServiceURL.withoutSecrets("https://me:s3cret@host.example/x") == "https://***@host.example/x")
        #expect(ServiceURL.withoutSecrets("https://host.example/?key=s3cret") == "https://host.example/?***")
        #expect(ServiceURL.withoutSecrets("https://host.example#s3cret") == "https://host.example#***")
        #expect(ServiceURL.withoutSecrets("https://me:s3?cret@host.example") == "https://***@host.example")
        #expect(ServiceURL.withoutSecrets("me:s3cret@host") == "***@host")
        #expect(ServiceURL.withoutSecrets("https://host.example/") == "https://host.example/")
    }
}
