/// How an answer of a dialect becomes one that the shapes know: where its rows are, and what their members are called.
package struct AnswerSpelling: Sendable, Hashable {
    /// The member that holds the rows; nil where the answer is the rows.
    package var rows: String?
    /// Members of a row, the outer first, whose own members belong to the row; of a list the first element.
    package var inside: [String] = []
    /// Canonical names by those of the wire.
    package var names: [String: String] = [:]
    /// Members, as the wire names them, whose truth is the opposite of the canonical one.
    package var opposites: Set<String> = []
    /// Members, as the wire names them, that hold seconds since 1970.
    package var epochs: Set<String> = []
    /// A member and its value that mean that there is nothing to tell.
    package var nothing: (name: String, value: String)? { nothingName.map { ($0, nothingValue) } }
    private var nothingName: String?
    private var nothingValue = ""

    package init(
        rows: String? = nil, inside: [String] = [], names: [String: String] = [:], opposites: Set<String> = [],
        epochs: Set<String> = []
    ) {
        self.rows = rows
        self.inside = inside
        self.names = names
        self.opposites = opposites
        self.epochs = epochs
    }

    /// The same where such a member means that there is nothing.
    func without(_ name: String, _ value: String) -> AnswerSpelling {
        var copy = self
        (copy.nothingName, copy.nothingValue) = (name, value)
        return copy
    }
}
