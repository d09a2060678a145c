import Formats
import Records
import ResellerAPI
import Screen

/// The rows of the desk's five panes as sheets: for exports, and for lists without a screen.
package struct DeskSheets: Sendable {
    let state: DeskState

    package init(state: DeskState) { self.state = state }

    /// Nil for a pane that has nothing to write.
    func sheet(_ pane: Pane) -> Sheet? {
        switch pane {
        case .customers: customers
        case .overview: overview
        case .statistics: statistics
        case .suppressions: suppressions
        case .samples: samples
        }
    }

    /// The customers shown, in their order.
    package var customers: Sheet {
        let fields: [CustomerField] = [.id, .username, .email, .firstName, .lastName, .website, .active]
        let named = fields.map { field in
            let column = SheetColumn(field.title, key: field.wireName, ideal: field == .id ? 8 : 24, least: 6)
            return [.firstName, .lastName, .website].contains(field) ? column.personal : column
        }
        let columns =
            named + [
                SheetColumn("sent 30d", key: "sent", align: .right, ideal: 9),
                SheetColumn("figure", align: .right, ideal: 7),
                SheetColumn("why", ideal: 8),
            ]
        let (table, shown, figures) = (state.customers.table, state.customers.shown, state.figures)
        return Sheet(columns: columns, count: shown.count, standing: state.customers.list.standing) { index in
            let row = Int(shown.rows[index])
            let name = table.username(row)
            let known = figures[name]
            let cells = fields.map { field in
                let text = table.text(row, field)
                let isFlag = field == .active && text != nil
                return SheetCell(
                    text ?? "",
                    raw: isFlag ? .truth(CustomerTable.isTrue((text ?? "").utf8)) : text.map(Value.text) ?? .null)
            }
            return SheetRow(
                name,
                cells + [
                    SheetCell(known?.sent.map(Numbers.grouped) ?? "", raw: known?.sent.map(Value.count) ?? .null),
                    SheetCell(known?.value ?? "", raw: known.map { .text($0.value) } ?? .null),
                    SheetCell(known?.why ?? "", raw: known.map { .text($0.why) } ?? .null),
                ], customer: name)
        }
    }

    /// The addresses of the lists shown, newest first.
    package var suppressions: Sheet {
        suppressions(count: state.suppressionCount) { $0.suppressionRows(from: $1, count: 1).first }
    }

    /// The addresses of the view with the focus, as filtered.
    package var suppressed: Sheet {
        suppressions(count: state.suppressed.count) { state, index in
            let rows = state.suppressed
            return rows.indices.contains(index) ? rows[index] : nil
        }
    }

    private func suppressions(
        count: Int, entry makeEntry: @escaping @Sendable (DeskState, Int) -> Suppression?
    ) -> Sheet {
        let columns = [
            SheetColumn("list", ideal: 12), SheetColumn("address", key: "email", ideal: 38, least: 16, isAddress: true),
            SheetColumn("status", ideal: 7), SheetColumn("reason", ideal: 40, least: 10, grows: true),
            SheetColumn("customer's time", key: "created_customer_time", ideal: 19),
        ]
        let frozen = state
        let standing = SuppressionList.allCases.map { state.detail?.suppressions($0).standing ?? Loadable() }
        return Sheet(columns: columns, count: count, standing: .all(standing)) { index in
            guard let entry = makeEntry(frozen, index) else { return SheetRow("", []) }
            return SheetRow(
                "\(entry.list.rawValue) \(entry.email)",
                [
                    SheetCell(entry.list.rawValue), SheetCell(entry.email), .told(entry.status), .told(entry.reason),
                    SheetCell(entry.created?.description ?? "", raw: entry.created.map(Value.time) ?? .null),
                ], copies: entry.email, removal: frozen.subject.flatMap { Deed.letThrough(entry, of: $0) })
        }
    }

    /// The days of the pane's period, the newest first.
    package var statistics: Sheet { statistics(state.detail?.statistics ?? Loadable()) }

    /// The days of the view's period, the newest first.
    package var charted: Sheet {
        let days = state.statisticsDays
        let shown = state.statisticsFigures?.now
        return statistics(
            Loadable(
                value: days.value?.map { DayStats(date: CalendarDate(daysSinceEpoch: $0.key), counts: $0.value) }
                    .filter { shown?.place(of: $0.date) != nil },
                readAt: days.readAt, askedAt: days.askedAt, failure: days.failure))
    }

    private func statistics(_ reading: Loadable<[DayStats]>) -> Sheet {
        let counts: [(name: String, of: @Sendable (MailCounts) -> Int?)] = [
            ("requests", { $0.requests }), ("delivered", { $0.delivered }), ("bounces", { $0.bounces }),
            ("opens", { $0.opens }), ("unique opens", { $0.uniqueOpens }), ("clicks", { $0.clicks }),
            ("unique clicks", { $0.uniqueClicks }), ("unsubscribes", { $0.unsubscribes }),
            ("spam reports", { $0.spamReports }), ("blocks", { $0.blocks }), ("invalid emails", { $0.invalidEmails }),
        ]
        let columns =
            [SheetColumn("date", ideal: 10)]
            + counts.map { SheetColumn($0.name, align: .right, ideal: max(9, $0.name.count), priority: 1) }
        let days = reading.value?.sorted { $0.date > $1.date } ?? []
        return Sheet(columns: columns, count: days.count, standing: reading.standing) { index in
            let day = days[index]
            return SheetRow(
                day.date.description,
                [SheetCell(day.date.description, raw: .date(day.date))] + counts.map { .count($0.of(day.counts)) })
        }
    }

    private var overview: Sheet? {
        guard let user = state.subject else { return nil }
        return CustomerPanes(state: state).accountSheet(of: user)
    }

    /// The sampled messages as they are shown: sorted and filtered.
    package var samples: Sheet { sheet(of: state.samples.shown) }

    /// A sheet of these messages, in this order.
    func sheet(of samples: [Sample]) -> Sheet {
        let columns = [
            SheetColumn("when", ideal: 11), SheetColumn("customer", ideal: 26, least: 16, isAddress: true),
            SheetColumn("record", ideal: 14, least: 8, priority: 3),
            SheetColumn("from", ideal: 26, least: 12, priority: 4, isAddress: true),
            SheetColumn("subject", ideal: 30, least: 12, grows: true), SheetColumn("spf", ideal: 5, priority: 2),
            SheetColumn("dkim", ideal: 5, priority: 2), SheetColumn("dmarc", ideal: 5, priority: 2),
            SheetColumn("score", align: .right, ideal: 5, priority: 1),
            SheetColumn("kind", ideal: 10, priority: 5),
            SheetColumn("recipient", ideal: 22, least: 12, priority: 6, isAddress: true),
        ]
        let state = state
        let owners = samples.map { state.samples.owner(of: $0) }
        var sheet = Sheet(columns: columns, count: samples.count) { index in
            let sample = samples[index]
            let owner = owners[index]?.customer
            return SheetRow(
                sample.id,
                [
                    state.timeCell(sample.date, .text),
                    .told(owner), .told(sample.record), SheetCell(state.shownSender(sample)),
                    SheetCell(state.shownSubject(sample.subject)),
                    SheetCell(sample.spf.rawValue, sample.spf == .fail ? .warn : .text),
                    SheetCell(sample.dkim.rawValue, sample.dkim == .fail ? .warn : .text),
                    SheetCell(sample.dmarc.rawValue, sample.dmarc == .fail ? .warn : .text),
                    SheetCell(sample.score.map { Numbers.decimal($0, places: 1) } ?? ""),
                    SheetCell(sample.report?.kind.rawValue ?? "sample"),
                    .told(sample.report?.recipient.map(state.masked)),
                ], copies: sample.subject, customer: owner, opens: .sample(sample.id))
        }
        sheet.finding = { filter in
            let query = SampleQuery(filter, seesContents: !state.samples.hidesContents)
            return samples.indices.filter { query.meets(samples[$0], owner: owners[$0]) }
        }
        return sheet
    }
}

