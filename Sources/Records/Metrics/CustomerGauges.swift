import ResellerAPI

/// What the metrics tell of a customer: eight numbers in place of a month of days, as all customers are held.
package struct CustomerGauges: Sendable {
    package let username: String
    /// Seconds since 1970.
    package let readAt: Double
    /// In the order of `Gauge.all`; not a number where it is not known.
    private var values = SIMD8<Double>(repeating: .nan)

    package init(_ figures: CustomerFigures) {
        username = figures.username
        readAt = figures.readAt
        for (index, gauge) in Gauge.all.enumerated() { values[index] = gauge.value(figures) ?? .nan }
    }

    /// Nil is unknown.
    subscript(gauge: Int) -> Double? { values[gauge].isNaN ? nil : values[gauge] }

    /// A figure of a customer; nil where it is not known.
    struct Gauge: Sendable {
        let name: String
        let help: String
        let value: @Sendable (CustomerFigures) -> Double?

        init(_ name: String, _ help: String, _ value: @escaping @Sendable (CustomerFigures) -> Double?) {
            self.name = name
            self.help = help
            self.value = value
        }

        static let all = [
            Gauge("customer_requests_today", "Messages of the customer's latest day.") {
                $0.today?.requests.map(Double.init)
            },
            Gauge("customer_bounce_ratio", "Bounces as a share of the latest day's messages, 0 to 1.") {
                $0.share(\.bounces)
            },
            Gauge("customer_spam_report_ratio", "Spam reports as a share of the latest day's messages, 0 to 1.") {
                $0.share(\.spamReports)
            },
            Gauge("customer_unsubscribe_ratio", "Unsubscribes as a share of the latest day's messages, 0 to 1.") {
                $0.share(\.unsubscribes)
            },
            Gauge("customer_block_ratio", "Blocks as a share of the latest day's messages, 0 to 1.") {
                $0.share(\.blocks)
            },
            Gauge(
                "customer_credits_remaining",
                "Messages left of the credit limit, or of the package if there is no limit."
            ) {
                CreditFigures($0).map { Double($0.left) }
            },
            Gauge("customer_reputation", "The score of the customer, from 0 to 100.") {
                $0.overview?.reputation.map(Double.init)
            },
            Gauge("customer_read_timestamp_seconds", "When the figures of the customer were read.") { $0.readAt },
        ]
    }
}

extension CustomerFigures {
    /// The customer's own day that was running when it was read.
    fileprivate var today: MailCounts? { days?.last?.counts }

    /// A share of the day's messages; nil where there are none or a count is unknown.
    fileprivate func share(_ count: KeyPath<MailCounts, Int?>) -> Double? {
        guard let today, let requests = today.requests, requests > 0, let part = today[keyPath: count], part >= 0
        else { return nil }
        return Double(part) / Double(requests)
    }
}
