import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import ResellerAPI

/// The transport over the network: TLS verified, no redirects followed, bodies read as streams up to a bound.
final class LiveTransport: Sendable {
    private let client: HTTPClient
    /// Host and port, as messages name them.
    private let place: String
    private let tls: TLSConfiguration

    /// `roots` is a file of certificates to trust instead of those of the system.
    init(place: String, connectTimeout: Int64, idleTimeout: Int64, maxBodyBytes: Int, roots: String? = nil) {
        self.place = place
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let roots { tls.trustRoots = .file(roots) }
        self.tls = tls
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(connectTimeout), read: .seconds(idleTimeout)),
            // A connection that the server is about to close would lose a call: don't keep them for long.
            connectionPool: .init(idleTimeout: .seconds(10)),
            decompression: .enabled(limit: .size(maxBodyBytes)))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// A client that was forgotten still ends its connections; one that was shut down says so to nobody.
    deinit { client.shutdown(queue: .global()) { _ in } }

    func shutdown() async { try? await client.shutdown() }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        do {
            return try await withDeadline(request.deadline) { try await self.exchange(request) }
        } catch let error as TransportError {
            throw error
        } catch is CancellationError {
            throw .cancelled
        } catch {
            throw await failure(error, request)
        }
    }

    private func exchange(_ request: TransportRequest) async throws -> TransportResponse {
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = .init(rawValue: request.method)
        for header in request.headers { outgoing.headers.add(name: header.name, value: header.value) }
        if !request.body.isEmpty {
            if !outgoing.headers.contains(name: "Content-Type") {
                outgoing.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            }
            outgoing.body = .bytes(ByteBuffer(string: request.body))
        }
        outgoing.headers.add(name: "Accept-Encoding", value: "gzip")
        outgoing.headers.add(name: "User-Agent", value: "resellerdesk")
        let response = try await client.execute(outgoing, deadline: .now() + .seconds(Int64(request.deadline) + 1))
        let announced = response.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        guard announced <= request.maxBodyBytes else { throw TransportError.tooLarge(limit: request.maxBodyBytes) }
        var body: [UInt8] = []
        body.reserveCapacity(announced)
        for try await part in response.body {
            guard body.count + part.readableBytes <= request.maxBodyBytes else {
                throw TransportError.tooLarge(limit: request.maxBodyBytes)
            }
            body.append(contentsOf: part.readableBytesView)
        }
        return TransportResponse(
            status: Int(response.status.code),
            headers: response.headers.map { TransportResponse.Header($0.name, $0.value) }, body: body)
    }

    /// Ends the work when the time is over.
    private func withDeadline<Result: Sendable>(
        _ seconds: Double, _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw TransportError.lost("no answer within \(Int(seconds)) seconds")
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    /// What a failure of the network means: whether the request may have gone out, and words for it.
    private func failure(_ error: any Error, _ request: TransportRequest) async -> TransportError {
        switch error {
        case let error as HTTPClientError: return failure(error)
        case let error as NIOConnectionError:
            let cause = error.connectionErrors.first.map { Self.words($0.error) }
            return .unreachable("\(place): \(cause ?? "the name is not known")")
        case let error as IOError: return failure(error)
        case let error as NIOSSLError: return await failure(error, request)
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: return await wrongName(request)
        case is NIOSSLExtraError, is BoringSSLError: return .lost("TLS failed on the way")
        case NIOHTTPDecompression.DecompressionError.limit: return .tooLarge(limit: request.maxBodyBytes)
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            return .garbled("it can't be unpacked")
        case HTTPParserError.invalidEOFState: return .lost(Self.closedEarly)
        case is HTTPParserError: return .lost("what came is not HTTP")
        default: return .lost(String(describing: type(of: error)))
        }
    }

    /// Only before the handshake is over it is certain that nothing was sent.
    private func failure(_ error: NIOSSLError, _ request: TransportRequest) async -> TransportError {
        guard case .handshakeFailed = error else { return .lost("TLS failed on the way") }
        guard HandshakeWords.isOfCertificate(error) else {
            return .insecure(place: place, HandshakeWords.fault(error))
        }
        let fault = await leaf(request)?.faultOfTime(at: Date())
        return .insecure(place: place, fault ?? .unknownIssuer)
    }

    private func wrongName(_ request: TransportRequest) async -> TransportError {
        let names = await leaf(request)?.names ?? []
        return .insecure(place: place, .wrongName(host: Self.host(request).name, names: names))
    }

    private func leaf(_ request: TransportRequest) async -> CertificateLook.Leaf? {
        let host = Self.host(request)
        return await CertificateLook.leaf(host: host.name, port: host.port, tls: tls)
    }

    private static func host(_ request: TransportRequest) -> (name: String, port: Int) {
        let parts = URLComponents(string: request.url)
        let name = (parts?.host ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        return (name, parts?.port ?? 443)
    }

    private static let closedEarly = "the server closed it before the answer was complete"

    private func failure(_ error: HTTPClientError) -> TransportError {
        switch error {
        case .connectTimeout: .unreachable("\(place): no connection in time")
        case .tlsHandshakeTimeout: .unreachable("\(place): no TLS in time")
        case .deadlineExceeded, .readTimeout: .lost("no answer in time")
        case .remoteConnectionClosed, .bodyLengthMismatch: .lost(Self.closedEarly)
        case .cancelled: .cancelled
        default: .lost(error.shortDescription)
        }
    }

    private func failure(_ error: IOError) -> TransportError {
        let unsent = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL, EHOSTDOWN]
        let words = Self.words(error)
        return unsent.contains(error.errnoCode) ? .unreachable("\(place): \(words)") : .lost(words)
    }

    /// The words of the system for an error, in small letters.
    private static func words(_ error: any Error) -> String {
        guard let error = error as? IOError else { return "no connection" }
        return String(cString: strerror(error.errnoCode)).lowercased()
    }
}
