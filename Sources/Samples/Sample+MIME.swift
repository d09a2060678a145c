import Foundation
internal import Records

extension Sample {
    /// What the list shows of a message. `arrival` in seconds since 1970 stands in for a date that is missing.
    /// `customerHeader` names the header that tells the customer.
    init(
        id: String, message: MIMEMessage?, arrival: Double, size: Int,
        customerHeader: String = SampleBox.customerHeader
    ) {
        let checks = Authentication(headers: message?.values("Authentication-Results") ?? [])
        self.init(
            id: id, date: message?.date ?? arrival, customer: Self.word(message?.value(customerHeader)),
            record: Self.word(message?.value("X-SG-Sample-Record")), from: message?.value("From") ?? "",
            sender: message?.sender, subject: message?.value("Subject") ?? "", spf: checks.spf, dkim: checks.dkim,
            dmarc: checks.dmarc,
            score: Self.score(message), size: size)
    }

    private static func word(_ value: String?) -> String? {
        let word = value?.trimmingCharacters(in: .whitespaces)
        return word?.isEmpty == true ? nil : word
    }

    /// `X-Spam-Score: 5.2`, or the `score=` or older `hits=` of X-Spam-Status.
    private static func score(_ message: MIMEMessage?) -> Double? {
        guard let message else { return nil }
        if let value = message.value("X-Spam-Score"), let score = number(value[...]) { return score }
        guard let status = message.value("X-Spam-Status") else { return nil }
        for name in ["score=", "hits="] {
            if let range = status.range(of: name), let score = number(status[range.upperBound...]) { return score }
        }
        return nil
    }

    private static func number(_ text: Substring) -> Double? {
        let digits = text.drop { $0 == " " }.prefix { ("0"..."9").contains($0) || ".+-".contains($0) }
        return Double(digits)
    }
}
