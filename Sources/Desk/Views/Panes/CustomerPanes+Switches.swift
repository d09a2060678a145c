import Formats
import Records
import ResellerAPI
import Screen

/// Switches and limits of a customer, and the apps that its mail runs through.
extension CustomerPanes {
    func switchesSheet(of user: String) -> Sheet {
        let detail = state.details[user] ?? CustomerDetail()
        let profile = state.reading(Self.request(.customerList, "username", user))
        let pending = state.reading(Self.request(.pendingList, "username", user))
        let monitors = monitors
        let deeds = CustomerDeeds(user: user, state: state)
        return Sheet(
            columns: FieldRow.annotated,
            rows: [
                flagRow("sending", "active", profile, [.customerEnable, .customerDisable], deeds.sending, user),
                flagRow(
                    "website login", "website_access", profile, [.customerWebsiteEnable, .customerWebsiteDisable],
                    deeds.login, user),
                limitRow(detail.limit, deeds.limit), leftRow(detail.limit, deeds.limit, user),
                monitorRow(monitors, deeds.monitor, user), pendingRow(pending, deeds, user),
                FieldRow.row(
                    "package", detail.overview.cell { FieldRow.told($0.package) }, note: "", deeds: deeds.package),
            ],
            standing: .all([profile.standing, detail.limit.standing, monitors.standing, pending.standing])
        ).withSigns()
    }

    private var monitors: Loadable<[Record]> { state.reading(Request(.monitorList)) }

    /// A switch; where the service does not tell how it stands, how it was set here last.
    private func flagRow(
        _ label: String, _ name: String, _ profile: Loadable<[Record]>, _ calls: [Operation], _ deeds: [Deed],
        _ user: String
    ) -> SheetRow {
        let record = state.customerRecord(user)
        let isOn = record?.truth(name)
        let last = state.changes.journal.first {
            $0.isDone && $0.target == user && calls.map(\.id).contains($0.operation)
        }
        let note = last.map { "set here: \($0.operation == calls[0].id ? "on" : "off"), \(state.stamp($0.at))" } ?? ""
        let cell = profile.cell { _ in
            SheetCell(isOn.map { $0 ? "on" : "off" } ?? "not told", isOn == nil ? .dim : .text)
        }
        let sign: SheetSign? = profile.value == nil ? nil : isOn == nil ? .unknown : isOn == true ? .good : .warning
        return FieldRow.row(label, cell, note: note, sign: sign, deeds: deeds)
    }

    private func limitRow(_ limit: Loadable<AccountLimit?>, _ deeds: [Deed]) -> SheetRow {
        let reset = (limit.value ?? nil)?.lastReset.map { "last reset \(state.day($0))" } ?? ""
        let cell = limit.cell { value in value.map { .count($0.credits) } ?? SheetCell("none", .dim) }
        return FieldRow.row("credit limit", cell, note: reset, deeds: deeds)
    }

    private func leftRow(_ limit: Loadable<AccountLimit?>, _ deeds: [Deed], _ user: String) -> SheetRow {
        let known = limit.value ?? nil
        let standing = known == nil ? Severity.well : state.severity(of: .credits, user)
        let cell = limit.cell { value in
            value.map { .count($0.remaining, standing.role) } ?? SheetCell("no limit", .dim)
        }
        let share = known.map { Numbers.percent(max(0, $0.remaining), of: $0.credits) + " of the limit" } ?? ""
        return FieldRow.row("left", cell, note: share, sign: standing.sign, deeds: deeds)
    }

    private func monitorRow(_ monitors: Loadable<[Record]>, _ deeds: [Deed], _ user: String) -> SheetRow {
        let mine = monitors.value?.filter { $0.texts("users").contains(user) } ?? []
        let cell = monitors.cell { _ in
            mine.isEmpty
                ? SheetCell("none", .dim) : SheetCell(mine.compactMap { $0.text("name") }.joined(separator: ", "))
        }
        let note = mine.first?.count("frequency").map { "one mail in \(Numbers.grouped($0))" } ?? ""
        let detach = mine.isEmpty ? nil : Deed(.monitorDetach, ["user": user])
        return FieldRow.row("monitor", cell, note: note, deeds: deeds, removal: detach)
    }

    private func pendingRow(_ pending: Loadable<[Record]>, _ deeds: CustomerDeeds, _ user: String) -> SheetRow {
        let mine = pending.value?.first { $0.text("username") == user }
        let cell = pending.cell { _ in
            mine.map { SheetCell(PendingPane.words($0)) } ?? SheetCell("none", .dim)
        }
        let note = mine?.date("date").map { "on \(state.day($0))" } ?? ""
        return FieldRow.row(
            "pending", cell, note: note, deeds: mine == nil ? deeds.package : deeds.pending,
            removal: mine == nil ? nil : deeds.pending.first)
    }

    // MARK: - Apps

    func appsSheet(of user: String) -> Sheet {
        let reading = state.reading(Self.request(.appsList, "user", user))
        let records = reading.value ?? []
        let active = records.filter { $0.truth("activated") == true }
        let rest = records.filter { $0.truth("activated") != true }
        let columns = [
            SheetColumn("", key: "state", ideal: 4), SheetColumn("", key: "title", ideal: 24, least: 16, grows: true),
            SheetColumn("", key: "name", ideal: 20, least: 8, priority: 1),
        ]
        return Sheet(columns: columns, rows: (active + rest).map { appRow($0, user) }, standing: reading.standing)
            .with(subtitle: records.isEmpty ? "" : "\(active.count) of \(records.count) on")
            .with(empty: "The service lists no app for this customer", isGood: false).withSigns()
    }

    private func appRow(_ record: Record, _ user: String) -> SheetRow {
        let name = record.text("name") ?? ""
        let isOn = record.truth("activated")
        let title = record.text("title") ?? App.named(name)?.title ?? name
        let known: Parameters = ["user": user, "name": name]
        let turn: [Operation] =
            isOn == true
            ? [.appsDeactivate] : isOn == false ? [.appsActivate] : [.appsActivate, .appsDeactivate]
        return SheetRow(
            name,
            [
                SheetCell(
                    isOn.map { $0 ? "on" : "off" } ?? "?", isOn == true ? .text : .dim, raw: isOn.map(Value.truth)),
                SheetCell(title, isOn == true ? .text : .dim), SheetCell(name, .dim),
            ], sign: isOn == true ? .good : nil, opens: .answer(Request(.appsSettings, known)),
            removal: isOn == true ? Deed(.appsDeactivate, known) : nil,
            deeds: (turn + [.appsSetup]).map { Deed($0, known) })
    }
}

/// A change of a package that waits for its day.
enum PendingPane {
    /// `upgrade: Bronze → Silver`, `close`.
    static func words(_ record: Record) -> String {
        let change = [record.text("current"), record.text("update")].compactMap(\.self).filter { !$0.isEmpty }
        let type = record.text("type") ?? "change"
        return change.isEmpty ? type : "\(type): \(change.joined(separator: " → "))"
    }
}
