/// How models are made of records. Nil where the record lacks what the model cannot do without.
extension DayStats {
    package init?(_ record: Record) {
        guard let date = record.date("date") else { return nil }
        self.init(date: date, counts: MailCounts(record))
    }
}

extension MailCounts {
    package init(_ record: Record) {
        self.init()
        requests = record.count("requests")
        delivered = record.count("delivered")
        bounces = record.count("bounces")
        repeatBounces = record.count("repeat_bounces")
        unsubscribes = record.count("unsubscribes")
        repeatUnsubscribes = record.count("repeat_unsubscribes")
        clicks = record.count("clicks")
        opens = record.count("opens")
        spamReports = record.count("spamreports")
        repeatSpamReports = record.count("repeat_spamreports")
        invalidEmails = record.count("invalid_email")
        blocks = record.count("blocks") ?? record.count("blocked")
        uniqueClicks = record.count("unique_clicks")
        uniqueOpens = record.count("unique_opens")
    }
}

extension Suppression {
    package init?(_ record: Record, list: SuppressionList) {
        guard let email = record.text("email") else { return nil }
        self.init(
            list: list, email: email, status: record.text("status"), reason: record.text("reason"),
            created: record.time("created"))
    }
}

extension SuppressionList {
    /// The call that reads this list.
    package var listOperation: Operation {
        switch self {
        case .bounced: .bouncesList
        case .unsubscribed: .unsubscribesList
        case .invalid: .invalidEmailsList
        case .spam: .spamReportsList
        }
    }

    /// The call that takes an address off this list.
    package var deleteOperation: Operation {
        switch self {
        case .bounced: .bouncesDelete
        case .unsubscribed: .unsubscribesDelete
        case .invalid: .invalidEmailsDelete
        case .spam: .spamReportsDelete
        }
    }
}

extension AccountLimit {
    package init?(_ record: Record) {
        guard let credits = record.count("credit"), let remaining = record.count("credit_remain") else { return nil }
        self.init(credits: credits, remaining: remaining, lastReset: record.date("last_reset"))
    }
}

extension MonitorRecord {
    package init?(_ record: Record) {
        guard let name = record.text("name"), let frequency = record.count("frequency") else { return nil }
        self.init(
            name: name, email: record.text("email") ?? "", frequency: frequency, users: record.texts("users"))
    }
}

extension Package {
    package init?(_ record: Record) {
        guard let name = record.text("name"), let price = record.money("price") else { return nil }
        self.init(
            name: name, price: price, description: record.text("description"), credits: record.count("credits"),
            overage: record.money("overage"), hasReseller: record.truth("has_reseller"), hasIP: record.truth("has_ip"),
            distributorPrice: record.money("distributor_price"))
    }
}

extension AccountOverview {
    package init(_ record: Record) {
        self.init()
        reputation = record.count("reputation")
        requests = record.count("requests")
        package = record.text("package")
        creditsAllowed = record.count("credits_allowed")
        creditsUsed = record.count("credits_used")
        creditsRemaining = record.count("credits_remain")
        creditsOverage = record.count("credits_overage")
        billingStart = record.date("billing_start_date")
        billingEnd = record.date("billing_end_date")
        billingProcess = record.date("billing_process_date")
    }
}
