import ResellerAPI

/// Where a path leads: the operations that may be meant, and what the path itself already says.
struct Endpoint: Sendable {
    let operations: [ResellerAPI.Operation]
    /// Fixed parameters that the path names instead of the caller.
    var implied: [FixedParameter] = []
    /// Whether answers have the shapes of version 1.
    var older = false
    /// Whether the path is one of the sister calls.
    var sister = false
    /// Fields that callers of this path need not give.
    var waived: Set<String> = []

    /// The operation that the parameters ask for; nil where method or task is unknown.
    func operation(_ parameters: Parameters) -> ResellerAPI.Operation? {
        let matching = operations.filter { operation in
            operation.fixed.allSatisfy { fixed in
                implied.contains(fixed) || parameters[fixed.name] == fixed.value
            }
        }
        let most = matching.map(\.fixed.count).max() ?? 0
        let exact = matching.filter { $0.fixed.count == most }
        let byCategory = exact.first { $0.field("category")?.required ?? false }
        if let byCategory, !parameters.list("category").isEmpty { return byCategory }
        return exact.first { $0.id != byCategory?.id }
    }
}

/// All paths that the service answers, made from the table of operations.
enum Routing {
    /// The endpoint of a path without its leading slash, and the format that its suffix asks for.
    static func endpoint(_ path: String) -> (endpoint: Endpoint, format: ReplyEncoder.Format)? {
        guard let dot = path.lastIndex(of: "."),
            let format = ReplyEncoder.Format(rawValue: String(path[path.index(after: dot)...])),
            let endpoint = endpoints[String(path[..<dot])]
        else { return nil }
        return (endpoint, format)
    }

    /// The format that a path asks for, when it can be told.
    static func format(_ path: String) -> ReplyEncoder.Format { path.hasSuffix(".xml") ? .xml : .json }

    private static let endpoints: [String: Endpoint] = {
        var found = Dictionary(grouping: ResellerAPI.Operation.all, by: \.path).mapValues { Endpoint(operations: $0) }
        for (path, endpoint) in found { addOlder(path, endpoint, to: &found) }
        found["apiv2/reseller.manageSubuser"] = found["apiv2/reseller.subuserManage"]
        addSisters(to: &found)
        return found
    }()

    /// `apiv2/reseller.X` was `api/distributor.X`, with another word order for subusers.
    private static func addOlder(_ path: String, _ endpoint: Endpoint, to found: inout [String: Endpoint]) {
        let current = "apiv2/reseller."
        guard path.hasPrefix(current), !path.hasSuffix(".credential") else { return }
        let module = path.dropFirst(current.count)
        let name = module == "subuserManage" ? "manageSubuser" : String(module)
        let operations = endpoint.operations.filter { $0.area != .timezone }
        found["api/distributor.\(name)"] = Endpoint(operations: operations, older: true)
    }

    private static func addSisters(to found: inout [String: Endpoint]) {
        let manage = found["apiv2/reseller.manage"]?.operations ?? []
        for method in Set(manage.flatMap(\.fixed).filter { $0.name == "method" }.map(\.value)) {
            let fixed = FixedParameter("method", method)
            found["apiv2/customer.\(method)"] = Endpoint(
                operations: manage.filter { $0.fixed.contains(fixed) }, implied: [fixed],
                sister: true)
        }
        var add = found["apiv2/reseller.add"]
        add?.waived = ["package", "whitelabel"]
        add?.sister = true
        found["apiv2/customer.add"] = add
        found["apiv2/customer.delete"] = found["apiv2/reseller.delete"]
    }
}
