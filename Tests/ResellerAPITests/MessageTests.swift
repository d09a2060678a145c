import ResellerAPI
import Testing

/// The words of every error.
@Suite struct MessageTests {
    private func message(_ id: String, _ reason: APIError.Reason) -> String {
        APIError(operation: id, reason: reason).message
    }

    @Test(
        "Every error says what is the case and what to do",
        arguments: [
            (
                "bounces.list", .wrongCredentials,
                "bounces.list: the service does not accept this user and key. Check the user and the API key of this account."
            ),
            (
                "apps.activate", .notAuthorized,
                "apps.activate: this account may not make this call. Ask the service to allow it, or check the name that was given."
            ),
            (
                "customer.create", .refused(["City is required", "Zip is too long"]),
                "customer.create was refused: City is required; Zip is too long. Check the values against what the service has."
            ),
            (
                "customer.create", .refused([]),
                "customer.create was refused: no reason given. Check the values against what the service has."
            ),
            ("bounces.list", .notFound, "bounces.list is not known to the service. Check the base URL."),
            (
                "pending.list", .notFound,
                "pending.list is not known to the service, which removed pending and scheduled changes in 2017. Use the website of the service instead."
            ),
            (
                "invoice.list", .notFound,
                "invoice.list is not known to the service, which deprecated billing calls in 2014. Use the website of the service instead."
            ),
            (
                "bounces.list", .tooManyCalls(retryAfter: 1),
                "bounces.list: the service takes no more calls for 1 second. The desk tries again by itself."
            ),
            (
                "bounces.delete", .tooManyCalls(retryAfter: nil),
                "bounces.delete: the service takes no more calls for the moment. Nothing was changed; try again later."
            ),
            (
                "bounces.list", .server(status: 503),
                "bounces.list: the service failed with HTTP status 503. The desk tries again by itself."
            ),
            (
                "bounces.delete", .server(status: 500),
                "bounces.delete: the service failed with HTTP status 500. Whether it was carried out is not known: look at the account before doing it again."
            ),
            (
                "bounces.list", .unreachable("127.0.0.1:9: connection refused"),
                "Could not reach 127.0.0.1:9: connection refused. Check the base URL or the network. The desk tries again by itself."
            ),
            (
                "customer.delete", .lost("no answer in time"),
                "customer.delete: the connection was lost: no answer in time. Whether it was carried out is not known: look at the account before doing it again."
            ),
            (
                "customer.list", .garbled(place: "record 4, username", problem: "the field is missing"),
                "customer.list: the answer can't be read, at record 4, username: the field is missing. The desk tries again by itself."
            ),
            (
                "customer.list", .tooLarge(limit: 256 << 20),
                "customer.list: the answer is larger than 256 MiB, more than is read. Ask for less at once, with limit or a filter."
            ),
            (
                "limits.setTotal", .invalid(field: "credits", rule: "is required"),
                "limits.setTotal: credits is required. Nothing was sent."
            ),
            (
                "customer.disable", .gateClosed("this account is read-only: give --write"),
                "customer.disable would change something, and this account is read-only: give --write. Nothing was sent."
            ),
            ("customer.disable", .cancelled, "customer.disable was cancelled."),
            (
                "customer.list", .foreign("a web page instead of an answer"),
                "customer.list: a web page instead of an answer. Something between here and the service answers: check proxy, network login and base URL."
            ),
            (
                "customer.disable", .foreign("a redirect to https://login.example instead of an answer (HTTP 302)"),
                "customer.disable: a redirect to https://login.example instead of an answer (HTTP 302). Whether it was carried out is not known: look at the account before doing it again."
            ),
            (
                "customer.list", .doubtful("no customers came, 5,000 customers are known"),
                "customer.list: no customers came, 5,000 customers are known. What was known stays until this is confirmed. The desk tries again by itself."
            ),
            (
                "customer.list", .setup("The key file /k is not there."), "The key file /k is not there."
            ),
            (
                "customer.list", .insecure(place: "api.example:443", .expired("2026-01-31")),
                "No trusted connection to api.example:443: its certificate expired on 2026-01-31. Nothing was sent. Check the clock of this machine; if it is right, the service has to renew its certificate."
            ),
            (
                "customer.list",
                .insecure(place: "api.example:443", .wrongName(host: "api.example", names: ["other.example"])),
                "No trusted connection to api.example:443: its certificate is for other.example, not for api.example. Nothing was sent. Check the host in the base URL."
            ),
            (
                "customer.list", .insecure(place: "api.example:443", .unknownIssuer),
                "No trusted connection to api.example:443: its certificate is not signed by an authority that this machine trusts. Nothing was sent. If you know the issuer, as of a company proxy, name its certificate in SSL_CERT_FILE; else somebody may be listening in."
            ),
            (
                "customer.list", .insecure(place: "api.example:443", .notTLS),
                "No trusted connection to api.example:443: what answers there does not speak TLS. Nothing was sent. Check the port in the base URL, and whether a proxy or a network login stands in between."
            ),
        ] as [(String, APIError.Reason, String)])
    func messages(id: String, reason: APIError.Reason, words: String) {
        #expect(message(id, reason) == words)
    }

    @Test("A command that was given once is not told that the desk tries again")
    func commands() {
        let error = APIError(operation: "ip.all", reason: .unreachable("127.0.0.1:9: connection refused"))
        #expect(
            error.message(retriesByItself: false)
                == "Could not reach 127.0.0.1:9: connection refused. Check the base URL or the network. Try again.")
        #expect(
            APIError(operation: "ip.all", reason: .lost("no answer in time")).message(retriesByItself: false)
                == "ip.all: the connection was lost: no answer in time. Try again.")
        #expect(
            APIError(operation: "ip.all", reason: .server(status: 302)).message
                == "ip.all: the server answered with HTTP status 302. Check the base URL.")
        for operation in ResellerAPI.Operation.all {
            let error = APIError(operation: operation.id, reason: .server(status: 503))
            #expect(!error.message(retriesByItself: false).contains("desk"))
        }
    }

    @Test("Words of the service can't harm the terminal, and are no page of text")
    func harmless() {
        let words = message("ip.all", .refused(["\u{1B}[2J\u{202E}no", String(repeating: "x", count: 5000)]))
        #expect(words.hasPrefix("ip.all was refused: \u{FFFD}[2J\u{FFFD}no; xxx"))
        #expect(words.count < 1100)
        #expect(words.hasSuffix("x… Check the values against what the service has."))
    }

    @Test("Only what may have changed something has an unknown outcome")
    func unknownOutcomes() {
        #expect(APIError(operation: "customer.delete", reason: .lost("x")).isUnknownOutcome)
        #expect(APIError(operation: "customer.enable", reason: .server(status: 500)).isUnknownOutcome)
        #expect(!APIError(operation: "customer.list", reason: .lost("x")).isUnknownOutcome)
        #expect(!APIError(operation: "customer.delete", reason: .unreachable("x")).isUnknownOutcome)
        #expect(!APIError(operation: "customer.delete", reason: .refused(["x"])).isUnknownOutcome)
        #expect(APIError(operation: "customer.delete", reason: .foreign("a web page")).isUnknownOutcome)
        #expect(APIError(operation: "customer.delete", reason: .server(status: 404)).isUnknownOutcome)
        #expect(!APIError(operation: "customer.list", reason: .foreign("a web page")).isUnknownOutcome)
        #expect(!APIError(operation: "customer.delete", reason: .insecure(place: "x", .notTLS)).isUnknownOutcome)
        #expect(!APIError(operation: "customer.delete", reason: .setup("x")).isUnknownOutcome)
    }
}
