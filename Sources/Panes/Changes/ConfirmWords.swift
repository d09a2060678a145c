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
                "\(pair.name)=\(pair.value == "***" ? "********" : pair.value)"
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

    func line(_ change: ValueChange) -> String {
        "\(change.label): \(old(change)) becomes \(Self.value(change.new))"
    }

    /// What was before: nothing is "none" where it is known that there was nothing.
    func old(_ change: ValueChange) -> String {
        change.old == nil && confirm.before?.isThere == false ? "none" : Self.value(change.old)
    }

    /// Numbers in full, with commas; nothing as what it is.
    static func value(_ value: String?, none: String = "not told") -> String {
        guard let value else { return none }
        if value.isEmpty { return "empty" }
        if let number = Int(value), value.count > 3 { return Numbers.grouped(number) }
        return value
    }
}
