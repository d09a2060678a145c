package import Records

/// The sampled messages of a Maildir, which is watched and never changed. All texts are hostile.
package final class SampleBox: Sendable {
    /// What is known of the Maildir.
    package enum State: Sendable, Equatable {
        /// There is none yet; it is waited for.
        case waiting(path: String)
        /// Newest first, by arrival.
        case samples([Sample])
        case failed(SampleError)
    }

    private let maildir: Maildir
    let reader: MaildirReader

    /// The header that tells the customer of a sample, where nothing else is set.
    package static let customerHeader = "X-SG-Sample-Customer"

    private let names: ServerHeaders.Names

    /// Bytes of a message that are read when its source is shown.
    private static let mostSource = 256 << 10
    /// Bytes of a message that are read when it is opened.
    private static let mostOpened = 10 << 20

    /// `most`: how many of the newest messages are listed; `customerHeader`: the header that tells the customer; `server`:
    /// the name of the receiving server in Authentication-Results, that of the topmost one if nil.
    package init(
        path: String, most: Int = 500, customerHeader: String = SampleBox.customerHeader, server: String? = nil
    ) {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        maildir = Maildir(path: path)
        names = ServerHeaders.Names(customer: customerHeader, server: server)
        reader = MaildirReader(maildir: maildir, most: most, names: names)
    }

    /// The state as it is now, without watching.
    package func state() async -> State { await reader.state() }

    /// The state now and whenever it changed, until the reader of the stream goes away.
    package func changes() -> AsyncStream<State> {
        let (stream, continuation) = AsyncStream.makeStream(of: State.self, bufferingPolicy: .bufferingNewest(1))
        let work = Task.detached(priority: .utility) { [maildir, reader] in
            await Self.follow(maildir, reader, continuation)
            continuation.finish()
        }
        continuation.onTermination = { _ in work.cancel() }
        return stream
    }

    /// Reads a message in full: blocks for some milliseconds, so not on the main thread.
    package func open(_ id: Sample.ID) throws(SampleError) -> SampleMessage {
        let entry = try entry(id)
        let (bytes, stamp) = try Maildir.read(entry, most: Self.mostOpened, step: 1 << 20) { _ in false }
        return SampleMessage(
            id: id, bytes: bytes, arrival: entry.arrival, size: stamp.size, names: names)
    }

    /// A message from its bytes, as `open` reads it from its file.
    package static func message(id: Sample.ID, bytes: [UInt8], arrival: Double) -> SampleMessage {
        SampleMessage(id: id, bytes: bytes, arrival: arrival, size: bytes.count)
    }

    /// The beginning of a message as it lies there; what is no UTF-8 is shown as such.
    package func source(_ id: Sample.ID) throws(SampleError) -> String {
        let (bytes, stamp) = try Maildir.read(try entry(id), most: Self.mostSource, step: 1 << 20) { _ in false }
        let text = String(decoding: bytes, as: UTF8.self).withPlainLineEnds
        return stamp.size > bytes.count ? text + "\n\nThere is more: \(stamp.size) bytes in all.\n" : text
    }

    /// Where a message lies now.
    package func path(of id: Sample.ID) throws(SampleError) -> String { try entry(id).path }

    private func entry(_ id: Sample.ID) throws(SampleError) -> Maildir.Entry {
        guard let entry = try maildir.entries()?.first(where: { $0.id == id }) else { throw .gone(id: id) }
        return entry
    }

    private static func follow(
        _ maildir: Maildir, _ reader: MaildirReader, _ continuation: AsyncStream<State>.Continuation
    ) async {
        do throws(SampleError) {
            var watch = try MaildirWatch(maildir: maildir)
            var last: State?
            try watch.renew()
            var cost = await look(reader, &last, continuation)
            for await _ in watch.changes {
                // A burst of messages is one look; a large Maildir takes at most a tenth of a core.
                try? await Task.sleep(for: max(.milliseconds(20), cost * 10))
                if Task.isCancelled { return }
                try watch.renew()
                cost = await look(reader, &last, continuation)
            }
        } catch {
            _ = continuation.yield(await reader.state())
            continuation.yield(.failed(error))
        }
    }

    private static func look(
        _ reader: MaildirReader, _ last: inout State?, _ continuation: AsyncStream<State>.Continuation
    ) async -> Duration {
        let clock = ContinuousClock()
        let start = clock.now
        let state = await reader.state()
        if state != last { continuation.yield(state) }
        last = state
        return clock.now - start
    }
}
