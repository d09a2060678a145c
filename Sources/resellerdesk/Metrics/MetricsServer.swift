import Archive
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import Records
import Sandbox

/// Serves the metrics to whoever scrapes them: one page, made anew for each request, and nothing to change.
struct MetricsServer: Sendable {
    let address: ListenAddress
    let reader: MetricsReader
    /// Names by which it may be asked, beside those of this machine.
    var hosts: [String] = []

    /// How long a connection may last, whatever comes and goes over it: who asks and never reads, or asks a letter at a
    /// time, is let go.
    var longestConnection = TimeAmount.seconds(30)

    /// Seconds after which a connection is closed over which nothing came or went.
    private static let patience: Int64 = 10

    /// Serves until it is cancelled; `listening` is called with the URL once it answers.
    func run(listening: @escaping @Sendable (String) -> Void) async throws {
        // The first reading is the long one; a problem is told to whoever scrapes.
        _ = try? await reader.read()
        if let problem = address.clear() { throw CommandFailure("can't listen on \(address.url()): \(problem)") }
        Connections.raiseDescriptorLimit()
        let (address, longest) = (address, longestConnection)
        let connections = Connections(patience: .seconds(Self.patience), most: Self.mostConnections)
        // The file of a socket is for this user alone from its first moment on.
        let mask = umask(address.isFile ? 0o177 : 0o077)
        let application = Application(
            responder: MetricsPage(reader: reader, hosts: HostNames(address, more: hosts)),
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    additionalChannelHandlers: [OneRequest(longest: longest), connections.handler()],
                    idleTimeout: .seconds(Self.patience))),
            configuration: ApplicationConfiguration(address: address.binding),
            onServerRunning: { channel in
                umask(mask)
                listening(address.url(port: channel.localAddress?.port))
            }, logger: Self.quietLogger)
        do {
            try await application.run()
        } catch let error as IOError {
            let reason = String(cString: strerror(error.errnoCode))
            throw CommandFailure("can't listen on \(address.url()): \(reason)")
        }
    }

    /// A scrape a minute needs no more.
    private static let mostConnections = 256

    private static var quietLogger: Logger {
        var logger = Logger(label: "metrics", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .critical
        return logger
    }
}

extension ListenAddress {
    fileprivate var isFile: Bool { if case .unix = self { true } else { false } }

    fileprivate var binding: BindAddress {
        switch self {
        case .tcp(let host, let port): .hostname(host, port: port)
        case .unix(let path): .unixDomainSocket(path: path)
        }
    }
}

/// Ends each connection with its first answer, or when its time is over. A scrape a minute needs no more, and a client that never heard of kept
/// connections (HTTP/1.0) takes the end of its connection for the end of the page.
private final class OneRequest: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let longest: TimeAmount
    private var end: Scheduled<Void>?

    init(longest: TimeAmount) { self.longest = longest }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        end = context.eventLoop.scheduleTask(in: longest) { channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { end?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        head.headerFields[.connection] = "close"
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}

/// What a request needs to be known of: nothing but the request.
struct MetricsContext: InitializableFromSource {
    init(source: ApplicationRequestContextSource) {}
}

/// `GET /metrics`, and what is wrong with everything else.
struct MetricsPage: HTTPResponder {
    let reader: MetricsReader
    let hosts: HostNames

    func respond(to request: Request, context: MetricsContext) async -> Response {
        guard hosts.takes(request.head.authority) else {
            let words = "This host name is not allowed; allow it with --allow-host NAME.\n"
            return plain(.misdirectedRequest, words, request)
        }
        guard request.uri.path == "/metrics" else {
            return plain(.notFound, "The figures are at /metrics.\n", request)
        }
        guard request.method == .get || request.method == .head else {
            return plain(.methodNotAllowed, "/metrics can only be read.\n", request, [.allow: "GET, HEAD"])
        }
        do throws(ArchiveError) {
            return text(.ok, MetricsText.text(try await reader.read().families()), MetricsText.contentType, request)
        } catch {
            return plain(.serviceUnavailable, error.message + "\n", request)
        }
    }

    private func plain(
        _ status: HTTPResponse.Status, _ words: String, _ request: Request, _ headers: HTTPFields = [:]
    ) -> Response {
        text(status, words, "text/plain; charset=utf-8", request, headers)
    }

    private func text(
        _ status: HTTPResponse.Status, _ words: String, _ type: String, _ request: Request,
        _ more: HTTPFields = [:]
    ) -> Response {
        var headers = more
        headers[.contentType] = type
        headers[.connection] = "close"
        headers[.contentLength] = String(words.utf8.count)
        let body = request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(string: words))
        return Response(status: status, headers: headers, body: body)
    }
}
