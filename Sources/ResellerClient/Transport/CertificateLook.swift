import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import ResellerAPI

/// Looks at the certificate of a server that was not trusted, to tell why. Nothing is sent but the first hello.
enum CertificateLook {
    /// What such a certificate tells.
    struct Leaf: Sendable {
        let begins: Date
        let ends: Date
        let names: [String]

        init(_ certificate: NIOSSLCertificate) {
            begins = Date(timeIntervalSince1970: Double(certificate.notValidBefore))
            ends = Date(timeIntervalSince1970: Double(certificate.notValidAfter))
            let names = certificate._subjectAlternativeNames().compactMap(CertificateLook.name)
            self.names = Array((names.isEmpty ? CertificateLook.commonName(certificate) : names).prefix(3))
        }

        /// What is wrong with it at this time, apart from who signed it and for whom.
        func faultOfTime(at now: Date) -> TLSFault? {
            if ends < now { return .expired(CertificateLook.day(ends)) }
            return begins > now ? .notYetValid(CertificateLook.day(begins)) : nil
        }
    }

    /// Seconds for the whole look.
    private static let patience = 5

    /// The certificate that the server shows; nil when it shows none in time.
    static func leaf(host: String, port: Int, tls: TLSConfiguration) async -> Leaf? {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let seen = loop.makePromise(of: Leaf?.self)
        loop.scheduleTask(in: .seconds(Int64(patience))) { seen.succeed(nil) }
        let bootstrap = ClientBootstrap(group: loop).connectTimeout(.seconds(Int64(patience)))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let name = isAddress(host) ? nil : host
                    let handler = try NIOSSLClientHandler(
                        context: NIOSSLContext(configuration: tls), serverHostname: name,
                        customVerificationCallback: { certificates, verdict in
                            seen.succeed(certificates.first.map(Leaf.init))
                            verdict.succeed(.failed)
                        })
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
        guard let channel = try? await bootstrap.connect(host: host, port: port).get() else {
            seen.succeed(nil)
            return try? await seen.futureResult.get()
        }
        let leaf = try? await seen.futureResult.get()
        try? await channel.close()
        return leaf ?? nil
    }

    private static func isAddress(_ host: String) -> Bool { (try? SocketAddress(ipAddress: host, port: 0)) != nil }

    private static func name(_ name: _SubjectAlternativeName) -> String? {
        let bytes = Array(name.contents)
        switch name.nameType {
        case .dnsName: return String(decoding: bytes, as: UTF8.self)
        case .ipAddress where bytes.count == 4: return bytes.map(String.init).joined(separator: ".")
        default: return nil
        }
    }

    /// The common name, which only the description of the library gives.
    private static func commonName(_ certificate: NIOSSLCertificate) -> [String] {
        let parts = "\(certificate)".dropLast().split(separator: ";")
        let mark = "common_name="
        return parts.filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
    }

    private static func day(_ date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }
}

/// What a failed handshake tells by its words.
enum HandshakeWords {
    /// Whether the certificate was not believed, so that a look at it says more.
    static func isOfCertificate(_ error: NIOSSLError) -> Bool { "\(error)".contains("CERTIFICATE_VERIFY_FAILED") }

    static func fault(_ error: NIOSSLError) -> TLSFault {
        let words = "\(error)"
        let old = ["PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL", "INAPPROPRIATE_FALLBACK"]
        if old.contains(where: words.contains) { return .tooOld }
        let others = ["WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "UNKNOWN_PROTOCOL", "BAD_PACKET"]
        if others.contains(where: words.contains) { return .notTLS }
        if words.contains("HANDSHAKE_FAILURE") { return .other("the two sides have no encryption method in common") }
        if words.lowercased().contains("eof") { return .other("the server closed the connection during the handshake") }
        return .other("the handshake failed")
    }
}
