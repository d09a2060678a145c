/// The IP addresses of the reseller, and who uses them when the world begins.
///
/// Customers on a package with its own IP have one each; Bronze customers share those of a group; free ones use what the
/// provider assigns. Forty addresses are free.
struct Addresses: Sendable {
    let dice: Dice

    /// The groups that addresses are shared in. No call lists their names.
    static let groups: [(name: String, addresses: [String])] = [
        ("shared-eu", (11...13).map { "198.51.100.\($0)" }), ("shared-us", (21...23).map { "198.51.100.\($0)" }),
        ("warmup", ["198.51.100.31", "198.51.100.32"]),
    ]
    /// Addresses that nobody uses at the beginning.
    static let free = (10...49).map { "192.0.2.\($0)" }
    /// Addresses assigned by the provider.
    static let system = (1...4).map { "203.0.113.\($0)" }

    /// The one address of a customer with its own IP, out of a range that no host on the net has.
    static func own(_ customer: Int) -> String {
        customer < 131_072
            ? "198.\(18 + (customer >> 16)).\(customer >> 8 & 255).\(customer & 255)"
            : "10.\(customer >> 16 & 255).\(customer >> 8 & 255).\(customer & 255)"
    }

    /// The customer that the address belonged to at the beginning, were it on a package with its own IP.
    static func owner(of address: String) -> Int? {
        let parts = address.split(separator: ".").compactMap { Int($0) }
        guard parts.count == 4 else { return nil }
        let low = parts[1] << 16 | parts[2] << 8 | parts[3]
        let customer = parts[0] == 198 ? low - (18 << 16) : parts[0] == 10 ? low : -1
        return customer >= 0 && own(customer) == address ? customer : nil
    }

    static func isSystem(_ address: String) -> Bool { system.contains(address) }

    static func group(of address: String) -> String? { groups.first { $0.addresses.contains(address) }?.name }

    /// The address as a number, for sorting.
    static func number(_ address: String) -> Int {
        address.split(separator: ".").reduce(0) { $0 << 8 | (Int($1) ?? 0) }
    }

    /// What a generated customer on this package uses.
    func assigned(_ customer: Int, _ package: Offer) -> (addresses: [String], groups: [String]) {
        if package.hasIP { return ([Self.own(customer)], []) }
        if package.isFree { return ([Self.system[dice.pick(Self.system.count, .address, customer)]], []) }
        return ([], [Self.groups[dice.pick(Self.groups.count, .address, customer)].name])
    }
}
