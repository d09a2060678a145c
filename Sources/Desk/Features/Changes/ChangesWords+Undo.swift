import Formats
import Screen

/// What a person reads of undo and redo.
extension ChangesWords {
    package static let nothingToUndo = "Nothing to undo"
    package static let nothingToRedo = "Nothing to redo"

    package static func older(_ key: String) -> String { "\(key) lists older changes" }
    package static func lastWasRun(_ run: Int64, _ title: String, rows: Int, older: String) -> String {
        let count = rows == 1 ? "1 row" : "\(Numbers.grouped(rows)) rows"
        return "Your last change was bulk run \(run) (\(title), \(count)), undo it row by row: \(older)"
    }
    package static func cannotUndo(_ what: String, _ why: String) -> String { "\(what) can't be undone: \(why)" }
    package static func cannotRedo(_ title: String) -> String {
        "\(title) can't be redone: the journal stores no passwords"
    }

    // MARK: - Why not

    package static let unknownCall = "this version does not know the call"
    package static let wasRefused = "it was refused, nothing was changed"
    package static let wasNotDone = "it failed, nothing was changed"
    package static let noAnswerYet = "no response arrived, so its result is unknown; check the account"
    package static let resultUnknown = "its result is unknown; check the account first"
    package static let nothingChanged = "nothing was changed"

    // MARK: - Dialog

    package static func skipped(_ what: String, _ why: String) -> String { "Not undone: \(what) \(why)" }
    package static func original(_ time: String, _ what: String) -> String { "Change of \(time): \(what)" }
    package static let unknownAfter = "The values after that change are unknown: check that undoing still makes sense"
    package static func changedSince(_ changes: [String]) -> String {
        "Changed since: \(changes.joined(separator: ", "))"
    }
    package static func changedValue(_ label: String, from old: String?, to new: String?) -> String {
        "\(label) \(old ?? "none") → \(new ?? "none") now"
    }
    package static let there = (label: "present", yes: "yes", no: "no")
    package static func maybeTwice(_ time: String) -> String {
        "The same was sent at \(time) and its result is unknown: it may happen twice"
    }
}