extension SheetCell {
    /// A text, or nothing where it was not told.
    static func told(_ text: String?, _ role: Role = .text) -> SheetCell {
        SheetCell(text ?? "", role, raw: text.map(Value.text) ?? .null)
    }

    /// A count in full; blank where it was not told.
    static func count(_ count: Int?, _ role: Role = .text) -> SheetCell {
        SheetCell(count.map(Numbers.grouped) ?? "", role, raw: count.map(Value.count) ?? .null)
    }

    /// An amount with two decimals at least, thousands with commas.
    static func money(_ money: Money?, _ role: Role = .text) -> SheetCell {
        SheetCell(money.map(words) ?? "", role, raw: money.map(Value.money) ?? .null)
    }

    private static func words(_ money: Money) -> String {
        let parts = money.description.split(separator: ".", omittingEmptySubsequences: false)
        let decimals = parts.count > 1 ? String(parts[1]) : ""
        let padded = decimals + String(repeating: "0", count: max(0, 2 - decimals.count))
        return (Int(parts[0]).map { $0 == 0 ? String(parts[0]) : Numbers.grouped($0) } ?? String(parts[0])) + "."
            + padded
    }

    static func date(_ date: CalendarDate?, _ role: Role = .text) -> SheetCell {
        SheetCell(date?.description ?? "", role, raw: date.map(Value.date) ?? .null)
    }

    /// `yes`, `no`, or nothing where it was not told.
    static func truth(_ truth: Bool?) -> SheetCell {
        SheetCell(truth.map { $0 ? "yes" : "no" } ?? "", raw: truth.map(Value.truth) ?? .null)
    }
}

extension CustomerField {
    /// For the head of a column.
    var title: String { wireName.split(separator: "_").joined(separator: " ") }
}
