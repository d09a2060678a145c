/// What the passing of time does to the state.
extension State {
    /// Carries out the pending changes that have fallen due.
    mutating func settle(now: Int) {
        let due = pending.filter { $0.value.due <= now }.sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
        for (customer, move) in due {
            pending[customer] = nil
            let account = AccountID(customer)
            if move.isDeletion {
                retire(account, at: move.due)
            } else {
                change(account) { $0.put(on: move.update, from: move.due, move.addresses, move.groups) }
            }
        }
    }

    /// Lets a customer go: its name stays taken, its logins, records and addresses do not.
    private mutating func retire(_ account: AccountID, at time: Int) {
        change(account) {
            $0.goneAt = time
            $0.addresses = []
            $0.groups = []
        }
        for position in monitors.indices { monitors[position].users.removeAll { $0.owner == account } }
        credentials = credentials.filter { $0.value.account != account }
    }
}

extension Changes {
    /// Puts the account on a package.
    mutating func put(on offer: Offer, from: Int, _ addresses: [String], _ groups: [String]) {
        packages.append((from, offer))
        if offer.hasIP {
            if !addresses.isEmpty {
                self.addresses = addresses
                self.groups = []
            }
        } else {
            self.addresses = []
            if !groups.isEmpty { self.groups = groups }
        }
    }
}
