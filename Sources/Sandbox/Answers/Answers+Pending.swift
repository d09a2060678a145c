import ResellerAPI

/// Pending account changes.
extension Answers {
    func pending(_ call: Call) -> Reply {
        let part = (call.parameters.filled("username") ?? "").lowercased()
        let type = call.parameters.filled("type")
        let moves = scene.state.pending
            .map { (user: scene.username(AccountID($0.key)), move: $0.value) }
            .filter { part.isEmpty || $0.user.lowercased().contains(part) }
            .filter { type == nil || $0.move.kind.word == type }
            .sorted { ($0.move.date, $0.user) < ($1.move.date, $1.user) }
        return .rows(
            .pendingChange,
            moves.map { user, move in
                [
                    Column("username", user), Column("type", move.kind.rawValue),
                    Column("current", "\(Engine.user) - \(move.current.name)"),
                    Column("update", "\(Engine.user) - \(move.update.name)"),
                    Column("ips", .list(move.addresses.map(Wire.text), element: "ip")),
                    Column("ip_groups", .list(move.groups.map(Wire.text), element: "ip_group")),
                    Column("date", move.date.description),
                ]
            })
    }
}
