import Formats
import ResellerAPI
import Screen

/// The billing view: the account's own invoices, one of them by customer, running usage, packages, pending changes.
struct BillingPanes {
    let state: DeskState

    static let invoices = Request(.invoiceList)
    static let usage = Request(.billingCurrentUsage)
    static let packages = Request(.packagesList)
    static let pending = Request(.pendingList)

    /// The read of an invoice's customers.
    static func customers(of number: String) -> Request { Request(.billingCustomerInvoices, ["number": number]) }

    var all: [ViewPane] {
        let number = state.place.item
        return [
            ViewPane(1, "Invoices", reads: [Self.invoices]) { BillingPanes(state: $0).invoiceSheet },
            ViewPane(2, "Customers on the invoice", reads: [number.map(Self.customers)]) {
                BillingPanes(state: $0).customerSheet(of: number)
            },
            ViewPane(3, "Running usage", .right, reads: [Self.usage]) { BillingPanes(state: $0).usageSheet },
            ViewPane(4, "Packages", .right, reads: [Self.packages]) { BillingPanes(state: $0).packageSheet },
            ViewPane(5, "Pending changes", .right, reads: [Self.pending]) { BillingPanes(state: $0).pendingSheet },
        ]
    }

    // MARK: - Invoices

    var invoiceSheet: Sheet {
        let columns = [
            SheetColumn("number", ideal: 14, least: 12), SheetColumn("invoiced", ideal: 10, priority: 2),
            SheetColumn("status", ideal: 8), SheetColumn("package", ideal: 14, least: 12, priority: 3, grows: true),
            SheetColumn("from", key: "start_date", ideal: 10, priority: 5),
            SheetColumn("to", key: "end_date", ideal: 10, priority: 4),
            SheetColumn("amount", align: .right, ideal: 10, priority: 6),
            SheetColumn("overage", align: .right, ideal: 10, priority: 5),
            SheetColumn("to pay", key: "final_amount", align: .right, ideal: 10),
        ]
        let reading = state.reading(Self.invoices)
        let rows = (reading.value ?? []).map(invoiceRow)
        return Sheet(columns: columns, rows: rows, standing: reading.standing).withSigns()
            .with(subtitle: rows.isEmpty ? "" : "Enter shows who is on one")
            .with(empty: "There are no invoices", isGood: false)
    }

    private func invoiceRow(_ record: Record) -> SheetRow {
        let number = record.text("number") ?? ""
        let status = record.text("status") ?? ""
        let isOpen = status.lowercased() == "unpaid"
        return SheetRow(
            number,
            [
                SheetCell(number), .date(record.date("date_invoiced")), SheetCell(status, isOpen ? .warn : .dim),
                .told(record.text("package")), .date(record.date("start_date")), .date(record.date("end_date")),
                .money(record.money("amount")), .money(record.money("overage")), .money(record.money("final_amount")),
            ], sign: isOpen ? .warning : nil, opens: .place(Place(.billing, item: number), pane: 2))
    }

    private static let customerColumns = [
        SheetColumn("customer", key: "username", ideal: 24, least: 20, isAddress: true, grows: true),
        SheetColumn("package", ideal: 14, least: 12, priority: 2),
        SheetColumn("credits", align: .right, ideal: 10, priority: 4),
        SheetColumn("overage", align: .right, ideal: 10, priority: 3),
        SheetColumn("type", ideal: 8, priority: 5), SheetColumn("prorated", align: .right, ideal: 8, priority: 6),
        SheetColumn("from", key: "start_date", ideal: 10, priority: 7),
        SheetColumn("to", key: "end_date", ideal: 10, priority: 7),
        SheetColumn("amount", align: .right, ideal: 10),
    ]

