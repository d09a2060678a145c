import Records
import ResellerAPI
import Settings
import StateStore

/// Names that no call lists: typed once, and offered again only when the service took them.
extension DeskReducer {
    /// Remembers what a call named, and forgets what it did away with.
    func rememberNames(_ state: inout DeskState, takenIn request: Request) -> Effect<DeskAction> {
        var effects: [Effect<DeskAction>] = []
        for (key, name) in state.namesNoCallLists(in: request) where !KeyNames.looksLikeKey(name) {
            var names = state.changes.remembered[key] ?? []
            let isGone = request.operation == .credentialDelete
            if isGone { names.removeAll { $0 == name } } else { names.remember(name) }
            state.changes.remembered[key] = names
            let memory = environment.memory
            effects.append(
                .run { _ in
                    if isGone {
                        await memory.forget(key.kind, key.owner, name)
                    } else {
                        await memory.remember(key.kind, key.owner, name)
                    }
                })
        }
        return .merge(effects)
    }
}

extension DeskState {
    /// The names in a call that no call lists, with whose they are.
    fileprivate func namesNoCallLists(in request: Request) -> [(RememberedKey, String)] {
        request.operation.fields.flatMap { field -> [(RememberedKey, String)] in
            let isNewLogin = request.operation == .credentialAdd && field.name == "credential_name"
            let source: ChoiceSource = isNewLogin ? .things(.credential) : ChoiceSource(field.rule)
            guard let key = rememberedKey(source, user: request.parameters["user"]) else { return [] }
            return request.parameters.values(of: field).filter { !$0.isEmpty }.map { (key, $0) }
        }
    }

    /// Whose names are remembered for a field; nil where a call lists them.
    func rememberedKey(_ source: ChoiceSource, user: String?) -> RememberedKey? {
        guard case .things(let thing) = source else { return nil }
        switch thing {
        case .subuser: return RememberedKey(.subuser, owner: subject ?? "")
        case .credential: return RememberedKey(.credential, owner: user ?? subject ?? "")
        case .ipGroup: return RememberedKey(.ipGroup, owner: "")
        default: return nil
        }
    }
}
