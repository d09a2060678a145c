import Formats
import Terminal

/// What effects may ask of the terminal; it lives on the main thread only.
@MainActor
final class ScreenPort: Sendable {
    private var session: TerminalSession?
    private var renderer: Renderer?
    private var loop: EventLoop?

    nonisolated init() {}

    func connect(session: TerminalSession, renderer: Renderer, loop: EventLoop) {
        self.session = session
        self.renderer = renderer
        self.loop = loop
    }

    func copy(_ text: ClipText) -> Bool { session?.copyToClipboard(text) ?? false }
    func ring() { session?.ring() }
    func notify(_ text: String) { session?.notify(text) }
    func repaint() { renderer?.repaint() }
    func suspend() { loop?.suspend() }
    /// Gives the terminal to another program until the work is done; nil where there is none to give.
    func lend<Result: Sendable>(_ work: @Sendable () async -> Result) async -> Result? { await loop?.lend(work) ?? nil }
}
