import Dispatch
import Glibc

/// Tells that something changed in some folders (inotify); costs nothing while nothing does.
final class FolderWatch: Sendable {
    /// One element for any number of changes that were not looked at yet.
    let changes: AsyncStream<Void>
    private let descriptor: Int32

    private static let wanted =
        UInt32(IN_CREATE) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_DELETE)
        | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_ONLYDIR)

    /// Nil where the system has no watch left; `errno` tells.
    init?() {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let queue = DispatchQueue(label: "samples", qos: .utility)
        // A source may be cancelled from any thread; Dispatch only does not say so.
        nonisolated(unsafe) let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler {
            Self.drain(descriptor)
            continuation.yield()
        }
        source.setCancelHandler { close(descriptor) }
        continuation.onTermination = { _ in source.cancel() }
        source.activate()
        changes = stream
    }

    /// Watches a folder, also one that is watched already; its number, or nil where it can't be; `errno` tells.
    func add(_ folder: String) -> Int32? {
        let number = inotify_add_watch(descriptor, folder, Self.wanted)
        return number >= 0 ? number : nil
    }

    func remove(_ number: Int32) {
        inotify_rm_watch(descriptor, number)
    }

    private static func drain(_ descriptor: Int32) {
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 8) { memory in
            while read(descriptor, memory.baseAddress, memory.count) > 0 {}
        }
    }
}
