internal import ResellerAPI

/// Version 2: everything is a form that is posted, and a path ends in the format of its answer.
extension Dialect {
    package static let v2 = Dialect(
        name: "v2", credentials: .form(user: "api_user", key: "api_key"), refusals: .bodyFirst, budget: .usual,
        bindings: secondBindings)

    private static let secondBindings: [Operation: Binding] = {
        let module = Module(
            path: "apiv2/reseller", subusers: "subuserManage", otherSubusers: "manageSubuser", isFirst: false)
        let list = module.manage("profile", "get").with {
            $0.paging = .offset(field: "offset", limit: "limit", sizes: PageSizes(first: 500, most: 5000))
        }
        return module.table.merging([.customerList: list]) { $1 }
    }()
}

extension RefusalSpelling {
    /// On 200 as seen, on those of the docs for wrong parameters, on those of the table. 408, 499 and the like come from
    /// what stands in between.
    static let bodyFirst = RefusalSpelling(
        listStatuses: [200, 400, 401, 403, 404, 409, 422, 429], wordStatuses: [200, 400, 404, 422],
        textStatuses: [200, 400, 403], wrongCredentials: "wrong credentials", notAuthorized: "not authorized",
        tooManyCalls: "too many requests", notFound: "not found")
}

extension BudgetHeaders {
    package static let usual = BudgetHeaders(
        limit: ["x-ratelimit-limit", "ratelimit-limit"],
        remaining: ["x-ratelimit-remaining", "ratelimit-remaining"],
        reset: ["x-ratelimit-reset", "ratelimit-reset"], retryAfter: ["retry-after"])
}
