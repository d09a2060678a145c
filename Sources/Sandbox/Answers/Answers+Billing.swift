import NIOConcurrencyHelpers
import ResellerAPI

/// The reseller's invoices, what they hold of each customer, and the running cycle.
extension Answers {
    func invoiceNumbers(_ call: Call) -> Reply {
        .rows(.invoiceNumber, months(call).map { [Column("number", $0.invoice)] })
    }

    func invoices(_ call: Call) -> Reply {
        let months = months(call)
        let totals = book.totals(of: months, scene)
        return .rows(.invoice, months.map { invoice($0, totals[$0] ?? MonthTotals()) })
    }

    func customerInvoices(_ call: Call) throws(Refusal) -> Reply {
        let number = call.parameters.filled("number") ?? ""
        guard let month = BillingMonth(invoice: number), scene.billedMonths.contains(month.number) else {
            throw .notFound("number")
        }
        return .usage(
            number: month.invoice,
            pages { customer in
                scene.lines(customer, scene.persona(AccountID(customer)), in: month).map {
                    [Column("number", "\(month.invoice)\(customer)")] + columns($0, status: status(month))
                }
            })
    }

    func currentUsage() -> Reply {
        .pages(
            .customerInvoice,
            pages { customer in
                guard !scene.isGone(AccountID(customer)) else { return [] }
                let running = scene.runningLine(customer, scene.persona(AccountID(customer)))
                return (scene.recentCharges(customer) + (running.map { [$0] } ?? [])).map {
                    columns($0, status: "Unpaid")
                }
            })
    }

    /// The rows of all customers, some customers at a time.
    private func pages(_ rows: @escaping @Sendable (Int) -> [Row]) -> @Sendable (Int) -> Page {
        let size = 1000
        let customers = scene.indexes
        return { number in
            let last = min(customers, (number + 1) * size)
            return Page(rows: (min(last, number * size)..<last).flatMap(rows), isLast: last >= customers)
        }
    }

    /// The months whose invoices the call asks for, oldest first.
    private func months(_ call: Call) -> [BillingMonth] {
        let date = { (name: String) in call.parameters.filled(name).flatMap { CalendarDate($0) } }
        let (start, end) = (date("start_date"), date("end_date"))
        let status = call.parameters.filled("status")
        return scene.billedMonths.map(BillingMonth.init(number:)).filter { month in
            let invoiced = invoiceDate(month)
            return (start.map { invoiced >= $0 } ?? true) && (end.map { invoiced <= $0 } ?? true)
                && (status.map { self.status(month).lowercased() == $0 } ?? true)
        }
    }

    /// The first day of the month after.
    private func invoiceDate(_ month: BillingMonth) -> CalendarDate { month.last.adding(days: 1) }

    private func status(_ month: BillingMonth) -> String {
        if month.number == scene.billedMonths.upperBound { return "Unpaid" }
        let draw = scene.world.dice.pick(20, .status, month.number)
        return draw < 3 ? ["Refunded", "Deferred", "Canceled"][draw] : "Paid"
    }

    private func invoice(_ month: BillingMonth, _ totals: MonthTotals) -> Row {
        [
            Column("number", month.invoice), Column("package", "Reseller"), Column("credits", totals.credits),
            Column("date_invoiced", "\(invoiceDate(month)) 00:15:00"), Column("status", status(month)),
            Column("amount", totals.amount.wire), Column("additional_charges", Cents().wire),
            Column("overage", totals.overage.wire), Column("final_amount", (totals.amount + totals.overage).wire),
            Column("type", "Recurring Bill"), Column("prorated", Cents().wire),
            Column("start_date", month.first.description), Column("end_date", month.last.description),
        ]
    }

    private func columns(_ line: InvoiceLine, status: String) -> Row {
        [
            Column("username", scene.username(AccountID(line.customer))), Column("package", line.offer.name),
            Column("credits", line.offer.credits),
            Column("date_invoiced", WireTime(secondsSinceEpoch: line.invoiced).description), Column("status", status),
            Column("amount", line.amount.wire), Column("additional_charges", Cents().wire),
            Column("overage", line.overage.wire), Column("final_amount", (line.amount + line.overage).wire),
            Column("type", "Recurring Bill"), Column("prorated", line.prorated.wire),
            Column("start_date", line.start.description),
            Column("end_date", line.end.description),
        ]
    }
}

/// Keeps what the reseller's months add up to: a month that is over changes no more, and counting takes a walk over all
/// customers.
final class InvoiceBook: Sendable {
    private let known = NIOLockedValueBox<[BillingMonth: MonthTotals]>([:])

    func totals(of months: [BillingMonth], _ scene: Scene) -> [BillingMonth: MonthTotals] {
        let missing = months.filter { month in known.withLockedValue { $0[month] == nil } }
        if !missing.isEmpty {
            let counted = scene.totals(of: missing)
            known.withLockedValue { $0.merge(counted) { $1 } }
        }
        return known.withLockedValue { $0 }
    }
}
