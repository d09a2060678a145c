/// The account a session works on, put together from flags, environment, context and defaults.
package struct ResolvedAccount: Sendable, Hashable {
    /// What kind of account it is; the frame shows it in its own colour.
    package enum Role: String, Sendable, Hashable, CaseIterable {
        case production, staging, development, sandbox
    }

    /// The wire format asked for.
    package enum Format: String, Sendable, Hashable, CaseIterable {
        case json, xml
    }

    /// The version of the API that is spoken.
    package enum Dialect: String, Sendable, Hashable, CaseIterable {
        case v3, v2, v1
    }

    /// Where version 3 keeps the account.
    package enum Region: String, Sendable, Hashable, CaseIterable {
        case global, eu
    }

    /// Where the API key comes from. Never the key itself.
    package enum KeySource: Sendable, Hashable {
        case command([String])
        case file(String)
        /// The variable RESELLERDESK_KEY.
        case environment
        /// The well-known key of the embedded sandbox.
        case sandbox
    }

    /// The context's name, the user's where there is no context, or `sandbox`.
    package var name: String
    /// Ends in a slash. None for the embedded sandbox: its port is known once it runs.
    package var baseURL: String?
    package var user: String
    package var keySource: KeySource
    package var role: Role
    /// Whether this session may change anything at the service.
    package var writes: Bool
    /// Whether `--read-only` was given.
    package var readOnly: Bool
    /// Calls a minute.
    package var rate: Int
    package var format: Format
    package var dialect: Dialect
    /// Where sampled messages arrive, `~` resolved.
    package var maildir: String?
    /// The header of a sample that tells its customer; nil where the usual one does.
    package var customerHeader: String?
    /// The name of the receiving server in Authentication-Results; nil where that of the topmost one counts.
    package var authservID: String?
    /// Whether it is the sandbox inside this process, there because no account is configured.
    package var isSandbox: Bool

    package static let defaultBaseURL = "https://api.sendgrid.com/"
    package static let europeanBaseURL = "https://api.eu.sendgrid.com/"
    package static let defaultRate = 500
    package static let rates = 1...600

    /// The embedded sandbox.
    package static func sandbox(readOnly: Bool = false) -> ResolvedAccount {
        ResolvedAccount(
            name: "sandbox", baseURL: nil, user: "sandbox", keySource: .sandbox, role: .sandbox, writes: !readOnly,
            readOnly: readOnly, rate: defaultRate, format: .json, dialect: .v2, maildir: nil, isSandbox: true)
    }
}
