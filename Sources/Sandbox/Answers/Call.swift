import ResellerAPI

/// One call that passed all checks but those of state.
struct Call: Sendable {
    let operation: ResellerAPI.Operation
    let parameters: Parameters
    /// The account named in `user`.
    let account: AccountID?
    /// Whether the answer has the shapes of version 1.
    let older: Bool
    /// Whether the call came over a path of the sister calls.
    var sister = false
    /// How many customers the list leaves out at its top.
    var hidden = 0

    /// The operation's id without its scope: `bounces.list` for customers and subusers alike.
    var name: String { operation.baseID }

    /// The account that the call must have named by now.
    func target() throws(Refusal) -> AccountID {
        guard let account else { throw .noSuchUser }
        return account
    }
}

/// Answers the calls that change nothing.
struct Answers: Sendable {
    let scene: Scene
    /// Sums of months that were asked for before.
    var book = InvoiceBook()

    func answer(_ call: Call) throws(Refusal) -> Reply {
        if let account = call.account, let reply = try answer(call, of: account) { return reply }
        return switch call.name {
        case "customer.list": customers(call)
        case "timezone.list": timezones()
        case "monitor.list": monitors()
        case "ip.all", "ip.free", "ip.taken", "ip.available": addresses(call)
        case "ip.usage": usage(call)
        case "whitelabel.list": whitelabels()
        case "invoice.numbers": invoiceNumbers(call)
        case "invoice.list": invoices(call)
        case "billing.customerInvoices": try customerInvoices(call)
        case "billing.currentUsage": currentUsage()
        case "pending.list": pending(call)
        case "packages.list": packages()
        default: throw .noSuchMethod
        }
    }

    /// The reads of one account; nil for others.
    private func answer(_ call: Call, of account: AccountID) throws(Refusal) -> Reply? {
        switch call.name {
        case "customer.authenticate": try authenticate(call)
        case "customer.loginURL": try login(call)
        case "stats.daily": try days(call)
        case "stats.aggregate": totals(account, older: call.older)
        case "stats.categories": categories(account)
        case "stats.byCategory": try daysByCategory(call)
        case "bounces.list": try suppressions(.bounced, call)
        case "unsubscribes.list": try suppressions(.unsubscribed, call)
        case "invalidEmails.list": try suppressions(.invalid, call)
        case "spamReports.list": try suppressions(.spam, call)
        case "limits.get": limit(account)
        case "timezone.get": timezone(account)
        case "eventURL.get": eventURL(account)
        case "parse.list": parse(account)
        case "apps.list": apps(account)
        case "apps.settings": try appSettings(call)
        case "account.overview": overview(account, older: call.older)
        default: nil
        }
    }
}
