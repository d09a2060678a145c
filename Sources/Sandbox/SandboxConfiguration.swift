import Foundation

/// What a sandbox is started with.
package struct SandboxConfiguration: Sendable {
    /// 0 for a free one.
    package var port = 0
    package var customers = 2000
    package var seed: UInt64 = 1
    /// Where the clock starts; the real time when nil.
    package var now: Date?
    /// How many times faster than real time the clock runs; 0 stops it.
    package var speed: Double = 1
    /// Calls a minute; 0 for no limit.
    package var rateLimit = 600
    package var rateManners = RateManners()
    /// Seconds that a connection may take for a request.
    package var patience = 30
    /// Connections at once, at most; fewer where the system allows this process fewer files.
    package var mostConnections = 2000
    /// Milliseconds that every answer is held back.
    package var latency = 0
    /// How often each fault happens, from 0 to 1.
    package var faults: [FaultKind: Double] = [:]
    /// Seconds after which a call is done whose connection was dropped before it, with the fault `late`.
    package var lateBy = 8.0
    /// Calls that go well before faults begin.
    package var faultsAfter = 0
    /// Path of a JSON file of planned incidents; with it no others happen.
    package var incidentsFile: String?
    /// Path of the SQLite file that keeps the writes.
    package var dataFile: String?
    /// Folder of the Maildir that sampled messages are delivered to.
    package var maildir: String?

    package init() {}

    /// Refuses values that make no world.
    func check() throws(SandboxError) {
        if customers < 0 || customers > 16_000_000 {
            throw .value(name: "the number of customers", problem: "must be from 0 to 16,000,000")
        }
        if !(0...1_000_000).contains(speed) { throw .value(name: "the speed", problem: "must be from 0 to 1,000,000") }
        if !(0...65_535).contains(port) { throw .value(name: "the port", problem: "must be from 0 to 65,535") }
        if rateLimit < 0 { throw .value(name: "the rate limit", problem: "must not be negative") }
        if !(0...3_600_000).contains(latency) {
            throw .value(name: "the latency", problem: "must be from 0 to 3,600,000 milliseconds")
        }
        if !(0...3600).contains(lateBy) { throw .value(name: "the lateness", problem: "must be from 0 to 3,600") }
        if faultsAfter < 0 { throw .value(name: "the calls before faults", problem: "must not be negative") }
        for (kind, rate) in faults where !(0...1).contains(rate) {
            throw .value(name: "the rate of \(kind.rawValue)", problem: "must be from 0 to 1")
        }
    }
}

/// A way in which an answer goes wrong on purpose.
package enum FaultKind: String, Sendable, CaseIterable {
    /// Answered as too many calls.
    case tooManyCalls = "429"
    case serverError = "500"
    /// The connection is closed before the call is done.
    case dropBefore = "drop-before"
    /// The call is done, its answer lost.
    case dropAfter = "drop-after"
    /// The answer ends in the middle.
    case cut
    /// Some bytes of the answer are wrong.
    case garble
    /// The answer stops in the middle and does not go on.
    case stall
    /// The answer comes a few bytes at a time.
    case slow
    /// The shape `{"error":"text"}` with HTTP 403, declared as HTML.
    case html
    /// The connection is closed, and what the call changes is done some seconds after that. Reads are spared.
    case late
    /// What the call changes is done, its answer replaced by a page of a proxy, each time another. Reads are spared.
    case proxy
    /// HTTP 200 and an empty body.
    case empty
    /// An empty list, in its own shape.
    case nothing
    /// HTTP 200 and a web page.
    case page
    /// Between two pages of the list of customers a row above them goes.
    case vanish
    /// Between two pages of the list of customers a row comes above them.
    case arrive

    /// Whether only calls that change something meet it.
    var sparesReads: Bool { self == .late || self == .proxy }
    /// Whether it is about the list of customers and no fault of an answer.
    package var isOfList: Bool { self == .vanish || self == .arrive }
}
