import Foundation
import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Synchronization

/// Bounds what connections cost a server: how many there are, and how long each may take for a request.
///
/// Who opens connections and says nothing, or says it a letter at a time, takes no place from those who ask. When all
/// places are taken, whoever has been silent for longest has to go.
package final class Connections: Sendable {
    private struct Waiting {
        let channel: any Channel
        let number: UInt64
    }

    private struct State {
        var open = 0
        var next: UInt64 = 0
        /// Those of which a request is awaited.
        var waiting: [ObjectIdentifier: Waiting] = [:]

        mutating func wait(_ channel: any Channel) {
            next += 1
            waiting[ObjectIdentifier(channel)] = Waiting(channel: channel, number: next)
        }
    }

    /// Seconds from the beginning of a connection, or its last answer, until its next request is there whole.
    let patience: TimeAmount
    let most: Int
    /// Seconds by which the dates of answers are ahead.
    let clockAhead: Int
    private let state = Mutex(State())

    /// `most` is bounded by what the system allows this process.
    package init(patience: TimeAmount = .seconds(30), most: Int = 2000, clockAhead: Int = 0) {
        self.patience = patience
        self.most = max(8, min(most, Self.descriptors() / 2))
        self.clockAhead = clockAhead
    }

    /// What a channel needs of this.
    package func handler() -> any RemovableChannelHandler { ConnectionHandler(self) }

    /// How many connections are open.
    package var count: Int { state.withLock { $0.open } }

    /// Allows this process as many open files as the system lets it have.
    package static func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(Self.files, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(Self.files, &limit)
    }

    private static let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)

    private static func descriptors() -> Int {
        var limit = rlimit()
        guard getrlimit(Self.files, &limit) == 0 else { return 1024 }
        return Int(exactly: min(limit.rlim_cur, 1 << 30)) ?? 1024
    }

    fileprivate func opened(_ channel: any Channel) {
        let silent = state.withLock { state -> (any Channel)? in
            state.open += 1
            state.wait(channel)
            guard state.open > most else { return nil }
            let longest = state.waiting.values.min { $0.number < $1.number }
            if let longest { state.waiting[ObjectIdentifier(longest.channel)] = nil }
            return longest?.channel
        }
        silent?.close(promise: nil)
    }

    fileprivate func closed(_ channel: any Channel) {
        state.withLock { state in
            state.open -= 1
            state.waiting[ObjectIdentifier(channel)] = nil
        }
    }

    fileprivate func asked(_ channel: any Channel) {
        state.withLock { $0.waiting[ObjectIdentifier(channel)] = nil }
    }

    fileprivate func answered(_ channel: any Channel) {
        state.withLock { $0.wait(channel) }
    }
}

/// Follows one connection: closes it when its request does not come in time.
private final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let connections: Connections
    private var end: Scheduled<Void>?
    private var isOpen = false

    init(_ connections: Connections) { self.connections = connections }

    func handlerAdded(context: ChannelHandlerContext) {
        isOpen = true
        connections.opened(context.channel)
        expect(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) { close(context) }

    func channelInactive(context: ChannelHandlerContext) {
        close(context)
        context.fireChannelInactive()
    }

    private func close(_ context: ChannelHandlerContext) {
        end?.cancel()
        guard isOpen else { return }
        isOpen = false
        connections.closed(context.channel)
    }

    private func expect(_ context: ChannelHandlerContext) {
        let channel = context.channel
        end?.cancel()
        end = context.eventLoop.scheduleTask(in: connections.patience) { channel.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .end = unwrapInboundIn(data) {
            end?.cancel()
            connections.asked(context.channel)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where connections.clockAhead != 0:
            let now = Int(Date().timeIntervalSince1970)
            head.headerFields[.date] = HTTPMoment.text(now + connections.clockAhead)
            return context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            if isOpen {
                connections.answered(context.channel)
                expect(context)
            }
        default: break
        }
        context.write(data, promise: promise)
    }
}
