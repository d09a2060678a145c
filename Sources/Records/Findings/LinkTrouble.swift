/// What is wrong with a link; told from its words and its target alone, nothing is looked up.
package enum LinkTrouble: Sendable, Hashable {
    /// Its words name another host than it leads to: both hosts.
    case lies(shown: String, target: String)
    /// Its words name another host than it leads to, which belongs to the sender or counts clicks for him: both hosts,
    /// and whether the words name the sender too. Where it ends is not told.
    case tracked(shown: String, through: String, isOfSender: Bool)
    /// Its words name the host that it leads to, and its address holds another, to which that host may pass on: both.
    case passesOn(through: String, to: String)
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

    /// `sender` is the domain that the mail is from; `trackers` are hosts through which its links are known to go.
    package init?(of link: SampleMessage.Link, from sender: String? = nil, trackers: Set<String> = []) {
        if let scheme = WebHost.scheme(of: link.target), Self.acting.contains(scheme) || scheme.hasPrefix("ms-") {
            self = .acts(scheme)
            return
        }
        // A share of a Windows network: opening it sends the reader's credentials.
        if link.target.drop(while: { $0 == " " }).hasPrefix("\\\\") {
            self = .acts("file")
            return
        }
        if let lie = Self.lie(inAddress: link) {
            self = lie
            return
        }
        guard let target = WebHost.of(link.target) else { return nil }
        let way = Way(link: link, host: target, sender: sender, trackers: trackers)
        let readable = WebHost.readable(target)
        if let detour = way.detour {
            self = detour
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

    /// Where the words are an address of mail, and the link writes to another house.
    private static func lie(inAddress link: SampleMessage.Link) -> LinkTrouble? {
        guard WebHost.scheme(of: link.target) == "mailto", let shown = WebHost.shownOfAddress(in: link.shown) else {
            return nil
        }
        let address = link.target.drop { $0 != ":" }.dropFirst().prefix { $0 != "?" }
        guard let target = address.split(separator: "@").last.map({ $0.lowercased() }), address.contains("@") else {
            return nil
        }
        let isSame = WebHost.belongTogether(WebHost.readable(shown), WebHost.readable(target))
        return isSame ? nil : .lies(shown: shown, target: target)
    }

    package var isCritical: Bool {
        switch self {
        case .lies, .mixedScripts, .acts: true
        case .passesOn, .tracked, .bareAddress, .otherLetters, .hidden: false
        }
    }

    /// For the list of links: a few words.
    package var words: String {
        switch self {
        case .lies: "not what it says"
        case .tracked: "by way of another host"
        case .passesOn: "may pass on to another host"
        case .bareAddress: "a bare address"
        case .mixedScripts: "letters that pass for others"
        case .otherLetters: "other letters"
        case .acts(let scheme): "runs \(scheme)"
        case .hidden: "can't be seen"
        }
    }

    private static let acting: Set<String> = [
        "javascript", "vbscript", "livescript", "data", "file", "blob", "search-ms", "intent", "jar", "mhtml", "res",
        "shell",
        "smb", "view-source",
    ]

    private static func isMixed(_ label: Substring) -> Bool {
        Scripts.mixed(in: String(label)) != nil
            || !label.utf8.allSatisfy { $0 < 0x80 } && Scripts.passesForLatin(label)
    }
}

/// Where a link says it goes, and by which way it does.
private struct Way {
    let link: SampleMessage.Link
    /// Of its target.
    let host: String
    let sender: String?
    let trackers: Set<String>

    /// What is wrong where the words name another host; nil where nothing is.
    var detour: LinkTrouble? {
        // Nobody who counts clicks writes a host in front of an `@`.
        if let lie = WebHost.pretended(in: link.target), !Self.belongTogether(lie, host) {
            return .lies(shown: lie, target: host)
        }
        guard let shown = WebHost.shown(in: link.shown) ?? WebHost.shownOfAddress(in: link.shown) else { return nil }
        if Self.belongTogether(shown, host) {
            let end = WebHost.carried(in: link.target).first { end in
                !Self.belongTogether(shown, end) && sender.map { !Self.belongTogether($0, end) } ?? true
            }
            return end.map { .passesOn(through: shown, to: $0) }
        }
        guard isTracker else { return .lies(shown: shown, target: host) }
        let carried = WebHost.carried(in: link.target)
        if let end = carried.first(where: { !Self.belongTogether(shown, $0) }) {
            return .lies(shown: shown, target: end)
        }
        guard carried.isEmpty else { return nil }
        let isOfSender = sender.map { Self.belongTogether(shown, $0) } ?? false
        return .tracked(shown: shown, through: host, isOfSender: isOfSender)
    }

    private static func belongTogether(_ one: String, _ other: String) -> Bool {
        WebHost.belongTogether(WebHost.readable(one), WebHost.readable(other))
    }

    /// Whether the target counts clicks for the sender, as far as the host tells.
    private var isTracker: Bool {
        if let sender, Self.belongTogether(sender, host) { return true }
        return Self.services.union(trackers).contains { host == $0 || host.hasSuffix("." + $0) }
    }

    /// Through these the large mail services send the clicks of their customers.
    private static let services: Set<String> = [
        "awstrack.me", "cmail19.com", "cmail20.com", "createsend1.com", "createsend2.com", "exct.net",
        "hubspotlinks.com", "klclick.com", "list-manage.com", "mandrillapp.com", "mjt.lu", "pstmrk.it", "rs6.net",
        "sendgrid.net", "sendgrid.org", "sendibt2.com", "sendibt3.com",
    ]
}
