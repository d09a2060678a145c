import Archive
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import Records

/// Serves the metrics to whoever scrapes them: one page, made anew for each request, and nothing to change.
struct MetricsServer: Sendable {
    let address: ListenAddress
    let reader: MetricsReader

    /// How long a connection may last, whatever comes and goes over it: who asks and never reads, or asks a letter at a
    /// time, is let go.
    var longestConnection = TimeAmount.seconds(30)

    /// Seconds after which a connection is closed over which nothing came or went.
    private static let patience: Int64 = 10

    /// Serves until it is cancelled; `listening` is called with the URL once it answers.
    func run(listening: @escaping @Sendable (String) -> Void) async throws {
        // The first reading is the long one; a problem is told to whoever scrapes.
        _ = try? await reader.read()
        let (address, longest) = (address, longestConnection)
        let application = Application(
            responder: MetricsPage(reader: reader),
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    additionalChannelHandlers: [OneRequest(longest: longest)], idleTimeout: .seconds(Self.patience))),
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in listening(address.url(port: channel.localAddress?.port ?? address.port)) },
            logger: Self.quietLogger)
        do {
            try await application.run()
        } catch let error as IOError {
            let reason = String(cString: strerror(error.errnoCode))
            throw CommandFailure("can't listen on \(address.url(port: address.port)): \(reason)")
        }
    }

    private static var quietLogger: Logger {
        var logger = Logger(label: "metrics", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .critical
        return logger
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

    func respond(to request: Request, context: MetricsContext) async -> Response {
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
