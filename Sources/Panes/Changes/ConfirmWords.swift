import Desk
import ResellerAPI
import Screen

/// What the dialog before a change says, whatever draws it.
struct ConfirmWords {
    let confirm: ConfirmState

    private var operation: ResellerAPI.Operation { confirm.request.operation }

    /// The call as it goes out, without what is secret.
    var call: String {
        let masked = operation.masked(operation.wireParameters(confirm.request.parameters))
        let pairs =
            operation.fixed.map { "\($0.name)=\($0.value)" }
            + masked.pairs.map { pair in
                "\(pair.name)=\(pair.value == "***" ? "********" : Self.inCall(pair.value))"
            }
        return "POST /\(operation.path) " + (pairs + ["api_key=********"]).joined(separator: " ")
    }

    /// What takes it back, or why nothing does.
    var undo: String {
        switch confirm.request.inverse(before: confirm.before) {
        case .success(let inverse): inverse.operation.wording.title
        case .failure(let why): "none: \(why.reason)"
        }
    }

    /// A text of several lines is told above, line by line; here only that it goes along.
    private static func inCall(_ value: String) -> String {
        value.lineCount > 1 ? "(\(value.lineWords), \(Numbers.grouped(value.utf8.count)) bytes)" : value
    }

    /// A change in words, and what becomes other lines.
    func lines(_ change: ValueChange) -> [String] {
        let words = "\(change.label): \(old(change)) becomes \(Self.value(change.new))"
        guard change.hasLines else { return [words] }
        let told = change.lineChanges
        let rest = told.count > Self.mostLines ? ["\(told.count - Self.mostLines) more"] : []
        return [words]
            + told.prefix(Self.mostLines).map { line in
                switch line {
                case .gone(let text): "gone: \(text)"
                case .new(let text): "new: \(text)"
                case .same(let count): "\(count) as before"
                }
            } + rest
    }

    /// Lines of a text that are told at most.
    static let mostLines = 40

    /// What was before: nothing is "none" where it is known that there was nothing.
    func old(_ change: ValueChange) -> String {
        change.old == nil && confirm.before?.isThere == false ? "none" : Self.value(change.old)
    }

    /// Numbers in full, with commas; nothing as what it is.
    static func value(_ value: String?, none: String = "not told") -> String {
        guard let value else { return none }
        if value.isEmpty { return "empty" }
        if value.lineCount > 1 { return value.lineWords }
        if let number = Int(value), value.count > 3 { return Numbers.grouped(number) }
        return value
    }
}
