internal import Records

/// The text of HTML, for reading in a terminal: blocks become lines, links get numbers, nothing is run or loaded.
struct HTMLText {
    private(set) var links: [SampleMessage.Link] = []
    let bytes: [UInt8]
    private var output: [UInt8] = []
    /// Line feeds at the end of `output`.
    private var feeds = 2
    private var needsSpace = false
    private var preformatted = 0
    private var link: (target: String, start: Int, isHidden: Bool)?
    /// What was found beside text and links.
    var page = SampleMessage.Page()
    /// Elements that are open, each with its style; those further out than the deepest are not told apart.
    private var open: [(name: String, style: Styling)] = []
    private var style = Styling()
    var rules = StyleSheet()
    var sheets = 0
    /// What is hidden and not yet listed, and how.
    private var hidden: [UInt8] = []
    private var hiddenBy = ""

    static let mostLinks = 500
    private static let mostShown = 200
    private static let mostOpen = 200
    /// Elements that an end tag is looked for among.
    private static let mostClosed = 50
    private static let mostListed = 100
    private static let mostHidden = 2_000
    static let mostSheets = 100
    /// Whether there are more links than are listed.
    var isCut = false
    /// What relative addresses begin with.
    private var base = ""
    /// The number of the first link.
    private let first: Int
    /// Links that only some mail programs show: of conditional comments.
    var conditional: [SampleMessage.Link] = []
    let isConditional: Bool

    init(_ html: String, firstLink first: Int = 1, isConditional: Bool = false) {
        // Some mail programs leave NULs out; what they make of the rest counts.
        bytes = Array(html.utf8.contains(0) ? html.utf8.filter { $0 != 0 } : Array(html.utf8))
        self.first = first
        self.isConditional = isConditional
        output.reserveCapacity(bytes.count / 2)
        var index = 0
        while index < bytes.count { index = step(index) }
        closeLink()
        listHidden()
        while let last = output.last, HTMLTag.isSpace(last) { output.removeLast() }
        let known = Set(links.map(\.target))
        for link in conditional where !known.contains(link.target) { add(link) }
        resolve()
    }

    /// What is not a whole address leads below the base, where the page tells one.
    private mutating func resolve() {
        if base.hasPrefix("//") || base.hasPrefix("\\\\") { base = "https:" + base }
        guard !base.isEmpty else { return }
        links = links.map { link in
            .init(shown: link.shown, target: HTMLBase.resolved(link.target, base), isHidden: link.isHidden)
        }
        page.forms = page.forms.map { HTMLBase.resolved($0, base) }
        page.pictures = page.pictures.map { HTMLBase.resolved($0, base) }
    }

