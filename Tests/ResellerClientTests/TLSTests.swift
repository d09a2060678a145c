import Foundation
import Glibc
import ResellerAPI
import Testing

@testable import ResellerClient

/// A server of `openssl` with a certificate made for the test.
private final class TLSServer {
    let port: Int
    private let process: Process

    static let openssl = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Listens once this returns.
    init(certificate: String, key: String, _ options: [String] = []) throws {
        (process, port) = try Self.start(certificate, key, options)
    }

    /// Not by deinit: the port is the last that is used of it, long before the connection.
    func stop() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private static func start(_ certificate: String, _ key: String, _ options: [String]) throws -> (Process, Int) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(openssl))
        process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"] + options
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        // It says where it listens: "ACCEPT 127.0.0.1:41234".
        var text = ""
        while true {
            let data = pipe.fileHandleForReading.availableData
            if data.isEmpty { break }
            text += String(decoding: data, as: UTF8.self)
            for line in text.split(separator: "\n").dropLast(text.hasSuffix("\n") ? 0 : 1) {
                if line.hasPrefix("ACCEPT"), let port = line.split(separator: ":").last.flatMap({ Int($0) }) {
                    return (process, port)
                }
            }
        }
        throw CocoaError(.executableLoad)
    }

    static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(openssl))
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "openssl \(arguments.joined(separator: " "))")
    }
}

/// Certificates of an authority of our own, in a folder that goes with the test.
private final class Certificates {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)").path
    var authority: String { folder + "/ca.pem" }

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try TLSServer.run(
            Self.request + [
                "-x509", "-days", "30", "-subj", "/CN=test authority", "-keyout", path("ca.key"), "-out", authority,
            ])
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static let request = ["req", "-newkey", "rsa:2048", "-nodes"]

    func path(_ name: String) -> String { folder + "/" + name }

    /// One that the authority has signed. `days` may be negative: it has ended then.
    func make(_ name: String, names: String, days: Int = 30) throws -> (certificate: String, key: String) {
        let (key, csr, pem, extensions) = (
            path(name + ".key"), path(name + ".csr"), path(name + ".pem"), path(name + ".ext")
        )
        try "subjectAltName=\(names)".write(toFile: extensions, atomically: true, encoding: .utf8)
        try TLSServer.run(Self.request + ["-subj", "/CN=localhost", "-keyout", key, "-out", csr])
        try TLSServer.run([
            "x509", "-req", "-in", csr, "-CA", authority, "-CAkey", path("ca.key"), "-CAcreateserial", "-days",
            String(days),
            "-extfile", extensions, "-out", pem,
        ])
        return (pem, key)
    }
}

@Suite(
    "Connections that are not to be trusted", .enabled(if: TLSServer.openssl != nil, "openssl is not on this machine"))
struct TLSTests {
    private func reason(port: Int, roots: String?) async throws -> APIError.Reason? {
        var configuration = configuration()
        configuration.baseURL = "https://localhost:\(port)"
        configuration.clock = .live
        configuration.rootsFile = roots
        configuration.retry.attempts = 1
        configuration.connectTimeout = 60
        let client = try ResellerClient(configuration)
        var reason: APIError.Reason?
        do throws(APIError) {
            _ = try await client.packages()
        } catch {
            reason = error.reason
        }
        await client.shutdown()
        return reason
    }

    @Test("A certificate of an authority that was named is trusted, by name")
    func trusted() async throws {
        let certificates = try Certificates()
        let made = try certificates.make("good", names: "DNS:localhost")
        let server = try TLSServer(certificate: made.certificate, key: made.key)
        defer { server.stop() }
        // What it answers is no answer of the service, but the connection stood.
        switch try await reason(port: server.port, roots: certificates.authority) {
        case .foreign, .lost, .garbled, .server: break
        case let other: Issue.record("a trusted connection is told as \(String(describing: other))")
        }
    }

    @Test("Expired, unknown issuer and wrong name are told apart")
    func causes() async throws {
        let certificates = try Certificates()
        let expired = try certificates.make("old", names: "DNS:localhost", days: -1)
        let old = try TLSServer(certificate: expired.certificate, key: expired.key)
        defer { old.stop() }
        guard
            case .insecure("localhost:\(old.port)", .expired(let day)) = try await reason(
                port: old.port, roots: certificates.authority)
        else {
            Issue.record("an expired certificate is told as something else")
            return
        }
        #expect(day.count == 10)
        let good = try certificates.make("good", names: "DNS:localhost")
        let unknown = try TLSServer(certificate: good.certificate, key: good.key)
        defer { unknown.stop() }
        #expect(
            try await reason(port: unknown.port, roots: nil)
                == .insecure(place: "localhost:\(unknown.port)", .unknownIssuer))
        let other = try certificates.make("other", names: "DNS:other.example,DNS:more.example")
        let wrong = try TLSServer(certificate: other.certificate, key: other.key)
        defer { wrong.stop() }
        #expect(
            try await reason(port: wrong.port, roots: certificates.authority)
                == .insecure(
                    place: "localhost:\(wrong.port)",
                    .wrongName(host: "localhost", names: ["other.example", "more.example"])))
    }

    @Test("TLS before 1.2 is not spoken")
    func tooOld() async throws {
        let certificates = try Certificates()
        let made = try certificates.make("good", names: "DNS:localhost")
        let server = try TLSServer(
            certificate: made.certificate, key: made.key, ["-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0"])
        defer { server.stop() }
        #expect(
            try await reason(port: server.port, roots: certificates.authority)
                == .insecure(place: "localhost:\(server.port)", .tooOld))
    }

    @Test("A file of roots that can't be read is told at once")
    func roots() throws {
        var configuration = configuration()
        configuration.rootsFile = "/nowhere/roots.pem"
        #expect(throws: ConfigurationError.rootsUnreadable("/nowhere/roots.pem")) { try ResellerClient(configuration) }
    }
}
