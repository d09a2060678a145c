import Records
import ResellerAPI
import Screen

/// The customer view: all settings of one customer.
struct CustomerPanes {
    let state: DeskState

    private var user: String { state.subject ?? "" }
    private func ask(_ operation: Operation, _ name: String = "user") -> Request? {
        state.subject.map { Request(operation, Parameters([Parameters.Pair(name, $0)])) }
    }

    var all: [ViewPane] {
        let deeds = CustomerDeeds(user: user, state: state)
        let user = user
        return [
            ViewPane(
                1, "Profile", reads: [ask(.customerList, "username"), ask(.timezoneGet)], wish: 10, hasHeads: false
            ) { CustomerPanes(state: $0).profileSheet(of: user) },
            ViewPane(
                2, "Switches and limits", reads: [Request(.monitorList), ask(.pendingList, "username")],
                adds: deeds.monitor + deeds.limit, wish: 7, hasHeads: false
            ) { CustomerPanes(state: $0).switchesSheet(of: user) },
            ViewPane(3, "Apps", reads: [ask(.appsList)], adds: deeds.apps, hasHeads: false) {
                CustomerPanes(state: $0).appsSheet(of: user)
            },
            ViewPane(4, "Account", .right, adds: deeds.package, wish: 5, hasHeads: false) {
                CustomerPanes(state: $0).accountSheet(of: user)
            },
            ViewPane(
                5, "Event URL", .right, reads: [ask(.eventURLGet)], adds: [Deed(.eventURLSet, ["user": user])],
                wish: 2, hasHeads: false
            ) { CustomerPanes(state: $0).eventURLSheet(of: user) },
            ViewPane(6, "Parse", .right, reads: [ask(.parseList)], adds: deeds.parse, wish: 4, hasHeads: false) {
                CustomerPanes(state: $0).parseSheet(of: user)
            },
            ViewPane(
                7, "IPs and whitelabels", .right, reads: [ask(.ipUsage), Request(.whitelabelList)],
                adds: deeds.whitelabel, wish: 4, hasHeads: false
            ) { CustomerPanes(state: $0).addressesSheet(of: user) },
            ViewPane(
                8, "Credentials and subusers", .right, adds: deeds.credentials.prefix(1) + Deed.ofSubusers, wish: 4,
                hasHeads: false
            ) { CustomerPanes(state: $0).namesSheet(of: user) },
            ViewPane(9, "Last changes", .right, hasHeads: false) { CustomerPanes(state: $0).changesSheet(of: user) },
        ]
    }

    // MARK: - Profile

    private func profileSheet(of user: String) -> Sheet {
        let profile = state.reading(Self.request(.customerList, "username", user))
        let zone = state.reading(Self.request(.timezoneGet, "user", user))
        let deeds = CustomerDeeds(user: user, state: state)
        guard let record = state.customerRecord(user) else {
            return Sheet(columns: FieldRow.columns, rows: [], standing: profile.standing)
                .with(empty: "The service lists no customer of this name", isGood: false)
        }
        func text(_ names: String...) -> SheetCell {
            let told = names.compactMap { record.text($0) }
            return FieldRow.told(told.isEmpty ? nil : told.filter { !$0.isEmpty }.joined(separator: " "))
        }
        let names = deeds.names
        func named(_ operation: Operation) -> [Deed] { names.filter { $0.operation == operation } }
        return Sheet(
            columns: FieldRow.columns,
            rows: [
                FieldRow.row("username", text("username"), deeds: named(.customerSetUsername)),
                FieldRow.row("email", text("email"), deeds: named(.customerSetEmail)),
                FieldRow.row("name", personal(text("first_name", "last_name")), deeds: deeds.profile),
                FieldRow.row("address", personal(address(record)), deeds: deeds.profile),
                FieldRow.row("country", text("country"), deeds: deeds.profile),
                FieldRow.row("phone", personal(text("phone")), deeds: deeds.profile),
                FieldRow.row("website", personal(text("website")), deeds: deeds.profile),
                FieldRow.row("company", SheetCell("not provided by the API", .dim, raw: .null), deeds: deeds.profile),
                FieldRow.row("timezone", zone.cell { Self.zone($0.first) }, deeds: deeds.timezone),
                FieldRow.row(
                    "password", SheetCell("never shown; can be checked and set", .dim, raw: .null),
                    deeds: named(.customerSetPassword) + deeds.login.filter { $0.operation.kind == .read }),
            ], standing: .all([profile.standing, zone.standing]))
    }

