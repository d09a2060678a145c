import Desk
import Formats
import ResellerAPI
import Screen

/// What the dialog before a change says, whatever draws it.
struct ConfirmWords {
    let confirm: ConfirmState
    let capabilities: Capabilities

    private var operation: ResellerAPI.Operation { confirm.request.operation }

    /// The call as it goes out, without what is secret.
    var call: String { Self.call(operation, confirm.request.parameters, capabilities) }

    /// `POST /path constant=… name=value api_key=********`.
    static func call(
        _ operation: ResellerAPI.Operation, _ parameters: Parameters, _ capabilities: Capabilities
    ) -> String {
        let masked = operation.masked(operation.wireParameters(parameters))
        let pairs = masked.pairs.map { "\($0.name)=\($0.value == "***" ? Wording.hidden : inCall($0.value))" }
        return ([capabilities.outline(of: operation) ?? operation.id] + pairs + [capabilities.credentials])
            .joined(separator: " ")
    }

    /// What takes it back, or why nothing does.
    var undo: String {
        switch confirm.request.inverse(before: confirm.before) {
        case .success(let inverse): inverse.operation.wording.title
        case .failure(let why): ChangesWords.noUndo(why.reason)
        }
    }

    /// A text of several lines, or a long one, is told whole above; here only that it goes along.
    private static func inCall(_ value: String) -> String {
        value.lineCount > 1 || value.utf8.count > longestInCall
            ? "(\(value.lineWords), \(Numbers.grouped(value.utf8.count)) bytes)" : value
    }

    /// A change in words, and what becomes other lines.
    func lines(_ change: ValueChange) -> [String] {
        let words = "\(change.label): \(old(change)) becomes \(new(change))"
        guard change.hasLines else { return [words] }
        return [words]
            + change.lineChanges.map { line in
                switch line {
                case .gone(let text): "gone: \(text)"
                case .new(let text): "new: \(text)"
                case .same(let count): ChangesWords.unchangedLines(count)
                }
            }
    }

    private static let longestInCall = 400

    /// What was before: nothing is "none" where it is known that there was nothing.
    func old(_ change: ValueChange) -> String {
        change.old == nil && confirm.before?.isThere == false
            ? nothing(change) : Self.value(change.old, isCount: change.isCount)
    }

    /// The value after the call: nothing is "none" where it is known what there was.
    func new(_ change: ValueChange) -> String {
        change.new == nil && confirm.before != nil ? nothing(change) : Self.value(change.new, isCount: change.isCount)
    }

    /// Credits that are not limited are no credits that are missing.
    private func nothing(_ change: ValueChange) -> String {
        let isLimit = confirm.request.observation?.operation.baseID == Operation.limitsGet.id
        return isLimit && change.isCount ? "no limit" : "none"
    }

    /// Counts in full, with commas; nothing as what it is.
    private static func value(_ value: String?, isCount: Bool) -> String {
        guard let value else { return "not provided" }
        if value.isEmpty { return "empty" }
        if isCount, let number = Int(value) { return Numbers.grouped(number) }
        return value.brief
    }
}
