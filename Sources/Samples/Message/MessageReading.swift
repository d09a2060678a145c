internal import Records

/// All parts of a message, read or named: its texts, links and files, in whatever they are wrapped.
struct MessageReading {
    private(set) var parts: [SampleMessage.Part] = []
    private(set) var unseen: [SampleMessage.Unseen] = []
    private(set) var links: [SampleMessage.Link] = []
    private(set) var page = SampleMessage.Page()
    private(set) var isCut = false
    /// The text to be read, and whether it was made from HTML.
    private(set) var text = ""
    private(set) var isFromHTML = false
    /// The text of the HTML part beside a plain one.
    private(set) var textOfHTML: String?

    /// A text that was found.
    private struct Item {
        let isHTML: Bool
        let isInline: Bool
        let text: String
        /// What it is headed by where it is not the text of the mail.
        let label: String

        var isBlank: Bool { text.utf8.allSatisfy { $0 <= 0x20 } }
    }

    private var items: [Item] = []
    /// Bytes of text that may still be read; hostile HTML of so many costs most of a second.
    private var room = 2 << 20

    /// Levels of mail in mail that the parser did not unpack itself.
    private static let deepest = 5
    private static let mostUnseen = 50
    private static let mostLinks = 500
    /// Bytes that are shown of all texts beside that of the mail.
    private static let mostBeside = 512 << 10

    init(_ message: MIMEMessage) {
        read(message, depth: 0, level: 0)
        arrange()
    }

    // MARK: - Parts

    private mutating func read(_ message: MIMEMessage, depth: Int, level: Int) {
        isCut = isCut || message.isCut
        var sealed: Set<Int> = []
        for (index, part) in message.parts.enumerated() {
            guard parts.count < MIMEMessage.mostParts else { return isCut = true }
            let name = AttachmentFindings.worst(of: part.names)
            parts.append(Self.listed(part, name, depth))
            if let parent = part.parent, sealed.contains(parent) {
                sealed.insert(index)
                continue
            }
            if !part.enclosed.isEmpty { addHeaders(part.enclosed) }
            readAround(part, name)
            let isWhole = part.parent == nil && level == 0
            switch PartLook(part, name: name) {
            case .sealed(let why):
                sealed.insert(index)
                note("the mail", why + (isWhole ? " as a whole" : ""), isOdd: true)
            case .unseen(let why, let isOdd):
                addPlace(part)
                note(isWhole ? "the mail" : name ?? part.type, whole(why, isWhole), isOdd)
            case .message: open(part, name, depth: depth + part.depth + 1, level: level + 1)
            case .plain where isHeadless(part, in: message):
                open(part, name, depth: depth + part.depth, level: level + 1)
            case let look: add(part, look, name, level)
            }
        }
    }

    /// A message whose head begins with an empty line, so that it was taken for its text.
    private func isHeadless(_ part: MIMEPart, in message: MIMEMessage) -> Bool {
        guard let parent = part.parent, message.parts[parent].type.hasPrefix("message/"),
            message.parts[parent].enclosed.isEmpty
        else { return false }
        let first = part.content.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
        return first.count > 1 && first.last == 0x3A
    }

    /// Text around the parts of a multipart. No mail program should show it, some do, and of parts that can't be told apart
    /// it is all there is.
    private mutating func readAround(_ part: MIMEPart, _ name: String?) {
        if part.isUnparted { note(name ?? part.type, "a set of parts without a usable boundary", isOdd: true) }
        for bytes in part.around {
            guard let (look, text) = PartLook.around(bytes) else { continue }
            let limit = max(0, min(MIMEMessage.mostText, room))
            isCut = isCut || text.utf8.count > limit
            let piece = String(decoding: text.utf8.prefix(limit), as: UTF8.self)
            room = max(0, room - piece.utf8.count)
            items.append(Item(isHTML: look == .html, isInline: false, text: piece, label: "text around the parts"))
            if look != .html { lookForFiles(piece, depth: part.depth + 1) }
            if text.lowercased().contains("content-transfer-encoding") {
                note("text around the parts", "a part out of its place", isOdd: true)
            }
        }
    }

    private func whole(_ why: String, _ isWhole: Bool) -> String {
        isWhole && why.hasPrefix("encrypted") ? why.replacing("encrypted", with: "encrypted as a whole") : why
    }

    private static func listed(_ part: MIMEPart, _ name: String?, _ depth: Int) -> SampleMessage.Part {
        SampleMessage.Part(
            depth: depth + part.depth, type: part.type, charset: part.charset, fileName: name,
            otherNames: part.names.filter { $0 != name }, size: part.content.count, head: Array(part.content.prefix(8)))
    }

    private mutating func note(_ name: String, _ why: String, isOdd: Bool) {
        guard unseen.count < Self.mostUnseen else { return isCut = true }
        unseen.append(SampleMessage.Unseen(name, why, isOdd: isOdd))
    }

    private mutating func note(_ name: String, _ why: String, _ isOdd: Bool) { note(name, why, isOdd: isOdd) }

    /// Where a part lies that is kept elsewhere.
    private mutating func addPlace(_ part: MIMEPart) {
        guard part.type == "message/external-body", let target = part.parameters.text("url") else { return }
        add(.init(shown: "", target: target.filter { !$0.isWhitespace }))
    }

    /// A message that came as a file, or in a transfer encoding that no message may have.
    private mutating func open(_ part: MIMEPart, _ name: String?, depth: Int, level: Int) {
        guard level <= Self.deepest, parts.count < MIMEMessage.mostParts,
            let message = MIMEMessage(bytes: MessageGuard.guarded(part.content), readsParts: true)
        else { return note(name ?? part.type, "a mail in too many others", isOdd: true) }
        addHeaders(message.headers)
        read(message, depth: depth, level: level)
    }

