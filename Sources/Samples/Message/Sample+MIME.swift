internal import Records

extension Sample {
    /// What the list shows of a message. `arrival` in seconds since 1970 stands in for a date that is missing.
    init(
        id: String, message: MIMEMessage?, arrival: Double, size: Int,
        names: ServerHeaders.Names = ServerHeaders.Names(), report: MailReport? = nil
    ) {
        let headers = message?.headers ?? []
        let server = ServerHeaders(headers, names)
        self.init(
            id: id, date: message?.date ?? arrival, customer: server.customer, record: server.record,
            from: headers.first("from")?.value ?? "", sender: message?.sender,
            fromTrouble: FromHeader(headers.all("from")).trouble, subject: headers.first("subject")?.value ?? "",
            spf: server.checks.spf, dkim: server.checks.dkim, dmarc: server.checks.dmarc, score: server.score,
            size: size, report: report)
    }
}
