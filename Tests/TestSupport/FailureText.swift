/// The words of a failing `TestStore`, made here only.
enum FailureText {
    static func wrongState(after action: Any, expected: Any, actual: Any) -> String {
        let difference = DumpDifference.lines(expected: expected, actual: actual).joined(separator: "\n")
        return "Wrong state after \(name(action)). Expected: -, is: +\n\(difference)"
    }

    static func noChange(after action: Any) -> String {
        "A change was expected after \(name(action)), but the state stayed as it was."
    }

    static func unexpected(_ actual: Any, expected: Any) -> String {
        let difference = DumpDifference.lines(expected: expected, actual: actual).joined(separator: "\n")
        return "Received \(name(actual)) instead of \(name(expected)). Expected: -, is: +\n\(difference)"
    }

    static func unexpected(_ actual: Any, wanted: String) -> String {
        "Received \(name(actual)) instead of \(wanted)."
    }

    static func missing(_ expected: Any, inFlight: Int, patience: Duration) -> String {
        missing(wanted: name(expected), inFlight: inFlight, patience: patience)
    }

    static func missing(wanted: String, inFlight: Int, patience: Duration) -> String {
        inFlight == 0
            ? "Expected to receive \(wanted), but no effect is running that could send it."
            : "Expected to receive \(wanted), but nothing came within \(patience) (\(effects(inFlight)) running)."
    }

    static func unreceived(_ actions: [Any], before next: Any? = nil) -> String {
        let when = next.map { "before \(name($0)) was sent" } ?? "at the end"
        let list = actions.map { "\n  \(name($0))" }.joined()
        return "\(actions.count) received \(actions.count == 1 ? "action" : "actions") not asserted \(when):\(list)"
    }

    static func running(_ count: Int, patience: Duration) -> String {
        "\(effects(count)) still running \(patience) after the end of the test. Cancel it or let it end."
    }

    private static func effects(_ count: Int) -> String { count == 1 ? "1 effect" : "\(count) effects" }

    private static func name(_ action: Any) -> String {
        let text = "\(action)"
        let dot = Mirror(reflecting: action).displayStyle == .enum ? "." : ""
        return dot + (text.count <= 120 ? text : "\(text.prefix(119))…")
    }
}
