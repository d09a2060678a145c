import ResellerAPI

/// The customers of an account as they were read at one moment.
package struct CustomerSnapshot: Sendable, Equatable {
    /// The account's name, as the contexts have it.
    package let account: String
    /// Seconds since 1970, UTC.
    package let readAt: Double
    package let chunks: [CustomerChunk]
    /// Rows over all chunks in the order of their usernames, when it was kept; saves sorting before the first paint.
    package let byUsername: [UInt32]

    package init(account: String, readAt: Double, chunks: [CustomerChunk], byUsername: [UInt32]) {
        self.account = account
        self.readAt = readAt
        self.chunks = chunks
        self.byUsername = byUsername
    }
}
