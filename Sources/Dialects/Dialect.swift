package import ResellerAPI

/// A generation of the API, as a value: which calls it has and how each is spoken, who says who is calling, and how it
/// says no.
package struct Dialect: Sendable {
    /// As configuration and command line name it.
    package let name: String
    package let credentials: Credentials
    package let refusals: RefusalSpelling
    package let budget: BudgetHeaders
    /// The calls that it has.
    package let bindings: [Operation: Binding]
    /// Why it has no others, where more is known than that.
    package var reasons: [Operation: String] = [:]

    /// The newest first.
    package static let all: [Dialect] = [v3Subusers, v2, v1]

    package static func named(_ name: String) -> Dialect? { all.first { $0.name == name } }

    package func binding(of operation: Operation) -> Binding? { bindings[operation] }

    package func isAvailable(_ operation: Operation) -> Bool { bindings[operation] != nil }

    /// The call with the fields that it has here; nil where this dialect has no such call.
    package func spoken(_ operation: Operation) -> Operation? {
        guard let binding = bindings[operation] else { return nil }
        guard !binding.lacks.isEmpty || !binding.adds.isEmpty else { return operation }
        return operation.taking(operation.fields.filter { !binding.lacks.contains($0.name) } + binding.adds)
    }

    /// What a desk may know of this dialect, which speaks none.
    package var capabilities: Capabilities {
        Capabilities(
            dialect: name, outlines: Dictionary(uniqueKeysWithValues: bindings.map { ($0.key.id, $0.value.outline) }),
            credentials: credentials.outline, pages: pageSizes,
            reasons: Dictionary(uniqueKeysWithValues: reasons.map { ($0.key.id, $0.value) }))
    }

    /// Where the list of customers comes whole, one page is all of it: its size only says what to expect.
    private var pageSizes: PageSizes {
        guard case .offset(_, _, let sizes)? = bindings[.customerList]?.paging else { return .whole }
        return sizes
    }
}

extension Dialect: Hashable {
    package static func == (one: Dialect, other: Dialect) -> Bool { one.name == other.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Dialect: CustomStringConvertible {
    package var description: String { name }
}

/// Where user and key go.
package enum Credentials: Sendable, Hashable {
    /// Two fields of the form, the first that are sent.
    case form(user: String, key: String)
    /// The key alone, in the header `authorization`.
    case bearer

    /// How the key is shown where a call is, without the key.
    var outline: String {
        switch self {
        case .form(_, let key): "\(key)=\(Wording.hidden)"
        case .bearer: "authorization: Bearer \(Wording.hidden)"
        }
    }
}

/// How the service says no.
package struct RefusalSpelling: Sendable, Hashable {
    /// Whether the status decides, and the body only says why; else a body may refuse on any status.
    package var isStatusFirst = false
    /// On which statuses each form of refusal is the service's own; what else may come is from what stands in between.
    package let listStatuses: Set<Int>
    package let wordStatuses: Set<Int>
    package let textStatuses: Set<Int>
    /// Words that say which refusal it is, lower case.
    package let wrongCredentials: String
    package let notAuthorized: String
    package let tooManyCalls: String
    package let notFound: String
}

/// Headers that tell how many calls may be made, lower case; of several names the first that is there counts.
package struct BudgetHeaders: Sendable, Hashable {
    package let limit: [String]
    package let remaining: [String]
    package let reset: [String]
    package let retryAfter: [String]
}
