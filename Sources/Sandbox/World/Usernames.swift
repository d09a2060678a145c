/// The usernames of the generated customers: made from the index, and the index found from the name, with no table.
struct Usernames: Sendable {
    private let dice: Dice
    private let customers: Int
    private let permutation: Permutation

    init(dice: Dice, customers: Int) {
        self.dice = dice
        self.customers = customers
        var bits = 14
        while 1 << bits < customers { bits += 1 }
        permutation = Permutation(bits: bits, dice: dice)
    }

    private static let locals =
        "mail mail mail news news info shop orders hello notify no-reply alerts promo post team newsletter digest office"
        .split(separator: " ").map(String.init) + ["shop-orders", "support", "billing", "service", "club", "care"]

    /// The part of a customer's domain before `.example`.
    func stem(_ customer: Int) -> String {
        let code = permutation.forward(customer)
        let branch = code >> 14
        let stem = Words.first[code & 127] + Words.second[code >> 7 & 127]
        if branch == 0 { return stem }
        return stem + "-" + (branch <= Words.branches.count ? Words.branches[branch - 1] : String(branch))
    }

    func name(of account: AccountID) -> String {
        let stem = stem(account.customer)
        if account.isSubuser { return stem + "." + Self.subuserNames[account.subuser - 1] }
        let style = dice.pick(100, .local, account.customer)
        if style < 5 { return stem }
        if style < 8 { return stem + "_mailer" }
        return dice.pick(from: Self.locals, .local, account.customer, 1) + "@" + stem + ".example"
    }

    /// One customer in four has subusers, from one to three.
    func subusers(of customer: Int) -> [AccountID] {
        guard dice.pick(4, .subusers, customer) == 0 else { return [] }
        return (1...1 + dice.pick(3, .subusers, customer, 1)).map { AccountID(customer, subuser: $0) }
    }

    /// The account of this generated name.
    func account(named name: String) -> AccountID? {
        var stem = Substring(name)
        if let at = stem.firstIndex(of: "@") {
            guard stem.hasSuffix(".example") else { return nil }
            stem = stem[stem.index(after: at)...].dropLast(".example".count)
        }
        if stem.hasSuffix("_mailer") { stem = stem.dropLast("_mailer".count) }
        var subuser = 0
        if let dot = stem.lastIndex(of: "."),
            let position = Self.subuserNames.firstIndex(of: String(stem[stem.index(after: dot)...]))
        {
            subuser = position + 1
            stem = stem[..<dot]
        }
        guard let index = index(stem: stem), index < customers else { return nil }
        let account = AccountID(index, subuser: subuser)
        guard subuser == 0 || subusers(of: index).contains(account), self.name(of: account) == name else { return nil }
        return account
    }

    private static let subuserNames = ["promo", "receipts", "eu"]
    private static let firstPlaces = places(Words.first)
    private static let secondPlaces = places(Words.second)
    private static let branchPlaces = places(Words.branches)

    private static func places(_ words: [String]) -> [Substring: Int] {
        Dictionary(uniqueKeysWithValues: words.enumerated().map { (Substring($1), $0) })
    }

    private func index(stem: Substring) -> Int? {
        let parts = stem.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let pair = parts.first else { return nil }
        var branch = 0
        if parts.count == 2 {
            guard let place = Self.branchPlaces[parts[1]].map({ $0 + 1 }) ?? Int(parts[1]) else { return nil }
            branch = place
        }
        for cut in pair.indices {
            if let first = Self.firstPlaces[pair[..<cut]], let second = Self.secondPlaces[pair[cut...]] {
                return permutation.backward(branch << 14 | second << 7 | first)
            }
        }
        return nil
    }
}

/// A shuffle of the numbers of so many bits that can be walked both ways.
private struct Permutation: Sendable {
    private let mask: UInt64
    private let shift: UInt64
    private let factors: [UInt64]
    private let inverses: [UInt64]
    private let offsets: [UInt64]

    init(bits: Int, dice: Dice) {
        mask = (1 << UInt64(bits)) - 1
        shift = UInt64(bits + 1) / 2
        factors = (0..<3).map { dice.roll(.permutation, $0) | 1 }
        inverses = factors.map(Self.inverse)
        offsets = (3..<6).map { dice.roll(.permutation, $0) }
    }

    func forward(_ number: Int) -> Int {
        var value = UInt64(number) & mask
        for round in 0..<3 {
            value = (value &* factors[round] &+ offsets[round]) & mask
            value ^= value >> shift
        }
        return Int(value)
    }

    func backward(_ number: Int) -> Int? {
        guard number >= 0, UInt64(number) <= mask else { return nil }
        var value = UInt64(number)
        for round in (0..<3).reversed() {
            value ^= value >> shift
            value = ((value &- offsets[round]) &* inverses[round]) & mask
        }
        return Int(value)
    }

    /// Newton's way to the inverse modulo 2^64; each step doubles the bits that are right.
    private static func inverse(_ odd: UInt64) -> UInt64 {
        var inverse = odd
        for _ in 0..<6 { inverse = inverse &* (2 &- odd &* inverse) }
        return inverse
    }
}
