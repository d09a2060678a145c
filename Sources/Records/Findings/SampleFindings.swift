/// What is suspicious in a message; told from the message alone, nothing is looked up.
struct SampleFindings {
    let message: SampleMessage

    /// The worst first, at most a hundred.
    var all: [Finding] {
        let found =
            links + AttachmentFindings(parts: message.parts).all + names + addresses + characters + hidden + page
            + unseen
            + claims
        let ordered = [Finding.Grade.critical, .warning, .note].flatMap { grade in found.filter { $0.grade == grade } }
        return Array(ordered.prefix(100))
    }

    // MARK: - Links

    private var links: [Finding] {
        message.linkTroubles.sorted { $0.key < $1.key }.map { index, trouble in
            let number = index + 1
            switch trouble {
            case .lies(let shown, let target):
                return Finding(
                    .critical, .link, "link \(number) shows \(shown), goes to \(WebHost.site(WebHost.readable(target)))"
                )
            case .tracked(let shown, let through, let isOfSender):
                return Finding(
                    isOfSender ? .note : .warning, .link,
                    "link \(number) shows \(shown), goes by way of \(WebHost.readable(through)); where it ends is not told"
                )
            case .bareAddress(let host):
                return Finding(.warning, .link, "link \(number) goes to a bare address, \(host)")
            case .mixedScripts(let host):
                return Finding(.critical, .link, "link \(number) goes to \(host), whose letters pass for others")
            case .otherLetters(let host):
                return Finding(.warning, .link, "link \(number) goes to \(host), not written in plain letters")
            case .acts(let scheme): return Finding(.critical, .link, "link \(number) runs \(scheme)")
            case .passesOn(let through, let end):
                return Finding(
                    .warning, .link,
                    "link \(number) shows \(WebHost.readable(through)), may pass on to \(WebHost.readable(end))")
            case .hidden: return Finding(.warning, .link, "link \(number) can't be seen in the mail")
            }
        }
    }

    // MARK: - Names and addresses

    /// Letters of two scripts in one word of From or the subject.
    private var names: [Finding] {
        let texts: [(String, Finding.Subject, String)] = [
            ("From", .from, message.sample.from), ("subject", .subject, message.sample.subject),
        ]
        return texts.compactMap { name, subject, text in
            guard let mix = Scripts.mixed(in: String(text.prefix(1000))) else { return nil }
            return Finding(
                .critical, subject, "\(name) mixes \(mix.0.rawValue) and \(mix.1.rawValue) letters in one word")
        }
    }

    private var addresses: [Finding] {
        var found: [Finding] = []
        if let domain = message.sample.senderDomain {
            if let shown = shownInFrom, !WebHost.belongTogether(shown, domain) {
                found.append(Finding(.critical, .from, "From shows \(shown), the mail is from \(domain)"))
            }
            if let reply = Self.other(than: domain, in: message.headers, "reply-to") {
                found.append(Finding(.warning, .replyTo, "replies go to another domain than From, \(reply)"))
            }
            if let other = Self.other(than: domain, in: message.headers, "sender") {
                found.append(Finding(.note, .from, "Sender names another domain than From, \(other)"))
            }
            if WebHost.readable(domain) != domain {
                found.append(Finding(.warning, .from, "the sender's domain is read \(WebHost.readable(domain))"))
            }
        }
        if let trouble = message.sample.fromTrouble { found.append(Finding(.warning, .from, trouble.sentence)) }
        return found + headers
    }

    /// Headers that mail programs read differently.
    private var headers: [Finding] {
        var found: [Finding] = []
        for (name, subject) in [("Subject", Finding.Subject.subject), ("Reply-To", .replyTo), ("Sender", .from)] {
            let count = message.headers.count { $0.name.lowercased() == name.lowercased() }
            if count > 1 {
                found.append(
                    Finding(.warning, subject, "there are \(count) \(name) headers; mail programs show different ones"))
            }
        }
        if message.headers.contains(where: { $0.value.utf8.contains(0x0D) }) {
            found.append(
                Finding(.warning, "a header holds a line end without a line feed; mail programs read it differently"))
        }
        return found
    }

    /// The first domain that a header of this name has an address of, and that is not the sender's.
    private static func other(than domain: String, in headers: [SampleMessage.Header], _ name: String) -> String? {
        for header in headers.filter({ $0.name.lowercased() == name }).prefix(5) {
            for word in words(header.value) where word.contains("@") {
                let other = self.domain(of: String(word)) ?? domain
                if !WebHost.belongTogether(domain, other) { return other }
            }
        }
        return nil
    }

    private static func words(_ value: String) -> [Substring] {
        value.prefix(2_000).split(whereSeparator: { " \t\n\"'()<>,;".contains($0) })
    }

    /// The host that the name of the sender shows, or a comment behind his address: of `"help@bank.example" <x@y.example>`.
    private var shownInFrom: String? {
        let from = message.sample.from
        let name = from.lastIndex(of: "<").map { from[..<$0] } ?? ""
        let comment = from.firstIndex(of: "(").map { from[$0...] } ?? ""
        for word in Self.words(String(name)) + Self.words(String(comment)) {
            let host = word.split(whereSeparator: { "@＠﹫".contains($0) }).last ?? ""
            if let shown = WebHost.shown(in: String(host)) { return shown }
        }
        return nil
    }

