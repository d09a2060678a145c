import Foundation

/// Why an address gets no mail, in plain words, and what can be done.
package struct Explanation: Sendable, Hashable {
    package let title: String
    /// What happened.
    package let words: String
    /// What to do.
    package let advice: String
    /// Whether a further try would fail in the same way, for all that is known.
    package let isPermanent: Bool
}

extension Explanation {
    /// Explains an entry of one of the four lists by the list, its status code and what the remote server said.
    package static func of(_ suppression: Suppression) -> Explanation {
        switch suppression.list {
        case .unsubscribed: return unsubscribed
        case .spam: return reported
        case .invalid:
            let text = suppression.reason?.lowercased() ?? ""
            return invalid.first { $0.phrases.contains(where: text.contains) }?.explanation ?? unusable
        case .bounced: return bounce(suppression)
        }
    }

    private static func bounce(_ suppression: Suppression) -> Explanation {
        let text = words(of: suppression)
        let status = suppression.status?.trimmingCharacters(in: .whitespaces) ?? ""
        // What the server itself wrote is more exact than what became of it, unless it says nothing but yes or no.
        let said = enhancedCode(in: text).flatMap { $0.hasSuffix(".0.0") ? nil : $0 }
        let code = said ?? enhancedCode(in: status) ?? enhancedCode(in: text) ?? status
        let found =
            causes.first { $0.clear.contains(where: text.contains) }
            ?? causes.first { $0.codes.contains(code) }
            ?? causes.first { $0.phrases.contains(where: text.contains) }
            ?? causes.first { $0.classes.contains { code == $0 || code.hasPrefix($0 + ".") } }
        let explanation = found?.explanation ?? (code.hasPrefix("4") ? delayed : refused)
        guard code.hasPrefix("4"), explanation.isPermanent else { return explanation }
        return Explanation(
            title: explanation.title, words: explanation.words, advice: explanation.advice, isPermanent: false)
    }

    /// The remote server's text without addresses, whose parts would be taken for its words.
    private static func words(of suppression: Suppression) -> String {
        let text = suppression.reason?.lowercased() ?? ""
        let email = suppression.email.lowercased()
        let bare = email.isEmpty ? text : text.replacing(email, with: " ")
        return bare.split(whereSeparator: \.isWhitespace).filter { !$0.contains("@") }.joined(separator: " ")
    }

    /// The first `class.subject.detail` of a text, as RFC 3463 has it.
    private static func enhancedCode(in text: String) -> String? {
        let parts = text.split { !$0.isASCII || !($0.isNumber || $0 == ".") }
        return parts.map(String.init).first { part in
            let numbers = part.split(separator: ".", omittingEmptySubsequences: false)
            return numbers.count == 3 && ["2", "4", "5"].contains(numbers[0])
                && numbers.dropFirst().allSatisfy { (1...3).contains($0.count) }
        }
    }

    /// One explanation with what leads to it: words that leave no doubt, codes that say it clearly, then phrases, then
    /// codes that say little.
    private struct Cause: Sendable {
        var clear: [String] = []
        var codes: [String] = []
        var phrases: [String] = []
        /// Beginnings of codes, whole parts of them; also plain SMTP codes.
        var classes: [String] = []
        let explanation: Explanation
    }

