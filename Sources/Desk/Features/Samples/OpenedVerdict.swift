import Formats
import Records
import Screen

/// What a message that was opened amounts to, and why.
package struct OpenedVerdict {
    package enum Conclusion: Equatable {
        /// It is mail about another mail: what it says.
        case report(String)
        case phishing, dangerous, spam, look
        /// Nothing was found, but not all of it was looked at: what was not.
        case unseen(String)
        /// Nothing was found, and no check was told.
        case unchecked
        case well
    }

    package let conclusion: Conclusion
    /// What speaks against the message, the worst first.
    package let reasons: [String]
    /// The spam score; nil where none is told.
    package let score: Double?

    package init(of message: SampleMessage, spam: SpamReport?) {
        let verdict = SampleVerdict(of: message.sample, spam: spam)
        let findings = message.findings
        score = verdict.score
        let lies = message.linkTroubles.values.count { if case .lies = $0 { true } else { false } }
        let worst = findings.first { $0.grade == .critical && $0.subject != .program }
        let hasProgram = findings.contains { $0.subject == .program && $0.grade == .critical }
        let isPhishing = lies > 0 || worst != nil
        let reasons =
            verdict.failures + Self.lies(lies) + (hasProgram ? ["a program is attached"] : [])
            + (lies == 0 ? [worst?.text].compactMap(\.self) : []) + Self.score(verdict)
        let warnings =
            Self.unsure(message.sample)
            + findings.filter { $0.grade == .warning && $0.subject != .unseen }.map(\.text)
        if let report = message.sample.report {
            conclusion = .report(report.sentence)
            self.reasons = reasons
            return
        }
        self.reasons = reasons.isEmpty ? Array(warnings.prefix(1)) : reasons
        conclusion =
            isPhishing
            ? .phishing
            : hasProgram
                ? .dangerous
                : verdict.severity == .critical
                    ? .spam
                    : verdict.severity == .warning || !warnings.isEmpty ? .look : Self.rest(message, verdict)
    }

    /// What is said where nothing was found.
    private static func rest(_ message: SampleMessage, _ verdict: SampleVerdict) -> Conclusion {
        if let unseen = message.findings.first(where: { $0.subject == .unseen }) { return .unseen(unseen.text) }
        let sample = message.sample
        let isTold = sample.dkim != .none || sample.spf != .none || verdict.score != nil
        return isTold && message.isSeenWhole ? .well : .unchecked
    }

    /// Checks that say neither yes nor no, where DMARC does not say yes for all of them.
    private static func unsure(_ sample: Sample) -> [String] {
        guard sample.dmarc != .pass else { return [] }
        return [("SPF", sample.spf), ("DKIM", sample.dkim), ("DMARC", sample.dmarc)]
            .filter { $0.1 == .other }.map { "\($0.0) is unsure" }
    }

    private static func lies(_ count: Int) -> [String] {
        switch count {
        case 0: []
        case 1: ["one link lies about its target"]
        default: ["\(count) links lie about their targets"]
        }
    }

    /// The conclusion in words of its own.
    package var words: String {
        switch conclusion {
        case .report(let sentence): sentence
        case .phishing: "looks like phishing"
        case .dangerous: "looks dangerous"
        case .spam: "looks like spam"
        case .look: "worth a look"
        case .unseen(let what): "not looked at: \(what)"
        case .unchecked: "no checks reported; nothing suspicious in the links"
        case .well: "nothing suspicious in checks and links"
        }
    }

    private static func score(_ verdict: SampleVerdict) -> [String] {
        guard let score = verdict.score, verdict.scoreSeverity > .well else { return [] }
        return ["score \(Numbers.decimal(score, places: 1)) of \(Numbers.decimal(verdict.alarm, places: 1))"]
    }
}
