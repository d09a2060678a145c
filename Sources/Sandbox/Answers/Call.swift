import ResellerAPI

/// One call that passed all checks but those of state.
struct Call: Sendable {
    let operation: ResellerAPI.Operation
    let parameters: Parameters
    /// The account named in `user`.
    let account: AccountID?
    /// Whether the answer has the shapes of version 1.
    let older: Bool

    /// The operation's id without its scope: `bounces.list` for customers and subusers alike.
    var name: String {
        guard operation.scope == .subuser else { return operation.id }
        let rest = String(operation.id.dropFirst("subuser.".count))
        return rest == "authenticate" || rest == "loginURL" ? "customer.\(rest)" : rest
    }

    /// The account that the call must have named by now.
    func target() throws(Refusal) -> AccountID {
        guard let account else { throw .noSuchUser }
        return account
    }
}

/// Answers the calls that change nothing.
struct Answers: Sendable {
    let scene: Scene

    func answer(_ call: Call) throws(Refusal) -> Reply {
        switch call.name {
        case "customer.list": customers(call)
        case "stats.daily": try days(call)
        case "stats.aggregate": totals(try call.target(), older: call.older)
        case "bounces.list": try suppressions(.bounced, call)
        case "unsubscribes.list": try suppressions(.unsubscribed, call)
        case "invalidEmails.list": try suppressions(.invalid, call)
        case "spamReports.list": try suppressions(.spam, call)
        case "limits.get": limit(try call.target())
        case "monitor.list": monitors()
        case "packages.list": packages()
        case "account.overview": overview(try call.target(), older: call.older)
        default: throw .noSuchMethod
        }
    }
}
