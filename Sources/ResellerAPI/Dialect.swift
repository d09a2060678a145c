/// Which generation of paths is spoken.
package enum Dialect: String, Sendable, CaseIterable {
    case v2
    /// Deprecated: the same calls under `api/distributor.*`.
    case v1
}

/// What the answers are asked for in. What comes is told by its first byte.
package enum WireFormat: String, Sendable, CaseIterable {
    case json
    case xml
}

extension Operation {
    /// The call as this dialect has it; nil where it has none.
    package func spoken(in dialect: Dialect) -> Operation? {
        guard dialect == .v1 else { return self }
        if area == .timezone || area == .credentials { return nil }
        return Operation(
            id: id, area: area, scope: scope, path: Self.firstPath(path), fixed: fixed, fields: firstFields,
            constraints: constraints, kind: kind, returns: returns, inverse: inverse, wording: wording,
            trace: trace, subusers: subusers)
    }

    /// The other name of the path of a subuser's call, tried where the first is not known.
    package var aliasPath: String? {
        let (old, new) = ("apiv2/reseller.manageSubuser", "apiv2/reseller.subuserManage")
        return path == new ? old : path == old ? new : nil
    }

    /// `apiv2/reseller.manage` was `api/distributor.manage`; billing had its own path then as now.
    private static func firstPath(_ path: String) -> String {
        let current = "apiv2/reseller."
        guard path.hasPrefix(current) else { return path }
        let call = String(path.dropFirst(current.count))
        return "api/distributor." + (call == "subuserManage" ? "manageSubuser" : call)
    }

    /// The customer list had no pages and no ids, but two more filters.
    private var firstFields: [Field] {
        guard id == "customer.list" else { return fields }
        let later: Set<String> = ["id", "limit", "offset"]
        return fields.filter { !later.contains($0.name) } + [
            .optional("active", .filter), .optional("company", .filter),
        ]
    }
}
