import ResellerAPI

/// What became of a call whose answer was lost.
extension WritePath {
    /// The first look after a loss; nil where the call is to be sent again.
    func afterLoss(_ pending: PendingWrite, mayRepeat: Bool) async -> WriteEnd? {
        guard pending.request.observation != nil else { return await close(pending, Self.invisible(pending), nil) }
        // A program that ends meanwhile leaves it as it is: written down, and read back at the next start.
        guard (try? await world.sleep(until: pending.sentAt + WriteTiming.flight)) != nil else { return .left }
        switch await readBack(pending) {
        case .done(let image): return await close(pending, Self.done(pending), image)
        case .notDone(let image) where mayRepeat && pending.mayBeRepeated(image): return nil
        case .notDone, .undecided, .invisible, .unreadable: break
        }
        await ledger.note(pending)
        return .underWay(pending)
    }

    /// Waits until it can no longer be under way, looks, and closes it by what is seen.
    package func settle(_ pending: PendingWrite) async -> WriteEnd {
        guard (try? await world.sleep(until: pending.until)) != nil else { return .left }
        return await look(at: pending)
    }

    /// Looks at what became of it, and closes it by that where it can be told by now.
    package func look(at pending: PendingWrite) async -> WriteEnd {
        // Decided before the question goes out: what arrives while it is answered is not seen by it.
        let isOver = world.now() >= pending.until
        let lost = pending.loss.words
        switch await readBack(pending) {
        case .done(let image): return await close(pending, Self.done(pending), image)
        case .invisible: return await close(pending, Self.invisible(pending), nil)
        case .unreadable(let error) where ledger.waits(for: error): return .unreadable(error, pending)
        case .notDone where !isOver, .undecided where !isOver, .unreadable where !isOver: return .underWay(pending)
        case .notDone(let image):
            let words = "\(lost); read-back: not done"
            return await close(pending, .notDone(words, .readBack(pending.loss)), image)
        case .undecided(let image): return await close(pending, Self.undecided(pending, image), image)
        case .unreadable(let error):
            let words = "\(lost); read-back failed: \(error.message(retriesByItself: false))"
            return await close(pending, .unknown(words), nil)
        }
    }

    // MARK: - Reading

    /// What reading back tells of a call, when nothing of it is under way any more.
    private enum Finding {
        case done(StateImage)
        case notDone(StateImage)
        case undecided(StateImage)
        /// Nothing shows what it changes.
        case invisible
        case unreadable(APIError)
    }

    private func readBack(_ pending: PendingWrite) async -> Finding {
        switch await looking.lookAfter(pending.request, before: pending.before) {
        case .failure(let error): return .unreadable(error)
        case .success(nil): return .invisible
        case .success(let image?):
            switch pending.request.verdict(before: pending.before, after: image) {
            case .carriedOut: return .done(image)
            // It may have been done, and undone since: only against the state before this shows that it was not.
            case .notCarriedOut: return pending.before == nil ? .undecided(image) : .notDone(image)
            case .undecided: return .undecided(image)
            }
        }
    }

    private static func done(_ pending: PendingWrite) -> WriteEnding {
        .done("\(pending.loss.words); read-back: done")
    }

    private static func invisible(_ pending: PendingWrite) -> WriteEnding {
        .unknown("\(pending.loss.words), and no read shows the result")
    }

    /// What was changed meanwhile is said: it is why nobody sends the call again.
    private static func undecided(_ pending: PendingWrite, _ image: StateImage) -> WriteEnding {
        let changes = pending.request.drift(from: pending.before, to: image)
            .map { "\($0.label) \($0.old ?? "none") → \($0.new ?? "none")" }
        let meanwhile = changes.isEmpty ? "" : "; also changed: \(changes.joined(separator: ", "))"
        return .unknown("\(pending.loss.words); read-back inconclusive\(meanwhile)")
    }

    // MARK: - Closing

    private func close(_ pending: PendingWrite, _ ending: WriteEnding, _ after: StateImage?) async -> WriteEnd {
        await close(pending.entry, pending.before, ending, after)
    }

    func close(
        _ entry: Int64, _ before: StateImage?, _ ending: WriteEnding, _ after: StateImage?
    ) async -> WriteEnd {
        let trouble = await ledger.close(entry, ending, after: after)
        return .closed(
            ClosedWrite(
                entry: entry, ending: ending, before: before, after: after, closedAt: world.now(), trouble: trouble))
    }
}

extension PendingWrite {
    /// Whether it may be sent again before its deadline: the call sets what it sets however often it is made, and nobody
    /// has changed the state since.
    fileprivate func mayBeRepeated(_ image: StateImage) -> Bool {
        before != nil && request.operation.kind == .set && request.drift(from: before, to: image).isEmpty
    }
}
