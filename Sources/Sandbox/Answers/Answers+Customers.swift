import ResellerAPI

/// The list of customers.
extension Answers {
    private static let pageSize = 2000

    func customers(_ call: Call) -> Reply {
        let filters = Filters(call)
        // Version 1 knows no pages.
        let limit = call.older ? Int.max : call.parameters.filled("limit").flatMap(Forms.integer) ?? Int.max
        let offset = call.hidden + (call.older ? 0 : call.parameters.filled("offset").flatMap(Forms.integer) ?? 0)
        if filters.isEmpty { return pages(from: offset, limit: limit, call.older) }
        return .rows(.customer, filtered(filters, limit: limit, offset: offset, call.older))
    }

    private func pages(from offset: Int, limit: Int, _ older: Bool) -> Reply {
        let gone = scene.state.accounts.filter { $0.value.goneAt != nil }.map(\.key.customer).sorted()
        let there = scene.indexes - gone.count
        let first = min(offset, there)
        let last = first + min(limit, there - first)
        // Indexes that count those who are gone as well.
        let raw = { (number: Int) in gone.reduce(number) { $1 <= $0 ? $0 + 1 : $0 } }
        let indexes = first < last ? raw(first)..<raw(last - 1) + 1 : 0..<0
        return .pages(.customer) { number in
            let start = min(indexes.upperBound, indexes.lowerBound + number * Self.pageSize)
            let end = min(indexes.upperBound, start + Self.pageSize)
            let rows = (start..<end).filter { !scene.isGone(AccountID($0)) }.map { row($0, older) }
            return Page(rows: rows, isLast: end >= indexes.upperBound)
        }
    }

    private func filtered(_ filters: Filters, limit: Int, offset: Int, _ older: Bool) -> [Row] {
        var rows: [Row] = []
        var skipped = 0
        for customer in filters.candidates(scene) where !scene.isGone(AccountID(customer)) {
            guard filters.match(customer, scene) else { continue }
            if skipped < offset { skipped += 1 } else { rows.append(row(customer, older)) }
            if rows.count >= limit { break }
        }
        return rows
    }

    private func row(_ customer: Int, _ older: Bool) -> Row {
        let account = AccountID(customer)
        let portrait = scene.portrait(customer)
        let access = scene.state.accounts[account]?.websiteAccess ?? true
        let website =
            portrait.website.isEmpty || portrait.website.contains("://")
            ? portrait.website : "http://" + portrait.website
        let id = older ? [] : [Column("id", String(scene.world.identifier(customer)))]
        return id + [
            Column("username", scene.username(account)), Column("email", portrait.email),
            Column("active", scene.isActive(account) ? "true" : "false"), Column("first_name", portrait.firstName),
            Column("last_name", portrait.lastName), Column("address", portrait.address),
            Column("address2", portrait.address2), Column("city", portrait.city), Column("state", portrait.state),
            Column("zip", portrait.zip), Column("country", portrait.country), Column("phone", portrait.phone),
            Column("website", website), Column("website_access", access ? "true" : "false"),
        ]
    }
}

/// The filters of one customer.list call.
private struct Filters: Sendable {
    private let parts: [(field: String, text: String)]
    private let identifier: String?

    private static let fields = [
        "username", "email", "first_name", "last_name", "address", "city", "state", "country", "zip", "phone",
        "website",
    ]

    init(_ call: Call) {
        let fields = call.older ? Self.fields + ["active", "company"] : Self.fields
        parts = fields.compactMap { field in
            call.parameters.filled(field).map { (field, $0.lowercased()) }
        }
        identifier = call.older ? nil : call.parameters.filled("id")
    }

    var isEmpty: Bool { parts.isEmpty && identifier == nil }

    /// The customers that may match; an id leaves at most one.
    func candidates(_ scene: Scene) -> Range<Int> {
        guard let identifier else { return 0..<scene.indexes }
        guard let customer = Forms.integer(identifier).flatMap(scene.world.customer(identifier:)),
            customer < scene.indexes, String(scene.world.identifier(customer)) == identifier
        else { return 0..<0 }
        return customer..<customer + 1
    }

    func match(_ customer: Int, _ scene: Scene) -> Bool {
        let needsPortrait = parts.contains { $0.field != "username" && $0.field != "active" }
        let portrait = needsPortrait ? scene.portrait(customer) : nil
        return parts.allSatisfy { part in
            if part.field == "username" { return contains(scene.username(AccountID(customer)), part.text) }
            if part.field == "active" { return (scene.isActive(AccountID(customer)) ? "true" : "false") == part.text }
            return portrait.map { contains(Self.value(part.field, $0), part.text) } ?? false
        }
    }

    private func contains(_ value: String, _ part: String) -> Bool {
        value.utf8.count >= part.utf8.count && value.lowercased().utf8.contains(part.utf8)
    }

    private static func value(_ field: String, _ portrait: Portrait) -> String {
        switch field {
        case "email": portrait.email
        case "first_name": portrait.firstName
        case "last_name": portrait.lastName
        case "address": portrait.address
        case "city": portrait.city
        case "state": portrait.state
        case "country": portrait.country
        case "zip": portrait.zip
        case "phone": portrait.phone
        case "company": portrait.company
        default: portrait.website
        }
    }
}

extension Sequence where Element == UInt8, Self: BidirectionalCollection {
    /// Whether the other bytes stand somewhere in these.
    func contains(_ other: some Collection<UInt8>) -> Bool {
        guard let head = other.first else { return true }
        var cursor = startIndex
        while let start = self[cursor...].firstIndex(of: head) {
            if self[start...].starts(with: other) { return true }
            cursor = index(after: start)
        }
        return false
    }
}
