import Dialects
import ResellerAPI

/// A call that a path may mean, and how it is spoken there.
struct Route: Sendable {
    let operation: ResellerAPI.Operation
    let binding: Binding
}

/// Where a path leads: the operations that may be meant, and what the path itself already says.
struct Endpoint: Sendable {
    let routes: [Route]
    /// Constants that the path names instead of the caller.
    var implied: [Binding.Constant] = []
    /// Whether answers have the shapes of version 1.
    var older = false
    /// Whether the path is one of the sister calls.
    var sister = false
    /// Fields that callers of this path need not give.
    var waived: Set<String> = []

    /// The operation that the parameters ask for; nil where method or task is unknown.
    func operation(_ parameters: Parameters) -> ResellerAPI.Operation? {
        let matching = routes.filter { route in
            route.binding.constants.allSatisfy { constant in
                implied.contains(constant) || parameters[constant.name] == constant.value
            }
        }
        let most = matching.map(\.binding.constants.count).max() ?? 0
        let exact = matching.filter { $0.binding.constants.count == most }.map(\.operation)
        let byCategory = exact.first { $0.field("category")?.required ?? false }
        if let byCategory, !parameters.list("category").isEmpty { return byCategory }
        return exact.first { $0.id != byCategory?.id }
    }
}

/// All paths that the service answers, made from the tables of the dialects.
enum Routing {
    /// The endpoint of a path without its leading slash, and the format that its suffix asks for.
    static func endpoint(_ path: String) -> (endpoint: Endpoint, format: ReplyEncoder.Format)? {
        guard let dot = path.lastIndex(of: "."),
            let format = ReplyEncoder.Format(rawValue: String(path[path.index(after: dot)...])),
            let endpoint = endpoints[path[..<dot] + Self.suffix]
        else { return nil }
        return (endpoint, format)
    }

    /// The format that a path asks for, when it can be told.
    static func format(_ path: String) -> ReplyEncoder.Format { path.hasSuffix(".xml") ? .xml : .json }

    private static let suffix = ".{format}"

    private static let endpoints: [String: Endpoint] = {
        var found = paths(of: .v2).mapValues { Endpoint(routes: $0) }
        // Billing has one path in both versions, and answers as the newer one.
        found.merge(paths(of: .v1).mapValues { Endpoint(routes: $0, older: true) }) { newer, _ in newer }
        addSisters(to: &found)
        return found
    }()

    /// The calls of a dialect by their paths, also under the other names of these.
    private static func paths(of dialect: Dialect) -> [String: [Route]] {
        var found: [String: [Route]] = [:]
        for operation in ResellerAPI.Operation.all {
            guard let binding = dialect.binding(of: operation) else { continue }
            for path in [binding.path, binding.otherPath].compactMap(\.self) {
                found[path, default: []].append(Route(operation: operation, binding: binding))
            }
        }
        return found
    }

    private static func addSisters(to found: inout [String: Endpoint]) {
        let manage = found["apiv2/reseller.manage" + suffix]?.routes ?? []
        for method in Set(manage.flatMap(\.binding.constants).filter { $0.name == "method" }) {
            found["apiv2/customer.\(method.value)" + suffix] = Endpoint(
                routes: manage.filter { $0.binding.constants.contains(method) }, implied: [method], sister: true)
        }
        var add = found["apiv2/reseller.add" + suffix]
        add?.waived = ["company", "package", "whitelabel"]
        add?.sister = true
        found["apiv2/customer.add" + suffix] = add
        found["apiv2/customer.delete" + suffix] = found["apiv2/reseller.delete" + suffix]
    }
}
