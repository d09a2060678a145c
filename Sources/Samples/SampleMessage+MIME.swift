internal import Records

extension SampleMessage {
    /// A message from its bytes, of which there may be fewer than its size; of what can't be read as one, the bytes as text.
    init(id: String, bytes: [UInt8], arrival: Double, size: Int) {
        let guarded = MessageGuard.guarded(bytes)
        let message = MIMEMessage(bytes: guarded, readsText: true)
        let html = message?.html.map { HTMLText($0) }
        let (text, isHTML) = Self.text(message, html, bytes)
        self.init(
            sample: Sample(id: id, message: message, arrival: arrival, size: size), headers: message?.headers ?? [],
            text: text, textIsFromHTML: isHTML, parts: message?.parts ?? [], links: html?.links ?? [],
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
