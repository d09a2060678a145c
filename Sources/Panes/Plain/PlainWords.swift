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
    static let checking = "checking the credentials"
    static let trying = "checking the credentials"
    static let emptyTicket = "none; t TEXT adds one"

    static func disabled(_ why: String) -> String { "disabled: \(why)" }
    static func disabledClose(_ why: String) -> String { "disabled: \(why); any line closes" }
    static func type(_ text: String) -> String { "type \(text) to confirm" }
    static func rest(_ count: Int) -> String { "and \(Numbers.grouped(count)) more" }
    static func needed(_ isRequired: Bool) -> String { isRequired ? "required" : "optional" }
    static func value(_ text: String) -> String { "empty line: \(text); or type another value; Esc closes" }
}
