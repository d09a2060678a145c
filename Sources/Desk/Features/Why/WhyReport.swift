import Records
import ResellerAPI

/// An explanation for a ticket, in plain sentences: what is under the cursor, or all of the customer shown.
package struct WhyReport {
    let state: DeskState
    let address: String

    /// Nil where no address is looked for.
    package init?(state: DeskState) {
        guard let address = state.why.address else { return nil }
        self.state = state
        self.address = address
    }

    package var text: String { lines.joined(separator: "\n") }

    package var lines: [String] {
        if case .hit(let user, let list) = state.whyCursor, let hit = state.hit(user, list) {
            return lines(customer: user, entry(hit.suppression, of: user, readAt: hit.readAt))
        }
        guard let subject = state.subject else { return lines(customer: nil, elsewhere) }
        return lines(customer: subject, facts + lists(of: subject) + elsewhere)
    }

    private func lines(customer: String?, _ body: [String]) -> [String] {
        let taken = state.why.takenFrom.map { ["Taken from: \(masked(plain($0)))"] } ?? []
        let whose = customer.map { ["Customer: \(state.shownName($0))"] } ?? []
        return ["Address: \(masked(plain(address)))"] + taken + whose + body
    }

    /// The customer that is open is known to everybody who looks on; all other addresses are not.
    private func masked(_ text: String) -> String { state.masked(text) }

    private var facts: [String] { state.whyFacts.map(WhyWords.sentence) }

    private func lists(of user: String) -> [String] {
        var lines: [String] = []
        var clear: [String] = []
        for list in SuppressionList.allCases {
            let known = state.details[user]?.suppressions(list) ?? Loadable()
            if let held = state.why.findings[list]?.entry {
                lines += entry(held, of: user, readAt: known.readAt ?? 0)
            } else if state.why.findings[list] != nil {
                clear.append(WhyWords.name(list) + done(on: list, of: user))
            } else {
                lines.append("List \(WhyWords.name(list)): could not be asked, so nobody knows.")
            }
        }
        if !clear.isEmpty { lines.append("Not on: \(clear.joined(separator: ", ")).") }
        if !state.whyUnknownFacts.isEmpty {
            lines.append("Could not be asked: \(state.whyUnknownFacts.joined(separator: ", ")).")
        }
        return lines
    }

    private func entry(_ held: Suppression, of user: String, readAt: Double) -> [String] {
        let explanation = Explanation.of(held)
        var parts = ["List \(WhyWords.name(held.list)): \(explanation.title)."]
        if !held.email.utf8.elementsEqual(address.utf8) { parts.append("Stored as: \(masked(plain(held.email)))") }
        parts.append(held.created.map { "Since: \(CustomerTime.words($0))" } ?? "Since: not told")
        if let status = held.status, !status.isEmpty { parts.append("Status: \(status)") }
        if let reason = held.reason, !reason.isEmpty { parts.append("The server said: \(masked(plain(reason)))") }
        parts.append("\(explanation.words) \(explanation.advice)")
        if let entry = state.letThroughAt(user, held, readAt: readAt) { parts.append("Done: " + done(entry)) }
        return parts
    }

    /// Where this desk took it off a list that it is no longer on.
    private func done(on list: SuppressionList, of user: String) -> String {
        let gone = Suppression(list: list, email: address, status: nil, reason: nil, created: nil)
        return state.letThroughAt(user, gone, readAt: 0).map { " (\(done($0)))" } ?? ""
    }

    private func done(_ entry: JournalEntry) -> String {
        let reason = entry.reason.isEmpty ? "" : ", \(plain(entry.reason))"
        return "taken off at \(state.clock(at: entry.closedAt ?? entry.at)) by \(entry.who)\(reason)"
    }

    private var elsewhere: [String] {
        let words = WhyCoverageWords(state: state)
        guard let checked = words.checked else { return [] }
        let since = words.oldest.map { ", the oldest read at \(state.clock(at: $0))" } ?? ""
        let failed = words.failed.map { "; \($0)" } ?? ""
        return ["Other customers: \(words.found) (\(checked)\(since)\(failed))."]
    }

    /// Text of others on one line, without anything that steers a terminal.
    private func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: " "
                    default: scalar
                    }
                }))
    }
}

/// Words for lists and facts that screen and ticket share.
package enum WhyWords {
    package static func name(_ list: SuppressionList) -> String {
        switch list {
        case .bounced: "bounced"
        case .unsubscribed: "unsubscribed"
        case .invalid: "invalid"
        case .spam: "spam reports"
        }
    }

    package static func sentence(_ fact: WhyFact) -> String {
        switch fact {
        case .sendingOff: "Sending is switched off: no mail of this customer goes out, to nobody."
        case .creditsUsedUp: "No credits are left: no mail of this customer goes out until there are more."
        case .closing(let date): "The account is to be closed\(date.map { " on \($0)" } ?? ""): no mail after that."
        }
    }
}
