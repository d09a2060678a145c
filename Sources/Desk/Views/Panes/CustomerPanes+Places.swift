import Records
import ResellerAPI
import Screen

/// Where a customer's mail and events go, which addresses it has, who logs in, and what was changed.
extension CustomerPanes {
    func eventURLSheet(of user: String) -> Sheet {
        let reading = state.reading(Self.request(.eventURLGet, "user", user))
        let rows = (reading.value ?? []).compactMap { $0.text("url") }.map { url in
            SheetRow(
                "url", [SheetCell(url)], copies: url, removal: Deed(.eventURLDelete, ["user": user]),
                deeds: [Deed(.eventURLSet, ["user": user]), Deed(.eventURLDelete, ["user": user])])
        }
        return Sheet(
            columns: [SheetColumn("", key: "url", ideal: 30, least: 16, grows: true)], rows: rows,
            standing: reading.standing
        ).with(empty: "No event URL is set", isGood: false)
    }

    func parseSheet(of user: String) -> Sheet {
        let reading = state.reading(Self.request(.parseList, "user", user))
        let entries = (reading.value ?? []).flatMap { $0.records("parse") }
        let rows = entries.map { entry in
            let host = entry.text("hostname") ?? ""
            let known: Parameters = ["user": user, "hostname": host]
            let check = entry.truth("spam_check").map { $0 ? "spam check on" : "off" } ?? ""
            return SheetRow(
                host,
                [
                    SheetCell(host), .told(entry.text("url")),
                    SheetCell(check, .dim, raw: entry.truth("spam_check").map(Value.truth) ?? .null),
                ], removal: Deed(.parseDelete, known),
                deeds: [Deed(.parseUpdate, known), Deed(.parseDelete, known)])
        }
        let columns = [
            SheetColumn("", key: "hostname", ideal: 20, least: 12, isAddress: true),
            SheetColumn("", key: "url", ideal: 20, least: 10, priority: 2, grows: true),
            SheetColumn("", key: "spam_check", ideal: 13, priority: 1),
        ]
        return Sheet(columns: columns, rows: rows, standing: reading.standing)
            .with(subtitle: rows.isEmpty ? "" : rows.count == 1 ? "1 host" : "\(rows.count) hosts")
            .with(empty: "No host is parsed", isGood: false)
    }

    func addressesSheet(of user: String) -> Sheet {
        let usage = state.reading(Self.request(.ipUsage, "user", user))
        let labels = state.reading(Request(.whitelabelList))
        // The filter of the service takes a part of a name for the name.
        let own = (usage.value ?? []).filter { $0.text("user") == user }.compactMap { $0.text("ip") }
        let ips = own.map { SheetRow("ip \($0)", [SheetCell($0), SheetCell("own", .dim)], copies: $0) }
        let domains = (labels.value ?? []).compactMap { Self.whitelabelRow($0, user) }
        let columns = [
            SheetColumn("", key: "name", ideal: 26, least: 15, isAddress: true),
            SheetColumn("", key: "what", ideal: 20, least: 4, priority: 1, grows: true),
        ]
        return Sheet(columns: columns, rows: ips + domains, standing: .all([usage.standing, labels.standing]))
            .with(subtitle: usage.value == nil ? "" : "\(own.count) own")
            .with(empty: "No IP of its own, and this account has no whitelabel", isGood: false)
    }

    /// A whitelabel of the account; which one a customer has the service does not tell.
    static func whitelabelRow(_ record: Record, _ user: String?) -> SheetRow? {
        guard let domain = record.text("mail_domain") else { return nil }
        let links = record.text("url_domain").map { "links through \($0)" } ?? ""
        let deed = user.map { Deed(.whitelabelAppend, ["user": $0, "mail_domain": domain]) }
        return SheetRow(
            "domain \(domain)", [SheetCell(domain), SheetCell(links, .dim)], copies: domain,
            deeds: [deed].compactMap(\.self))
    }

    func namesSheet(of user: String) -> Sheet {
        let credentials = state.changes.remembered[RememberedKey(.credential, owner: user)] ?? []
        let subusers = state.changes.remembered[RememberedKey(.subuser, owner: user)] ?? []
        let rows =
            credentials.map { name in
                let known: Parameters = ["user": user, "credential_name": name]
                return SheetRow(
                    "credential \(name)", [SheetCell(name), SheetCell("credential", .dim)], copies: name,
                    removal: Deed(.credentialDelete, known),
                    deeds: [Deed(.credentialEdit, known), Deed(.credentialDelete, known)])
            }
            + subusers.map { name in
                SheetRow(
                    "subuser \(name)", [SheetCell(name), SheetCell("subuser", .dim)], copies: name,
                    deeds: Deed.ofSubuser(name))
            }
        let columns = [
            SheetColumn("", key: "name", ideal: 30, least: 12, isAddress: true, grows: true),
            SheetColumn("", key: "kind", ideal: 10),
        ]
        return Sheet(columns: columns, rows: rows)
            .with(empty: "The API can't list these; press a to add a name (it is remembered)", isGood: false)
    }

    func changesSheet(of user: String) -> Sheet {
        JournalSheet(state: state).sheet(of: user)
    }
}
