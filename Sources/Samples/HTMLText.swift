internal import Records

/// The text of HTML, for reading in a terminal: blocks become lines, links get numbers, nothing is run or loaded.
struct HTMLText {
    private(set) var links: [SampleMessage.Link] = []
    private let bytes: [UInt8]
    private var output: [UInt8] = []
    /// Line feeds at the end of `output`.
    private var feeds = 2
    private var needsSpace = false
    private var preformatted = 0
    private var link: (target: String, start: Int)?

    private static let mostLinks = 500
    private static let mostShown = 200
    /// What stands in these is not for reading.
    private static let dropped: Set<String> = [
        "script", "style", "title", "noscript", "template", "iframe", "object", "svg", "textarea", "select",
    ]
    private static let lines: Set<String> = [
        "div", "tr", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "header", "footer", "address", "form",
        "main", "nav", "center", "caption", "thead", "tbody", "tfoot",
    ]
    private static let paragraphs: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "pre", "hr",
    ]

    init(_ html: String) {
        bytes = Array(html.utf8)
        output.reserveCapacity(bytes.count / 2)
        var index = 0
        while index < bytes.count { index = step(index) }
        closeLink()
        while let last = output.last, HTMLTag.isSpace(last) { output.removeLast() }
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
        if starts(with: "<!--", at: index) { return end(of: "-->", from: index + 4) }
        if index + 1 < bytes.count, bytes[index + 1] == 0x21 || bytes[index + 1] == 0x3F {
            return end(of: ">", from: index + 2)
        }
        guard let tag = HTMLTag(bytes, at: index) else {
            write(CollectionOfOne(bytes[index]))
            return index + 1
        }
        if !tag.isEnd, Self.dropped.contains(tag.name) { return endOfDropped(tag) }
        if !tag.isCut { apply(tag) }
        return tag.end
    }

    private mutating func apply(_ tag: HTMLTag) {
        if Self.paragraphs.contains(tag.name) {
            feed(atLeast: 2)
        } else if Self.lines.contains(tag.name) {
            feed(atLeast: 1)
        }
        switch tag.name {
        case "br": feed(atLeast: min(feeds + 1, 2))
        case "td", "th": space()
        case "li" where !tag.isEnd: write("- ".utf8)
        case "img": if let text = tag.attributes["alt"] { writeCollapsed(HTMLEntities.decoded(text)) }
        case "pre": preformatted = max(0, preformatted + (tag.isEnd ? -1 : 1))
        case "a":
            closeLink()
            if !tag.isEnd, let target = tag.attributes["href"] { openLink(HTMLEntities.decoded(target)) }
        default: break
        }
    }

    private mutating func openLink(_ target: String) {
        link = (target, output.count)
    }

    /// Numbers the link in the text, `[1]`, and lists it.
    private mutating func closeLink() {
        guard let open = link else { return }
        link = nil
        guard links.count < Self.mostLinks else { return }
        let shown = String(decoding: output[min(open.start, output.count)...], as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        links.append(SampleMessage.Link(shown: String(shown.prefix(Self.mostShown)), target: open.target))
        needsSpace = !shown.isEmpty
        write("[\(links.count)]".utf8)
    }

    private mutating func space() {
        if preformatted > 0 { write(CollectionOfOne(0x20)) } else { needsSpace = true }
    }

    private mutating func write(_ text: some Collection<UInt8>) {
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
        needsSpace = false
        while feeds < count {
            output.append(0x0A)
            feeds += 1
        }
    }

    private func starts(with text: StaticString, at index: Int) -> Bool {
        text.withUTF8Buffer { pattern in
            index + pattern.count <= bytes.count
                && pattern.indices.allSatisfy { bytes[index + $0] == pattern[$0] }
        }
    }

    /// Behind the next such text; the end where there is none.
    private func end(of text: StaticString, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if starts(with: text, at: index) { return index + text.utf8CodeUnitCount }
            index += 1
        }
        return bytes.count
    }

    /// Behind the end tag that belongs to a dropped one; the end where there is none.
    private func endOfDropped(_ tag: HTMLTag) -> Int {
        let name = Array(tag.name.utf8)
        var index = tag.end
        while index + name.count + 1 < bytes.count {
            if bytes[index] == 0x3C, bytes[index + 1] == 0x2F,
                name.indices.allSatisfy({ bytes[index + 2 + $0] | 0x20 == name[$0] | 0x20 })
            {
                return end(of: ">", from: index + 2 + name.count)
            }
            index += 1
        }
        return bytes.count
    }
}
