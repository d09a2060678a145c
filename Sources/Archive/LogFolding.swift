import Dispatch
import GRDB
import Glibc
import Synchronization

/// Writes the log back into the file when it has become long, on a connection of its own: nobody who writes waits for
/// it, and it is written back once for many writes.
final class LogFolding: Sendable {
    /// Bytes from which on a log is long. The next start reads through what is left of it.
    static let longLog: Int64 = 16 << 20

    private let path: String
    private let queue = DispatchQueue(label: "archive log", qos: .utility)
    private let isUnderWay = Mutex(false)
    private let connection = Mutex<DatabaseQueue?>(nil)

    init(path: String) { self.path = path }

    func foldWhereLong() {
        guard length >= Self.longLog else { return }
        let isFirst = isUnderWay.withLock { isUnderWay in
            defer { isUnderWay = true }
            return !isUnderWay
        }
        guard isFirst else { return }
        queue.async { [self] in
            fold()
            isUnderWay.withLock { $0 = false }
        }
    }

    private var length: Int64 {
        var status = stat()
        return stat(path + "-wal", &status) == 0 ? Int64(status.st_size) : 0
    }

    /// What can't be folded now, as somebody reads it, is folded another time.
    func fold() {
        connection.withLock { connection in
            if connection == nil {
                var configuration = Configuration()
                configuration.label = "archive log"
                configuration.busyMode = .timeout(1)
                connection = try? DatabaseQueue(path: path, configuration: configuration)
            }
            _ = try? connection?.writeWithoutTransaction { try $0.checkpoint(.passive) }
        }
    }
}