    /// What tells who a person is, and where, is nothing for a wall, nor for a shared screen.
    private func personal(_ cell: SheetCell) -> SheetCell {
        if state.session.isKiosk { return SheetCell("not in a kiosk", .dim, raw: .null) }
        return state.shownPersonal(cell.text, of: user) == cell.text ? cell : SheetCell("masked", .dim, raw: .null)
    }

    private func address(_ record: Record) -> SheetCell {
        let street = [record.text("address"), record.text("address2")].compactMap(\.self).filter { !$0.isEmpty }
        let place = [record.text("zip"), record.text("city"), record.text("state")].compactMap(\.self)
            .filter { !$0.isEmpty }
        let parts = [street.joined(separator: ", "), place.joined(separator: " ")].filter { !$0.isEmpty }
        return FieldRow.told(record.text("address") == nil && parts.isEmpty ? nil : parts.joined(separator: ", "))
    }

    private static func zone(_ record: Record?) -> SheetCell {
        let words = [record?.text("display"), record?.text("timezone")].compactMap(\.self)
        return FieldRow.told(words.isEmpty ? nil : words.joined(separator: "  "))
    }

    static func request(_ operation: Operation, _ name: String, _ user: String) -> Request {
        Request(operation, Parameters([Parameters.Pair(name, user)]))
    }

    // MARK: - Account

    /// How the running billing cycle stands.
    func accountSheet(of user: String) -> Sheet {
        let overview = state.details[user]?.overview ?? Loadable()
        guard let account = overview.value else {
            return Sheet(columns: FieldRow.columns, rows: [], standing: overview.standing)
        }
        let deeds = CustomerDeeds(user: user, state: state).package
        var cycle = "not told"
        if let start = account.billingStart, let end = account.billingEnd {
            cycle = "\(state.day(start)) to \(state.day(end))"
            if let process = account.billingProcess { cycle += ", processed \(state.day(process))" }
        }
        let score = account.reputation
        let standing = state.severity(of: .reputation, user)
        return Sheet(
            columns: FieldRow.columns,
            rows: [
                FieldRow.row("package", FieldRow.told(account.package), deeds: deeds),
                FieldRow.row(
                    "score", SheetCell(score.map { "\($0) of 100" } ?? "not told", standing.role),
                    sign: standing.sign, deeds: deeds),
                FieldRow.row("sent", SheetCell(state.sentWords(account) ?? "not told"), deeds: deeds),
                FieldRow.row("billing", SheetCell(cycle), deeds: deeds),
                FieldRow.row("credits", credits(of: user), deeds: deeds),
            ], standing: overview.standing
        ).with(subtitle: account.package ?? "").withSigns()
    }

    private func credits(of user: String) -> SheetCell {
        guard let credits = state.credits(of: user) else { return FieldRow.told(nil) }
        let role = state.severity(of: .credits, user).role
        return SheetCell(CreditWords(credits).text, role, part: credits.size == nil ? nil : credits.share)
    }
}

extension Sheet {
    /// The same with other words for the case that it is empty.
    func with(empty: String, isGood: Bool = true) -> Sheet {
        var sheet = self
        (sheet.empty, sheet.isEmptyGood) = (empty, isGood)
        return sheet
    }

    /// The same with a subtitle.
    func with(subtitle: String) -> Sheet {
        var sheet = self
        sheet.subtitle = subtitle.isEmpty ? [] : [Span(subtitle)]
        return sheet
    }

    func with(footnote: String?) -> Sheet {
        var sheet = self
        sheet.footnote = footnote
        return sheet
    }

    /// The same where rows may have a sign before them.
    func withSigns() -> Sheet {
        var sheet = self
        sheet.hasSigns = true
        return sheet
    }
}

extension Deed {
    /// Every call for a subuser, whose name is asked for.
    static let ofSubusers: [Deed] = Operation.all.filter { $0.scope == .subuser }.map { Deed($0) }

    /// Every call for this subuser that needs its name.
    static func ofSubuser(_ name: String) -> [Deed] {
        Operation.all.filter { $0.scope == .subuser && $0.field("user") != nil }.map { Deed($0, ["user": name]) }
    }
}
