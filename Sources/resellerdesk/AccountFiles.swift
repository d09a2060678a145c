import Desk
import Settings

/// New accounts as files.
enum AccountFiles {
    static func add(_ draft: AccountDraft, paths: Paths) -> Outcome<String> { .failed("not yet") }
}
