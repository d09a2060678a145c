internal import Records

/// What in HTML is not text: comments, frames, scripts, what is loaded and where it leads by itself.
extension HTMLText {
    func starts(with text: StaticString, at index: Int) -> Bool {
        text.withUTF8Buffer { pattern in
            index + pattern.count <= bytes.count
                && pattern.indices.allSatisfy { bytes[index + $0] == pattern[$0] }
        }
    }

    /// Behind the next such text; the end where there is none.
    func end(of text: StaticString, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if starts(with: text, at: index) { return index + text.utf8CodeUnitCount }
            index += 1
        }
        return bytes.count
    }

    /// Behind a comment that begins here: browsers end it at `>` and `->` too where it has just begun, and at `--!>`. What
    /// only some mail programs show is looked at for its links.
    mutating func comment(_ start: Int) -> Int {
        if starts(with: ">", at: start) { return start + 1 }
        if starts(with: "->", at: start) { return start + 2 }
        var end = start
        while end < bytes.count, !starts(with: "-->", at: end), !starts(with: "--!>", at: end) { end += 1 }
        let text = bytes[start..<end]
        if !isConditional, text.starts(with: "[if".utf8), let open = text.firstIndex(of: 0x3E) {
            lookInto(String(decoding: text[(open + 1)...], as: UTF8.self))
        }
        return self.end(of: ">", from: min(end, bytes.count))
    }

    /// What leads somewhere without words of its own.
    mutating func frame(_ tag: HTMLTag) {
        let target = ["href", "src", "data"].lazy.compactMap { tag.attributes[$0] }.first
        guard !tag.isEnd, let target else { return }
        add(.init(shown: HTMLEntities.decoded(tag.attributes["alt"] ?? ""), target: HTMLEntities.decoded(target)))
    }

    /// A page that moves on by itself: `5; url=https://…`, of which browsers need the address alone.
    mutating func refresh(_ tag: HTMLTag) {
        guard tag.attributes["http-equiv"]?.lowercased() == "refresh",
            let content = tag.attributes["content"].map(HTMLEntities.decoded)
        else { return }
        let isBlank = { (character: Character) in character.isWhitespace }
        let behindTime = content[...].drop { $0.isNumber || $0 == "." || $0.isWhitespace }
        var rest = behindTime.drop { $0 == ";" || $0 == "," || $0.isWhitespace }
        if rest.prefix(3).lowercased() == "url" {
            let behind = rest.dropFirst(3).drop(while: isBlank)
            if behind.first == "=" { rest = behind.dropFirst().drop(while: isBlank) }
        }
        let target = rest.first == "\"" || rest.first == "'" ? rest.dropFirst().prefix { $0 != rest.first } : rest
        guard !target.isEmpty else { return }
        add(.init(shown: "", target: String(target)))
        note(String(target), in: \.moves)
    }

    /// A page within the page: its links, forms and scripts.
    private mutating func lookInto(_ html: String) {
        let inner = HTMLText(html, isConditional: true)
        conditional += inner.links.prefix(Self.mostLinks - min(Self.mostLinks, conditional.count))
        isCut = isCut || inner.isCut
        for form in inner.page.forms { note(form, in: \.forms) }
        for move in inner.page.moves { note(move, in: \.moves) }
        page.hasScript = page.hasScript || inner.page.hasScript
    }

    /// What an element runs, loads or leads to, whatever it is called.
    mutating func lookAtAttributes(of tag: HTMLTag) {
        for (name, value) in tag.attributes where name.hasPrefix("on") && name.count > 3 || name == "style" {
            if name != "style" {
                page.hasScript = true
            } else if value.contains("(") {
                StyleSheet.addresses(in: HTMLEntities.decoded(value)).forEach { note($0, in: \.pictures) }
            }
        }
        guard !tag.isEnd else { return }
        let isFrame = HTMLElements.frames.contains(tag.name)
        for name in HTMLElements.loaded where !isFrame {
            guard let value = tag.attributes[name].map(HTMLEntities.decoded) else { continue }
            let isSet = name.hasSuffix("srcset")
            let sources =
                isSet
                ? value.split(separator: ",").compactMap { $0.split(whereSeparator: \.isWhitespace).first }
                : [value[...]]
            sources.prefix(20).forEach { note(String($0), in: \.pictures) }
        }
        guard let target = tag.attributes["href"] ?? tag.attributes["xlink:href"],
            !HTMLElements.known.contains(tag.name)
        else { return }
        if HTMLElements.loading.contains(tag.name) {
            note(HTMLEntities.decoded(target), in: \.pictures)
        } else if !target.hasPrefix("#") {
            add(.init(shown: "", target: HTMLEntities.decoded(target)))
        }
    }

    /// Passes over an element; of style sheets the rules are read, and a script is told.
    mutating func drop(_ tag: HTMLTag) -> Int {
        let end = endOfDropped(tag)
        if tag.name == "script" { page.hasScript = true }
        if tag.name == "iframe" {
            frame(tag)
            if !isConditional, let page = tag.attributes["srcdoc"] { lookInto(HTMLEntities.decoded(page)) }
        }
        if tag.name == "style" {
            sheets += 1
            guard sheets <= Self.mostSheets else {
                isCut = true
                return end
            }
            let sheet = String(decoding: bytes[tag.end..<max(tag.end, end)].prefix(100_000), as: UTF8.self)
            rules.add(sheet)
            StyleSheet.addresses(in: sheet).forEach { note($0, in: \.pictures) }
        }
        return end
    }

    /// Behind the end tag that belongs to a dropped one; the end where there is none.
    private func endOfDropped(_ tag: HTMLTag) -> Int {
        let name = Array(tag.name.utf8)
        var index = tag.end
        while index + name.count + 1 < bytes.count {
            if bytes[index] == 0x3C, bytes[index + 1] == 0x2F,
                name.indices.allSatisfy({ bytes[index + 2 + $0] | 0x20 == name[$0] | 0x20 }),
                index + 2 + name.count == bytes.count || HTMLTag.endsName(bytes[index + 2 + name.count])
            {
                return end(of: ">", from: index + 2 + name.count)
            }
            index += 1
        }
        return bytes.count
    }
}
