import CProcess

/// What this process says to the system about itself.
package enum OwnProcess {
    /// Keys and passwords stay in memory only: no core file is written, and no other user's debugger looks in. False where
    /// the system refuses; the program goes on then.
    @discardableResult
    package static func keepMemoryPrivate() -> Bool { cp_keep_memory_private() }
}