    private func customerRow(_ record: Record, _ index: Int) -> SheetRow {
        let user = record.text("username")
        return SheetRow(
            "\(user ?? "") \(record.text("number") ?? "") \(index)",
            [
                .told(user), .told(record.text("package"), .dim), .count(record.count("credits")),
                .money(record.money("overage")), .told(record.text("type"), .dim), .money(record.money("prorated")),
                .date(record.date("start_date")), .date(record.date("end_date")),
                .money(record.money("final_amount") ?? record.money("amount")),
            ], copies: user ?? "", customer: user, opens: user.map(SheetOpening.customer))
    }

    private func customerSheet(of number: String?) -> Sheet {
        guard let number else {
            var sheet = Sheet(columns: Self.customerColumns, rows: [])
            sheet.missing = "Enter on an invoice shows who is on it."
            return sheet
        }
        let reading = state.reading(Self.customers(of: number))
        let records = (reading.value ?? []).flatMap { $0.records("invoices") }
        return Sheet(
            columns: Self.customerColumns, rows: records.enumerated().map { customerRow($1, $0) },
            standing: reading.standing
        ).with(subtitle: number).with(empty: "No customer is on this invoice", isGood: false)
    }

    var usageSheet: Sheet {
        let reading = state.reading(Self.usage)
        let rows = (reading.value ?? []).enumerated().map { customerRow($1, $0) }
        return Sheet(columns: Self.customerColumns, rows: rows, standing: reading.standing)
            .with(subtitle: rows.isEmpty ? "" : "\(Numbers.grouped(rows.count)) customers")
            .with(empty: "No usage that will be invoiced", isGood: false)
    }

    // MARK: - Packages and pending changes

    var packageSheet: Sheet {
        let columns = [
            SheetColumn("package", key: "name", ideal: 18, least: 10, grows: true),
            SheetColumn("credits", align: .right, ideal: 11), SheetColumn("price", align: .right, ideal: 9),
            SheetColumn("overage", align: .right, ideal: 9, priority: 1), SheetColumn("own IP", ideal: 6, priority: 2),
            SheetColumn("reseller", ideal: 8, priority: 4),
            SheetColumn("distributor", key: "distributor_price", align: .right, ideal: 11, priority: 4),
            SheetColumn("description", ideal: 24, least: 10, priority: 5),
        ]
        let reading = state.reading(Self.packages)
        let rows = (reading.value ?? []).map { record in
            SheetRow(
                record.text("name") ?? "",
                [
                    .told(record.text("name")), .count(record.count("credits")), .money(record.money("price")),
                    .money(record.money("overage")), .truth(record.truth("has_ip")),
                    .truth(record.truth("has_reseller")), .money(record.money("distributor_price")),
                    .told(record.text("description"), .dim),
                ],
                opens: .text(
                    title: record.text("name") ?? "", lines: [record.text("description") ?? "No description."]),
                deeds: [Deed(.customerCreate, ["package": record.text("name") ?? ""])])
        }
        return Sheet(columns: columns, rows: rows, standing: reading.standing)
            .with(empty: "No package can be chosen", isGood: false)
    }

    var pendingSheet: Sheet {
        let columns = [
            SheetColumn("customer", key: "username", ideal: 22, least: 16, isAddress: true, grows: true),
            SheetColumn("type", ideal: 9), SheetColumn("now", key: "current", ideal: 14, least: 12, priority: 2),
            SheetColumn("then", key: "update", ideal: 14, least: 12, priority: 1),
            SheetColumn("on", key: "date", ideal: 10),
        ]
        let reading = state.reading(Self.pending)
        let rows = (reading.value ?? []).map { record in
            let user = record.text("username") ?? ""
            let removal = Deed(.pendingDelete, ["user": user])
            return SheetRow(
                "\(user) \(record.text("type") ?? "")",
                [
                    SheetCell(user), .told(record.text("type")), .told(record.text("current"), .dim),
                    .told(record.text("update")), .date(record.date("date")),
                ], copies: user, customer: user, opens: .customer(user), removal: removal,
                deeds: [removal])
        }
        return Sheet(columns: columns, rows: rows, standing: reading.standing).with(empty: "No change is pending")
    }
}
