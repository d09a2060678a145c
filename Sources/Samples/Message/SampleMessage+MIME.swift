internal import Records

extension SampleMessage {
    /// A message from its bytes, of which there may be fewer than its size; of what can't be read as one, the bytes as text.
    init(
        id: String, bytes: [UInt8], arrival: Double, size: Int, names: ServerHeaders.Names = ServerHeaders.Names()
    ) {
        let guarded = MessageGuard.guarded(bytes)
        guard let message = MIMEMessage(bytes: guarded, readsParts: true) else {
            let sample = Sample(id: id, message: nil, arrival: arrival, size: size, names: names)
            let text = String(decoding: bytes.prefix(MIMEMessage.mostText), as: UTF8.self)
            self.init(sample: sample, headers: [], text: text, textIsFromHTML: false, parts: [], links: [], isCut: true)
            return
        }
        let reading = MessageReading(message)
        let server = ServerHeaders(message.headers, names)
        let report = ReportReading(message, names)?.report
        self.init(
            sample: Sample(
                id: id, message: message, arrival: arrival, size: size, names: names, report: report),
            headers: message.headers.map(\.decoded), text: reading.text, textIsFromHTML: reading.isFromHTML,
            textOfHTML: reading.textOfHTML, parts: reading.parts, links: reading.links, page: reading.page,
            checks: server.checks.checks(received: message.headers.first("received")?.value),
            headersOfServer: message.headers.ofServer, claims: server.claims, unseen: reading.unseen,
            isCut: bytes.count < size || guarded.count < bytes.count || reading.isCut)
    }
}
