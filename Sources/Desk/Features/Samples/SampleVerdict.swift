import Formats
import Records

/// What the score and the checks of a sample amount to.
package struct SampleVerdict {
    /// From here on filters at mailbox providers act.
    package static let alarm = 5.0
    package static let critical = 8.0

    package let score: Double?
    /// From here on this score is bad.
    package let alarm: Double
    package let scoreSeverity: Severity
    /// What is wrong with the checks, in a word or two each.
    package private(set) var failures: [String]

    /// `spam` is what the filter of this machine says; it counts before what a header tells. Mail that came
    /// back about a customer's mail is not judged as his.
    package init(of sample: Sample, spam: SpamReport? = nil) {
        let score = !sample.isJudged ? nil : spam?.score ?? sample.score.flatMap { $0.isFinite ? $0 : nil }
        self.score = score
        alarm = spam?.required ?? Self.alarm
        let critical = alarm + Self.critical - Self.alarm
        scoreSeverity = (score ?? 0) >= critical ? .critical : (score ?? 0) >= alarm ? .warning : .well
        failures =
            (sample.dkim == .fail ? ["signature fails"] : []) + (sample.spf == .fail ? ["sender not allowed"] : [])
        if !sample.isJudged { failures = [] }
        // DMARC fails because of the others; it is worth a word alone.
        if failures.isEmpty, sample.dmarc == .fail, sample.isJudged { failures = ["DMARC fails"] }
    }

    package var severity: Severity { max(scoreSeverity, failures.isEmpty ? .well : .warning) }
}
