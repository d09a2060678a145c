import ResellerAPI

/// Customers: made, switched, changed and closed.
extension Writer {
    mutating func changeCustomer(_ call: Call) throws(Refusal) {
        if call.name == "customer.create" { return try create(call) }
        let account = try call.target()
        switch call.name {
        case "customer.delete": closeLater(account, isDeletion: true, groups: [])
        case "customer.enable": start(account)
        case "customer.disable": stop(account)
        case "customer.websiteEnable": state.change(account) { $0.websiteAccess = true }
        case "customer.websiteDisable": state.change(account) { $0.websiteAccess = false }
        case "customer.setProfile": setProfile(account, call.parameters)
        case "customer.setPassword": state.change(account) { $0.digest = call.parameters["password"] }
        case "customer.setUsername": try rename(account, call.parameters["username"] ?? "")
        case "customer.setEmail":
            var portrait = scene.portrait(account.customer)
            portrait.email = call.parameters["email"] ?? ""
            state.change(account) { $0.portrait = portrait }
        default: throw .noSuchMethod
        }
    }

    private mutating func stop(_ account: AccountID) {
        guard scene.isActive(account) else { return }
        let stops = scene.stops(account, scene.persona(account))
        state.change(account) { $0.stops = stops + [now..<Scene.never] }
    }

    private mutating func start(_ account: AccountID) {
        guard !scene.isActive(account) else { return }
        let stops = scene.stops(account, scene.persona(account)).compactMap { stop in
            stop.contains(now) ? (stop.lowerBound < now ? stop.lowerBound..<now : nil) : stop
        }
        state.change(account) { $0.stops = stops }
    }

    /// Sets what is sent and keeps the rest; an empty value empties.
    private mutating func setProfile(_ account: AccountID, _ parameters: Parameters) {
        var portrait = scene.portrait(account.customer)
        let fields: [(String, WritableKeyPath<Portrait, String>)] = [
            ("first_name", \.firstName), ("last_name", \.lastName), ("address", \.address), ("city", \.city),
            ("state", \.state), ("zip", \.zip), ("phone", \.phone), ("website", \.website),
        ]
        for (name, path) in fields {
            if let value = parameters[name] { portrait[keyPath: path] = value }
        }
        if let country = parameters["country"] { portrait.country = Self.stored(country: country) }
        state.change(account) { $0.portrait = portrait }
    }

    /// The service keeps five characters of a country.
    private static func stored(country: String) -> String { String(country.prefix(5)) }

    private mutating func rename(_ account: AccountID, _ name: String) throws(Refusal) {
        if isTaken(name) { throw .taken }
        let old = scene.username(account)
        state.names[old] = nil
        state.names[name] = account
        state.given.insert(name.lowercased())
        state.change(account) { $0.username = name }
    }

    private mutating func create(_ call: Call) throws(Refusal) {
        let parameters = call.parameters
        let name = parameters["username"] ?? ""
        if isTaken(name) { throw .taken }
        let offer = try offer(parameters)
        let groups = parameters.list("ip_group")
        let addresses = offer.hasIP ? parameters.list("ip") : []
        try check(addresses: addresses, groups: groups, of: nil)
        let account = AccountID(scene.indexes)
        state.created.append(NewCustomer(created: now, package: offer, billingDay: billingDay(parameters)))
        state.names[name] = account
        state.given.insert(name.lowercased())
        state.change(account) {
            $0.username = name
            $0.portrait = Self.portrait(parameters)
            $0.digest = parameters["password"]
            $0.addresses = addresses
            $0.groups = offer.hasIP ? [] : groups
            $0.mailDomain = parameters.filled("whitelabel")
        }
    }

    private func offer(_ parameters: Parameters) throws(Refusal) -> Offer {
        guard parameters["free_user"] != "true", let name = parameters.filled("package") else { return .free }
        guard let offer = Offer.named(name) else { throw .notFound("package") }
        return offer
    }

    private func billingDay(_ parameters: Parameters) -> Int {
        let date = parameters.filled("billing_date").flatMap { CalendarDate($0) }
        return min(28, (date ?? CalendarDate(daysSinceEpoch: now / 86_400)).day)
    }

    private static func portrait(_ parameters: Parameters) -> Portrait {
        let text = { (name: String) in parameters[name] ?? "" }
        return Portrait(
            email: text("email"), firstName: text("first_name"), lastName: text("last_name"), address: text("address"),
            address2: text("address2"), city: text("city"), state: text("state"), zip: text("zip"),
            country: stored(country: text("country")), phone: text("phone"), website: text("website"),
            company: text("company"))
    }
}
