import Records
import ResellerAPI
import Settings
import StateStore

/// What can be done from the views and from the panes of the desk: change, add, remove, close an account.
extension DeskReducer {
    static let deedCommands: [CommandBinding] = [
        .on(.change, off: { $0.reasonNoDeed(.change) }) { reducer, state in
            let hand = state.hand
            return reducer.offer(&state, hand.changes, title: hand.title)
        },
        .on(.add, off: { $0.reasonNoDeed(.add) }) { $0.offer(&$1, $1.hand.adds, title: "Add") },
        .on(.remove, off: { $0.reasonNoDeed(.remove) }) { reducer, state in
            state.hand.removal.map { reducer.begin(&state, $0) } ?? .none
        },
        .on(.closeAccount, off: \.reasonNoCustomer) { reducer, state in
            guard let user = state.customerAtHand else { return .none }
            return reducer.offer(&state, CustomerDeeds(user: user, state: state).closing, title: user)
        },
        // On an entry of the journal it is that one that is meant, on a bulk run nothing else.
        .on(.undo, when: { $0.entryUnderCursor != nil }) { reducer, state in
            state.entryUnderCursor.map { reducer.takeBack(&state, $0) } ?? .none
        },
        .does(.undo, when: { $0.place.view == .journal && $0.rowUnderCursor != nil }) { state in
            let run = state.rowUnderCursor?.copies ?? ""
            state.notice = Notice(.warning, "Bulk run \(run) can't be undone at once")
        },
    ]

    /// One entry of the journal, whole.
    func showEntry(_ state: inout DeskState, _ number: Int64) {
        guard let entry = state.changes.journal.first(where: { $0.id == number }) else { return }
        state.overlay = .messages(MessageText(title: entry.title, lines: state.lines(of: entry), top: 0))
    }
}

/// What can be done to what is under the cursor.
struct Hand: Sendable {
    var title = ""
    /// What `e` offers.
    var changes: [Deed] = []
    /// What `a` offers.
    var adds: [Deed] = []
    /// What `d` does.
    var removal: Deed?
}

extension DeskState {
    /// What can be done here, in the dialect of the account.
    var hand: Hand {
        var hand = wholeHand
        hand.changes.removeAll { !isAvailable($0) }
        hand.adds.removeAll { !isAvailable($0) }
        if let removal = hand.removal, !isAvailable(removal) { hand.removal = nil }
        return hand
    }

    private func isAvailable(_ deed: Deed) -> Bool { session.capabilities.isAvailable(deed.operation) }

    private var wholeHand: Hand {
        guard place.view != .desk else { return deskHand }
        if place.view == .suppressions { return suppressionHand(suppressedUnderCursor) }
        let row = rowUnderCursor
        if place.view == .live, let user = row?.customer {
            return Hand(title: user, changes: CustomerDeeds(user: user, state: self).all)
        }
        return Hand(
            title: row?.copies ?? place.view.title, changes: row?.deeds ?? [], adds: focusedPane?.adds ?? [],
            removal: row?.removal)
    }

    private var deskHand: Hand {
        switch focus {
        case .customers, .overview: customerHand
        case .statistics, .samples: Hand()
        case .suppressions: suppressionHand(suppressionUnderCursor)
        }
    }

    private var customerHand: Hand {
        var hand = Hand(adds: focus == .customers ? [Deed(.customerCreate)] : [])
        guard let user = customerAtHand else { return hand }
        hand.title = user
        hand.changes = CustomerDeeds(user: user, state: self).all
        return hand
    }

    private func suppressionHand(_ entry: Suppression?) -> Hand {
        guard let subject else { return Hand() }
        let adds = [Deed(.unsubscribesAdd, ["user": subject])]
        guard let entry else { return Hand(adds: adds) }
        let removal = Deed.letThrough(entry, of: subject)
        return Hand(title: entry.email, changes: [removal], adds: adds, removal: removal)
    }

    /// Why nothing can be done by a command; nil when something can.
    func reasonNoDeed(_ command: CommandID) -> String? {
        // What can be done to a customer needs not be listed to know that there is something.
        let isCustomer = place.view == .desk && (focus == .customers || focus == .overview)
        return switch command {
        case .change where isCustomer: reasonNoCustomer
        case .change: hand.changes.isEmpty ? "nothing to change here" : nil
        case .add: hand.adds.isEmpty ? "nothing to add here" : nil
        case .remove: hand.removal == nil ? "nothing to remove here" : nil
        default: nil
        }
    }
}

extension Deed {
    /// Lets mail through again to an address that is suppressed.
    package static func letThrough(_ entry: Suppression, of user: String) -> Deed {
        Deed(entry.list.deleteOperation, ["user": user, "email": entry.email])
    }
}
