import Foundation

/// Reads a file of planned incidents: a JSON array of `{"customer": …, "kind": …, "start": …, "end": …}`.
///
/// Times are ISO 8601 (`2026-09-28T14:00:00Z`, without a zone UTC, or a date alone), seconds since 1970, or counted from
/// the start of the sandbox: `+10m`, `-2h`, `+1d`, `+30s`.
struct IncidentFile {
    let path: String
    let usernames: Usernames
    /// When the sandbox starts, seconds since 1970.
    let start: Int

    /// The incidents by customer.
    func read() throws(SandboxError) -> [Int: [Incident]] {
        guard let data = FileManager.default.contents(atPath: path) else { throw problem("can't be read") }
        let entries: [Any]
        do {
            guard let array = try JSONSerialization.jsonObject(with: data) as? [Any] else {
                throw problem("must be a JSON array of incidents")
            }
            entries = array
        } catch let error as SandboxError {
            throw error
        } catch {
            throw problem("is no JSON: \((error as NSError).userInfo["NSDebugDescription"] as? String ?? "\(error)")")
        }
        var found: [Int: [Incident]] = [:]
        for (position, entry) in entries.enumerated() {
            let (customer, incident) = try incident(entry, number: position + 1)
            found[customer, default: []].append(incident)
        }
        return found.mapValues { $0.sorted { $0.start < $1.start } }
    }

    private func incident(_ entry: Any, number: Int) throws(SandboxError) -> (Int, Incident) {
        let place = "incident \(number)"
        guard let entry = entry as? [String: Any] else { throw problem("\(place) must be an object") }
        guard let name = entry["customer"] as? String else { throw problem("\(place) has no \"customer\"") }
        guard let account = usernames.account(named: name), !account.isSubuser else {
            throw problem("\(place): there is no customer \"\(name)\"")
        }
        guard let word = entry["kind"] as? String, let kind = Incident.Kind(rawValue: word) else {
            let kinds = Incident.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw problem("\(place): \"kind\" must be one of \(kinds)")
        }
        guard let from = time(entry["start"]) else { throw problem("\(place): \"start\" is no time") }
        guard let to = time(entry["end"]) else { throw problem("\(place): \"end\" is no time") }
        guard from < to else { throw problem("\(place) ends before it starts") }
        return (account.customer, Incident(kind: kind, start: from, end: to))
    }

    private func time(_ value: Any?) -> Int? {
        if let number = value as? NSNumber { return number.intValue }
        guard let text = value as? String else { return nil }
        if text.hasPrefix("+") || text.hasPrefix("-") { return relative(text).map { start + $0 } }
        if let seconds = Int(text) { return seconds }
        return SandboxTime.seconds(text)
    }

    private func relative(_ text: String) -> Int? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()) else { return nil }
        return count * unit
    }

    private func problem(_ words: String) -> SandboxError { .incidents(file: path, problem: words) }
}

/// Times as people write them.
package enum SandboxTime {
    /// Seconds since 1970 of an ISO 8601 time; without a zone it is UTC, a date alone is its midnight. Nil for
    /// anything else.
    package static func seconds(_ text: String) -> Int? {
        let text = text.replacing(" ", with: "T")
        let padded = text.contains("T") ? text : text + "T00:00:00"
        let hasZone = padded.hasSuffix("Z") || padded.dropFirst(19).contains { $0 == "+" || $0 == "-" }
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime]
        return formatter.date(from: hasZone ? padded : padded + "Z").map { Int($0.timeIntervalSince1970) }
    }
}
