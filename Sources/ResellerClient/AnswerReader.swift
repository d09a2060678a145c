import ResellerAPI

/// Reads a body as the answer of one operation: the body decides first, the status where the body says nothing.
struct AnswerReader {
    let operation: Operation
    /// Texts that no error may repeat, should the service send them back.
    let secrets: [String]

    init(_ operation: Operation, hiding secrets: [String] = []) {
        self.operation = operation
        self.secrets = secrets
    }

    func reply(_ response: TransportResponse) throws(APIError) -> Reply {
        let tree = try tree(response)
        do throws(WireFault) {
            return Reply(operation: operation, value: try ShapeReader(operation).read(tree))
        } catch {
            throw garbled(error)
        }
    }

    /// A page of customers, from bytes straight into a chunk where the body allows.
    func customers(_ response: TransportResponse) throws(APIError) -> CustomerChunk {
        if response.status == 200, let chunk = CustomerScanner.scan(response.body) { return chunk }
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
        var found: WireValue?
        do throws(WireFault) {
            found = try WireReader.read(response.body)
        } catch {
            throw response.status < 300 ? garbled(error) : self.error(status: response.status)
        }
        if let refusal = found.flatMap(Refusal.find) {
            throw APIError(
                operation: operation.id,
                reason: refusal.reason(status: response.status, retryAfter: nil, hiding: secrets))
        }
        guard response.status < 300 else { throw error(status: response.status) }
        return found
    }

    func garbled(_ fault: WireFault) -> APIError {
        APIError(operation: operation.id, reason: .garbled(place: fault.place, problem: fault.problem))
    }

    private func error(status: Int) -> APIError {
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
