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

    func respond(to request: Request, context: FrontContext) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.largestBody)
        let exchange = await engine.respond(
            to: SandboxRequest(
                method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "",
                contentType: request.headers[.contentType], body: Array(body.readableBytesView)))
        if latency > 0 { try await Task.sleep(for: .milliseconds(latency)) }
        if exchange.fault == .dropBefore || exchange.fault == .dropAfter {
            try await context.channel.close()
            return Response(status: .ok)
        }
        let packed = request.headers[.acceptEncoding]?.lowercased().contains("gzip") ?? false
        return response(exchange, packed: packed, channel: context.channel)
    }

    private func response(_ exchange: Exchange, packed: Bool, channel: any Channel) -> Response {
        var headers: HTTPFields = [.contentType: exchange.contentType]
        for header in exchange.headers {
            if let name = HTTPField.Name(header.name) { headers[name] = header.value }
        }
        if packed {
            headers[.contentEncoding] = "gzip"
            headers[.vary] = "accept-encoding"
        }
        let body = BodyWriter(exchange: exchange, packed: packed, channel: channel)
        return Response(status: HTTPResponse.Status(code: exchange.status), headers: headers, body: body.body())
    }
}

/// Sends the body of an answer: whole, in chunks, or as a fault wants it.
struct BodyWriter: Sendable {
    let exchange: Exchange
    let packed: Bool
    let channel: any Channel

    /// Answers longer than this are chunked.
    private static let chunk = 64 << 10

    func body() -> ResponseBody {
        if let fault = exchange.fault { return faulty(fault) }
        var progress = ReplyEncoder.Progress()
        let first = exchange.next(&progress)
        if progress.isDone, first.count <= Self.chunk {
            return ResponseBody(byteBuffer: ByteBuffer(bytes: packed ? Gzip.pack(first) : first))
        }
        let (exchange, packed, begun) = (exchange, packed, progress)
        return ResponseBody { writer in
            var progress = begun
            var bytes = first
            var gzip = Gzip()
            while true {
                var rest = (packed ? gzip.add(bytes, isLast: progress.isDone) : bytes)[...]
                while !rest.isEmpty {
                    try await writer.write(ByteBuffer(bytes: rest.prefix(Self.chunk)))
                    rest = rest.dropFirst(Self.chunk)
                }
                if progress.isDone { break }
                bytes = exchange.next(&progress)
            }
            try await writer.finish(nil)
        }
    }

    private func faulty(_ fault: FaultKind) -> ResponseBody {
        let whole = packed ? Gzip.pack(exchange.whole()) : exchange.whole()
        let channel = channel
        switch fault {
        case .garble: return ResponseBody(byteBuffer: ByteBuffer(bytes: FaultKind.garbled(whole)))
        case .slow: return Self.slow(whole)
        case .cut, .stall:
            return ResponseBody(contentLength: whole.count) { writer in
                try await writer.write(ByteBuffer(bytes: whole.prefix(whole.count / 2)))
                if fault == .stall { try await Task.sleep(for: .seconds(600)) }
                try await channel.close()
            }
        default: return ResponseBody(byteBuffer: ByteBuffer(bytes: whole))
        }
    }

    /// Forty pieces, a tenth of a second apart.
    private static func slow(_ whole: [UInt8]) -> ResponseBody {
        ResponseBody(contentLength: whole.count) { writer in
            let size = max(1, (whole.count + 39) / 40)
            var rest = whole[...]
            while !rest.isEmpty {
                try await writer.write(ByteBuffer(bytes: rest.prefix(size)))
                rest = rest.dropFirst(size)
                try await Task.sleep(for: .milliseconds(100))
            }
            try await writer.finish(nil)
        }
    }
}
