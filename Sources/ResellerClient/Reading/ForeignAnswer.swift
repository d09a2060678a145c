import Foundation
import ResellerAPI

/// Tells what came where the service's own answer should be: a redirect, or the page of a proxy or a network login.
enum ForeignAnswer {
    /// What came, in words; nil for what may be an answer of the service.
    static func what(_ response: TransportResponse) -> String? {
        if (300..<400).contains(response.status) { return redirect(response) }
        return isWebPage(response.body) ? "a web page instead of an answer\(suffix(response.status))" : nil
    }

    /// For a body that is neither an answer nor a refusal in the service's own form.
    static func other(_ response: TransportResponse) -> String {
        let what = WireReader.firstByte(of: response.body) == nil ? "an empty body" : "other words"
        return "\(what) instead of an answer\(suffix(response.status))"
    }

    private static func suffix(_ status: Int) -> String { status == 200 ? "" : " (HTTP \(status))" }

    private static func redirect(_ response: TransportResponse) -> String {
        let location = response.headers.first { $0.name.lowercased() == "location" }?.value ?? ""
        // What follows the path may hold anything, and helps nobody.
        let place = location.prefix { $0 != "?" && $0 != "#" }.prefix(120)
        let target = place.isEmpty ? "" : " to \(place)"
        return "a redirect\(target) instead of an answer\(suffix(response.status))"
    }

    private static let marks = [
        "<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<script", "<center", "<h1", "<p>", "<div",
    ]

    /// Whether this is HTML, whatever the headers say: refusals of the service come as `text/html` too.
    static func isWebPage(_ body: [UInt8]) -> Bool {
        var head = Substring(String(decoding: body.prefix(2048), as: UTF8.self).lowercased())
        while true {
            head = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
            if head.hasPrefix("<!--"), let end = head.range(of: "-->") {
                head = head[end.upperBound...]
            } else if head.hasPrefix("<?"), let end = head.range(of: "?>") {
                head = head[end.upperBound...]
            } else {
                return marks.contains { head.hasPrefix($0) }
            }
        }
    }
}
