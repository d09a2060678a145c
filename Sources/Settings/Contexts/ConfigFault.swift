/// What can be wrong with config.json, the flags that stand for it, or a key.
package enum ConfigFault: Sendable, Equatable {
    case notAnObject(String, found: String)
    case unknownEntry(String, inside: String, nearest: String?)
    case entryTwice(String, inside: String)
    case wrongKind(String, inside: String, wanted: String, found: String, instead: String)
    case notOneOf(String, name: String, inside: String, nearest: String?, instead: String)
    case outOfRange(String, name: String, inside: String, range: ClosedRange<Int>, instead: String)
    /// An entry is above another that it has to stay below.
    case wrongOrder(String, above: String, inside: String)
    /// What names a header of mail can't be one.
    case notAHeader(String, name: String, inside: String, instead: String)
    case notAServerName(String, name: String, inside: String, instead: String)

    /// An address that can't be used, as it may be shown, and what is wrong with it.
    case badURL(String, why: String)
    case twoKeys(inside: String)
    case noUser(inside: String)
    case noKey(inside: String)
    /// An account without a context has its key from there only.
    case noKeyInEnvironment
    case unknownContext(String, nearest: String?)
    case noContexts(String)
    /// Several contexts, and nothing says which one is meant.
    case manyContexts([String])
    /// A file that is there and names no account, nor anything else that it could be for.
    case namesNoAccount
    /// A variable of the environment that is set to nothing.
    case emptyVariable
    /// A key alone is no account.
    case noUserInEnvironment
    /// A context with a file of its own stands in config.json too.
    case contextElsewhere(String, file: String)

    /// Others than the owner may read the file; with its mode.
    case looseKeyFile(mode: Int)
    /// The file of the key, or its folder, is in other hands.
    case untrustedKey(FileFault)
    case emptyKey(source: String)
    case keyUnreadable(String)
    case keyCommandFailed(String, why: String)
    case keyCommandLate(String, seconds: Int)

    var nearest: String? {
        switch self {
        case .unknownEntry(_, _, let nearest), .notOneOf(_, _, _, let nearest, _), .unknownContext(_, let nearest):
            nearest
        default: nil
        }
    }
}
