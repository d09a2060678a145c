/// What a call's parameters have to meet before anything is sent.
extension Operation {
    /// All faults in the order of the fields; none when the call may be sent.
    package func check(_ parameters: Parameters) -> [APIError] {
        fields.filter { $0.required && $0.rule != .appSetting && !parameters.has($0) }
            .map { APIError(operation: id, reason: .invalid(field: $0.bareName, rule: "it is required")) }
    }
}

extension Parameters {
    /// Whether a field is given with a value.
    func has(_ field: Field) -> Bool {
        pairs.contains { ($0.name == field.name || $0.name == field.bareName + "[]") && !$0.value.isEmpty }
    }
}
