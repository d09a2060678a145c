/// What can be done with an account in the dialect that it speaks, for those who speak none: the desk, its panes, help.
package struct Capabilities: Sendable, Hashable {
    /// The dialect's name.
    package let dialect: String
    /// How a key is shown where a call is, without the key.
    package let credentials: String
    /// How the list of customers is read.
    package let pages: PageSizes
    /// The calls that there are, by their ids, as they may be shown to a person.
    private let outlines: [String: String]
    /// Why there are no others, by their ids, where more is known than that.
    private let reasons: [String: String]

    package init(
        dialect: String, outlines: [String: String], credentials: String, pages: PageSizes,
        reasons: [String: String] = [:]
    ) {
        self.dialect = dialect
        self.outlines = outlines
        self.reasons = reasons
        self.credentials = credentials
        self.pages = pages
    }

    package func isAvailable(_ operation: Operation) -> Bool { outlines[operation.id] != nil }

    /// Why a call is not offered; nil where it is.
    package func reasonMissing(_ operation: Operation) -> String? {
        if isAvailable(operation) { return nil }
        return "not available in API \(dialect)" + (reasons[operation.id].map { ": \($0)" } ?? "")
    }

    /// The call as it goes out, without its values; nil where the dialect has none.
    package func outline(of operation: Operation) -> String? { outlines[operation.id] }

    /// Every call, in no dialect in particular: before an account is chosen.
    package static let undecided = Capabilities(
        dialect: "any", outlines: Dictionary(uniqueKeysWithValues: Operation.all.map { ($0.id, $0.id) }),
        credentials: "", pages: .whole)
}

/// How many rows a page of a list has.
package struct PageSizes: Sendable, Hashable {
    /// Small, so that rows are on the screen soon.
    package let first: Int
    /// Large, as a long list would spend the calls of many minutes otherwise.
    package let most: Int

    package init(first: Int, most: Int) {
        self.first = first
        self.most = most
    }

    /// Where a list comes in one piece, whatever is asked for.
    package static let whole = PageSizes(first: 500, most: 5000)
}
