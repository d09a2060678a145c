import Dialects
import Foundation
import ResellerAPI
import ResellerClient
import Sandbox
import Settings

/// The way to the account: key read, sandbox started if it is the account, client made. Done once, off the main thread.
final class AccountConnection: Sendable {
    private let connecting: Task<Result<ResellerClient, ConnectionFailure>, Never>

    /// Why there is no client.
    struct ConnectionFailure: Error {
        let message: String
        /// 2 where configuration or environment have to be mended, 1 where work failed.
        var exitCode: Int32 = 1

        /// The same, as the failure of a call.
        func error(of operation: String) -> APIError {
            APIError(operation: operation, reason: .setup(message))
        }
    }

    /// `denial` keeps the write gate closed and says why; nil opens it. `spending` is where processes
    /// share the minute.
    init(
        account: ResolvedAccount, maildir: String?, environment: [String: String], denial: String?,
        spending: SharedSpending? = nil
    ) {
        connecting = Task.detached(priority: .userInitiated) {
            // The embedded sandbox counts the calls of this process only.
            let spending = account.isSandbox ? nil : spending
            return await Self.connect(
                account, maildir: maildir, environment: environment, denial: denial, spending: spending)
        }
    }

    func client() async -> Result<ResellerClient, ConnectionFailure> { await connecting.value }

    private static func connect(
        _ account: ResolvedAccount, maildir: String?, environment: [String: String], denial: String?,
        spending: SharedSpending?
    ) async -> Result<ResellerClient, ConnectionFailure> {
        switch KeyReader.key(of: account, environment: environment) {
        case .failure(let problem): return .failure(ConnectionFailure(message: problem.text, exitCode: 2))
        case .success(let key):
            do {
                let baseURL = account.isSandbox ? try await startSandbox(maildir: maildir) : account.baseURL
                return .success(
                    try client(
                        account, baseURL: baseURL, key: key, denial: denial, spending: spending,
                        roots: account.isSandbox ? nil : environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 })
                )
            } catch let error as ConfigurationError {
                return .failure(ConnectionFailure(message: "\(error)", exitCode: 2))
            } catch {
                return .failure(ConnectionFailure(message: "\(error)"))
            }
        }
    }

    private static func startSandbox(maildir: String?) async throws -> String {
        var configuration = SandboxConfiguration()
        configuration.maildir = maildir
        let server = try SandboxServer(configuration)
        return "http://127.0.0.1:\(try await server.start())"
    }

    private static func client(
        _ account: ResolvedAccount, baseURL: String?, key: String, denial: String?, spending: SharedSpending?,
        roots: String?
    ) throws -> ResellerClient {
        var configuration = ClientConfiguration(
            baseURL: baseURL ?? ClientConfiguration.defaultBaseURL, user: account.user, key: Secret(key),
            format: account.format == .xml ? .xml : .json, dialect: account.spoken,
            writes: denial.map(WritePermission.readOnly) ?? .open)
        configuration.callsPerMinute = account.rate
        configuration.sharedSpending = spending
        configuration.rootsFile = roots
        configuration.trace = Tracing.listener
        let client = try ResellerClient(configuration)
        OpenClients.add(client)
        return client
    }
}
