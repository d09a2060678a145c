/// Puts the account together: flags before environment, before the context, before defaults.
package enum AccountResolver {
    /// What the command line says about the account.
    package struct Flags: Sendable, Equatable {
        package var context: String?
        package var baseURL: String?
        package var user: String?
        package var write: Bool
        package var readOnly: Bool

        package init(
            context: String? = nil, baseURL: String? = nil, user: String? = nil, write: Bool = false,
            readOnly: Bool = false
        ) {
            self.context = context
            self.baseURL = baseURL
            self.user = user
            self.write = write
            self.readOnly = readOnly
        }
    }

    /// The name under which the sandbox can be asked for, where no context is called so.
    package static let sandboxName = "sandbox"

    /// The account, or why there is none. The sandbox is meant where nothing at all is configured, or by its name; whatever
    /// is there and can't be used is a failure, never the sandbox.
    package static func resolve(
        flags: Flags, environment: [String: String], config: ConfigFile?, paths: Paths
    ) -> Result<ResolvedAccount, Problem> {
        Result { () throws(Problem) -> ResolvedAccount in
            if let fault = config?.fault { throw fault }
            let given = try Given(flags: flags, environment: environment)
            if given.meansSandbox, config?.context(named: sandboxName) == nil,
                config?.problem(ofAccount: sandboxName) == nil
            {
                return .sandbox(readOnly: flags.readOnly)
            }
            if let context = try context(given, config: config) {
                return try account(context, given, paths: paths)
            }
            guard given.hasAccount else { return .sandbox(readOnly: flags.readOnly) }
            return try account(given)
        }
    }

    /// Flags and environment, with where each value came from.
    private struct Given {
        let flags: Flags
        let user: (value: String, from: String)?
        let baseURL: (value: String, from: String)?
        let hasKey: Bool

        init(flags: Flags, environment: [String: String]) throws(Problem) {
            for variable in ["RESELLERDESK_USER", "RESELLERDESK_KEY", "RESELLERDESK_BASE_URL"]
            where environment[variable]?.allSatisfy(\.isWhitespace) == true {
                throw Problem(file: variable, reason: .config(.emptyVariable))
            }
            func value(_ flag: String?, _ option: String, _ variable: String) -> (value: String, from: String)? {
                if let flag { return (flag, option) }
                return environment[variable].map { ($0, variable) }
            }
            self.flags = flags
            user = value(flags.user, "--user", "RESELLERDESK_USER")
            baseURL = value(flags.baseURL, "--base-url", "RESELLERDESK_BASE_URL")
            hasKey = environment["RESELLERDESK_KEY"] != nil
        }

        /// A key alone is half an account: it is said what is missing.
        var hasAccount: Bool { user != nil || baseURL != nil || hasKey }

        /// Whether the sandbox was asked for by its name, and nothing that belongs to another account.
        var meansSandbox: Bool { flags.context == sandboxName && user == nil && baseURL == nil }

        func checkedURL() throws(Problem) -> String? {
            guard let baseURL else { return nil }
            do throws(AddressFault) {
                return try ServiceAddress.checked(baseURL.value).get()
            } catch {
                throw Problem(file: baseURL.from, reason: .config(error.reason))
            }
        }
    }

    /// The context asked for by name, or the current one, or the only one there is. Not the latter two where a user is
    /// given: a context's key fits its own user only.
    private static func context(_ given: Given, config: ConfigFile?) throws(Problem) -> ConfigFile.Context? {
        let isFlag = given.flags.context != nil
        guard let name = given.flags.context ?? (given.user == nil ? config?.current : nil) else {
            return given.user == nil ? try config?.onlyContext() : nil
        }
        if let context = config?.context(named: name) { return context }
        if let problem = config?.problem(ofAccount: name) { throw problem }
        let file = isFlag ? "--context" : config?.name ?? "config.json"
        let names = (config?.contexts ?? []).map(\.name)
        let fault =
            names.isEmpty
            ? ConfigFault.noContexts(name) : .unknownContext(name, nearest: Nearest.name(to: name, in: names))
        throw Problem(file: file, line: isFlag ? nil : config?.currentLine, reason: .config(fault))
    }

    private static func account(
        _ context: ConfigFile.Context, _ given: Given, paths: Paths
    ) throws(Problem) -> ResolvedAccount {
        if let problem = context.blocking { throw problem }
        func missing(_ fault: ConfigFault) -> Problem {
            Problem(file: context.file, line: context.line, reason: .config(fault))
        }
        let inside = "context \(Problem.quoted(context.name))"
        guard let user = given.user?.value ?? context.user, !user.isEmpty else {
            throw missing(.noUser(inside: inside))
        }
        guard let key = given.hasKey ? .environment : context.keySource else { throw missing(.noKey(inside: inside)) }
        return ResolvedAccount(
            name: context.name, baseURL: try given.checkedURL() ?? context.baseURL ?? usualURL(context),
            user: user, keySource: expanded(key, paths), role: context.role ?? .production,
            writes: context.writes && !given.flags.readOnly, readOnly: given.flags.readOnly,
            rate: context.rate ?? ResolvedAccount.defaultRate, format: context.format ?? .json,
            dialect: context.dialect ?? .v2, maildir: context.maildir.map(paths.expanded),
            customerHeader: context.customerHeader, authservID: context.authservID, isSandbox: false)
    }

    /// Only version 3 has servers for each region.
    private static func usualURL(_ context: ConfigFile.Context) -> String {
        context.dialect == .v3 && context.region == .eu
            ? ResolvedAccount.europeanBaseURL : ResolvedAccount.defaultBaseURL
    }

    /// An account given wholly by flags or environment: it has no context that could allow writing, so `--write` does.
    private static func account(_ given: Given) throws(Problem) -> ResolvedAccount {
        let inside = "an account given by flags or environment"
        guard let user = given.user?.value, !user.isEmpty else {
            guard let place = given.user?.from ?? given.baseURL?.from else {
                throw Problem(file: "RESELLERDESK_KEY", reason: .config(.noUserInEnvironment))
            }
            throw Problem(file: place, reason: .config(.noUser(inside: inside)))
        }
        guard given.hasKey else {
            throw Problem(file: given.user?.from ?? "--user", reason: .config(.noKeyInEnvironment))
        }
        return ResolvedAccount(
            name: user, baseURL: try given.checkedURL() ?? ResolvedAccount.defaultBaseURL, user: user,
            keySource: .environment, role: .production, writes: given.flags.write && !given.flags.readOnly,
            readOnly: given.flags.readOnly, rate: ResolvedAccount.defaultRate, format: .json, dialect: .v2,
            maildir: nil, isSandbox: false)
    }

    private static func expanded(_ source: ResolvedAccount.KeySource, _ paths: Paths) -> ResolvedAccount.KeySource {
        if case .file(let path) = source { .file(paths.expanded(path)) } else { source }
    }
}
