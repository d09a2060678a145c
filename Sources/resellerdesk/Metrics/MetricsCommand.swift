import Archive
import ArgumentParser
import Dispatch
import Foundation
import Records
import Settings

/// The live board's figures for an existing Prometheus.
struct MetricsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics", abstract: "Print or serve the live board's figures in Prometheus' text format.",
        discussion: """
            Without --listen it prints them once. They are read from the archive, where desk or kiosk keep them; the
            age of each is told. The server answers GET /metrics and knows no login: keep it on this machine.
            """)

    @OptionGroup var account: AccountOptions

    @Option(
        help: ArgumentHelp(
            "Serve on this address until a signal ends it; a port alone is that of 127.0.0.1, 0 a free one.",
            valueName: "[host:]port"))
    var listen: String?

    @Option(help: "How many series of single customers there are at most; the worst come first.")
    var maxSeries = LiveMetrics.defaultMaxSeries

    func validate() throws {
        guard maxSeries >= 0 else { throw ValidationError("--max-series is 0 or more, not \(maxSeries)") }
        _ = try address()
    }

    func run() throws {
        let resolved = try account.resolve(write: false)
        let reader = MetricsReader(
            path: account.archivePath, account: resolved, version: ResellerDesk.versionNumber, maxSeries: maxSeries)
        guard let address = try address() else { return try print(reader) }
        Self.serve(MetricsServer(address: address, reader: reader))
    }

    private func address() throws -> ListenAddress? {
        guard let listen else { return nil }
        guard let address = ListenAddress(listen) else {
            throw ValidationError("--listen is an address such as 127.0.0.1:9464, not \"\(listen)\"")
        }
        return address
    }

    private func print(_ reader: MetricsReader) throws {
        let metrics = Blocking.wait { () async -> Result<LiveMetrics, ArchiveError> in
            do throws(ArchiveError) {
                return .success(try await reader.read())
            } catch {
                return .failure(error)
            }
        }
        switch metrics {
        case .failure(let error): throw CommandFailure(error.message)
        case .success(let metrics):
            Console.write("resellerdesk: \(metrics.coverage)\n", to: STDERR_FILENO)
            Console.write(MetricsText.text(metrics.families()))
        }
    }

    /// Runs until a signal ends the process.
    private static func serve(_ server: MetricsServer) -> Never {
        signal(SIGPIPE, SIG_IGN)
        Task {
            do {
                try await server.run { url in Console.write("listening on \(url)\n") }
                Foundation.exit(0)
            } catch {
                Console.write("resellerdesk: \(error)\n", to: STDERR_FILENO)
                Foundation.exit(1)
            }
        }
        dispatchMain()
    }
}

extension LiveMetrics {
    /// How many customers the figures are about, for a person.
    var coverage: String {
        guard let known else { return "the figures cover \(figures.count) customers; the list was not read yet" }
        return "the figures cover \(figures.count) of \(known) customers"
    }
}
