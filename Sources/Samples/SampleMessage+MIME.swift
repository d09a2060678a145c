internal import Records

extension SampleMessage {
    /// A message from its bytes, of which there may be fewer than its size; of what can't be read as one, the bytes as text.
    init(
        id: String, bytes: [UInt8], arrival: Double, size: Int, customerHeader: String = SampleBox.customerHeader
    ) {
        let guarded = MessageGuard.guarded(bytes)
        let message = MIMEMessage(bytes: guarded, readsText: true)
        let html = message?.html.map { HTMLText($0) }
        let (text, isHTML) = Self.text(message, html, bytes)
        let checks = Authentication(headers: message?.values("Authentication-Results") ?? [])
        self.init(
            sample: Sample(id: id, message: message, arrival: arrival, size: size, customerHeader: customerHeader),
            headers: message?.headers ?? [], text: text, textIsFromHTML: isHTML,
            textOfHTML: isHTML ? nil : html?.text, parts: message?.parts ?? [],
            links: html?.links ?? TextLinks.links(in: text), page: html?.page ?? Page(),
            checks: checks.checks(received: message?.value("Received")),
            isCut: bytes.count < size || guarded.count < bytes.count || message?.isCut == true)
    }

    private static func text(
        _ message: MIMEMessage?, _ html: HTMLText?, _ bytes: [UInt8]
    ) -> (text: String, isHTML: Bool) {
        guard let message else { return (String(decoding: bytes.prefix(MIMEMessage.mostText), as: UTF8.self), false) }
        if let plain = message.plain, html == nil || plain.utf8.contains(where: { $0 > 0x20 }) { return (plain, false) }
        return html.map { ($0.text, true) } ?? ("", false)
    }
}

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
