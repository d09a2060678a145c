import Desk
import Formats
import Records
import Screen

/// What the score and the checks of a sample amount to.
struct SampleVerdict {
    /// From here on filters at mailbox providers act.
    static let alarm = 5.0
    static let critical = 8.0

    let score: Double?
    /// From here on this score is bad.
    let alarm: Double
    let scoreSeverity: Severity
    /// What is wrong with the checks, in a word or two each.
    private(set) var failures: [String]

    /// `spam` is what the filter of this machine says; it counts before what a header tells. Mail that came
    /// back about a customer's mail is not judged as his.
    init(of sample: Sample, spam: SpamReport? = nil) {
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

    var severity: Severity { max(scoreSeverity, failures.isEmpty ? .well : .warning) }
}

/// `48.2 kB`.
enum ByteCounts {
    static func text(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: "\(bytes) B"
        case ..<1_000_000: Numbers.decimal(Double(bytes) / 1e3, places: 1) + " kB"
        default: Numbers.decimal(Double(bytes) / 1e6, places: 1) + " MB"
        }
    }
}
