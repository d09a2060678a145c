import Glibc
internal import Records

/// Reads the headers of a Maildir's newest messages and remembers them, so that a new message costs one parse.
actor MaildirReader {
    private let maildir: Maildir
    private let most: Int
    private let names: ServerHeaders.Names
    private var known: [String: (stamp: Maildir.Stamp, sample: Sample)] = [:]
    /// Messages parsed so far.
    private(set) var parsed = 0

    /// Bytes of a message within which its headers have to end.
    private static let mostHeaders = 256 << 10
    /// Bytes that are read of a message which seems to report of another one.
    private static let mostOfReport = 256 << 10

    init(maildir: Maildir, most: Int, names: ServerHeaders.Names) {
        self.maildir = maildir
        self.names = names
        self.most = most
    }

    func state() -> SampleBox.State {
        do throws(SampleError) {
            guard let entries = try maildir.entries() else { return .waiting(path: maildir.path) }
            // By arrival, not by the date a sender claims: a date in the future must not stay on top for ever.
            let newest = entries.sorted { ($0.arrival, $0.id) > ($1.arrival, $1.id) }.prefix(most)
            let samples = newest.compactMap(sample)
            let left = Set(newest.map(\.id))
            known = known.filter { left.contains($0.key) }
            return .samples(samples)
        } catch {
            return .failed(error)
        }
    }

    /// Nil for a message that is gone meanwhile, or is no file.
    private func sample(_ entry: Maildir.Entry) -> Sample? {
        var status = stat()
        guard lstat(entry.path, &status) == 0 else { return nil }
        if let one = known[entry.id], one.stamp == Maildir.Stamp(status) { return one.sample }
        guard
            let (bytes, stamp) = try? Maildir.read(
                entry, most: Self.mostHeaders, step: 16 << 10, until: MessageGuard.holdsAllHeaders)
        else { return nil }
        parsed += 1
        let message = MIMEMessage(bytes: MessageGuard.guarded(bytes, headersOnly: true), readsParts: false)
        let sample = Sample(
            id: entry.id, message: message, arrival: entry.arrival, size: stamp.size, names: names,
            report: message.flatMap { report(entry, $0) })
        known[entry.id] = (stamp, sample)
        return sample
    }

    /// What a message says of another one; most need no second look for that.
    private func report(_ entry: Maildir.Entry, _ head: MIMEMessage) -> MailReport? {
        guard ReportReading.mayBeReport(head.headers) else { return ReportReading(head, names)?.report }
        guard
            let (bytes, _) = try? Maildir.read(entry, most: Self.mostOfReport, step: 64 << 10, until: { _ in false }),
            let message = MIMEMessage(bytes: MessageGuard.guarded(bytes), readsParts: true)
        else { return nil }
        return ReportReading(message, names)?.report
    }
}
