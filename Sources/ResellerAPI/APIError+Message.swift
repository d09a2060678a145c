/// The text of every error: what is the case, then what to do about it.
extension APIError: CustomStringConvertible {
    package var description: String { message }

    /// One or two sentences for the person at the screen, who need not do again what the desk does by itself.
    package var message: String { message(retriesByItself: true) }

    /// The same for a program that does not go on trying.
    package func message(retriesByItself: Bool) -> String {
        let remedy = remedy(again: retriesByItself ? "The desk tries again by itself." : "Try again.")
        let statement = Self.harmless(self.statement)
        return remedy.isEmpty ? statement : statement + " " + remedy
    }

    /// Whether the call may have been carried out although no answer says so.
    package var isUnknownOutcome: Bool {
        guard let kind = Operation.named(operation)?.kind, kind != .read else { return false }
        switch reason {
        // Only what the service itself refused was not done; a page of a proxy may stand in place of a success.
        case .lost, .server, .garbled, .doubtful, .tooLarge, .foreign: return true
        default: return false
        }
    }

    private var statement: String {
        switch reason {
        case .wrongCredentials: "\(operation): the service does not accept this user and key."
        case .notAuthorized: "\(operation): this account may not make this call."
        case .refused(let words): "\(operation) was refused: \(Self.sentence(words))"
        case .notFound: notFoundStatement
        case .tooManyCalls(let seconds): "\(operation): the service takes no more calls\(Self.wait(seconds))."
        case .server(let status) where status < 500: "\(operation): the server answered with HTTP status \(status)."
        case .server(let status): "\(operation): the service failed with HTTP status \(status)."
        case .foreign(let what): "\(operation): \(what)."
        case .unreachable(let what): "Could not reach \(what)."
        case .insecure(let place, let fault): "No trusted connection to \(place): \(fault.words). Nothing was sent."
        case .setup(let why): Self.sentence([why])
        case .lost(let what): "\(operation): the connection was lost: \(what)."
        case .garbled(let place, let problem): "\(operation): the answer can't be read, at \(place): \(problem)."
        case .doubtful(let why): "\(operation): \(why). What was known stays until this is confirmed."
        case .tooLarge(let limit): "\(operation): the answer is larger than \(Self.size(limit)), more than is read."
        case .invalid(let field, let rule): "\(operation): \(field) \(rule). Nothing was sent."
        case .unavailable(let dialect): "\(operation) is not available in API \(dialect). Nothing was sent."
        case .gateClosed(let why): "\(operation) would change something, and \(why). Nothing was sent."
        case .cancelled: "\(operation) was cancelled."
        }
    }

    private func remedy(again: String) -> String {
        if isUnknownOutcome { return Self.unknown }
        return switch reason {
        case .wrongCredentials: "Check the user and the API key of this account."
        case .notAuthorized: "Ask the service to allow it, or check the name that was given."
        case .notFound: isRemovedByService ? "Use the website of the service instead." : "Check the base URL."
        case .tooManyCalls: isRead ? again : "Nothing was changed; try again later."
        case .foreign: "Something between here and the service answers: check proxy, network login and base URL."
        case .unreachable: "Check the base URL or the network. " + again
        case .insecure(_, let fault): fault.remedy
        case .server(let status) where status < 500: "Check the base URL."
        case .server, .lost, .garbled, .doubtful: again
        case .tooLarge: "Ask for less at once, with limit or a filter."
        case .refused: "Check the values against what the service has."
        case .setup, .invalid, .unavailable, .gateClosed, .cancelled: ""
        }
    }

    private static let unknown =
        "Whether it was carried out is not known: look at the account before doing it again."

    private var isRead: Bool { Operation.named(operation)?.kind ?? .read == .read }

    /// Whether the live service took this call out, as it announced.
    package var isRemovedByService: Bool {
        guard case .notFound = reason else { return false }
        return Operation.named(operation)?.retired != nil
    }

    private var notFoundStatement: String {
        if let retired = Operation.named(operation)?.retired {
            return "\(operation) is not known to the service, which \(retired.words)."
        }
        return "\(operation) is not known to the service."
    }

    /// Several reasons as one sentence that ends in one full stop.
    private static func sentence(_ words: [String]) -> String {
        let text = words.isEmpty ? "no reason given" : words.joined(separator: "; ")
        return text.hasSuffix(".") || text.hasSuffix("!") || text.hasSuffix("?") ? text : text + "."
    }

    /// Words of the service may hold anything; in a message they are text, and not a page of it.
    private static func harmless(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(1000).map { $0.isHarmful ? "\u{FFFD}" : $0 }
        let isCut = text.unicodeScalars.count > scalars.count
        return String(String.UnicodeScalarView(scalars)) + (isCut ? "…" : "")
    }

    private static func wait(_ seconds: Int?) -> String {
        seconds.map { " for \($0) second\($0 == 1 ? "" : "s")" } ?? " for the moment"
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
    }
}

extension TLSFault {
    /// What is wrong, to follow the name of the host.
    package var words: String {
        switch self {
        case .expired(let day): "its certificate expired on \(day)"
        case .notYetValid(let day): "its certificate is not valid before \(day)"
        case .unknownIssuer: "its certificate is not signed by an authority that this machine trusts"
        case .wrongName(let host, let names):
            "its certificate is for \(names.isEmpty ? "nobody by name" : names.joined(separator: ", ")), not for \(host)"
        case .notTLS: "what answers there does not speak TLS"
        case .tooOld: "it does not support TLS 1.2 or later"
        case .other(let what): "TLS failed: \(what)"
        }
    }

    /// What a person can do about it.
    package var remedy: String {
        switch self {
        case .expired, .notYetValid:
            "Check the clock of this machine; if it is right, the service has to renew its certificate."
        case .unknownIssuer:
            "If you know the issuer, as of a company proxy, name its certificate in SSL_CERT_FILE; else somebody may "
                + "be listening in."
        case .wrongName: "Check the host in the base URL."
        case .notTLS: "Check the port in the base URL, and whether a proxy or a network login stands in between."
        case .tooOld: "The service, or the proxy in between, has to be updated."
        case .other: "Check the base URL, and whether a proxy stands in between."
        }
    }
}

extension Retirement {
    /// What became of it, to follow "the service".
    package var words: String {
        switch self {
        case .billing: "deprecated billing calls in 2014"
        case .plannedChanges: "removed pending and scheduled changes in 2017"
        }
    }
}
