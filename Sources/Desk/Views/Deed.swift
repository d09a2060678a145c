import ResellerAPI

/// Something that can be done to what is under the cursor: an operation with the values that are known already.
///
/// Values of fields that a person may change are the present ones, so that a form starts with them.
package struct Deed: Sendable, Hashable {
    package let operation: Operation
    package let parameters: Parameters
    /// Names of parameters that are settled and not asked for: the customer, the address, the name of a record.
    package let settled: Set<String>

    package init(_ operation: Operation, _ parameters: Parameters = Parameters(), settled: Set<String>? = nil) {
        self.operation = operation
        self.parameters = parameters
        self.settled = settled ?? Set(parameters.pairs.map(\.name))
    }

    /// Nil where the table has no operation of this id.
    package init?(_ id: String, _ parameters: Parameters = Parameters(), settled: Set<String>? = nil) {
        guard let operation = Operation.named(id) else { return nil }
        self.init(operation, parameters, settled: settled)
    }

    /// The fields that a form asks for.
    package var openFields: [Field] {
        operation.fields.filter { !settled.contains($0.name) && !settled.contains($0.bareName) }
    }
}