    /// The first row that fits counts.
    private static let causes: [Cause] = [
        Cause(
            clear: ["user unknown", "unknown user", "no such user", "recipient not found", "mailbox not found"],
            codes: ["5.1.1", "5.1.0", "5.1.6", "5.1.10", "5.4.1"],
            phrases: ["does not exist", "doesn't have a", "no mailbox here", "unknown recipient", "invalid recipient"],
            explanation: Explanation(
                title: "the address does not exist",
                words: "The receiving server knows nobody under this address.",
                advice: "Check the spelling with the recipient. If the address is wrong, leave it on the list and take "
                    + "it out of the customer's mailing lists.",
                isPermanent: true)),
        Cause(
            codes: ["5.1.2", "4.1.2", "5.4.4", "5.1.8"],
            phrases: ["domain not found", "no such host", "mx info", "host not found", "no mx", "nxdomain"],
            explanation: Explanation(
                title: "the domain takes no mail",
                words: "No mail server was found for the part after the @.",
                advice: "Check the spelling of the domain. If it is right, its owner has to mend its DNS entries; then "
                    + "let it get mail again.",
                isPermanent: true)),
        Cause(
            codes: ["5.1.3"], phrases: ["address syntax", "bad recipient", "syntax error"], classes: ["501", "553"],
            explanation: Explanation(
                title: "the address is malformed",
                words: "The receiving server could not read the address.",
                advice: "Correct the address where the customer keeps it. This one can be left on the list.",
                isPermanent: true)),
        Cause(
            clear: ["is disabled", "mailbox disabled", "account disabled"], codes: ["5.2.1"],
            phrases: ["disabled", "inactive", "suspended", "deactivated"],
            explanation: Explanation(
                title: "the mailbox is switched off",
                words: "The mailbox is there, but the provider has disabled it.",
                advice: "Only the recipient's provider can switch it on. Let it get mail again when the recipient says "
                    + "that it works.",
                isPermanent: true)),
        Cause(
            clear: ["over quota", "mailbox full", "mailbox is full", "quota exceeded"], codes: ["5.2.2", "4.2.2"],
            classes: ["552"],
            explanation: Explanation(
                title: "the mailbox is full",
                words: "There was no room left for the mail.",
                advice: "Ask the recipient to make room, then let it get mail again.",
                isPermanent: false)),
        Cause(
            codes: ["5.2.3", "5.3.4"], phrases: ["too large", "message size", "size limit"],
            explanation: Explanation(
                title: "the mail was too large",
                words: "The receiving server takes no mail of this size.",
                advice: "Send smaller mail, without attachments, and let the address get mail again.",
                isPermanent: false)),
        Cause(
            phrases: ["relay"],
            explanation: Explanation(
                title: "the server is not in charge of the domain",
                words: "The mail reached a server that takes none for this domain.",
                advice: "Check the spelling of the domain. If it is right, its owner has to mend its MX entries; then "
                    + "let it get mail again.",
                isPermanent: true)),
        Cause(
            clear: ["dmarc", "5.7.26", "spf check", "unauthenticated email"], codes: ["5.7.23", "5.7.25", "5.7.26"],
            phrases: ["spf", "dkim", "unauthenticated"],
            explanation: Explanation(
                title: "the sender could not be verified",
                words: "The receiving server found SPF, DKIM or DMARC of the sender's domain wrong or missing.",
                advice: "Mend the DNS entries of the sender's domain and the customer's whitelabel record, then let it "
                    + "get mail again.",
                isPermanent: false)),
        Cause(
            clear: ["block list", "blocklist", "blacklist", "black list", "spamhaus", "s3140", "s3150", "dnsbl"],
            phrases: ["blocked", "reputation", "listed at", "banned"],
            explanation: Explanation(
                title: "the sender is blocked",
                words: "The receiving server takes no mail from this sender or IP address.",
                advice: "See what the customer sends and how many bounce or complain. Have the IP address taken off "
                    + "the blocklist before more is sent.",
                isPermanent: false)),
        Cause(
            phrases: ["spam", "content filter", "policy", "junk", "unsolicited", "virus"],
            classes: ["5.7", "554"],
            explanation: Explanation(
                title: "the mail was refused by a rule",
                words: "The receiving server refused this mail for what it holds or for who sent it, not for the "
                    + "address.",
                advice: "See what the customer sends. When that is in order, let the address get mail again; if it is "
                    + "refused again, its provider has to be asked.",
                isPermanent: false)),
        Cause(
            codes: ["4.4.7", "5.4.7"], phrases: ["too long in queue", "timed out", "timeout", "delivery time expired"],
            explanation: Explanation(
                title: "the mail was given up after many tries",
                words: "The receiving server did not take the mail for so long that it was given up.",
                advice: "It is likely over by now: let the address get mail again.",
                isPermanent: false)),
        Cause(
            clear: ["at a rate", "too quickly", "rate limit"], codes: ["4.7.0", "4.7.1", "4.2.1"],
            phrases: ["try again later", "greylist", "too many", "temporarily deferred"],
            classes: ["421", "450", "451"],
            explanation: Explanation(
                title: "the server asked for a later try",
                words: "The receiving server was taking no more mail just then.",
                advice: "Let the address get mail again. If it comes back, the customer should send more slowly.",
                isPermanent: false)),
        Cause(
            codes: ["4.4.1", "4.4.2", "5.4.2"],
            phrases: ["connection refused", "connection reset", "no answer", "unreachable"],
            explanation: Explanation(
                title: "the server could not be reached",
                words: "The receiving server did not answer.",
                advice: "It is likely over by now: let the address get mail again.",
                isPermanent: false)),
        Cause(
            phrases: ["mailbox unavailable"],
            explanation: Explanation(
                title: "the mailbox takes no mail",
                words: "The receiving server does not say why: mostly the address does not exist.",
                advice:
                    "Check the spelling with the recipient, and let it get mail again only if the address is right.",
                isPermanent: true)),
        Cause(
            phrases: ["access denied", "not allowed", "rejected"],
            explanation: Explanation(
                title: "the server refused the mail",
                words: "The receiving server gives no reason: the address may be unknown, or the sender unwanted.",
                advice: "Check the spelling with the recipient, who can ask the provider why mail is refused.",
                isPermanent: true)),
    ]

    private static let refused = Explanation(
        title: "the server refused the mail for good",
        words: "The receiving server said no, without a reason that is known here.",
        advice: "Check the spelling with the recipient, and let it get mail again only if the address is right.",
        isPermanent: true)

    private static let delayed = Explanation(
        title: "the server refused the mail for the time being",
        words: "The receiving server said that a later try may do.",
        advice: "Let the address get mail again.",
        isPermanent: false)

    private static let unsubscribed = Explanation(
        title: "the recipient unsubscribed",
        words: "The recipient asked for no more mail of this customer, or was put on the list by hand.",
        advice: "Take the address off the list only if the recipient wants the mail again.",
        isPermanent: true)

    private static let reported = Explanation(
        title: "the recipient reported spam",
        words: "The recipient pressed the spam button on a mail of this customer.",
        advice: "Take the address off the list only if the recipient wants the mail: each further report harms the "
            + "customer's reputation.",
        isPermanent: true)

    private static let unusable = Explanation(
        title: "the address can't be right",
        words: "The service does not try this address, as it can't take mail.",
        advice: "Correct the address where the customer keeps it. This one can be left on the list.",
        isPermanent: true)

    /// What the service says of addresses that it does not even try.
    private static let invalid: [Cause] = [
        Cause(
            phrases: ["domain is unknown", "domain mentioned", "domain does not exist", "bad domain"],
            explanation: Explanation(
                title: "the domain does not take mail",
                words: "The service knows the part after the @ as a domain that takes no mail.",
                advice: "Check the spelling of the domain. If it is right, take the address off the list and see "
                    + "whether it stays off.",
                isPermanent: true)),
        Cause(
            phrases: ["missing @", "no domain", "local part", "syntax", "malformed"],
            explanation: Explanation(
                title: "the address is malformed",
                words: "A part of the address is missing or holds what an address can't hold.",
                advice: "Correct the address where the customer keeps it. This one can be left on the list.",
                isPermanent: true)),
    ]
}
