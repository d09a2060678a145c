import Desk
import Dispatch
import Foundation
import Panes
import Records
import Screen
import Settings
import StateStore
import Synchronization
import Terminal

/// The desk without a screen: a prompt, a line, what came of it. Nothing is painted twice, no escape sequence is written,
/// and nothing is said that nobody asked for. For screen readers, bad links, dumb terminals and pipes.
@MainActor
final class PlainDesk {
    /// Narrow and alone, as each pane is told by itself; as many rows as are told at once.
    private static let size = Size(width: 59, height: PlainText.page + 4)
    /// Seconds until a person is told that an answer is still awaited.
    private static let patience = 10.0
    /// The first list may be long.
    private static let firstPatience = 20.0

    private let store: Store<DeskState, DeskAction>
    private let archive: ArchiveBox
    private let idle: IdleWork
    private let glyphs: Glyphs
    private var teller = PlainTeller()
    /// Tells the end of what a person was told to be still going on.
    private var watch: Task<Void, Never>?

    init(_ assembly: DeskAssembly) {
        archive = ArchiveBox(path: assembly.stateDirectory + "/archive.sqlite")
        idle = IdleWork()
        let accounts = assembly.accounts(archive: archive, screen: ScreenPort()) { _ in }
        let idle = idle
        var state = assembly.state(size: Self.size, themeName: "monochrome")
        state.live.status.role = .off("--plain collects no figures; `resellerdesk list live` does")
        store = Store(
            state,
            reducer: DeskReducer.reducer(environments: { idle.counting(accounts.environment(of: $0)) }))
        glyphs = assembly.options.ascii || !Self.localeIsUTF8(assembly.variables) ? .ascii : .unicode
    }

    /// Runs to the end of the lines, on the main queue. Never returns.
    nonisolated static func run(_ assembly: DeskAssembly) -> Never {
        Task { @MainActor in Console.exit(await PlainDesk(assembly).run()) }
        dispatchMain()
    }

    private func run() async -> Int32 {
        // `^C` leaves a question, stops what is being asked, and at rest says how to end.
        HeardSignals.on(SIGINT) { MainActor.assumeIsolated { self.interrupted() } }
        store.send(.started)
        await settle(Self.firstPatience)
        print(teller.tell(store.state))
        prompt()
        for await line in Self.lines() {
            watch?.cancel()
            guard Console.isHeard else { return await endUnheard() }
            await take(line)
            if let code = store.state.exitCode { return await end(code) }
            prompt()
        }
        print([""])
        return await end(0)
    }

    /// Nobody sees what is asked, so that nobody can have meant the answer.
    private func endUnheard() async -> Int32 {
        Console.say(

            "resellerdesk: standard output goes nowhere, so the line was ignored")
        return await end(1)
    }

    private func end(_ code: Int32) async -> Int32 {
        showTyping(true)
        store.shutDown()
        await archive.settled()
        return code
    }

    // MARK: - A line

    private func take(_ line: String) async {
        switch PlainEntry.of(line, in: store.state, hasMore: teller.hasMore) {
        case .unknown(let why): print([why])
        case .more: print(teller.tellMore(store.state))
        case .actions(let actions):
            for action in actions {
                store.send(action)
                if store.state.exitCode != nil { return }
            }
            let isSettled = await settle(Self.patience)
            print(teller.tell(store.state))
            if !isSettled { watchOn() }
        }
    }

    /// Waits until nothing is on its way but time; false when that takes too long.
    @discardableResult
    private func settle(_ patience: Double) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(patience)
        // What ends and what begins are counted one after the other: only a second look shows that nothing moved.
        var quietLooks = 0
        while quietLooks < 2 {
            quietLooks = isSettled ? quietLooks + 1 : 0
            guard quietLooks < 2 else { break }
            guard ContinuousClock.now < deadline else { return false }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return true
    }

    private var isSettled: Bool { store.inFlight <= idle.count }

    /// Says that it takes longer, and the outcome once it is there.
    private func watchOn() {
        print(["still waiting; the answer will be printed when it comes, ^C cancels"])
        watch = Task {
            while !isSettled {
                guard (try? await Task.sleep(for: .milliseconds(100))) != nil else { return }
            }
            guard !Task.isCancelled else { return }
            print([""] + teller.tell(store.state))
            prompt()
        }
    }

    // MARK: - The terminal

    private func print(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        Console.write(lines.map { glyphs.plain($0) + "\n" }.joined())
    }

    private func prompt() {
        let isSecret = PlainText(store.state).isSecret
        showTyping(!isSecret)
        Console.write("> ")
    }

    /// A key must not stand on the screen.
    private func showTyping(_ isShown: Bool) {
        if isShown { SecretTyping.show() } else { SecretTyping.hide() }
    }

    private func interrupted() {
        watch?.cancel()
        store.send(.commandChosen(.cancel))
        print([""] + teller.tell(store.state))
        prompt()
    }

    private static func localeIsUTF8(_ variables: [String: String]) -> Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        let locale = names.lazy.compactMap { variables[$0] }.first { !$0.isEmpty } ?? ""
        return locale.uppercased().replacing("-", with: "").contains("UTF8")
    }

    /// The lines typed, to the end of the input; read on a thread of its own, as reading waits.
    private static func lines() -> AsyncStream<String> {
        AsyncStream { continuation in
            Thread.detachNewThread {
                while let line = readLine() { continuation.yield(line) }
                continuation.finish()
            }
        }
    }
}

/// Counts the effects that only wait for time to pass or for mail to come: nobody waits for those.
final class IdleWork: Sendable {
    private let waiting = Atomic(0)

    var count: Int { waiting.load(ordering: .sequentiallyConsistent) }

    /// The same outside world, with its sleeps and its watches counted.
    func counting(_ environment: DeskEnvironment) -> DeskEnvironment {
        var counted = environment
        counted.sleep = { [self] seconds in
            begin()
            defer { end() }
            try await environment.sleep(seconds)
        }
        counted.samples = { [self] in watched(environment.samples()) }
        return counted
    }

    private func watched(_ events: AsyncStream<SamplesEvent>) -> AsyncStream<SamplesEvent> {
        AsyncStream { continuation in
            begin()
            let task = Task {
                for await event in events { continuation.yield(event) }
                continuation.finish()
            }
            continuation.onTermination = { [self] _ in
                task.cancel()
                end()
            }
        }
    }

    private func begin() { waiting.add(1, ordering: .sequentiallyConsistent) }
    private func end() { waiting.subtract(1, ordering: .sequentiallyConsistent) }
}
