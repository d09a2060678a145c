import HTTPTypes
import Hummingbird
import NIOCore

/// What Hummingbird hands over with a request; keeps the channel so that a connection can be dropped.
struct FrontContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
}

/// Brings requests from the socket to the engine, and its answers back.
struct HTTPFront: HTTPResponder {
    let engine: Engine
    /// Milliseconds that every answer is held back.
    let latency: Int

    private static let largestBody = 16 << 20
    /// Answers longer than this are chunked.
    private static let chunk = 64 << 10

    func respond(to request: Request, context: FrontContext) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.largestBody)
        let exchange = await engine.respond(
            to: SandboxRequest(
                method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "",
                contentType: request.headers[.contentType], acceptEncoding: request.headers[.acceptEncoding],
                body: Array(body.readableBytesView)))
        if latency > 0 { try await Task.sleep(for: .milliseconds(latency)) }
        return response(exchange)
    }

    private func response(_ exchange: Exchange) -> Response {
        var headers: HTTPFields = [.contentType: exchange.contentType]
        for header in exchange.headers {
            if let name = HTTPField.Name(header.name) { headers[name] = header.value }
        }
        let first = exchange.piece(0)
        let status = HTTPResponse.Status(code: exchange.status)
        if first.isLast, first.bytes.count <= Self.chunk {
            return Response(
                status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: first.bytes)))
        }
        let body = ResponseBody { writer in
            var piece = first
            var number = 0
            while true {
                var rest = piece.bytes[...]
                while !rest.isEmpty {
                    try await writer.write(ByteBuffer(bytes: rest.prefix(Self.chunk)))
                    rest = rest.dropFirst(Self.chunk)
                }
                if piece.isLast { break }
                number += 1
                piece = exchange.piece(number)
            }
            try await writer.finish(nil)
        }
        return Response(status: status, headers: headers, body: body)
    }
}