    mutating func add(_ link: SampleMessage.Link) {
        guard links.count < Self.mostLinks else { return isCut = true }
        links.append(link)
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    /// Reads what stands at `index`; where the next thing stands.
    private mutating func step(_ index: Int) -> Int {
        switch bytes[index] {
        case 0x3C: return markup(index)
        case 0x26:
            guard let found = HTMLEntities.decode(bytes, at: index) else { break }
            found.text == " " ? space() : write(found.text.utf8)
            return found.end
        case let byte where HTMLTag.isSpace(byte):
            byte == 0x0A && preformatted > 0 ? feed(atLeast: feeds + 1) : space()
            return index + 1
        default: break
        }
        write(CollectionOfOne(bytes[index]))
        return index + 1
    }

    private mutating func markup(_ index: Int) -> Int {
        if starts(with: "<!--", at: index) { return comment(index + 4) }
        if index + 1 < bytes.count, bytes[index + 1] == 0x21 || bytes[index + 1] == 0x3F {
            return end(of: ">", from: index + 2)
        }
        guard let tag = HTMLTag(bytes, at: index) else {
            write(CollectionOfOne(bytes[index]))
            return index + 1
        }
        if !tag.isEnd, HTMLElements.dropped.contains(tag.name) { return drop(tag) }
        if !tag.isCut { apply(tag) }
        return tag.end
    }

    private mutating func apply(_ tag: HTMLTag) {
        enter(tag)
        if HTMLElements.paragraphs.contains(tag.name) {
            feed(atLeast: 2)
        } else if HTMLElements.lines.contains(tag.name) {
            feed(atLeast: 1)
        }
        if !tag.attributes.isEmpty { lookAtAttributes(of: tag) }
        switch tag.name {
        case "br": feed(atLeast: min(feeds + 1, 2))
        case "td", "th": space()
        case "li" where !tag.isEnd: write("- ".utf8)
        case "form" where !tag.isEnd: note(HTMLEntities.decoded(tag.attributes["action"] ?? ""), in: \.forms)
        case "button", "input":
            if let target = tag.attributes["formaction"] { note(HTMLEntities.decoded(target), in: \.forms) }
        case "base":
            if base.isEmpty { base = HTMLEntities.decoded(tag.attributes["href"] ?? "") }
        case "meta": refresh(tag)
        case "area", "embed", "object", "frame": frame(tag)
        case "img", "image":
            if let text = tag.attributes["alt"] { writeCollapsed(HTMLEntities.decoded(text)) }
        case "pre": preformatted = max(0, preformatted + (tag.isEnd ? -1 : 1))
        case "a":
            closeLink()
            let target = tag.attributes["href"] ?? tag.attributes["xlink:href"]
            if !tag.isEnd, let target { openLink(HTMLEntities.decoded(target)) }
        default: break
        }
    }

    /// Keeps track of what is open, and of whether it can be seen.
    private mutating func enter(_ tag: HTMLTag) {
        if tag.isEnd {
            guard let place = open.suffix(Self.mostClosed).lastIndex(where: { $0.name == tag.name }) else { return }
            open.removeSubrange(place...)
        } else {
            let isNext = HTMLElements.followers.contains(tag.name) && open.last?.name == tag.name
            let endsParagraph =
                open.last?.name == "p"
                && (HTMLElements.lines.contains(tag.name) || HTMLElements.paragraphs.contains(tag.name))
            if isNext || endsParagraph { open.removeLast() }
            guard !HTMLElements.empty.contains(tag.name), open.count < Self.mostOpen else { return }
            open.append((tag.name, (open.last?.style ?? Styling()).inside(tag, rules: rules)))
        }
        style = open.last?.style ?? Styling()
        if style.hiddenBy == nil { listHidden() }
    }

    mutating func note(_ text: String, in list: WritableKeyPath<SampleMessage.Page, [String]>) {
        if page[keyPath: list].count < Self.mostListed { page[keyPath: list].append(String(text.prefix(2_000))) }
    }

    /// Lists what was hidden until here, unless it is made of blanks and of nothing.
    private mutating func listHidden() {
        defer { hidden.removeAll(keepingCapacity: true) }
        guard !hidden.isEmpty, page.hidden.count < Self.mostListed else { return }
        let text = String(decoding: hidden, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return }
        page.hidden.append(.init(text: text, how: hiddenBy))
    }

    private mutating func openLink(_ target: String) {
        let isHidden = style.hiddenBy != nil
        link = (target, isHidden ? hidden.count : output.count, isHidden)
    }

    /// Numbers the link in the text, `[1]`, and lists it.
    private mutating func closeLink() {
        guard let open = link else { return }
        link = nil
        let text = open.isHidden ? hidden : output
        let shown = String(decoding: text[min(open.start, text.count)...], as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        add(.init(shown: String(shown.prefix(Self.mostShown)), target: open.target, isHidden: open.isHidden))
        guard !open.isHidden, !isCut, !isConditional else { return }
        needsSpace = !shown.isEmpty
        write("[\(first + links.count - 1)]".utf8)
    }

    private mutating func space() {
        if style.hiddenBy != nil { return writeHidden(CollectionOfOne(0x20)) }
        if preformatted > 0 { write(CollectionOfOne(0x20)) } else { needsSpace = true }
    }

    private mutating func writeHidden(_ text: some Collection<UInt8>) {
        if hidden.isEmpty { hiddenBy = style.hiddenBy ?? "" }
        if hidden.count < Self.mostHidden { hidden.append(contentsOf: text) }
    }

    private mutating func write(_ text: some Collection<UInt8>) {
        if style.hiddenBy != nil { return writeHidden(text) }
        if needsSpace, feeds == 0 { output.append(0x20) }
        needsSpace = false
        feeds = 0
        output.append(contentsOf: text)
    }

    private mutating func writeCollapsed(_ text: String) {
        for word in text.split(whereSeparator: \.isWhitespace) {
            needsSpace = true
            write(word.utf8)
        }
    }

    private mutating func feed(atLeast count: Int) {
        if style.hiddenBy != nil { return writeHidden(CollectionOfOne(0x20)) }
        needsSpace = false
        while feeds < count {
            output.append(0x0A)
            feeds += 1
        }
    }
}
