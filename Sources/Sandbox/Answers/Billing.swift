import ResellerAPI

/// One line of an invoice: what a customer's cycle costs the reseller.
struct InvoiceLine: Sendable {
    let customer: Int
    let offer: Offer
    let amount: Cents
    var prorated = Cents()
    let overage: Cents
    let start: CalendarDate
    let end: CalendarDate
    /// Seconds since 1970.
    let invoiced: Int
}

/// What a reseller's month adds up to.
struct MonthTotals: Sendable {
    var credits = 0
    var amount = Cents()
    var overage = Cents()
}

/// A calendar month of the reseller's billing, UTC.
struct BillingMonth: Sendable, Hashable {
    /// Months since the year 0.
    let number: Int

    init(number: Int) { self.number = number }
    init(of date: CalendarDate) { number = date.year * 12 + date.month - 1 }

    func day(_ day: Int) -> CalendarDate {
        let first = CalendarDate(year: number / 12, month: number % 12 + 1, day: 1) ?? CalendarDate(daysSinceEpoch: 0)
        return first.sameMonth(day: day)
    }

    var first: CalendarDate { day(1) }
    var last: CalendarDate { day(31) }
    /// The number that its invoice has.
    var invoice: String { String(810_000 + number) }

    init?(invoice: String) {
        guard let number = Forms.integer(invoice), number > 810_000 else { return nil }
        self.number = number - 810_000
    }
}

extension Scene {
    /// Months that have been invoiced, oldest first: up to a year before the world began, and all since.
    var billedMonths: ClosedRange<Int> {
        let current = BillingMonth(of: CalendarDate(daysSinceEpoch: now / 86_400)).number
        let first = BillingMonth(of: CalendarDate(daysSinceEpoch: world.anchor / 86_400)).number - 12
        return first...max(first, current - 1)
    }

    /// The customer's packages over time: from when, and which.
    func packageHistory(_ account: AccountID, _ persona: Persona) -> [(from: Int, offer: Offer)] {
        [(persona.created, persona.package)] + (state.accounts[account]?.packages ?? [])
    }

    func package(_ account: AccountID, _ persona: Persona, at seconds: Int) -> Offer {
        packageHistory(account, persona).last { $0.from <= seconds }?.offer ?? persona.package
    }

    /// The lines of one customer that fall into a month: the cycle that ended in it, and immediate changes.
    func lines(_ customer: Int, _ persona: Persona, in month: BillingMonth) -> [InvoiceLine] {
        let account = AccountID(customer)
        var lines: [InvoiceLine] = []
        let process = month.day(billingDay(account, persona))
        let due = process.daysSinceEpoch * 86_400
        let start = process.precedingMonth(day: billingDay(account, persona))
        if due > persona.created, due <= now, due <= state.accounts[account]?.goneAt ?? Self.never {
            let offer = package(account, persona, at: due - 1)
            if !offer.isFree {
                let from = max(persona.created, start.daysSinceEpoch * 86_400)
                lines.append(
                    InvoiceLine(
                        customer: customer, offer: offer, amount: offer.wholesale,
                        overage: overage(account, persona, offer, from: from, to: due), start: start,
                        end: process.adding(days: -1), invoiced: due))
            }
        }
        return lines + charges(customer, in: month)
    }

    /// What immediate changes of the running month cost.
    func recentCharges(_ customer: Int) -> [InvoiceLine] {
        charges(customer, in: BillingMonth(of: CalendarDate(daysSinceEpoch: now / 86_400)))
    }

    private func charges(_ customer: Int, in month: BillingMonth) -> [InvoiceLine] {
        if state.charges.isEmpty { return [] }
        return state.charges.filter { charge in
            charge.customer == customer
                && BillingMonth(of: CalendarDate(daysSinceEpoch: charge.at / 86_400)) == month
        }.map { charge in
            InvoiceLine(
                customer: customer, offer: charge.offer, amount: charge.amount, prorated: charge.prorated,
                overage: charge.overage, start: charge.start, end: charge.end, invoiced: charge.at)
        }
    }

    /// The line of the running cycle.
    func runningLine(_ customer: Int, _ persona: Persona) -> InvoiceLine? {
        let account = AccountID(customer)
        let offer = package(account)
        guard !offer.isFree else { return nil }
        let cycle = cycle(account, persona)
        return InvoiceLine(
            customer: customer, offer: offer, amount: offer.wholesale,
            overage: overage(account, persona, offer, from: cycle.from, to: now), start: cycle.start, end: cycle.end,
            invoiced: cycle.process.daysSinceEpoch * 86_400)
    }

    /// What was sent above the credits of the package, in money.
    func overage(_ account: AccountID, _ persona: Persona, _ offer: Offer, from: Int, to: Int) -> Cents {
        guard from < to, mayExceed(account, persona, offer.credits, from: from, to: to) else { return Cents() }
        let sent = counts(account, persona, from: from, to: to).requests
        return Cents(max(0, sent - offer.credits), times: offer.overage)
    }

    /// Whether it is worth counting: few customers ever come near their credits.
    private func mayExceed(_ account: AccountID, _ persona: Persona, _ credits: Int, from: Int, to: Int) -> Bool {
        let days = Double(to - from) / 86_400 + 1
        let years = Double(world.anchor - from) / 86_400 / 365
        let usual = persona.daily * days * 1.35 * max(1, 1 - persona.trend * years * 1.5)
        if usual >= Double(credits) { return true }
        guard usual * 4.5 >= Double(credits) else { return false }
        let swelling = world.plan.incidents(of: account.customer, from: from, to: to).reduce(0) { days, incident in
            let adds = [.volumeJump, .spamRun, .listGoneBad].contains(incident.kind)
            return days + (adds ? Double(min(incident.end, to) - max(incident.start, from)) / 86_400 + 1 : 0)
        }
        // A day of an incident is at most 4.5 times the strongest day of the week.
        return usual + persona.daily * 3.6 * 4.5 * 1.35 * swelling >= Double(credits)
    }

    /// The sums of months, in one walk over all customers.
    func totals(of months: [BillingMonth]) -> [BillingMonth: MonthTotals] {
        var totals = Dictionary(uniqueKeysWithValues: months.map { ($0, MonthTotals()) })
        for customer in 0..<indexes {
            let persona = persona(AccountID(customer))
            for month in months {
                for line in lines(customer, persona, in: month) {
                    totals[month, default: MonthTotals()].credits += line.offer.credits
                    totals[month, default: MonthTotals()].amount += line.amount
                    totals[month, default: MonthTotals()].overage += line.overage
                }
            }
        }
        return totals
    }
}
