import Records
import ResellerAPI

/// A write that a person said yes to.
struct WriteOrder: Sendable {
    let request: Request
    /// What was on the screen; nil where the state could not be read.
    let seen: StateImage?
    let reason: String
    let undoes: Int64?
    let redoes: Int64?
    let session: Session

    init(_ confirm: ConfirmState, session: Session) {
        request = confirm.request
        seen = confirm.before
        reason = confirm.ticket.text.trimmingBlanks
        undoes = confirm.undoes
        redoes = confirm.redoes
        self.session = session
    }

    /// The entry of the journal, before the call.
    func entry(at now: Double, before: StateImage?) -> JournalEntry {
        JournalEntry(
            at: now, account: session.archiveKey, context: session.account, who: session.who,
            operation: request.operation.id, parameters: request.operation.masked(request.parameters), reason: reason,
            before: before, undoes: undoes, redoes: redoes)
    }
}

/// One write from the second look to the closed entry. The journal knows of it before the service does.
struct Writing: Sendable {
    let environment: DeskEnvironment

    private var looking: Looking { Looking(environment: environment, priority: .visible) }

    func carryOut(_ order: WriteOrder) async -> WriteReport {
        var before: StateImage?
        switch await looking.look(order.request) {
        case .success(let image):
            if let image, !order.request.drift(from: order.seen, to: image).isEmpty { return .drifted(image) }
            before = image
        case .failure(let error):
            return .notSent("the state can't be read again: \(error.message(retriesByItself: false))")
        }
        var entry = order.entry(at: environment.now(), before: before)
        switch await environment.journal.begin(entry) {
        case .done(let number): entry.id = number
        case .failed(let why): return .notSent("the journal can't be written: \(why)")
        }
        let answer = await environment.write(order.request, .visible)
        let (outcome, after) = await outcome(of: order.request, answer.result, before: before)
        entry.outcome = outcome
        entry.after = after
        entry.closedAt = environment.now()
        _ = await environment.journal.close(entry.id, outcome, after, environment.now())
        return .closed(entry)
    }

    /// What the answer tells; a lost one is resolved by reading back.
    func outcome(
        of request: Request, _ result: Result<Reply, APIError>, before: StateImage?
    ) async -> (WriteOutcome, StateImage?) {
        switch result {
        case .success(let reply):
            let words = reply.records.first?.text("message") ?? "success"
            return (.done(words), (try? await looking.lookAfter(request, before: before).get()) ?? nil)
        case .failure(let error) where error.isUnknownOutcome:
            return await readBack(request, error, before: before)
        case .failure(let error):
            if case .refused(let words) = error.reason { return (.refused(words.joined(separator: "; ")), nil) }
            return (.failed(error.message(retriesByItself: false)), nil)
        }
    }

    private func readBack(
        _ request: Request, _ error: APIError, before: StateImage?
    ) async -> (WriteOutcome, StateImage?) {
        // It may still be on its way. A desk that ends meanwhile looks at once.
        if request.observation != nil { try? await environment.sleep(Looking.flight) }
        guard case .success(let now?) = await looking.lookAfter(request, before: before) else {
            return (.unknown(error.message(retriesByItself: false)), nil)
        }
        switch request.verdict(before: before, after: now) {
        case .carriedOut: return (.done("the answer was lost; reading back shows that it was done"), now)
        case .notCarriedOut: return (.failed("the answer was lost; reading back shows that it was not done"), now)
        case .undecided: return (.unknown(error.message(retriesByItself: false)), now)
        }
    }
}

extension Request {
    /// What somebody else changed since it was on the screen; nothing where the state was not known then.
    func drift(from seen: StateImage?, to now: StateImage) -> [ValueChange] {
        guard let seen else { return [] }
        let changes = differences(from: seen, to: now)
        guard changes.isEmpty, seen.isThere != now.isThere else { return changes }
        return [ValueChange("there", old: seen.isThere ? "yes" : "no", new: now.isThere ? "yes" : "no")]
    }
}