    /// The head of a mail in the mail.
    private mutating func addHeaders(_ headers: [RawHeader]) {
        let lines = ["From", "Reply-To", "To", "Subject", "Date"].flatMap { name in
            headers.all(name.lowercased()).prefix(3).map { "\(name): \($0.value)" }
        }
        items.append(Item(isHTML: false, isInline: false, text: lines.joined(separator: "\n"), label: "mail inside"))
    }

    private mutating func add(_ part: MIMEPart, _ look: PartLook, _ name: String?, _ level: Int) {
        let isHTML = look == .html
        guard isHTML || look == .plain || look == .folded else { return }
        let label = isHTML ? part.charset ?? Charset.inMeta(part.content) : part.charset
        let limit = min(MIMEMessage.mostText, room)
        var text = Charset.text(part.content, label: label, limit: limit).withPlainLineEnds
        if text.utf8.count > limit { text = String(decoding: text.utf8.prefix(limit), as: UTF8.self) }
        isCut = isCut || text.utf8.count >= limit
        room = max(0, room - text.utf8.count)
        if look == .folded {
            lookForFolded(text, depth: part.depth + 1)
            text = PlainForms.unfolded(text)
        } else if !isHTML, part.parameters.text("format")?.lowercased() == "flowed" {
            text = PlainForms.unflowed(text, deletesSpace: part.parameters.text("delsp")?.lowercased() == "yes")
        }
        items.append(
            Item(isHTML: isHTML, isInline: part.isInline && level == 0, text: text, label: name ?? part.type))
        if !isHTML { lookForFiles(text, depth: part.depth + 1) }
    }

    /// Files and sealed text that are written into a plain one.
    private mutating func lookForFiles(_ text: String, depth: Int) {
        if text.holds("-----BEGIN PGP MESSAGE-----") { note("a passage", "encrypted (PGP)", isOdd: true) }
        if text.holds("-----BEGIN PKCS7-----") || text.holds("-----BEGIN CMS-----") {
            note("a passage", "encrypted (S/MIME)", isOdd: true)
        }
        for file in TextFile.all(in: text) { add(file, depth) }
    }

    /// Where entries of a calendar or a card lead, and files within them.
    private mutating func lookForFolded(_ text: String, depth: Int) {
        let entries = FoldedEntries(text)
        entries.targets.forEach { add(.init(shown: "", target: $0)) }
        entries.files.forEach { add($0, depth) }
    }

    private mutating func add(_ file: TextFile, _ depth: Int) {
        guard parts.count < MIMEMessage.mostParts else { return isCut = true }
        parts.append(.init(depth: depth, type: file.form, fileName: file.name, size: file.size, head: file.head))
        note(file.name, "a file within the text", isOdd: true)
    }

    // MARK: - Texts

    /// Chooses the text of the mail; all others follow it.
    private mutating func arrange() {
        var plain = items.firstIndex { !$0.isHTML && $0.isInline && !$0.isBlank }
        var html = items.firstIndex { $0.isHTML && $0.isInline && !$0.isBlank }
        if plain == nil, html == nil {
            // Text that is attached or enclosed is better than none.
            plain = items.firstIndex { !$0.isHTML && $0.label != "mail inside" && !$0.isBlank }
            html = items.firstIndex { $0.isHTML && !$0.isBlank }
        }
        let rendered = html.map { render(items[$0].text) }
        if let plain { addLinks(items[plain].text) }
        isFromHTML = plain == nil && rendered != nil
        text = plain.map { items[$0].text } ?? rendered ?? ""
        textOfHTML = plain == nil ? nil : rendered
        var beside = Self.mostBeside
        for (index, item) in items.enumerated() where index != plain && index != html && !item.isBlank {
            let said = item.isHTML ? render(item.text) : item.text
            if !item.isHTML { addLinks(said, isCalendar: said.holds("BEGIN:VCALENDAR")) }
            let piece = said.utf8.prefix(max(0, min(beside, 100 << 10)))
            beside -= piece.count
            isCut = isCut || piece.count < said.utf8.count
            let title = text.isEmpty ? "" : "\(text.hasSuffix("\n") ? "" : "\n")\n--- \(item.label) ---\n"
            text += title + String(decoding: piece, as: UTF8.self) + "\n"
        }
    }

    /// The text of a page, whose links and oddities are taken up.
    private mutating func render(_ html: String) -> String {
        let read = HTMLText(html, firstLink: links.count + 1)
        for link in read.links { add(link) }
        isCut = isCut || read.isCut
        page.hidden += read.page.hidden.prefix(100 - min(100, page.hidden.count))
        page.pictures += read.page.pictures.prefix(100 - min(100, page.pictures.count))
        page.forms += read.page.forms.prefix(100 - min(100, page.forms.count))
        page.moves += read.page.moves.prefix(100 - min(100, page.moves.count))
        page.hasScript = page.hasScript || read.page.hasScript
        return read.text
    }

    /// Addresses in plain text that no page has.
    private mutating func addLinks(_ text: String, isCalendar: Bool = false) {
        var known = Set(links.map(\.target))
        let pages = isCalendar ? HTMLText(text).links : []
        for link in pages + TextLinks.links(in: text) where known.insert(link.target).inserted { add(link) }
    }

    private mutating func add(_ link: SampleMessage.Link) {
        guard links.count < Self.mostLinks else { return isCut = true }
        links.append(link)
    }
}
