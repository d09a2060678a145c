import ResellerAPI

/// What is known of one request, for a person who asks later what was sent. It holds no value of a call and no name.
package struct CallTrace: Sendable, Equatable {
    package enum Status: Sendable, Equatable {
        case answered(Int)
        case unreachable, insecure, lost, garbled, tooLarge, cancelled
    }

    package let operation: String
    /// 1 for the first; 0 where nothing was sent.
    package let attempt: Int
    package let status: Status
    package let milliseconds: Int
    package let priority: CallPriority
    /// Whether the answer is that of an equal read that was already in progress.
    package let isShared: Bool

    package init(
        operation: String, attempt: Int, status: Status, milliseconds: Int, priority: CallPriority, isShared: Bool
    ) {
        self.operation = operation
        self.attempt = attempt
        self.status = status
        self.milliseconds = milliseconds
        self.priority = priority
        self.isShared = isShared
    }
}

extension CallTrace.Status {
    init(_ error: TransportError) {
        self =
            switch error {
            case .unreachable: .unreachable
            case .insecure: .insecure
            case .lost: .lost
            case .garbled: .garbled
            case .tooLarge: .tooLarge
            case .cancelled: .cancelled
            }
    }

    /// The same for an answer that was shared.
    init(_ result: Result<TransportResponse, APIError>) {
        self =
            switch result {
            case .success(let response): .answered(response.status)
            case .failure(let error):
                switch error.reason {
                case .server(let status): .answered(status)
                case .tooManyCalls: .answered(429)
                case .unreachable: .unreachable
                case .insecure: .insecure
                case .garbled: .garbled
                case .tooLarge: .tooLarge
                case .cancelled: .cancelled
                default: .lost
                }
            }
    }
}
