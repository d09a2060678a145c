import ResellerAPI

/// Time zones, event address, parse settings and apps.
extension Answers {
    func timezones() -> Reply {
        let rows = Zones.all.map(row).enumerated()
            .sorted { (west($0.element), $0.offset) < (west($1.element), $1.offset) }
            .map(\.element)
        return .rows(.timezone, rows)
    }

    func timezone(_ account: AccountID) -> Reply {
        let identifier = scene.timezone(account)
        let zone = Zones.zone(identifier) ?? Zone(display: "GMT+00:00", name: identifier, identifier: identifier)
        return .one(.timezone, row(zone))
    }

    private func west(_ row: Row) -> Int {
        if case .number(let offset) = row[2].value { return offset }
        return 0
    }

    /// The offset counts seconds to the west, daylight saving included.
    private func row(_ zone: Zone) -> Row {
        [
            Column("display", zone.display), Column("name", zone.name),
            Column("offset", -Zones.ahead(zone.identifier, at: scene.now)), Column("timezone", zone.identifier),
        ]
    }

    func eventURL(_ account: AccountID) -> Reply {
        scene.eventURL(account).map { .rows(.eventURL, [[Column("url", $0)]]) } ?? .none(.eventURL)
    }

    func parse(_ account: AccountID) -> Reply {
        .rows(
            .parseSettings,
            scene.parse(account).map { entry in
                [
                    Column("hostname", entry.hostname), Column("url", entry.url),
                    Column("spam_check", entry.spamCheck ? 1 : 0),
                ]
            })
    }

    func apps(_ account: AccountID) -> Reply {
        .rows(
            .app,
            AppEntry.all.map { entry in
                [
                    Column("name", entry.name), Column("title", entry.title),
                    Column("description", entry.description),
                    Column("activated", .flag(scene.app(entry, account).isOn)),
                ]
            })
    }

    func appSettings(_ call: Call) throws(Refusal) -> Reply {
        let account = try call.target()
        guard let entry = AppEntry.named(call.parameters.filled("name") ?? "") else { throw .notAuthorized }
        let stored = scene.app(entry, account).settings ?? [:]
        let row = entry.fields.flatMap { field in
            columns(field, stored[field.name] ?? (field.form == .listed ? [] : [""]), entry)
        }
        return call.older ? .settings(row) : .one(.appSettings, row)
    }

    private func columns(_ field: AppField, _ values: [String], _ entry: AppEntry) -> [Column] {
        if field.form == .listed { return [Column(field.name, .list(values.map(Wire.text), element: field.name))] }
        let value = values.last ?? ""
        if entry.numbers, field.form == .zeroOrOne, let number = Int(value) { return [Column(field.name, number)] }
        return [Column(field.name, value)]
    }
}

extension Scene {
    func eventURL(_ account: AccountID) -> String? {
        if let changed = state.accounts[account]?.eventURL { return changed }
        return world.eventURL(account)
    }

    func parse(_ account: AccountID) -> [ParseEntry] {
        (state.accounts[account]?.parse ?? world.parse(account)).sorted { $0.hostname < $1.hostname }
    }

    func app(_ entry: AppEntry, _ account: AccountID) -> AppState {
        state.accounts[account]?.apps[entry.name] ?? world.app(entry, account)
    }
}
