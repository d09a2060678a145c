import ResellerAPI
import Synchronization

/// The one way of a write: looked at, written down, sent, looked at again, closed.
///
/// The journal knows of a call before the service does. Whatever moment the program dies at, a call that is not written
/// down was not sent by it, and one that is written down is read back before anything else is done with it. While a call
/// may still be under way nothing says that it was not done.
package struct WritePath: Sendable {
    let world: WriteWorld
    let ledger: any WriteLedger

    var looking: Looking { Looking(read: world.read) }

    package init(world: WriteWorld, ledger: any WriteLedger) {
        self.world = world
        self.ledger = ledger
    }

    package func carryOut(_ request: Request, look: FirstLook) async -> WriteEnd {
        var before: StateImage?
        if look != .none {
            switch await looking.look(request) {
            case .failure(let error): return .notLookedAt(error)
            case .success(let image):
                if let image, let end = Self.refusal(request, look, image) { return end }
                before = image
            }
        }
        let lookedAt = look == .none ? nil : world.now()
        guard !Task.isCancelled else { return .left }
        switch await ledger.open(before: before) {
        case .failure(let trouble): return .notOpened(trouble)
        case .success(let entry):
            return await send(OpenWrite(request: request, entry: entry, before: before, lookedAt: lookedAt))
        }
    }

    /// Why the state as it is now speaks against sending; nil where it does not.
    private static func refusal(_ request: Request, _ look: FirstLook, _ image: StateImage) -> WriteEnd? {
        switch look {
        case .none: nil
        case .against(let seen): request.drift(from: seen, to: image).isEmpty ? nil : .drifted(image)
        case .skippingWhatIsSo:
            request.verdict(before: image, after: image) == .carriedOut ? .alreadySo(image) : nil
        }
    }

    // MARK: - Sending

    /// Sends it. What may be sent twice is sent again when its answer was lost and the state is still that of before.
    private func send(_ write: OpenWrite) async -> WriteEnd {
        let began = world.now()
        var number = 0
        while true {
            number += 1
            let stamp = SendStamp()
            let result = await world.write(write.request) { await maySend(write, stamp) }
            switch result {
            case .success(let reply): return await done(write, reply)
            case .failure(let error):
                guard stamp.sentAt != nil || error.isUnknownOutcome else {
                    return await notSent(write, stamp, error)
                }
                guard error.isUnknownOutcome else { return await close(write, Self.ending(error), nil) }
                let pending = PendingWrite(
                    request: write.request, entry: write.entry, before: write.before,
                    loss: .answer(error.message(retriesByItself: false)), sentAt: stamp.sentAt ?? world.now())
                let mayRepeat =
                    number <= WriteTiming.repeats && world.now() - began <= WriteTiming.repeatsFor
                if let end = await afterLoss(pending, mayRepeat: mayRepeat) { return end }
            }
        }
    }

    /// Asked immediately before the bytes go out. A process that was stopped meanwhile asks again: what was so before
    /// it stopped need not be so any more.
    private func maySend(_ write: OpenWrite, _ stamp: SendStamp) async -> Bool {
        for _ in 0..<5 {
            let (now, steady) = (world.now(), world.steady())
            guard await ledger.maySend(write.entry) else { return stamp.refuse(.takenOver) }
            if let lookedAt = write.lookedAt, now - lookedAt > WriteTiming.patience { return stamp.refuse(.tooLate) }
            let gap = max(abs(world.now() - now), world.steady() - steady)
            if gap <= WriteTiming.longestCheck { return stamp.allow(at: world.now()) }
        }
        return stamp.refuse(.tooLate)
    }

    private func notSent(_ write: OpenWrite, _ stamp: SendStamp, _ error: APIError) async -> WriteEnd {
        switch stamp.refusal {
        case .takenOver: return .takenOver
        case .tooLate:
            let words = "not sent: it waited so long that the state may have changed"
            return await close(write, .notDone(words, .notSent), nil)
        case nil:
            guard error.reason == .cancelled else { return await close(write, Self.ending(error), nil) }
            return await close(write, .notDone("not sent: cancelled while waiting", .notSent), nil)
        }
    }

    private func done(_ write: OpenWrite, _ reply: Reply) async -> WriteEnd {
        var after: StateImage?
        if write.lookedAt != nil {
            after = (try? await looking.lookAfter(write.request, before: write.before).get()) ?? nil
        }
        return await close(write, .done(reply.records.first?.text("message") ?? "success"), after)
    }

    private func close(_ write: OpenWrite, _ ending: WriteEnding, _ after: StateImage?) async -> WriteEnd {
        await close(write.entry, write.before, ending, after)
    }

    private static func ending(_ error: APIError) -> WriteEnding {
        if case .refused(let words) = error.reason { return .refused(words.joined(separator: "; ")) }
        return .notDone(error.message(retriesByItself: false), .failed(error))
    }
}

/// A write that is written down.
private struct OpenWrite: Sendable {
    let request: Request
    let entry: Int64
    let before: StateImage?
    let lookedAt: Double?
}

/// When the bytes went out, or why they did not.
private final class SendStamp: Sendable {
    enum Refusal: Sendable, Equatable { case takenOver, tooLate }

    private let state = Mutex<(sentAt: Double?, refusal: Refusal?)>((nil, nil))

    var sentAt: Double? { state.withLock { $0.sentAt } }
    var refusal: Refusal? { state.withLock { $0.refusal } }

    func allow(at time: Double) -> Bool {
        state.withLock { $0 = (time, nil) }
        return true
    }

    func refuse(_ refusal: Refusal) -> Bool {
        state.withLock { $0.refusal = refusal }
        return false
    }
}