    /// The domain of the last address in a header.
    static func domain(of value: String?) -> String? {
        guard let value, let at = value.lastIndex(of: "@") else { return nil }
        let domain = value[value.index(after: at)...].prefix { $0 != ">" && !$0.isWhitespace && $0 != "," }
        return domain.isEmpty ? nil : domain.lowercased()
    }

    // MARK: - Characters

    private var characters: [Finding] {
        let headers: [(String, Finding.Subject, String)] = [
            ("subject", .subject, message.sample.subject), ("From", .from, message.sample.from),
            ("Reply-To", .replyTo, message.header("reply-to") ?? ""),
        ]
        return headers.compactMap { odd(in: $2, of: $0, $1) } + bodyCharacters
    }

    private func odd(in text: String, of name: String, _ subject: Finding.Subject) -> Finding? {
        let scalars = text.unicodeScalars.prefix(10_000)
        if scalars.contains(where: OddCharacters.turnsText) {
            return Finding(.warning, subject, "\(name) holds a character that turns text round")
        }
        if scalars.contains(where: OddCharacters.isControl) {
            return Finding(.warning, subject, "\(name) holds control characters")
        }
        return scalars.contains(where: OddCharacters.isInvisible)
            ? Finding(.warning, subject, "\(name) holds characters that hide") : nil
    }

    /// Of plain text and page, which most often say the same, the worse one counts.
    private var bodyCharacters: [Finding] {
        let (one, other) = (Self.oddities(in: message.text), Self.oddities(in: message.textOfHTML ?? ""))
        let (turning, inWords) = (max(one.turning, other.turning), max(one.inWords, other.inWords))
        let controls = max(one.controls, other.controls)
        return [
            (turning, "turns text round", "turn text round"), (inWords, "splits a word unseen", "split words unseen"),
            (controls, "controls a terminal", "control a terminal"),
        ].compactMap { count, one, many in
            count == 0
                ? nil
                : Finding(
                    .warning, count == 1 ? "a character in the text \(one)" : "\(count) characters in the text \(many)")
        }
    }

    private static func oddities(in text: String) -> (turning: Int, inWords: Int, controls: Int) {
        var (turning, inWords, controls) = (0, 0, 0)
        var before: Unicode.Scalar = " "
        var isOpen = false
        for scalar in text.unicodeScalars {
            if scalar.value < 0x7F, scalar.value >= 0x20 {
                // Only between two letters does an invisible one split a word.
                if isOpen, scalar.properties.isAlphabetic { inWords += 1 }
                (isOpen, before) = (false, scalar)
                continue
            }
            if OddCharacters.turnsText(scalar) {
                turning += 1
            } else if OddCharacters.isInvisible(scalar), scalar.value != 0xAD {
                if before.properties.isAlphabetic { isOpen = true }
                continue
            } else if OddCharacters.isControl(scalar) {
                controls += 1
            } else if isOpen, scalar.properties.isAlphabetic {
                inWords += 1
            }
            (isOpen, before) = (false, scalar)
        }
        return (turning, inWords, controls)
    }

    // MARK: - What is not known, and what the sender says of it

    private var unseen: [Finding] {
        let parts = message.unseen.map { part in
            Finding(
                part.isOdd ? .warning : .note, .unseen, "\(part.name) is \(part.why); what it holds was not looked at")
        }
        return message.isCut ? parts + [Finding(.note, .unseen, "only the first part of it was looked at")] : parts
    }

    /// What stands below the receiving server's headers in their words.
    private var claims: [Finding] {
        message.claims.map { claim in
            switch claim.kind {
            case .results: Finding(.note, .claim, "the sender's own check results, not believed: \(claim.text)")
            case .spam: Finding(.note, .claim, "the sender's own spam header, not believed: \(claim.text)")
            case .customer: Finding(.note, .claim, "the sender names a customer, not believed: \(claim.text)")
            }
        }
    }

    // MARK: - What HTML holds

    /// Newsletters hide one short passage for the preview of mail programs; more is a filter being fooled.
    private var hidden: [Finding] {
        let passages = message.page.hidden
        guard let first = passages.first else { return [] }
        let length = passages.reduce(0) { $0 + $1.text.count }
        let start = String(first.text.prefix(40)) + (first.text.count > 40 ? "…" : "")
        if passages.count == 1, length <= 200, first.how == "display:none" {
            return [Finding(.note, "a preview text is hidden (\(first.how)): \(start)")]
        }
        let what = passages.count == 1 ? "a passage is" : "\(passages.count) passages are"
        return [Finding(.warning, "\(what) hidden (\(first.how)), \(length) characters: \(start)")]
    }

    private var page: [Finding] {
        var found: [Finding] = []
        for form in Set(message.page.forms).sorted().prefix(3) {
            let place = WebHost.of(form).map { " and sends it to \(WebHost.readable($0))" } ?? ""
            found.append(Finding(.critical, "a form asks for input\(place)"))
        }
        for move in Set(message.page.moves).sorted().prefix(3) {
            let place = WebHost.of(move).map { " to \(WebHost.readable($0))" } ?? ""
            found.append(Finding(.warning, "the page moves on\(place) by itself"))
        }
        if message.page.hasScript { found.append(Finding(.warning, "the HTML holds a script")) }
        let pictures = message.page.pictures.filter { WebHost.of($0) != nil }
        if let host = pictures.lazy.compactMap({ WebHost.of($0) }).first {
            let count = pictures.count == 1 ? "a picture" : "\(pictures.count) pictures"
            found.append(Finding(.note, "\(count) would be loaded from \(WebHost.readable(host))"))
        }
        return found
    }
}
