/// What is wrong with a link; told from its words and its target alone, nothing is looked up.
package enum LinkTrouble: Sendable, Hashable {
    /// Its words name another host than it leads to: both hosts.
    case lies(shown: String, target: String)
    /// It leads to a number instead of a name.
    case bareAddress(String)
    /// Its host mixes letters of two scripts, or is made of letters that pass for others: as it is read.
    case mixedScripts(String)
    /// Its host is written in other letters: as it is read.
    case otherLetters(String)
    /// It runs something instead of leading anywhere: its scheme.
    case acts(String)
    /// It stands where the reader of the mail can't see it.
    case hidden

    package init?(of link: SampleMessage.Link) {
        if let scheme = WebHost.scheme(of: link.target), Self.acting.contains(scheme) {
            self = .acts(scheme)
            return
        }
        guard let target = WebHost.of(link.target) else { return nil }
        let readable = WebHost.readable(target)
        let claims = [WebHost.shown(in: link.shown), WebHost.pretended(in: link.target)].compactMap(\.self)
        if let lie = claims.first(where: { !WebHost.belongTogether(WebHost.readable($0), readable) }) {
            self = .lies(shown: lie, target: target)
        } else if WebHost.isBareAddress(target) {
            self = .bareAddress(target)
        } else if readable.split(separator: ".").contains(where: Self.isMixed) {
            self = .mixedScripts(readable)
        } else if readable != target || !target.utf8.allSatisfy({ $0 < 0x80 }) || target.contains("xn--") {
            self = .otherLetters(readable)
        } else if link.isHidden {
            self = .hidden
        } else {
            return nil
        }
    }

    package var isCritical: Bool {
        switch self {
        case .lies, .mixedScripts, .acts: true
        case .bareAddress, .otherLetters, .hidden: false
        }
    }

    /// For the list of links: a few words.
    package var words: String {
        switch self {
        case .lies: "not what it says"
        case .bareAddress: "a bare address"
        case .mixedScripts: "letters that pass for others"
        case .otherLetters: "other letters"
        case .acts(let scheme): "runs \(scheme)"
        case .hidden: "can't be seen"
        }
    }

    private static let acting: Set<String> = ["javascript", "vbscript", "data", "file", "blob", "search-ms", "ms-msdt"]

    private static func isMixed(_ label: Substring) -> Bool {
        Scripts.mixed(in: String(label)) != nil
            || !label.utf8.allSatisfy { $0 < 0x80 } && Scripts.passesForLatin(label)
    }
}
