/// A package that the reseller offers.
struct Offer: Sendable, Hashable {
    let name: String
    let price: String
    let description: String
    let credits: Int
    /// Price of one message above the credits.
    let overage: String
    let hasReseller: Bool
    let hasIP: Bool
    let distributorPrice: String
    /// `price` and `distributorPrice` as amounts.
    let amount: Cents
    let wholesale: Cents

    init(
        name: String, price: String, description: String, credits: Int, overage: String, hasReseller: Bool,
        hasIP: Bool, distributorPrice: String
    ) {
        self.name = name
        self.price = price
        self.description = description
        self.credits = credits
        self.overage = overage
        self.hasReseller = hasReseller
        self.hasIP = hasIP
        self.distributorPrice = distributorPrice
        amount = Cents(price: price)
        wholesale = Cents(price: distributorPrice)
    }

    /// Whether nothing is invoiced for it.
    var isFree: Bool { amount.value == 0 }
}

extension Offer {
    static let free = Offer(
        name: "Free", price: "0.00", description: "200 mails a day to begin with", credits: 6000, overage: "0.00",
        hasReseller: false, hasIP: false, distributorPrice: "0.00")

    /// What packages.list tells, by price.
    static let all: [Offer] = [
        free,
        paid("Bronze 10k", "9.95", "10,000 mails a month", 10_000, "0.00100", "4.95"),
        paid("Bronze 40k", "19.95", "40,000 mails a month", 40_000, "0.00100", "9.95"),
        paid("Silver 100k", "79.95", "100,000 mails a month, own IP", 100_000, "0.00085", "39.95", ip: true),
        paid("Silver 300k", "199.95", "300,000 mails a month, own IP", 300_000, "0.00075", "99.95", ip: true),
        paid("Gold 700k", "399.95", "700,000 mails a month, own IP", 700_000, "0.00055", "219.95", ip: true),
        paid("Gold 1.5M", "799.95", "1,500,000 mails a month, own IP", 1_500_000, "0.00045", "449.95", ip: true),
        paid(
            "Platinum 5M", "1999.00", "5,000,000 mails a month, own IP, may resell", 5_000_000, "0.000375", "1150.00",
            ip: true, reseller: true),
        paid(
            "Platinum 100M", "24999.00", "100,000,000 mails a month, own IP, may resell", 100_000_000, "0.00025",
            "15000.00", ip: true, reseller: true),
    ]

    static func named(_ name: String) -> Offer? { all.first { $0.name == name } }

    /// The smallest package that leaves a third of its credits unused in a month of this volume.
    static func fitting(monthly volume: Double) -> Offer {
        all.first { Double($0.credits) >= volume * 1.5 } ?? all[all.count - 1]
    }

    private static func paid(
        _ name: String, _ price: String, _ description: String, _ credits: Int, _ overage: String,
        _ distributorPrice: String, ip: Bool = false, reseller: Bool = false
    ) -> Offer {
        Offer(
            name: name, price: price, description: description, credits: credits, overage: overage,
            hasReseller: reseller, hasIP: ip, distributorPrice: distributorPrice)
    }
}
