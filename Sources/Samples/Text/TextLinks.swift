internal import Records

/// Web addresses in plain text, which mail programs make links of.
enum TextLinks {
    private static let most = 500
    private static let longest = 2_000

    static func links(in text: String) -> [SampleMessage.Link] {
        var found: [SampleMessage.Link] = []
        var rest = text.utf8[...]
        while found.count < most, let colon = rest.firstIndex(of: 0x3A) {
            let end = rest.index(after: colon)
            defer { rest = rest[end...] }
            guard rest[end...].starts(with: "//".utf8) else { continue }
            let name = rest[..<colon].suffix(5)
            guard let scheme = ["https", "http"].first(where: { ends(name, with: $0) }) else { continue }
            let body = rest[end...].prefix(longest).prefix { $0 > 0x20 && !#""<>"#.utf8.contains($0) }
            var address = scheme + ":" + String(decoding: body, as: UTF8.self)
            while let last = address.last, ".,;:!?)]}'".contains(last) { address.removeLast() }
            found.append(SampleMessage.Link(shown: address, target: address))
        }
        return found
    }

    private static func ends(_ bytes: Substring.UTF8View, with scheme: String) -> Bool {
        bytes.count >= scheme.utf8.count
            && zip(bytes.suffix(scheme.utf8.count), scheme.utf8).allSatisfy { $0 | 0x20 == $1 }
    }
}
