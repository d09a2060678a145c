import Settings
import StateStore

/// The accounts that can be worked on.
package struct AccountsState: Sendable, Equatable {
    /// Grows with every switch: what was begun for an account belongs to its number and ends with it.
    package var generation = 0
    /// A new account as far as it was typed, without its key.
    package var draft: AccountForm?

    package init() {}
}

/// What can happen to it.
package enum AccountAction: Sendable, Equatable {
    case listed([AccountChoice])
    /// The account asked for by name can be worked on now, or why not.
    case switched(String, Outcome<Session>)
    /// The service refused the credentials of a new account, or could not be asked.
    case refused(String)
    /// The new account of this name was kept in a file, or why not.
    case kept(String, Outcome<String>)
}

/// The accounts to choose from.
package struct ContextMenu: Sendable, Equatable {
    /// Nil while the settings are being read.
    package var choices: [AccountChoice]?
    package var cursor = 0
    /// The account that is being gone over to.
    package var goingTo: String?
    /// Why it was not gone over to the last one.
    package var problem: String?
    /// The account that the cursor shall stand on once they are listed; the present one if nil.
    package var offered: String?

    package init(choices: [AccountChoice]? = nil, offered: String? = nil) {
        self.choices = choices
        self.offered = offered
    }

    package var chosen: AccountChoice? {
        guard let choices, choices.indices.contains(cursor) else { return nil }
        return choices[cursor]
    }
}

extension DeskReducer {
    func account(_ state: inout DeskState, _ action: AccountAction) -> Effect<DeskAction> {
        switch action {
        case .listed(let choices): listed(&state, choices)
        case .switched(let name, let outcome): switched(&state, name, outcome)
        case .refused(let why): accountRefused(&state, why)
        case .kept(let name, let outcome): return accountKept(&state, name, outcome)
        }
        return .none
    }
}
