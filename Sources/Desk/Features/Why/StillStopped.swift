import Formats
import Records
import ResellerAPI

/// What is said when an address was taken off a list: what still stops mail to it, as far as that is known.
extension DeskState {
    /// What a call that was carried out did.
    func doneNotice(_ request: Request) -> Notice {
        guard let list = SuppressionList.allCases.first(where: { $0.deleteOperation == request.operation }),
            let user = request.parameters["user"], let email = request.parameters["email"]
        else { return Notice(.done, request.doneSentence) }
        let stops = holders(of: email, user, besides: list) + (user == subject ? whyFacts.map(\.words) : [])
        if !stops.isEmpty {
            return Notice(.warning, "\(request.doneSentence); still stopped: \(stops.joined(separator: ", "))")
        }
        let unread = SuppressionList.allCases.filter { $0 != list && details[user]?.suppressions(list: $0) == nil }
        if !unread.isEmpty {
            let names = unread.map(WhyWords.name).joined(separator: ", ")
            return Notice(.done, "\(request.doneSentence); other lists not read, they may still stop it: \(names)")
        }
        return Notice(.done, "\(request.doneSentence); not on any other list of \(user)")
    }

    /// The lists of a customer that still hold an address: as they were read here, or seen in the archive.
    private func holders(of email: String, _ user: String, besides removed: SuppressionList) -> [String] {
        let wanted = AddressPattern(email)
        return SuppressionList.allCases.compactMap { list in
            var entries = details[user]?.suppressions(list: list) ?? seenEntries(user, list)
            // The list itself may hold another spelling.
            if list == removed { entries.removeAll { $0.email.utf8.elementsEqual(email.utf8) } }
            return wanted.entry(in: entries).map { held in
                list == removed ? "\(WhyWords.name(list)) as \(held.email)" : WhyWords.name(list)
            }
        }
    }

    /// What the view of an address knows of a list that was not read here, and has not been taken off since.
    private func seenEntries(_ user: String, _ list: SuppressionList) -> [Suppression] {
        guard let hit = hit(user, list), letThroughAt(user, hit.suppression, readAt: hit.readAt) == nil else {
            return []
        }
        return [hit.suppression]
    }
}

extension CustomerDetail {
    /// The entries of a list; nil where it was not read.
    fileprivate func suppressions(list: SuppressionList) -> [Suppression]? { suppressions(list).value }
}

extension WhyFact {
    fileprivate var words: String {
        switch self {
        case .sendingOff: "sending is switched off"
        case .creditsUsedUp: "no credits left"
        case .closing: "the account is closing"
        }
    }
}
