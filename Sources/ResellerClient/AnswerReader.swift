internal import Dialects
internal import Formats
import ResellerAPI

/// Reads a body as the answer of one operation: the body decides first, the status where the body says nothing.
struct AnswerReader {
    let operation: Operation
    let dialect: Dialect
    /// Texts that no error may repeat, should the service send them back.
    let secrets: [String]

    init(_ operation: Operation, in dialect: Dialect, hiding secrets: [String] = []) {
        self.operation = operation
        self.dialect = dialect
        self.secrets = secrets
    }

    func reply(_ response: TransportResponse) throws(APIError) -> Reply {
        let tree = try tree(response)
        if dialect.refusals.isStatusFirst, operation.returns.shape == .message {
            return Reply(
                operation: operation, value: .record(Record([Record.Entry("message", .text("success"))])))
        }
        do throws(WireFault) {
            return Reply(operation: operation, value: try ShapeReader(operation).read(tree))
        } catch {
            throw garbled(error)
        }
    }

    /// A page of customers, from bytes straight into a chunk where the body allows.
    func customers(_ response: TransportResponse) throws(APIError) -> CustomerChunk {
        if response.status == 200, binding?.spelling == nil, let chunk = CustomerScanner.scan(response.body) {
            return chunk
        }
        return try customersByRecord(response)
    }

    /// A page of customers in the way of all answers.
    func customersByRecord(_ response: TransportResponse) throws(APIError) -> CustomerChunk {
        let reply = try reply(response)
        var builder = CustomerChunkBuilder(reserving: reply.records.count)
        for record in reply.records { builder.append(record) }
        return builder.chunk()
    }

    /// The tree of an answer that is no refusal; nil is an empty body.
    private func tree(_ response: TransportResponse) throws(APIError) -> WireValue? {
        if let what = ForeignAnswer.what(response), !isRemoval(response) { throw foreign(what) }
        var found: WireValue?
        do throws(WireFault) {
            found = try WireReader.read(response.body)
        } catch {
            throw isSuccess(response) ? garbled(error) : self.error(response)
        }
        if let refusal = found.flatMap(Refusal.find), isOwn(refusal, response.status), mayRefuse(response) {
            throw APIError(
                operation: operation.id,
                reason: refusal.reason(
                    status: response.status, retryAfter: nil, spelling: dialect.refusals, hiding: secrets))
        }
        guard isSuccess(response) else { throw error(response) }
        guard response.status != 202 || operation.kind != .read else {
            throw APIError(operation: operation.id, reason: .doubtful("the service has not computed it yet"))
        }
        guard let spelling = binding?.spelling else { return found }
        return found.flatMap(spelling.canonical)
    }

    private var binding: Binding? { dialect.binding(of: operation) }

    /// Whether a body is the service's own refusal. What else may have come of a write is not known: the call may
    /// have been carried out, and its answer replaced on the way.
    func isRefusal(_ response: TransportResponse) -> Bool {
        guard ForeignAnswer.what(response) == nil, let tree = try? WireReader.read(response.body) else { return false }
        return Refusal.find(in: tree).map { isOwn($0, response.status) } ?? false
    }

    /// Where the status decides, an answer on a good one is none, whatever its members are called.
    private func mayRefuse(_ response: TransportResponse) -> Bool {
        !dialect.refusals.isStatusFirst || !isSuccess(response)
    }

    private func isOwn(_ refusal: Refusal, _ status: Int) -> Bool {
        operation.kind == .read || refusal.form.statuses(in: dialect.refusals).contains(status)
    }

    /// Whether a page only tells that the service took this read out, as it announced.
    private func isRemoval(_ response: TransportResponse) -> Bool {
        operation.kind == .read && response.status == 404 && operation.retired != nil
    }

    private func isSuccess(_ response: TransportResponse) -> Bool {
        binding?.success.contains(response.status) ?? false
    }

    func garbled(_ fault: WireFault) -> APIError {
        APIError(operation: operation.id, reason: .garbled(place: fault.place, problem: fault.problem))
    }

    private func foreign(_ what: String) -> APIError {
        APIError(operation: operation.id, reason: .foreign(SecretText.hide(secrets, in: what)))
    }

    /// A status alone says what a read came to; it does not say that a write was not done.
    private func error(_ response: TransportResponse) -> APIError {
        let status = response.status
        guard operation.kind == .read else {
            return status < 500
                ? foreign(ForeignAnswer.other(response))
                : APIError(operation: operation.id, reason: .server(status: status))
        }
        let reason: APIError.Reason =
            switch status {
            case 401: .wrongCredentials
            case 403: .notAuthorized
            case 404: .notFound
            default: .server(status: status)
            }
        return APIError(operation: operation.id, reason: reason)
    }
}
