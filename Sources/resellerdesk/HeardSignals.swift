import Dispatch
import Foundation
import Synchronization

/// Signals that a process without a screen hears, until it ends.
///
/// The sources are held here: a local value may be freed by the optimizer as soon as nothing more is done with it, also
/// while a call runs that never returns, and then the signal is heard by nobody.
enum HeardSignals {
    private struct Source: @unchecked Sendable {
        /// Never touched again.
        let source: any DispatchSourceSignal
    }

    private static let sources = Mutex<[Source]>([])

    /// From now on the signal does this, on the main queue, instead of what it always does.
    static func on(_ number: Int32, _ action: @escaping @Sendable () -> Void) {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
        source.setEventHandler(handler: action)
        source.activate()
        let held = Source(source: source)
        sources.withLock { $0.append(held) }
    }
}
