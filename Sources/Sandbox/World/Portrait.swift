/// Who a generated customer is: the texts of the customer list.
struct Portrait: Sendable {
    var email: String
    var firstName: String
    var lastName: String
    var address: String
    var address2: String
    var city: String
    var state: String
    var zip: String
    var country: String
    var phone: String
    var website: String
    /// Never told; version 1 filters by it.
    var company: String
}

/// Makes portraits from the dice.
struct Portraits: Sendable {
    let dice: Dice
    let usernames: Usernames

    func portrait(_ customer: Int) -> Portrait {
        let stem = usernames.stem(customer)
        var first = dice.pick(from: Words.givenNames, .given, customer)
        var last = dice.pick(from: Words.familyNames, .family, customer)
        switch dice.pick(1000, .hostile, customer) {
        case 0..<40: (first, last) = dice.pick(from: Self.otherScripts, .hostile, customer, 1)
        case 40..<48: (first, last) = dice.pick(from: Self.hostileNames, .hostile, customer, 1)
        default: break
        }
        let place = dice.pick(from: Self.places, .country, customer)
        let number = 1 + dice.pick(240, .house, customer)
        let street = dice.pick(from: Words.streets, .street, customer)
        let flat = dice.pick(8, .house, customer, 1) == 0 ? "Suite \(1 + dice.pick(40, .house, customer, 2))" : ""
        return Portrait(
            email: dice.pick(from: ["office", "admin", "it", "owner", "hello"], .local, customer, 2) + "@" + stem
                + ".example",
            firstName: first, lastName: last, address: place.address(number, street), address2: flat,
            city: dice.pick(from: Words.cities, .city, customer), state: place.state, zip: zip(customer),
            country: place.country, phone: phone(customer), website: website(customer, stem),
            company: stem.prefix(1).uppercased() + stem.dropFirst() + " Ltd")
    }

    private func zip(_ customer: Int) -> String {
        let digits = String(dice.pick(100_000, .house, customer, 3))
        return String(repeating: "0", count: 5 - digits.utf8.count) + digits
    }

    /// Numbers of the range kept free for fiction.
    private func phone(_ customer: Int) -> String {
        let digits = String(dice.pick(100, .phone, customer))
        return "555-01" + (digits.utf8.count < 2 ? "0" : "") + digits
    }

    private func website(_ customer: Int, _ stem: String) -> String {
        switch dice.pick(1000, .website, customer) {
        case 0..<4: dice.pick(from: Self.hostileWebsites, .website, customer, 1)
        case 4..<30: ""
        case 30..<300: "http://\(stem).example"
        case 300..<400: "https://\(stem).example/shop?ref=mail&lang=en"
        default: "https://www.\(stem).example"
        }
    }

    private struct Place {
        let country: String
        let state: String
        let street: String

        /// Some places put the kind of street first and the number last.
        func address(_ number: Int, _ name: String) -> String {
            switch country {
            case "FR", "ES", "BR", "PL": "\(street) \(name) \(number)"
            case "DE", "SE": "\(name)\(street) \(number)"
            default: "\(number) \(name) \(street)"
            }
        }
    }

    private static let places = [
        Place(country: "US", state: "CA", street: "Street"), Place(country: "US", state: "CO", street: "Avenue"),
        Place(country: "US", state: "NY", street: "Street"), Place(country: "US", state: "TX", street: "Road"),
        Place(country: "GB", state: "Kent", street: "Lane"), Place(country: "DE", state: "Hessen", street: "straße"),
        Place(country: "FR", state: "Île-de-France", street: "Rue"),
        Place(country: "ES", state: "Álava", street: "Calle"),
        Place(country: "BR", state: "São Paulo", street: "Rua"), Place(country: "SE", state: "Skåne", street: "gatan"),
        Place(country: "PL", state: "Łódź", street: "ulica"), Place(country: "CA", state: "QC", street: "Road"),
        Place(country: "AU", state: "NSW", street: "Parade"), Place(country: "IN", state: "KA", street: "Road"),
    ]

    private static let otherScripts = [
        ("明", "王"), ("さくら", "田中"), ("지우", "김"), ("ليلى", "حداد"), ("יעל", "כהן"), ("Ольга", "Соколова"),
        ("Ελένη", "Παππά"), ("आरव", "शर्मा"), ("Zoë 🌻", "Marlow"), ("🚀", "Kestrel"), ("👩‍👩‍👧", "Holm"), ("ณัฐ", "สุข"),
    ]

    /// What an attacker would put where a name belongs: terminal sequences, C1, bidi overrides, zero width, zalgo.
    private static let hostileNames = [
        ("\u{1B}[31mRed", "Alert\u{1B}[0m"), ("\u{1B}]0;owned\u{07}Eve", "Title"), ("\u{9B}2JClear", "Screen"),
        ("Ann\u{202E}gnp.exe", "Bidi"), ("Zero\u{200B}\u{200D}\u{FEFF}Width", "Space\u{200B}"),
        ("Z\u{0351}\u{036B}\u{0343}a\u{0329}\u{034E}l\u{0358}\u{031B}\u{0359}g\u{034E}\u{0355}o\u{0321}", "Stack"),
        ("Robert'); DROP TABLE users;--", "<script>alert(1)</script>"), ("Tab\tNew\nLine", "Back\u{08}space"),
        (String(repeating: "Very", count: 12) + "Ld", "Long" + String(repeating: "ish", count: 15)),
    ]

    private static let hostileWebsites = [
        "https://\u{202E}elpmaxe.evil.example/", "javascript:alert(1)", "http://a.example/\u{1B}[2J",
        "http://long.example/" + String(repeating: "x", count: 220), "http://\u{0430}pple.example/",
    ]
}
