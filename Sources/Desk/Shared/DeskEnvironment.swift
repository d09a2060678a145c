import Formats
import Records
import ResellerAPI
import Settings

/// The outside world of the desk, as closures. The executable fills in live ones, tests their own.
package struct DeskEnvironment: Sendable {
    /// `(offset, limit)`.
    package var customers: @Sendable (Int, Int) async -> Answered<CustomerChunk>
    package var overview: @Sendable (String) async -> Answered<AccountOverview>
    /// `(user, days)`.
    package var statistics: @Sendable (String, Int) async -> Answered<[DayStats]>
    package var limit: @Sendable (String) async -> Answered<AccountLimit?>
    package var suppressions: @Sendable (String, SuppressionList) async -> Answered<[Suppression]>
    package var monitors: @Sendable () async -> Answered<[MonitorRecord]>
    package var packages: @Sendable () async -> Answered<[Package]>

    /// Any read of the table.
    package var read: @Sendable (Request, CallPriority) async -> Answered<Reply>
    /// Any write of the table; the client's gate has the last word, and the check is asked immediately before the bytes
    /// go out.
    package var write: @Sendable (Request, CallPriority, @escaping LastCheck) async -> Answered<Reply>
    package var journal: JournalPort
    package var runs: RunPort
    package var memory: MemoryPort
    package var accounts: AccountPort
    /// Figures and alarms of all customers; nil where nothing is collected.
    package private(set) var live: LivePort?
    package private(set) var collector: Collector?
    /// Writes a file for its owner only; gives its whole path.
    package var export: @Sendable (ExportFile) async -> Outcome<String>

    package var loadSnapshot: @Sendable () async -> Outcome<CustomerSnapshot?>
    /// `(account, read at, chunks, rows by username)`.
    package var saveSnapshot: @Sendable (CustomerSnapshot) async -> Outcome<Bool>

    package var samples: @Sendable () -> AsyncStream<SamplesEvent>
    package var openSample: @Sendable (Sample.ID) async -> Outcome<SampleMessage>
    /// The message as it lies there.
    package var sampleSource: @Sendable (Sample.ID) async -> Outcome<String>
    /// What the spam filter of this machine says; nil where there is none or it says nothing.
    package var spamReport: @Sendable (Sample.ID) async -> SpamReport?

    /// Seconds since 1970.
    package var now: @Sendable () -> Double
    /// Returns after so many seconds; throws when cancelled.
    package var sleep: @Sendable (Double) async throws -> Void

    package var copyToClipboard: @Sendable (ClipText) async -> Bool
    package var repaint: @Sendable () async -> Void
    package var suspend: @Sendable () async -> Void
    package var reloadSettings: @Sendable () async -> SettingsReload
    /// Makes alarms known that have become critical; nil where nobody asked for it.
    package var notify: (@Sendable ([Alert]) async -> Outcome<Bool>)?
    /// Has a text written in the user's own editor. Where there is no screen to give away it says so.
    package var edit: @Sendable (EditedText) async -> EditEnd = { edited in
        .failed(SharedWords.noScreenForEditor, kept: edited.kept)
    }
    /// Keeps a text in a file whose form is no longer there; gives where.
    package var keepText: @Sendable (EditedText, String) async -> Outcome<String> = { _, _ in
        .failed(SharedWords.noPlaceForFile)
    }
    /// Measures the dialog that lies over the desk, so that it scrolls no further than to its end. Pure: only what
    /// draws knows where lines break.
    package var dialogExtent: @Sendable (DeskState) -> DialogExtent = { _ in .unbounded }
    /// The clocks of this machine, for the times that are written down in words.
    package var zone = ZoneClock()
    /// How the list of customers is read.
    package var pageSizes = PageSizes.whole
    /// Seconds that only grow, whatever is done to the clock of the machine; nil where `now` is as good.
    package var steady: (@Sendable () -> Double)?
    /// How the account's calls stand, without asking the service; nil where that can't be told.
    package var budget: @Sendable () async -> CallBudget? = { nil }

    package init(
        customers: @escaping @Sendable (Int, Int) async -> Answered<CustomerChunk>,
        overview: @escaping @Sendable (String) async -> Answered<AccountOverview>,
        statistics: @escaping @Sendable (String, Int) async -> Answered<[DayStats]>,
        limit: @escaping @Sendable (String) async -> Answered<AccountLimit?>,
        suppressions: @escaping @Sendable (String, SuppressionList) async -> Answered<[Suppression]>,
        monitors: @escaping @Sendable () async -> Answered<[MonitorRecord]>,
        packages: @escaping @Sendable () async -> Answered<[Package]>,
        read: @escaping @Sendable (Request, CallPriority) async -> Answered<Reply>,
        write: @escaping @Sendable (Request, CallPriority, @escaping LastCheck) async -> Answered<Reply>,
        journal: JournalPort,
        runs: RunPort,
        memory: MemoryPort, accounts: AccountPort, export: @escaping @Sendable (ExportFile) async -> Outcome<String>,
        loadSnapshot: @escaping @Sendable () async -> Outcome<CustomerSnapshot?>,
        saveSnapshot: @escaping @Sendable (CustomerSnapshot) async -> Outcome<Bool>,
        samples: @escaping @Sendable () -> AsyncStream<SamplesEvent>,
        openSample: @escaping @Sendable (Sample.ID) async -> Outcome<SampleMessage>,
        sampleSource: @escaping @Sendable (Sample.ID) async -> Outcome<String>,
        spamReport: @escaping @Sendable (Sample.ID) async -> SpamReport?,
        now: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (Double) async throws -> Void,
        copyToClipboard: @escaping @Sendable (ClipText) async -> Bool,
        repaint: @escaping @Sendable () async -> Void,
        suspend: @escaping @Sendable () async -> Void,
        reloadSettings: @escaping @Sendable () async -> SettingsReload,
        notify: (@Sendable ([Alert]) async -> Outcome<Bool>)? = nil
    ) {
        self.customers = customers
        self.overview = overview
        self.statistics = statistics
        self.limit = limit
        self.suppressions = suppressions
        self.monitors = monitors
        self.packages = packages
        self.read = read
        self.write = write
        self.journal = journal
        self.runs = runs
        self.memory = memory
        self.accounts = accounts
        self.export = export
        self.loadSnapshot = loadSnapshot
        self.saveSnapshot = saveSnapshot
        self.samples = samples
        self.openSample = openSample
        self.sampleSource = sampleSource
        self.spamReport = spamReport
        self.now = now
        self.sleep = sleep
        self.copyToClipboard = copyToClipboard
        self.repaint = repaint
        self.suspend = suspend
        self.reloadSettings = reloadSettings
        self.notify = notify
    }
}

extension DeskEnvironment {
    /// Has the figures of all customers collected, and kept there.
    package mutating func collect(with port: LivePort) {
        live = port
        collector = newCollector(port)
    }

    /// A collector that asks through the same calls.
    func newCollector(_ port: LivePort) -> Collector {
        Collector(Collector.World(read: read, now: now, sleep: sleep, budget: budget), port: port)
    }
}

/// Keymap, themes and rules, read anew.
package struct SettingsReload: Sendable, Equatable {
    package var keymap: Keymap
    package var themeNames: [String]
    package var problems: [String]
    package var rules: AlarmRules

    package init(keymap: Keymap, themeNames: [String], problems: [String], rules: AlarmRules = AlarmRules()) {
        self.keymap = keymap
        self.themeNames = themeNames
        self.problems = problems
        self.rules = rules
    }
}
