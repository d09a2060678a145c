/// What a person reads of accounts: switching between them, adding one.
package enum AccountsWords {
    // MARK: - Switching

    package static let title = "Switch account"
    package static let loading = "loading the settings"
    package static let wrongSettings = "invalid settings"
    package static func switching(to name: String) -> String { "switching to \(name)" }
    package static func switchingNotice(to name: String) -> String { "Switching to \(name); Esc cancels" }
    package static func already(_ name: String) -> String { "\(name) is the current account" }
    package static func stayed(_ name: String) -> String { "Still on \(name)" }
    package static func switched(to name: String, role: String, writes: Bool) -> String {
        "Switched to \(name) (\(role), \(writes ? "read/write" : "read-only"))"
    }
    package static let wideRights = (writes: "read/write", reads: "read-only")

    // MARK: - Why not now

    package static func cannotSwitch(_ why: String) -> String { "Can't switch account: \(why)" }
    package static let formOpen = "a form is open; finish or close it first"
    package static let sending = "a change is being sent"
    package static let changeOpen = "a change is waiting for confirmation"
    package static let addingAccount = "an account is being added"
    package static let runOpen = "a bulk run is waiting for confirmation"
    package static let runGoing = "a bulk run is in progress; pause it first"

    // MARK: - Adding

    package static let addTitle = "Add an account"
    package static let checking = "checking the credentials"
    package static let checkingNotice = "Checking the credentials; Esc cancels"
    package static let testedFirst = "Credentials are tested before they are saved; new accounts are read-only."
    package static func saved(_ name: String, in path: String) -> String { "\(name) saved in \(path)" }
    package static let enterSwitches = "; Enter switches to it"
    package static func staysFor(_ why: String) -> String { "; \(why)" }
    package static func notSaved(wasTyped: Bool) -> String {
        wasTyped ? "Nothing was saved. Your input is still here, except the key" : "Nothing was saved"
    }

    // MARK: - Fields

    package static let needed = "is required"
    package static let noBlanks = "can't contain blanks"
    package static let neededWithoutKey = "is required when no key is entered"
    package static let roles = "must be production, staging, development or sandbox"
    package static let taken = "is already used by another account"
    package static let plainName = "can have only letters, digits, dots and dashes, dots and dashes not at the ends"
    package static func tooLong(_ most: Int) -> String { "can have at most \(most) characters" }

    package static let help = (
        name: "name shown at the top, such as acme-prod", user: "the reseller's api_user",
        key: "the API key, saved in a file only you can read; empty if a command prints it",
        keyCommand: "a command that prints the key, such as: pass acme", baseURL: "base URL of the API",
        role: "colour of the badge: production, staging, development, sandbox",
        samples: "the Maildir that receives monitor mail; optional"
    )
}
