/// A call as it may be made: an operation with its values. Described without secrets.
package struct Request: Sendable, Hashable, CustomStringConvertible {
    package let operation: Operation
    package var parameters: Parameters

    package init(_ operation: Operation, _ parameters: Parameters = Parameters()) {
        self.operation = operation
        self.parameters = parameters
    }

    /// Nil where the table has no operation of this id.
    package init?(_ id: String, _ parameters: Parameters = Parameters()) {
        guard let operation = Operation.named(id) else { return nil }
        self.init(operation, parameters)
    }

    /// The customer or subuser that is acted on; a new customer's is its username; nil where the call names none.
    package var target: String? {
        parameters["user"] ?? (operation == .customerCreate ? parameters["username"] : nil)
    }

    /// Whether a secret of it was taken out, as in what the journal keeps: it can't be made again as it is.
    package var lacksSecrets: Bool {
        parameters.pairs.contains { pair in
            let isSecret = operation.field(pair.name)?.isSecret ?? Parameters.Pair.isSecret(pair.name)
            return isSecret && (pair.value == "***" || pair.value == Wording.hidden)
        }
    }

    package var description: String { "\(operation.id) \(operation.masked(parameters))" }
}
