import ResellerAPI

/// What the archive has of one customer, each part with the time at which it was read: for a customer who can't be asked
/// for now.
package struct HeldCustomer: Sendable, Equatable {
    /// One list as it was read last.
    package struct List: Sendable, Equatable {
        package let addresses: [Suppression]
        /// Seconds since 1970.
        package let readAt: Double

        package init(_ addresses: [Suppression], readAt: Double) {
            self.addresses = addresses
            self.readAt = readAt
        }
    }

    package var figures: CustomerFigures?
    package var lists: [SuppressionList: List]

    package init(figures: CustomerFigures? = nil, lists: [SuppressionList: List] = [:]) {
        self.figures = figures
        self.lists = lists
    }
}
