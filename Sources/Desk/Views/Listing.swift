import Records
import ResellerAPI
import Screen

/// A list that can be had without a screen: the rows of a view.
package enum Listing: String, Sendable, Hashable, CaseIterable {
    case customers, suppressions, statistics, monitors, samples, packages, invoices, usage, pending, ips, whitelabels
    case live, journal

    /// Whether it is about one customer, who has to be named.
    package var needsCustomer: Bool { self == .suppressions || self == .statistics }

    /// The call of the table that it shows; nil where it comes from elsewhere.
    var request: Request? {
        switch self {
        case .monitors: MonitorPanes.records
        case .packages: BillingPanes.packages
        case .invoices: BillingPanes.invoices
        case .usage: BillingPanes.usage
        case .pending: BillingPanes.pending
        case .ips: AddressPanes.usage
        case .whitelabels: AddressPanes.whitelabels
        case .customers, .suppressions, .statistics, .samples, .live, .journal: nil
        }
    }

    /// What in a filter of this list was hardly meant as it is taken.
    package func problems(inFilter filter: String) -> [String] {
        switch self {
        case .customers: FilterQuery.table.problems(in: filter)
        case .samples: SampleQuery.table.problems(in: filter)
        case .live: BoardQuery.table.problems(in: filter)
        default: []
        }
    }

    /// The rows, from what the state holds.
    func sheet(_ state: DeskState) -> Sheet {
        switch self {
        case .customers: DeskSheets(state: state).customers
        case .suppressions: DeskSheets(state: state).suppressions
        case .statistics: DeskSheets(state: state).statistics
        case .samples: DeskSheets(state: state).samples
        case .monitors: MonitorPanes(state: state).recordSheet
        case .packages: BillingPanes(state: state).packageSheet
        case .invoices: BillingPanes(state: state).invoiceSheet
        case .usage: BillingPanes(state: state).usageSheet
        case .pending: BillingPanes(state: state).pendingSheet
        case .ips: AddressPanes(state: state).usageSheet
        case .whitelabels: AddressPanes(state: state).whitelabelSheet
        case .live: BoardPanes(state: state).troubled
        case .journal: JournalSheet(state: state).all
        }
    }
}

/// Reads a list once, through the same environment as the desk.
package struct ListLoader: Sendable {
    let environment: DeskEnvironment

    package init(environment: DeskEnvironment) { self.environment = environment }

    /// The rows of a list that the filter lets through, or why there are none, in words. `state` is that of a desk on
    /// which nothing was read. `opensSamples`: whether samples are opened, so that what is found in them is listed too.
    package func load(
        _ listing: Listing, customer: String?, filter: String, opensSamples: Bool = false, into blank: DeskState
    ) async -> Outcome<Sheet.Rows> {
        var state = blank
        state.subject = customer
        if let problem = await read(listing, customer ?? "", filter, &state) { return .failed(problem) }
        let whole = listing.sheet(state)
        // The filter of the customers has its own language and was applied already.
        let sheet = filter.isEmpty || listing == .customers ? whole : whole.choosing(whole.places(matching: filter))
        return .done(Sheet.Rows(opensSamples && listing == .samples ? await opened(sheet) : sheet))
    }

    /// Gives the problem, where there is one.
    private func read(
        _ listing: Listing, _ customer: String, _ filter: String, _ state: inout DeskState
    ) async -> String? {
        switch listing {
        case .customers: return await readCustomers(filter, &state)
        case .suppressions: return await readSuppressions(of: customer, &state)
        case .statistics:
            let answer = await environment.statistics(customer, state.statistics.days)
            state.details[customer, default: CustomerDetail()].statistics.answered(answer.result, at: answer.at)
            return Self.problem(answer.result)
        case .samples: return await readSamples(&state)
        case .journal:
            let query = JournalQuery(account: state.session.archiveKey, limit: 100_000)
            switch await environment.journal.entries(query) {
            case .done(let entries): state.changes.journal = entries
            case .failed(let why): return why
            }
            return nil
        default:
            guard let request = listing.request else { return nil }
            let answer = await environment.read(request, .visible)
            state.readings.asked(request, at: answer.at)
            state.readings.answered(request, answer.result.map(\.records), at: answer.at)
            return Self.problem(answer.result)
        }
    }

    private static func problem(_ result: Result<some Any, APIError>) -> String? {
        if case .failure(let error) = result { error.message(retriesByItself: false) } else { nil }
    }

    func readCustomers(_ filter: String, _ state: inout DeskState) async -> String? {
        let table: CustomerTable
        switch await environment.wholeList() {
        case .failure(let error): return error.message(retriesByItself: false)
        case .success(let whole): table = whole
        }
        let sorted = RowSorter(table: table, sorting: Sorting(), figures: FiguresByUser()).sorted()
        let bits = Filtering(table: table, figures: FiguresByUser()).rows(meeting: FilterQuery(filter))
        state.customers.table = table
        state.customers.shown = RowOrder(bits.chosen(of: sorted))
        return nil
    }

    private func readSuppressions(of user: String, _ state: inout DeskState) async -> String? {
        var detail = CustomerDetail()
        for list in SuppressionList.allCases {
            let answer = await environment.suppressions(user, list)
            if let problem = Self.problem(answer.result) { return problem }
            detail.suppressionsAnswered(list, answer.result, at: answer.at)
        }
        state.details[user] = detail
        return nil
    }

    private func readSamples(_ state: inout DeskState) async -> String? {
        for await event in environment.samples() {
            switch event {
            case .samples(let samples):
                state.samples.samples = samples
                return await attribute(&state)
            case .source(.notConfigured): return "No Maildir is configured for this account."
            case .source(.missing(let path)): return "The Maildir is not there: \(path)"
            case .source(.failed(let why)): return why
            case .source(.watching): continue
            }
        }
        return "No Maildir is configured for this account."
    }
}

