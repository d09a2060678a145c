/// Settings that generated accounts have before anybody changes them.
extension World {
    /// The whitelabel records of the reseller, alphabetical; one pair stands twice, as the service may list it.
    var whitelabels: [(mail: String, url: String)] {
        var records = [("mail.reseller.example", "go.reseller.example"), ("sendgrid.me", "sendgrid.me")]
        for number in 0..<min(12, customers) {
            let stem = usernames.stem(dice.pick(customers, .whitelabel, number))
            records.append(("mail.\(stem).example", "go.\(stem).example"))
        }
        records.append(records[0])
        return records.sorted { $0.0 < $1.0 }.map { (mail: $0.0, url: $0.1) }
    }

    /// Three in ten have an address that events are posted to, some without a scheme.
    func eventURL(_ account: AccountID) -> String? {
        guard account.customer < customers, dice.pick(10, .eventURL, account.place) < 3 else { return nil }
        let stem = usernames.stem(account.customer)
        return (dice.pick(4, .eventURL, account.place, 1) == 0 ? "" : "https://") + "hooks.\(stem).example/events"
    }

    func parse(_ account: AccountID) -> [ParseEntry] {
        guard account.customer < customers, dice.pick(100, .parse, account.place) < 15 else { return [] }
        let stem = usernames.stem(account.customer)
        return (0...dice.pick(2, .parse, account.place, 1)).map { number in
            ParseEntry(
                hostname: (number == 0 ? "in." : "reply.") + "\(stem).example",
                url: "https://www.\(stem).example/inbound/\(number)", spamCheck: number == 0)
        }
    }

    /// The password that a generated account begins with: `sandbox` and the number of its customer.
    func password(_ account: AccountID) -> String { "sandbox\(identifier(account.customer))" }

    /// The categories that an account marks its mail with, alphabetical, with the share of the mail that each has.
    func categories(_ account: AccountID) -> [(name: String, share: Double)] {
        guard account.customer < customers else { return [] }
        let chosen = Self.categoryNames.filter { name in
            let place = Self.categoryNames.firstIndex(of: name) ?? 0
            return dice.pick(10, .category, account.place, place) < 4
        }
        let weights = chosen.indices.map { 0.2 + dice.unit(.category, account.place, 100 + $0) }
        let sum = weights.reduce(0, +)
        return zip(chosen, weights).map { (name: $0, share: $1 / sum) }
    }

    private static let categoryNames = [
        "Newsletter", "abandoned cart", "alerts", "invitations", "receipts", "reminders", "spring-offers", "été 2026",
    ]
}
