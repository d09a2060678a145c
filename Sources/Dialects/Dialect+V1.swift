internal import ResellerAPI

/// Version 1, deprecated: the calls of version 2 under another module, without time zones and credentials.
extension Dialect {
    package static let v1 = Dialect(
        name: "v1", credentials: .form(user: "api_user", key: "api_key"), refusals: .bodyFirst, budget: .usual,
        bindings: firstBindings)

    private static let firstBindings: [Operation: Binding] = {
        let module = Module(path: "api/distributor", subusers: "manageSubuser", otherSubusers: nil, isFirst: true)
        // The list of customers had no pages and no ids, but two more filters.
        let list = module.manage("profile", "get").with {
            $0.lacks = ["id", "limit", "offset"]
            $0.adds = [.optional("active", .filter), .optional("company", .filter)]
        }
        return module.table.merging([.customerList: list]) { $1 }
    }()
}
