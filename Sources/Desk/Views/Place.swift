/// A view of the desk; the raw value is its name in the command bar and on the command line.
package enum ViewID: String, Sendable, Hashable, CaseIterable {
    /// The five panes.
    case desk
    /// All settings of one customer.
    case customer
    case suppressions
    case statistics
    case billing
    case ips
    case monitors
    case journal
    /// Bulk runs, and the rows of one.
    case runs
    /// Why an address gets no mail.
    case why
    /// Which customer needs a human right now.
    case live
    /// The answer to a read that was asked for by name.
    case answer

    package var title: String {
        switch self {
        case .desk: "Desk"
        case .customer: "Customer"
        case .suppressions: "Suppressions"
        case .statistics: "Statistics"
        case .billing: "Billing"
        case .ips: "IPs"
        case .monitors: "Monitors"
        case .journal: "Journal"
        case .runs: "Bulk run"
        case .why: "Why"
        case .live: "Live board"
        case .answer: "Answer"
        }
    }

    /// Whether the view shows one customer, the subject of the desk.
    package var isOfOneCustomer: Bool {
        switch self {
        case .customer, .suppressions, .statistics: true
        default: false
        }
    }
}

/// Where the desk is: a view, and what it is about where that is not the subject.
package struct Place: Sendable, Hashable {
    package var view: ViewID
    /// A run's id, an invoice's number: what the view is opened for; nil where it needs nothing.
    package var item: String?

    package init(_ view: ViewID = .desk, item: String? = nil) {
        self.view = view
        self.item = item
    }
}
