import ResellerAPI

/// One request as it goes out. The body holds credentials: it is never described.
package struct TransportRequest: Sendable, CustomStringConvertible, CustomReflectable {
    /// `POST`, `GET` and so on.
    package let method: String
    package let url: String
    /// What is said beside the transport's own; they may hold credentials.
    package let headers: [TransportResponse.Header]
    /// A form, or JSON where a header says so.
    package let body: String
    /// Seconds until the whole answer has to be there.
    package let deadline: Double
    package let maxBodyBytes: Int

    package var description: String { "\(method) \(url)" }
    package var customMirror: Mirror { Mirror(self, children: ["url": url]) }
}

/// One answer as it came in.
package struct TransportResponse: Sendable {
    /// One header line.
    package struct Header: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package let status: Int
    package let headers: [Header]
    package let body: [UInt8]

    package init(status: Int, headers: [Header] = [], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Why there is no answer.
package enum TransportError: Error, Sendable, Equatable {
    /// Nothing was sent.
    case unreachable(String)
    /// No trusted connection, so that nothing was sent.
    case insecure(place: String, TLSFault)
    /// It may have been sent.
    case lost(String)
    /// An answer came that can't be unpacked.
    case garbled(String)
    case tooLarge(limit: Int)
    case cancelled
}

/// What carries a request to the service and its answer back.
package typealias Transport = @Sendable (TransportRequest) async throws(TransportError) -> TransportResponse
