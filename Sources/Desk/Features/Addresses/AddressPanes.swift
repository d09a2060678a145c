import Formats
import ResellerAPI
import Screen

/// The view of IP addresses and whitelabels.
struct AddressPanes {
    let state: DeskState

    static let usage = Request(.ipUsage)
    static let whitelabels = Request(.whitelabelList)

    var all: [ViewPane] {
        let lists: [(Int, String, Operation)] = [
            (2, "All", .ipAll), (3, "Free", .ipFree), (4, "Taken", .ipTaken), (5, "Available", .ipAvailable),
        ]
        return [ViewPane(1, "Usage", reads: [Self.usage]) { AddressPanes(state: $0).usageSheet }]
            + lists.map { digit, title, operation in
                let request = Request(operation)
                return ViewPane(digit, title, .right, reads: [request], hasHeads: false) {
                    AddressPanes(state: $0).listSheet(request)
                }
            } + [ViewPane(6, "Whitelabels", reads: [Self.whitelabels]) { AddressPanes(state: $0).whitelabelSheet }]
    }

    /// Who has which address.
    var usageSheet: Sheet {
        let reading = state.reading(Self.usage)
        let rows = (reading.value ?? []).map { record in
            let (ip, user) = (record.text("ip") ?? "", record.text("user"))
            return SheetRow(
                "\(ip) \(user ?? "")", [SheetCell(ip), .told(user)], copies: ip, customer: user,
                opens: user.map(SheetOpening.customer))
        }
        let columns = [
            SheetColumn("address", key: "ip", ideal: 16, least: 15),
            SheetColumn("customer", key: "user", ideal: 30, least: 16, isAddress: true, grows: true),
        ]
        return Sheet(columns: columns, rows: rows, standing: reading.standing)
            .with(subtitle: reading.value == nil ? "" : Numbers.grouped(rows.count))
            .with(empty: "No customer has an address of its own", isGood: false)
    }

    private func listSheet(_ request: Request?) -> Sheet {
        let reading = state.reading(request)
        let ips = (reading.value ?? []).compactMap { $0.text("ip") }
        let rows = ips.map { SheetRow($0, [SheetCell($0)]) }
        return Sheet(
            columns: [SheetColumn("", key: "ip", ideal: 16, grows: true)], rows: rows, standing: reading.standing
        ).with(subtitle: reading.value == nil ? "" : Numbers.grouped(rows.count))
            .with(empty: "There is no such address", isGood: false)
    }

    /// The domains that links and bounces can go through.
    var whitelabelSheet: Sheet {
        let reading = state.reading(Self.whitelabels)
        let rows = (reading.value ?? []).map { record in
            let domain = record.text("mail_domain") ?? ""
            let known = Parameters(
                [Parameters.Pair("mail_domain", domain)] + (state.subject.map { [Parameters.Pair("user", $0)] } ?? []))
            return SheetRow(
                domain, [SheetCell(domain), .told(record.text("url_domain"))],
                deeds: [Deed(.whitelabelAppend, known)])
        }
        let columns = [
            SheetColumn("mail domain", ideal: 26, least: 16, isAddress: true, grows: true),
            SheetColumn("links through", key: "url_domain", ideal: 26, least: 12, priority: 1, isAddress: true),
        ]
        return Sheet(columns: columns, rows: rows, standing: reading.standing)
            .with(subtitle: state.subject.map { "e gives one to \(state.masked($0))" } ?? "")
            .with(empty: "This account has no whitelabel", isGood: false)
    }
}
