import ResellerAPI

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

extension Dialect {
    /// The path of an operation in this dialect; nil where the dialect lacks the call.
    func path(of operation: Operation) -> String? {
        guard self == .v1 else { return operation.path }
        if operation.area == .timezone || operation.area == .credentials { return nil }
        let current = "apiv2/reseller."
        guard operation.path.hasPrefix(current) else { return operation.path }
        let call = String(operation.path.dropFirst(current.count))
        return "api/distributor." + (call == "subuserManage" ? "manageSubuser" : call)
    }

    /// The other name of the same call, tried where the first is not known.
    func alias(of path: String) -> String? {
        let names = ["manageSubuser", "subuserManage"]
        for (name, other) in zip(names, names.reversed()) where self == .v2 && path.hasSuffix("." + name) {
            return String(path.dropLast(name.count)) + other
        }
        return nil
    }
}
