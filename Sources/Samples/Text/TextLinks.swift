internal import Records

/// Web addresses in plain text, which mail programs make links of.
enum TextLinks {
    private static let most = 500
    private static let longest = 2_000
    private static let schemes = ["https", "http", "ftp"]

    static func links(in text: String) -> [SampleMessage.Link] {
        var found: [SampleMessage.Link] = []
        let bytes = Array(text.utf8)
        for index in bytes.indices where bytes[index] == 0x3A || bytes[index] | 0x20 == 0x77 {
            guard let link = bytes[index] == 0x3A ? address(bytes, index) : bare(bytes, index) else { continue }
            found.append(link)
            if found.count == most { break }
        }
        return found
    }

    /// `https://…` whose colon this is.
    private static func address(_ bytes: [UInt8], _ colon: Int) -> SampleMessage.Link? {
        guard bytes[(colon + 1)...].starts(with: "//".utf8),
            let scheme = schemes.first(where: { ends(bytes[..<colon].suffix(5), with: $0) })
        else { return nil }
        let start = colon - scheme.utf8.count
        let body = inBrackets(bytes, start, colon + 1) ?? plain(bytes[(colon + 1)...])
        let address = scheme + ":" + body
        return SampleMessage.Link(shown: address, target: address)
    }

    /// `www.shop.example`, which stands for itself.
    private static func bare(_ bytes: [UInt8], _ start: Int) -> SampleMessage.Link? {
        guard start + 4 < bytes.count, bytes[start + 3] == 0x2E,
            (start..<start + 3).allSatisfy({ bytes[$0] | 0x20 == 0x77 }), bytes[start + 4] > 0x2F,
            start == 0 || !isOfAddress(bytes[start - 1])
        else { return nil }
        let shown = plain(bytes[start...])
        return shown.dropFirst(4).contains(".") ? SampleMessage.Link(shown: shown, target: "http://" + shown) : nil
    }

    /// Letters, digits and what else may stand before `www.` within an address.
    private static func isOfAddress(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x2D && byte <= 0x39 || byte == 0x40
            || byte == 0x5F
    }

    /// An address in angle brackets goes on over the ends of lines (RFC 3986, appendix C).
    private static func inBrackets(_ bytes: [UInt8], _ start: Int, _ body: Int) -> String? {
        let isOpen = start > 0 && (bytes[start - 1] == 0x3C || bytes[..<start].suffix(5).elementsEqual("<URL:".utf8))
        guard isOpen, let end = bytes[body...].prefix(longest).firstIndex(where: { $0 == 0x3E || $0 == 0x3C }),
            bytes[end] == 0x3E
        else { return nil }
        let lines = bytes[body..<end].split(separator: 0x0A).map { line in
            line.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed()
        }
        guard lines.count > 1, lines.count < 20, !lines.contains(where: { $0.contains(0x20) }) else { return nil }
        return String(decoding: lines.joined(), as: UTF8.self)
    }

    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        var body = bytes.prefix(longest).prefix { $0 > 0x20 && !#""<>"#.utf8.contains($0) }
        // The words of a link in Markdown end where its address begins.
        if let words = body.indices.dropLast().first(where: { body[$0] == 0x5D && body[$0 + 1] == 0x28 }) {
            body = body[..<words]
        }
        var address = String(decoding: body, as: UTF8.self)
        while let last = address.last, ".,;:!?)]}'".contains(last) { address.removeLast() }
        return address
    }

    private static func ends(_ bytes: ArraySlice<UInt8>, with scheme: String) -> Bool {
        bytes.count >= scheme.utf8.count
            && zip(bytes.suffix(scheme.utf8.count), scheme.utf8).allSatisfy { $0 | 0x20 == $1 }
    }
}
