/// A request as the sandbox reads it, whatever it came over.
package struct SandboxRequest: Sendable {
    package var method: String
    /// With its leading slash, without the query.
    package var path: String
    package var query: String
    package var contentType: String?
    package var body: [UInt8]

    package init(
        method: String = "POST", path: String, query: String = "", contentType: String? = nil,
        body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.contentType = contentType
        self.body = body
    }
}

/// An answer that is held whole.
package struct SandboxResponse: Sendable, Equatable {
    package let status: Int
    /// In the order in which they are sent, names lower case.
    package let headers: [Header]
    package let body: [UInt8]

    package struct Header: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    /// The first header of this name.
    package subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// An answer whose bytes are made while they are sent.
struct Exchange: Sendable {
    var status: Int
    var contentType: String
    var headers: [SandboxResponse.Header] = []
    /// The next piece of the body.
    var next: @Sendable (inout ReplyEncoder.Progress) -> [UInt8]
    var fault: FaultKind?

    init(status: Int, contentType: String, bytes: [UInt8]) {
        self.status = status
        self.contentType = contentType
        next = { progress in
            progress.finish()
            return bytes
        }
    }

    init(contentType: String, next: @escaping @Sendable (inout ReplyEncoder.Progress) -> [UInt8]) {
        status = 200
        self.contentType = contentType
        self.next = next
    }

    func whole() -> [UInt8] {
        var bytes: [UInt8] = []
        var progress = ReplyEncoder.Progress()
        while !progress.isDone { bytes.append(contentsOf: next(&progress)) }
        return bytes
    }
}
