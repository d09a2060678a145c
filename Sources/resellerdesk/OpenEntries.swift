import Archive
import Foundation
import Records

/// Changes of which the journal does not tell the outcome: what was sent, and nobody knows whether it was carried out.
struct OpenEntries: Equatable {
    /// For so long an unknown one is worth a mention; nobody closes it.
    static let days = 7

    /// No answer yet: the desk that sent it is at work on it, or reads it back at its next start.
    let open: Int
    let unknown: Int

    init(open: Int, unknown: Int) {
        self.open = open
        self.unknown = unknown
    }

    init(in archive: Archive, account: String, now: Double = Date().timeIntervalSince1970) throws(ArchiveError) {
        let since = now - Double(Self.days) * 86_400
        let counts = try archive.unsettledCounts(account: account, unknownSince: since)
        self.init(open: counts.open, unknown: counts.unknown)
    }

    /// What there is and what to do; nil where there is nothing.
    var words: String? {
        var lines: [String] = []
        if open > 0 { lines.append(OpenEntriesWords.open(open)) }
        if unknown > 0 { lines.append(OpenEntriesWords.unknown(unknown, days: Self.days)) }
        return lines.isEmpty ? nil : lines.joined(separator: "; ")
    }

    /// The same as a finding of `doctor`; none where there is no archive to read.
    static func finding(path: String, account: String) -> [Finding] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        do throws(ArchiveError) {
            let entries = try OpenEntries(in: try Archive.readable(path: path), account: account)
            guard let words = entries.words else { return [Finding(.well, "journal", OpenEntriesWords.none)] }
            return [Finding(.odd, "journal", words)]
        } catch {
            // The archive has a finding of its own.
            return []
        }
    }
}

enum OpenEntriesWords {
    static let none = "no open changes"

    static func open(_ count: Int) -> String {
        "\(changes(count)) without an answer yet: start the desk, it reads the outcome back"
    }

    static func unknown(_ count: Int, days: Int) -> String {
        "\(changes(count)) with unknown outcome in the last \(days) days: check the customer before repeating "
            + "(`resellerdesk journal --since \(days)d`)"
    }

    private static func changes(_ count: Int) -> String { count == 1 ? "1 change" : "\(count) changes" }
}