extension ListLoader {
    /// Finds whose the samples are that no header tells of, as the desk does: by what persons decided, then by the
    /// customers' domains. Why the customers could not be read, else nil.
    private func attribute(_ state: inout DeskState) async -> String? {
        let domains = state.samples.openDomains
        guard !domains.isEmpty else { return nil }
        state.samples.assigned = await environment.memory.assignments(domains)
        switch await knownCustomers() {
        case .failure(let error):
            return error.message(retriesByItself: false) + " Without the list of customers nobody can tell whose "
                + "samples without a header are."
        case .success(let table): state.samples.domains = DomainIndex(table)
        }
        state.samples.attribute()
        return nil
    }

    /// The list as it is kept; read where none is.
    private func knownCustomers() async -> Result<CustomerTable, APIError> {
        if case .done(let kept?) = await environment.loadSnapshot() {
            return .success(CustomerTable(chunks: kept.chunks))
        }
        return await environment.wholeList()
    }
}

extension Sheet {
    /// A sheet that was read once and goes out as text.
    package struct Rows: Sendable, Equatable {
        package let sheet: Sheet

        init(_ sheet: Sheet) { self.sheet = sheet }

        /// Two are the same when they say the same.
        package static func == (one: Rows, other: Rows) -> Bool {
            ExportText(one.sheet).csv == ExportText(other.sheet).csv
        }

        package var csv: String { ExportText(sheet).csv }
        package var json: String { ExportText(sheet).json }

        /// Columns of blanks, each as wide as its longest text; harmless on a terminal.
        package var plain: String {
            let heads = sheet.columns.map { $0.name.isEmpty ? $0.key : $0.name }
            let rows = (0..<sheet.count).map { index in sheet.row(index).cells.map { Text.neutralise($0.text) } }
            let widths = heads.indices.map { column in
                max(Text.width(of: heads[column]), rows.map { Text.width(of: $0[column]) }.max() ?? 0)
            }
            return ([heads] + rows).map { line(padded: $0, widths) }.joined()
        }

        private func line(padded cells: [String], _ widths: [Int]) -> String {
            var text = ""
            for (column, cell) in cells.enumerated() {
                let blanks = String(repeating: " ", count: max(0, widths[column] - Text.width(of: cell)))
                text +=
                    (column > 0 ? "  " : "") + (sheet.columns[column].align == .right ? blanks + cell : cell + blanks)
            }
            while text.last == " " { text.removeLast() }
            return text + "\n"
        }
    }
}
