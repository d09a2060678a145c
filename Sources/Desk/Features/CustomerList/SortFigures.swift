import Records

/// The figures by which customers are sorted.
extension Figures {
    /// Nil where it is not known, or where there is too little mail to speak of a rate; of columns of text always.
    package func value(of column: SortColumn, enoughMail: Int) -> Double? {
        switch column {
        case .risk: Double(severity.rawValue) * 1e6 + min(max(0, excess), 9e5)
        case .bounceRate(let period): periods.share(.bounces, period, ofAtLeast: enoughMail)
        case .spamRate(let period): periods.share(.spamReports, period, ofAtLeast: enoughMail)
        case .creditsLeft: measures[.credits]
        case .sent(let period): sent(period).map { Double(max(0, $0)) }
        case .username, .email, .name, .company, .id: nil
        }
    }

    /// Messages requested in a period; a month's is what the list shows.
    package func sent(_ period: MailPeriod) -> Int? { period == .month ? sent : periods[period][.requests] }
}

extension SortColumn {
    /// Whether the largest figure stands at the top: that is what one looks for, but with what is left of credits.
    var isMostFirst: Bool { self != .creditsLeft }

    /// Whether customers with too little mail have no place in this order.
    package var needsEnoughMail: Bool {
        switch self {
        case .bounceRate, .spamRate: true
        case .risk, .creditsLeft, .sent, .username, .email, .name, .company, .id: false
        }
    }
}
