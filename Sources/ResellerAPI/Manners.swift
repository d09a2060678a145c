/// Who gets the next call when calls are scarce.
package enum CallPriority: Int, Sendable, CaseIterable, Comparable {
    /// What is on screen.
    case visible
    /// What is marked.
    case marked
    /// All else.
    case rest

    package static func < (one: CallPriority, other: CallPriority) -> Bool { one.rawValue < other.rawValue }
}

/// How many calls an account may still make in the running minute.
package struct CallBudget: Sendable, Hashable {
    /// Calls that could be made at once.
    package let remaining: Int
    /// Calls a minute that this program allows itself.
    package let limit: Int
    /// Calls waiting for their turn.
    package let waiting: Int
    /// Until when the service takes no calls, where it said so; seconds since 1970.
    package let heldUntil: Double?
    /// The same in seconds from the moment of this reading.
    package let pausedFor: Int?
    /// Why calls of other processes are not counted; nil where they are, or where there are none.
    package let aloneBecause: String?

    package init(
        remaining: Int, limit: Int, waiting: Int = 0, heldUntil: Double? = nil, pausedFor: Int? = nil,
        aloneBecause: String? = nil
    ) {
        self.heldUntil = heldUntil
        self.pausedFor = pausedFor
        self.aloneBecause = aloneBecause
        self.remaining = remaining
        self.limit = limit
        self.waiting = waiting
    }
}

/// Whether calls that are not reads may leave the client. Denied unless somebody opened it.
package enum WritePermission: Sendable, Hashable {
    /// Only reads; the text says what would open the gate, for example `give --write`.
    case readOnly(String)
    case open

    package static let denied = WritePermission.readOnly(
        "this account is read-only: set \"writes\": true or give --write")

    /// Why this operation may not be sent; nil when it may.
    package func refusal(of operation: Operation) -> APIError? {
        guard operation.kind != .read, case .readOnly(let why) = self else { return nil }
        return APIError(operation: operation.id, reason: .gateClosed(why))
    }
}

/// How long a call may take.
package enum CallDeadline {
    /// Seconds from sending to the last byte. After that nothing of the call is under way any more.
    package static let seconds = 60.0
}

/// Asked immediately before the bytes of a call go out; where it says no, nothing goes out.
package typealias LastCheck = @Sendable () async -> Bool
