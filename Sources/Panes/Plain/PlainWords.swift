import Desk
import Formats

/// What a person reads in the plain form, line by line.
enum PlainWords {
    static let choose = "type a number to choose; an empty line closes"
    static let close = "an empty line closes"
    static let yes = "type y to do it; anything else cancels"
    static let ticketHint = "t TEXT adds a ticket"
    static let formKeys = "Empty line: keep the value. - clears it, < goes back one field, Esc closes."
    static let secretTyped = "now: entered, not shown"
    static let replacesAll = "a line entered here replaces the whole text; the editor needs the screen, without --plain"
    static let emptyTicket = "none; t TEXT adds one"

    // MARK: - How data stands

    static func loading(_ what: String) -> String { "loading \(what)" }
    static func notLoaded(_ what: String, loads key: String) -> String { "\(what): not loaded; \(key) loads it" }
    static func notRead(_ what: String, _ why: String, retries key: String, advice: String?) -> String {
        "could not load \(what): \(why); \(key) retries" + (advice.map { ". \($0)" } ?? "")
    }
    static func read(_ clock: String) -> String { "read \(clock)" }
    static func old(_ read: String, _ why: String, retries key: String) -> String {
        "old: \(read), since then: \(why); \(key) retries"
    }
    static func old(_ read: String, minutes: Int) -> String {
        "old: \(read), \(minutes == 1 ? "1 minute" : "\(Numbers.grouped(minutes)) minutes") ago"
    }

    // MARK: - What a line does

    static func disabled(_ why: String) -> String { "disabled: \(why)" }
    static func disabledClose(_ why: String) -> String { "disabled: \(why); any line closes" }
    static func type(_ text: String) -> String { "type \(text) to confirm" }
    static func rest(_ count: Int) -> String { "and \(Numbers.grouped(count)) more" }
    static func needed(_ isRequired: Bool) -> String { isRequired ? "required" : "optional" }
    static func value(_ text: String) -> String { "empty line: \(text); or type another value; Esc closes" }
}
