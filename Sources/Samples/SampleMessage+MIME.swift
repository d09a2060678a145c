internal import Records

extension SampleMessage {
    /// A message from its bytes; of what can't be read as one, the bytes as text.
    init(id: String, bytes: [UInt8], arrival: Double, size: Int) {
        let message = MIMEMessage(bytes: MessageGuard.guarded(bytes), readsText: true)
        let html = message?.html.map { HTMLText($0) }
        let sample = Sample(id: id, message: message, arrival: arrival, size: size)
        if let plain = message?.plain, html == nil || plain.utf8.contains(where: { $0 > 0x20 }) {
            self.init(
                sample: sample, headers: message?.headers ?? [], text: plain, textIsFromHTML: false,
                parts: message?.parts ?? [], links: html?.links ?? [])
        } else if let html {
            self.init(
                sample: sample, headers: message?.headers ?? [], text: html.text, textIsFromHTML: true,
                parts: message?.parts ?? [], links: html.links)
        } else {
            let raw = message == nil ? String(decoding: bytes.prefix(MIMEMessage.mostText), as: UTF8.self) : ""
            self.init(
                sample: sample, headers: message?.headers ?? [], text: raw, textIsFromHTML: false,
                parts: message?.parts ?? [], links: [])
        }
    }
}
