import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// All that the desk knows. Changed by reducers only, drawn by Panes.
package struct DeskState: Sendable, Equatable {
    package var session: Session
    package var size: Size
    /// Seconds since 1970; moves on the minute, and on the second while something is being asked.
    package var now: Double
    /// The desk's own time zone: what is shown as a time of day is a time of these clocks.
    package var zone: ZoneClock

    package var customers = CustomersState()
    /// The customer that the panes at the right show: the one that the cursor rested on last.
    package var subject: String?
    /// Where that customer stood in the table when the panes turned to it; trusted only while the name is still there.
    package var subjectRow: Int?
    /// What was read of single customers, the last `detailLimit` of them.
    package var details: [String: CustomerDetail] = [:]
    /// Usernames in `details`, the one read last at the end.
    package var detailOrder: [String] = []
    /// How all customers ever read are doing.
    package var figures = FiguresByUser()
    /// The figures that new data changed a moment ago.
    package var changed: ChangedFigures?
    /// The reading of a customer that a person waits for; its end is told in the key line.
    package var awaited: AwaitedReading?
    package var statistics = StatisticsState()
    package var suppressions = SuppressionsState()
    package var samples = SamplesState()
    package var monitors = Loadable<[MonitorRecord]>()
    package var packages = Loadable<[Package]>()
    package var budget: CallBudget?

    /// The view shown.
    package var place = Place()
    package var views = ViewsState()
    /// Answers that views and forms read, by call.
    package var readings = Readings()
    package var changes = ChangesState()
    package var bulk = BulkState()
    package var why = WhyState()
    package var accounts = AccountsState()
    package var live = LiveState()
    package var board = BoardState()

    package var history = History()
    package var focus = Pane.customers
    /// Whether the focused pane has the whole screen.
    package var isZoomed = false
    package var overlay: Overlay?
    /// The filter being typed; nil when the filter line is closed.
    package var filterEntry: TextEntry?
    /// Keys typed of a sequence that is not complete.
    package var pendingKeys: [Key] = []
    /// While keys run that came in one piece.
    var keysCameTogether = false
    package var notice: Notice?
    /// What was wrong in keymap, themes and configuration; shown at the start and by `:messages`.
    package var problems: [String] = []
    /// The calls that failed, newest first, at most 50.
    package var errors: [Failure] = []

    /// What could not be kept or read here, newest first, at most 50: archive and journal, not the service.
    package var troubles: [DeskTrouble] = []

    package var keymap: Keymap
    /// By what customers are judged.
    package var rules = AlarmRules()
    package var themeName: String
    package var themeNames: [String]
    /// Seconds between two refreshes.
    package var refreshInterval = 60
    package var isFrozen = false
    /// Whether names and addresses are masked on the screen, and whose are not.
    package var masksAddresses = false
    package var talk: Talk?
    package var filterHistory: [String] = []
    package var paletteHistory: [String] = []
    /// How far back in a history the line being typed is.
    package var historyPosition: Int?
    /// Set when the desk is to end; the exit code.
    package var exitCode: Int32?

    package init(
        session: Session, size: Size, now: Double, zone: ZoneClock = ZoneClock(), keymap: Keymap,
        themeName: String = "terminal", themeNames: [String] = ["terminal"]
    ) {
        self.session = session
        self.size = size
        self.now = now
        self.zone = zone
        self.keymap = keymap
        self.themeName = themeName
        self.themeNames = themeNames
    }

    /// The customer that panes 2 to 4 are about.
    package var selected: String? { subject }
    package var detail: CustomerDetail? { selected.flatMap { details[$0] } }
    /// Data older than this many seconds is shown as old.
    package var staleAfter: Double { Double(refreshInterval) * 2.5 }
}

/// Something that went wrong on this machine.
package struct DeskTrouble: Sendable, Equatable {
    package let words: String
    /// When it happened last; seconds since 1970.
    package var at: Double
    package var times = 1
}

extension DeskState {
    /// Remembers it for the list of errors; the same again counts up.
    mutating func note(trouble words: String, at time: Double) {
        if troubles.first?.words == words {
            troubles[0].at = time
            troubles[0].times += 1
            return
        }
        troubles.insert(DeskTrouble(words: words, at: time), at: 0)
        if troubles.count > 50 { troubles.removeLast() }
    }

    /// When and what, for the list of errors, and below it what is wrong in the settings.
    package var troubleLines: [String] {
        troubles.map { trouble in
            let times = trouble.times > 1 ? SharedWords.times(trouble.times) : ""
            return "\(stamp(trouble.at)) \(trouble.words)\(times)"
        } + problems
    }
}

/// A customer being read because somebody asked.
package struct AwaitedReading: Sendable, Equatable {
    package var user: String
    /// Seconds since 1970.
    package var since: Double
    /// What the last row said when it began.
    package var notice: Notice?
}
